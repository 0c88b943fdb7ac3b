// Features of many kinds — shared_tests/katas/design_matrix/README.md
#include "katas.hpp"

using namespace kata;

/// Vᵢⱼ = xᵢʲ, j = 0 … degree
Matrix kata::polynomial_features(VectorView x, int64_t degree) {
  require(degree >= 0, InvalidParameter, "degree is ", degree, ", below 0");
  auto power = [=](size_t i, size_t j) { return std::pow(x[i], j); };
  return Matrix(x.size(), degree + 1, power);
}

/// Dᵢₖ = 1 where labelsᵢ = k + drop_first, else 0
Matrix kata::one_hot(IndexView labels, int64_t K, bool drop_first) {
  require(K - drop_first >= 1, InvalidParameter, "K − drop_first is ",
          K - drop_first, ", below 1");
  for (int64_t label : labels)
    require(label >= 0 && label < K, InvalidLabel, "label ", label,
            ", but K is ", K);
  return Matrix(labels.size(), K - drop_first, [=](size_t i, int64_t k) {
    return labels[i] == k + drop_first;
  });
}

/// F = [X, xᵢ ∘ xⱼ for i < j]
Matrix kata::interaction_features(MatrixView X) {
  size_t p = X.cols();
  Matrix F(X.rows(), p + p * (p - 1) / 2);
  for (size_t row = 0; row < X.rows(); ++row) {
    auto f = std::ranges::copy(X.row(row), F.row(row).begin()).out;
    // all pairs i < j in lexicographic order
    for (size_t i = 0; i < p; ++i)
      for (size_t j = i + 1; j < p; ++j)
        *f++ = X(row, i) * X(row, j);
  }
  return F;
}

/// X[t, j] = series[t + j], y[t] = series[t + d]
std::tuple<Matrix, Vector> kata::lag_matrix(VectorView series, int64_t d) {
  int64_t m = std::ssize(series);
  require(d >= 1 && d < m, InvalidParameter, "d is ", d,
          ", not between 1 and m − 1, and m is ", m);
  // t = 0 … m − d − 1, so that t + d is still in the series
  auto lag = [=](size_t t, size_t j) { return series[t + j]; };
  return {Matrix(m - d, d, lag), Vector(series.begin() + d, series.end())};
}

/// Z = (X − 1 meanᵀ) / scale, scaleⱼ² = Σᵢ (xᵢⱼ − meanⱼ)² / n
std::tuple<Matrix, Vector, Vector> kata::standardize(MatrixView X) {
  Matrix columns = transpose(X);
  Vector mean, scale;
  for (size_t j = 0; j < X.cols(); ++j) {
    VectorView x = columns.row(j);
    bool constant = std::ranges::min(x) == std::ranges::max(x);
    auto [m, var] = mean_var(x, 0);
    // a constant column has scale 1 and z = 0, whatever its mean rounds to
    mean.push_back(constant ? x[0] : m);
    scale.push_back(constant ? 1 : std::sqrt(var));
  }
  return {map(X - mean, scale, std::divides{}), mean, scale};
}

/// w = wz / scale, b = bz − wᵀ mean
std::tuple<Vector, double> kata::unstandardize(VectorView wz, double bz,
                                               VectorView mean,
                                               VectorView scale) {
  if (double s = std::ranges::min(scale); s <= 0)
    throw Refusal(InvalidParameter, "a scale is ", s, ", not positive");
  // bz + wzᵀz = bz + Σⱼ wzⱼ (xⱼ − meanⱼ) / scaleⱼ = b + wᵀx
  Vector w = map(wz, scale, std::divides{});
  return {w, bz - dot(w, mean)};
}
