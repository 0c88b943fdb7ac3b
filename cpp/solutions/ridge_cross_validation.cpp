// Choosing λ by cross-validation —
// shared_tests/katas/ridge_cross_validation/README.md
#include "katas.hpp"
#include <set>

using namespace kata;

static std::pair<Matrix, Vector> part(MatrixView X, VectorView y, auto in) {
  Vector entries, targets;
  for (size_t i = 0; i < y.size(); ++i)
    if (in(i)) {
      std::ranges::copy(X.row(i), std::back_inserter(entries));
      targets.push_back(y[i]);
    }
  return {{targets.size(), X.cols(), entries}, targets};
}

/// cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others
std::tuple<Vector, Vector, int64_t, int64_t>
kata::kfold_ridge(MatrixView X, VectorView y, VectorView lambdas,
                  IndexView folds, bool fit_intercept) {
  double least = std::ranges::min(lambdas);
  require(least >= 0, InvalidParameter, "a λ is ", least, ", below 0");
  auto [first, last] = std::ranges::minmax(folds);
  int64_t F = std::ssize(std::set(folds.begin(), folds.end()));
  require(first == 0 && last == F - 1 && F >= 2, InvalidParameter, F,
          " folds have the numbers ", first, " to ", last);
  Vector cv_mean, cv_se, errors(F);
  for (double lam : lambdas) {
    for (int64_t f = 0; f < F; ++f) {
      // whatever is learned, means included, is learned from the other folds
      auto [A, s] = part(X, y, [=](size_t i) { return folds[i] != f; });
      auto [B, t] = part(X, y, [=](size_t i) { return folds[i] == f; });
      auto [w, b] = ridge(A, s, lam, fit_intercept);
      errors[f] = std::get<0>(regression_metrics(t, predict(B, w) + b));
    }
    auto [mean, var] = mean_var(errors, 1);
    cv_mean.push_back(mean);
    cv_se.push_back(std::sqrt(var / double(F)));
  }
  auto best = std::ranges::min_element(cv_mean) - cv_mean.begin();
  // the strongest penalty that is not clearly worse than the best
  Vector near = map(cv_mean, lambdas, [&](double mean, double lam) {
    return mean <= cv_mean[best] + cv_se[best] ? lam : -1;
  });
  return {cv_mean, cv_se, best, std::ranges::max_element(near) - near.begin()};
}

/// loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ
std::tuple<Vector, Vector> kata::loo_gcv(MatrixView X, VectorView y,
                                         VectorView lambdas,
                                         bool fit_intercept) {
  double least = std::ranges::min(lambdas), n = double(y.size());
  require(least >= 0, InvalidParameter, "a λ is ", least, ", below 0");
  Matrix Xc(X);
  Vector yc(y.begin(), y.end()), loo, gcv;
  if (fit_intercept)
    std::tie(Xc, yc, std::ignore, std::ignore) = center(X, y);
  for (double lam : lambdas) {
    // H = QQᵀ where [X; √(nλ)I] = [Q; …]R, and 11ᵀ/n for the intercept
    auto [Q, R] = qr(stack(Xc, std::sqrt(n * lam) * identity(X.cols())));
    MatrixView Qx(Q.data(), X.rows(), X.cols());
    Vector e = yc - matvec(Qx, rmatvec(Qx, yc)), left_out;
    double sum_h = 0;
    for (size_t i = 0; i < e.size(); ++i) {
      double h = fit_intercept / n + dot(Q.row(i), Q.row(i));
      require(h < 1 - 1e-10, RankDeficient, "row ", i, " has the leverage ", h);
      left_out.push_back(e[i] / (1 - h));
      sum_h += h;
    }
    loo.push_back(dot(left_out, left_out) / n);
    gcv.push_back(dot(e, e) / n / std::pow(1 - sum_h / n, 2));
  }
  return {loo, gcv};
}
