// The softmax of W rows at a time.
#pragma once

#include "fast/elementary.hpp"

namespace kata::fast {

/// At most W rows of K numbers in columns: lane k holds number k of each.
class Softmax {
public:
  std::vector<Lane> z; // zₖ − max z
  std::vector<Lane> p; // exp(zₖ)/Σⱼ exp(zⱼ)
  Lane log_sum;        // ln Σⱼ exp(zⱼ − max z)

  explicit Softmax(size_t K) : z(K), p(K) {}

  /// From rows that are `step` numbers from each other; the last stands for
  /// those that are not there.
  void of(const double *row, size_t step, size_t rows) {
    size_t K = z.size();
    for (size_t r = 0; r < W; ++r) {
      for (size_t k = 0; k < K; ++k)
        reinterpret_cast<double *>(&z[k])[r] = row[k];
      row += r + 1 < rows ? step : 0;
    }
    // exp(zₖ) for zₖ − max z, where one exponential is 1 and the others are ≤ 1
    Lane max = z[0], others = {};
    Bits seen = {};
    for (Lane a : z)
      max = a > max ? a : max;
    for (size_t k = 0; k < K; ++k) {
      z[k] -= max;
      p[k] = exp_lanes(z[k]);
      Bits largest = (z[k] == 0) & ~seen;
      others += largest ? Lane{} : p[k];
      seen |= largest;
    }
    for (Lane &a : p)
      a /= 1 + others;
    log_sum = log1p_lanes(others);
  }
};

} // namespace kata::fast
