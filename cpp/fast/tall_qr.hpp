// QR of a tall matrix: TALL rows after the other are reflected onto R, which
// stays in the cache. Demmel, Grigori, Hoemmen and Langou 2012 (TSQR).
#pragma once

#include "fast/products.hpp"
#include "refusals.hpp"

namespace kata::fast {

constexpr size_t HIGH = 12; // lanes of a column: two columns fit the registers
constexpr size_t TALL = HIGH * W;

/// H = I − βuuᵀ, u = [u₀; v], with H[a; x] = [α; 0]; 1/β = ‖u‖²/2.
struct Reflection {
  double u0 = 0, beta = 0;

  Reflection() = default;
  /// From a and x, in the place of which stands v; a becomes α.
  Reflection(double &a, const Lane *x) {
    Lane square = {};
    for (size_t l = 0; l < HIGH; ++l)
      square += x[l] * x[l];
    double rest = sum(square);
    if (rest == 0)
      return;
    // a and −α have the same sign, so a − α does not cancel
    double length = std::sqrt(a * a + rest), alpha = a < 0 ? length : -length;
    u0 = a - alpha;
    beta = 1 / (length * std::abs(u0));
    a = alpha;
  }

  /// [c₀; c] = H[c₀; c] for columns c that follow each other, at each of which
  /// c₀ is the next number.
  void apply(const Lane *from, Lane *c, double *c0, size_t columns) const {
    Lane v[HIGH], x[HIGH];
    std::copy_n(from, HIGH, v);
    for (; columns > 0; --columns, c += HIGH, ++c0) {
      std::copy_n(c, HIGH, x);
      Lane part[4] = {};
#pragma GCC unroll 16
      for (size_t l = 0; l < HIGH; ++l)
        part[l % 4] += v[l] * x[l];
      double vc = sum((part[0] + part[1]) + (part[2] + part[3]));
      double s = beta * (u0 * *c0 + vc);
      *c0 -= s * u0;
#pragma GCC unroll 16
      for (size_t l = 0; l < HIGH; ++l)
        c[l] = x[l] - s * v[l];
    }
  }
};

/// At most TALL rows [xᵢ yᵢ] by columns, then what is left of them when they
/// are reflected onto R: the vectors v, and z₂ in the last column.
class Strip {
public:
  Strip(size_t p) : p_(p), columns_((p + 1) * HIGH), H_(p) {}

  Lane *column(size_t j) { return &columns_[j * HIGH]; }
  double *last() { return reinterpret_cast<double *>(column(p_)); }

  /// Hₚ…H₁[R z₁; X y] = [R z₁; 0 z₂], for the rows of X and y from i on.
  void fold(MatrixView X, VectorView y, size_t i, Matrix &R) {
    size_t rows = std::min(TALL, X.rows() - i);
    std::ranges::fill(columns_, Lane{});
    double *c = reinterpret_cast<double *>(columns_.data());
    for (size_t k = 0; k < rows; ++k) {
      for (size_t j = 0; j < p_; ++j)
        c[j * TALL + k] = X(i + k, j);
      c[p_ * TALL + k] = y[i + k];
    }
    const double *soon = X.row(std::min(i + TALL, X.rows() - 1)).data();
    for (size_t j = 0; j < p_; ++j) {
      // meanwhile the next rows come from memory
      for (size_t k = 0; k < TALL; k += 8)
        __builtin_prefetch(soon + j * TALL + k, 0, 2);
      H_[j] = Reflection(R(j, j), column(j));
      H_[j].apply(column(j), column(j + 1), &R(j, j) + 1, p_ - j);
    }
  }

  /// [h; z] = Hₚ…H₁[h; z], where z is the last column.
  void forward(Vector &h) {
    for (size_t j = 0; j < p_; ++j)
      H_[j].apply(column(j), column(p_), &h[j], 1);
  }

  /// [h; z] = H₁…Hₚ[h; z].
  void backward(Vector &h) {
    for (size_t j = p_; j-- > 0;)
      H_[j].apply(column(j), column(p_), &h[j], 1);
  }

private:
  size_t p_;
  std::vector<Lane> columns_;
  std::vector<Reflection> H_;
};

/// (R, z₁) from [R z₁], where no column of R is near the span of those before.
inline std::tuple<Matrix, Vector> full_rank(MatrixView Rz) {
  size_t p = Rz.rows();
  Matrix R(p, p, [=](size_t i, size_t j) { return i <= j ? Rz(i, j) : 0; });
  Vector z(p);
  for (size_t j = 0; j < p; ++j) {
    // reflections keep lengths: this is the length of column j of X
    double square = 0;
    for (size_t i = 0; i <= j; ++i)
      square += R(i, j) * R(i, j);
    require(std::abs(R(j, j)) > 1e-12 * std::sqrt(square), RankDeficient,
            "of column ", j, ", ", std::sqrt(square), " long, only ",
            std::abs(R(j, j)), " is new");
    z[j] = Rz(j, p);
  }
  return {R, z};
}

} // namespace kata::fast
