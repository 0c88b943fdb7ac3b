// argmin (1/2n)‖y − b − Xw‖² + l1‖w‖₁ + ½l2‖w‖². The coordinates that may not
// be 0 are a working set, which only grows: with XᵀX/n of these, a coordinate
// costs as much as there are of them, not n.
#pragma once

#include "fast/quadratic.hpp"

namespace kata::fast {

class ActiveSetSolver {
public:
  Vector w;
  double b = 0, gap = 0;
  int64_t sweeps = 0;

  ActiveSetSolver(MatrixView X, VectorView y, bool fit_intercept)
      : w(X.cols()), X_(X), mean_(X.cols()), yc_(y.begin(), y.end()),
        c_(X.cols()) {
    double n = double(X.rows());
    for (size_t i = 0; fit_intercept && i < X.rows(); ++i)
      y_mean_ += y[i] / n;
    yc_ -= y_mean_;
    yy_ = dot(yc_, yc_) / n;
    // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0;
    // Σ yᵢ = 0 then, and xᵢ − x₀ is as good as xᵢ − x̄ for c = Xᵀy/n
    Vector origin(w.size());
    if (fit_intercept)
      std::ranges::copy(X.row(0), origin.begin());
    for (size_t i = 0; i < X.rows(); ++i)
      for (size_t j = 0; j < w.size(); ++j) {
        double x = X(i, j) - origin[j];
        mean_[j] += x * (fit_intercept / n);
        c_[j] += x * (yc_[i] / n);
      }
    mean_ = mean_ + origin;
  }

  /// The gap that is tol times J(0).
  double enough(double tol) const { return tol * yy_ / 2; }

  /// From the present w until the duality gap is at most `most`.
  void fit(double l1, double l2, double most, int64_t max_sweeps) {
    sweeps = 0;
    Quadratic whole{G_, c_, yy_, l1, l2};
    Vector q = slopes(l2);
    while ((gap = whole.gap(w, q)) > most) {
      if (!all())
        grow(q, l1);
      Quadratic part{G_, chosen(c_), yy_, l1, l2};
      Vector u = chosen(w);
      gap = part.descend(u, all() ? most : most / 2, sweeps, max_sweeps);
      for (size_t k = 0; k < u.size(); ++k)
        w[set_[k]] = u[k];
      if (all())
        break;
      q = slopes(l2);
    }
    // ∂J/∂b = 0
    b = y_mean_ - dot(mean_, w);
  }

private:
  MatrixView X_; // and what centres it
  Vector mean_, yc_, c_;
  double y_mean_ = 0, yy_;
  std::vector<size_t> set_;
  std::vector<Lane> Z_;  // its columns /√n, in panels of n rows of W numbers
  PaddedMatrix G_{0, 0}; // ZᵀZ

  bool all() const { return set_.size() == w.size(); }

  Vector chosen(const Vector &v) const {
    Vector some;
    for (size_t j : set_)
      some.push_back(v[j]);
    return some;
  }

  /// q = (X − 1x̄ᵀ)ᵀr/n − l2 w, the slopes of what is smooth, downwards.
  Vector slopes(double l2) {
    if (std::ranges::count(w, 0.0) == ssize(w))
      return c_;
    if (all()) {
      Vector q(w.size());
      Vector own = Quadratic{G_, chosen(c_), yy_, 0, l2}.slopes(chosen(w));
      for (size_t k = 0; k < own.size(); ++k)
        q[set_[k]] = own[k];
      return q;
    }
    size_t n = X_.rows(), p = w.size();
    double unit = std::sqrt(n);
    PaddedMatrix u(1, set_.size());
    std::ranges::copy(chosen(w), &u(0, 0));
    Vector q = -l2 * w;
    for (size_t i = 0; i < n; i += 4) {
      // four rows at a time
      size_t rows = std::min<size_t>(4, n - i);
      double r[4] = {};
      for (size_t k = 0; k < rows; ++k) {
        Lane fit = {};
        for (size_t s = 0; s < u.step(); ++s)
          fit += u.row(0)[s] * Z_[s * n + i + k];
        for (size_t s = 0; s < W; ++s)
          r[k] -= fit[s] * unit;
        r[k] = (r[k] + yc_[i + k]) / double(n);
      }
      const double *x = X_.row(i).data(), *m = mean_.data();
      if (rows == 4)
        for (size_t j = 0; j < p; ++j)
          q[j] += (r[0] * (x[j] - m[j]) + r[1] * (x[p + j] - m[j])) +
                  (r[2] * (x[2 * p + j] - m[j]) + r[3] * (x[3 * p + j] - m[j]));
      else
        for (size_t k = 0; k < rows; ++k)
          for (size_t j = 0; j < p; ++j)
            q[j] += r[k] * (x[k * p + j] - m[j]);
    }
    return q;
  }

  /// Where there are few columns, the set takes in all at once; else those with
  /// the steepest slopes, as many as l1 cannot hold, but it no more than
  /// doubles.
  void grow(const Vector &q, double l1) {
    size_t n = X_.rows(), p = w.size(), old = set_.size();
    double unit = 1 / std::sqrt(n);
    if (p <= n) {
      set_.resize(p);
      std::iota(set_.begin(), set_.end(), 0);
      G_ = gram_upper(X_, p, [&](size_t i, PackedRows &B) {
        B.push([&](std::span<double> z) {
          for (size_t j = 0; j < p; ++j)
            z[j] = (X_(i, j) - mean_[j]) * unit;
        });
      });
      return mirror(G_, 0, p);
    }
    std::vector<bool> in(p);
    for (size_t j : set_)
      in[j] = true;
    size_t steep = 0;
    for (size_t j = 0; j < p; ++j)
      if (!in[j]) {
        set_.push_back(j);
        steep += std::abs(q[j]) > l1;
      }
    size_t more = panels(std::clamp(steep, W, std::max(old, 16 * W))) * W;
    size_t m = std::min(old + more, p);
    std::ranges::nth_element(
        set_.begin() + old, set_.begin() + m, set_.end(),
        [&](size_t i, size_t j) { return std::abs(q[i]) > std::abs(q[j]); });
    set_.resize(m);
    std::ranges::sort(set_.begin() + old, set_.end());
    size_t known = old / W, now = panels(m);
    Z_.resize(now * n);
    for (size_t i = 0; i < n; ++i)
      for (size_t k = old; k < m; ++k)
        Z_[k / W * n + i][k % W] = (X_(i, set_[k]) - mean_[set_[k]]) * unit;
    // of ZᵀZ only the panels that are new
    PaddedMatrix G(m, m);
    for (size_t i = 0; i < old; ++i)
      std::copy_n(G_.row(i), known, G.row(i));
    for (size_t i = 0; i < n; i += ROWS)
      for (size_t s = 0; s < now; ++s) {
        size_t from = std::max(s, known);
        add_product(std::min(ROWS, n - i), &Z_[s * n + i], &Z_[from * n + i], n,
                    now - from, G.row(s * W) + from, G.step());
      }
    mirror(G, old, m);
    G_ = std::move(G);
  }

  /// Below the diagonal what stands above it, from column `first` on.
  static void mirror(PaddedMatrix &G, size_t first, size_t m) {
    for (size_t j = 0; j < m; ++j)
      for (size_t k = std::max(j + 1, first); k < m; ++k)
        G(k, j) = G(j, k);
  }
};

} // namespace kata::fast
