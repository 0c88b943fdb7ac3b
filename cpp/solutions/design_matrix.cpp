// Features: powers, dummies, interactions, lags, standardisation —
// shared_tests/katas/design_matrix/README.md
#include "katas.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

using namespace kata;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
Matrix kata::polynomial_features(VectorView x, int64_t degree) {
  if (degree < 0)
    throw Refusal(Kind::InvalidParameter, "degree is ", degree, ", below 0");
  Matrix V(x.size(), degree + 1);
  // xʲ⁺¹ = xʲ x, from x⁰ = 1
  for (size_t i = 0; i < x.size(); ++i)
    for (double power = 1; double &v : V.row(i))
      v = std::exchange(power, power * x[i]);
  return V;
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
Matrix kata::one_hot(Labels labels, int64_t K, bool drop_first) {
  if (K - drop_first < 1)
    throw Refusal(Kind::InvalidParameter, "K − drop_first is ", K - drop_first);
  Matrix D(labels.size(), K - drop_first);
  for (size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < 0 || labels[i] >= K)
      throw Refusal(Kind::InvalidLabel, "label ", labels[i], ", but K is ", K);
    // a dropped class 0 has no column
    if (int64_t k = labels[i] - drop_first; k >= 0)
      D(i, k) = 1;
  }
  return D;
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
Matrix kata::interaction_features(MatrixView X) {
  size_t p = X.cols();
  Matrix F(X.rows(), p + p * (p - 1) / 2);
  for (size_t row = 0; row < X.rows(); ++row) {
    VectorView x = X.row(row);
    auto f = std::ranges::copy(x, F.row(row).begin()).out;
    // all pairs i < j in lexicographic order
    for (size_t i = 0; i < p; ++i)
      for (size_t j = i + 1; j < p; ++j)
        *f++ = x[i] * x[j];
  }
  return F;
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
std::tuple<Matrix, Vector> kata::lag_matrix(VectorView series, int64_t d) {
  int64_t m = std::ssize(series);
  if (d < 1 || d >= m)
    throw Refusal(Kind::InvalidParameter, "d is ", d, ", but m is ", m);
  // t = 0 … m − d − 1, so that t + d is still in the series
  Matrix X(m - d, d);
  for (int64_t t = 0; t < m - d; ++t)
    std::ranges::copy(series.subspan(t, d), X.row(t).begin());
  return {std::move(X), Vector(series.begin() + d, series.end())};
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
std::tuple<Matrix, Vector, Vector> kata::standardize(MatrixView X) {
  Matrix Z(X.rows(), X.cols()), columns = transpose(X);
  Vector mean(X.cols()), scale(X.cols(), 1);
  for (size_t j = 0; j < X.cols(); ++j) {
    VectorView x = columns.row(j);
    auto [m, var] = mean_var(x, 0);
    mean[j] = m;
    // a constant column has scale 1 and z = 0, whatever its mean rounds to
    if (std::ranges::min(x) < std::ranges::max(x)) {
      scale[j] = std::sqrt(var);
      for (size_t i = 0; i < x.size(); ++i)
        Z(i, j) = (x[i] - m) / scale[j];
    }
  }
  return {std::move(Z), std::move(mean), std::move(scale)};
}

/// w = wz / scale, b = bz − wᵀ mean
std::tuple<Vector, double> kata::unstandardize(VectorView wz, double bz,
                                               VectorView mean,
                                               VectorView scale) {
  if (double s = std::ranges::min(scale); s <= 0)
    throw Refusal(Kind::InvalidParameter, "a scale is ", s);
  // bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
  Vector w(wz.size());
  std::ranges::transform(wz, scale, w.begin(), std::divides{});
  return {w, bz - dot(w, mean)};
}
