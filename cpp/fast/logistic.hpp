// The loss of logistic regression, without its penalty, and its derivatives,
// from rows that stream by once.
#pragma once

#include "fast/elementary.hpp"

namespace kata::fast {

constexpr size_t FEW = 4 * W; // rows that stay in the L1 cache

/// 1/(1 + e^(−z)) from e = e^(−|z|) ≤ 1
inline Lane sigmoid_lanes(Lane z, Lane e) {
  Lane one = Lane{} + 1;
  return (z < 0 ? e : one) / (1 + e);
}

/// ln(1 + e^z) from e = e^(−|z|) ≤ 1
inline Lane softplus_lanes(Lane z, Lane e) {
  return (z > 0 ? z : Lane{}) + log1p_lanes(e);
}

inline Lane exp_of_minus_size(Lane z) { return exp_lanes(z < 0 ? z : -z); }

class Logistic {
public:
  Vector gw;         // Σᵢ cᵢσ(cᵢzᵢ) xᵢ, z = Xw + b, c = 1 − 2y = ±1
  double slope[FEW]; // σ′(zᵢ) of the rows that were last added

  Logistic(MatrixView X, IndexView y, VectorView w, double b)
      : gw(w.size()), X_(X), y_(y), w_(w), b_(b) {}

  double loss() const { return sum(loss_); } // Σᵢ ln(1 + exp(cᵢzᵢ))
  double gb() const { return sum(gb_); }     // Σᵢ cᵢσ(cᵢzᵢ)

  /// Adds row i and those that follow, FEW or as many as there are.
  void add(size_t i) {
    size_t rows = std::min(FEW, y_.size() - i), p = w_.size(), k = 0;
    const double *x = X_.row(i).data();
    double z[FEW], r[FEW] = {};
    for (; k + 4 <= rows; k += 4)
      inner_four(z + k, w_.data(), x + k * p, p);
    for (; k < rows; ++k)
      z[k] = inner(x + k * p, w_.data(), p);
    for (k = 0; k < rows; ++k) {
      z[k] += b_;
      r[k] = y_[i + k] == 1 ? -1 : 1;
    }
    // a row that is not there: here its loss and its σ are 0
    std::fill(z + rows, z + FEW, -1000.0);
    std::fill(r + rows, r + FEW, 1.0);
    for (k = 0; k < FEW; k += W) {
      Lane c = lane(r + k), a = c * lane(z + k), e = exp_of_minus_size(a);
      Lane s = sigmoid_lanes(a, e), residual = c * s;
      Lane change = s * sigmoid_lanes(-a, e); // 1 − σ(z) = σ(−z)
      loss_ += softplus_lanes(a, e);
      gb_ += residual;
      std::memcpy(r + k, &residual, sizeof residual);
      std::memcpy(slope + k, &change, sizeof change);
    }
    for (k = 0; k + 4 <= rows; k += 4)
      add_four(gw.data(), r + k, x + k * p, p);
    for (; k < rows; ++k)
      for (size_t j = 0; j < p; ++j)
        gw[j] += r[k] * x[k * p + j];
  }

private:
  MatrixView X_;
  IndexView y_;
  VectorView w_;
  double b_;
  Lane loss_ = {}, gb_ = {};
};

} // namespace kata::fast
