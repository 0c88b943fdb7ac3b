// A robust line: the median of slopes —
// shared_tests/katas/theil_sen/README.md
#include "katas.hpp"

using namespace kata;

/// m = the middle of the sorted x, or the mean of the middle two
double kata::median(VectorView x) {
  Vector s(x.begin(), x.end());
  auto middle = s.begin() + static_cast<std::ptrdiff_t>(s.size() / 2);
  std::ranges::nth_element(s, middle);
  // as many numbers lie below m as above
  if (s.size() % 2)
    return *middle;
  return (*std::max_element(s.begin(), middle) + *middle) / 2;
}

/// slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)
std::tuple<double, double> kata::theil_sen(VectorView x, VectorView y) {
  Vector slopes;
  // two points with the same x say nothing about the slope
  for (size_t i = 0; i < x.size(); ++i)
    for (size_t j = i + 1; j < x.size(); ++j)
      if (x[i] != x[j])
        slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
  require(!slopes.empty(), RankDeficient, "every x is ", x[0],
          ": no pair has a slope");
  double slope = median(slopes);
  // half of the points lie above the line, half below
  return {slope, median(y - predict_line(slope, 0, x))};
}
