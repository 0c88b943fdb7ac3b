// Regression and classification metrics —
// shared_tests/katas/metrics/README.md
#include "katas.hpp"

using namespace kata;

/// r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
std::tuple<double, double, double, double, double>
kata::regression_metrics(VectorView y, VectorView yhat) {
  // y[n], yhat[n] -> mse, rmse, mae, r2, max_error
  not_implemented();
}

/// counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
std::tuple<int64_t, int64_t, int64_t, int64_t, double, double, double, double>
kata::binary_metrics(IndexView y, VectorView score, double threshold) {
  // y[n]:int, score[n], threshold -> TN:int, FP:int, FN:int, TP:int, accuracy,
  // precision, recall, f1
  not_implemented();
}

/// loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
double kata::log_loss(IndexView y, VectorView p) {
  // y[n]:int, p[n] -> loss
  not_implemented();
}

/// area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
double kata::auc(IndexView y, VectorView score) {
  // y[n]:int, score[n] -> area
  not_implemented();
}
