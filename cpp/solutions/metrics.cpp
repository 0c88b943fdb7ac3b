// Regression and classification metrics —
// shared_tests/katas/metrics/README.md
#include "katas.hpp"

using namespace kata;

static void check_labels(IndexView y) {
  for (int64_t label : y)
    require(label == 0 || label == 1, InvalidLabel, "label ", label);
}

/// r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
std::tuple<double, double, double, double, double>
kata::regression_metrics(VectorView y, VectorView yhat) {
  Vector size = map(y - yhat, [](double ri) { return std::abs(ri); });
  double n = double(y.size()), worst = std::ranges::max(size);
  double mse = dot(size, size) / n;
  double mae = std::reduce(size.begin(), size.end()) / n;
  auto [low, high] = std::ranges::minmax(y);
  // a constant y leaves nothing to explain, whatever rounding makes of ȳ
  double r2 = low == high ? worst == 0 : 1 - mse / std::get<1>(mean_var(y, 0));
  return {mse, std::sqrt(mse), mae, r2, worst};
}

/// counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
std::tuple<int64_t, int64_t, int64_t, int64_t, double, double, double, double>
kata::binary_metrics(IndexView y, VectorView score, double threshold) {
  check_labels(y);
  // the pair (y, ŷ) is the binary number 2y + ŷ
  int64_t count[4] = {};
  for (size_t i = 0; i < y.size(); ++i)
    ++count[size_t(2 * y[i] + (score[i] >= threshold))];
  auto [TN, FP, FN, TP] = count;
  auto ratio = [](int64_t part, int64_t whole) {
    return double(part) / double(std::max<int64_t>(whole, 1));
  };
  double accuracy = ratio(TN + TP, std::ssize(y));
  double precision = ratio(TP, TP + FP), recall = ratio(TP, TP + FN);
  // 2PR/(P + R) with P = TP/(TP + FP) and R = TP/(TP + FN)
  double f1 = ratio(2 * TP, 2 * TP + FP + FN);
  return {TN, FP, FN, TP, accuracy, precision, recall, f1};
}

/// loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
double kata::log_loss(IndexView y, VectorView p) {
  for (double pi : p)
    require(pi > 0 && pi < 1, InvalidParameter, "a probability is ", pi,
            ", not in (0, 1)");
  check_labels(y);
  // 1 − p forgets a small p, log1p does not
  double sum = 0;
  for (size_t i = 0; i < y.size(); ++i)
    sum += y[i] == 1 ? std::log(p[i]) : std::log1p(-p[i]);
  return -sum / double(y.size());
}

/// area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
double kata::auc(IndexView y, VectorView score) {
  check_labels(y);
  Vector positive, negative;
  for (size_t i = 0; i < y.size(); ++i)
    (y[i] == 1 ? positive : negative).push_back(score[i]);
  double pairs = double(positive.size()) * double(negative.size());
  require(pairs > 0, InvalidLabel, "every label is ", y[0],
          ": no two to compare");
  std::ranges::sort(negative);
  // below s⁺, and not above it: a pair in order counts twice, a tie once
  std::ptrdiff_t twice = 0;
  for (double s : positive) {
    auto ties = std::ranges::equal_range(negative, s);
    twice +=
        (ties.begin() - negative.begin()) + (ties.end() - negative.begin());
  }
  return double(twice) / (2 * pairs);
}
