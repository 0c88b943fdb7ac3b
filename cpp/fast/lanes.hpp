// Numbers that one instruction works on, and sums over rows made of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "matrix.hpp"

namespace kata::fast {

#ifdef __AVX512F__
constexpr size_t W = 8; // numbers that one instruction multiplies
#else
constexpr size_t W = 4;
#endif
typedef double Lane __attribute__((vector_size(8 * W)));

constexpr size_t panels(size_t cols) { return (cols + W - 1) / W; }

inline Lane lane(const double *x) {
  Lane a;
  std::memcpy(&a, x, sizeof a);
  return a;
}

/// Number k of the result is number k ^ way of a.
template <size_t way, size_t... k>
Lane exchanged(Lane a, std::index_sequence<k...>) {
  return __builtin_shufflevector(a, a, (k ^ way)...);
}

/// The sum of the W numbers of a lane, in every place of it.
inline Lane sums(Lane a) {
  constexpr auto all = std::make_index_sequence<W>();
  if constexpr (W == 8)
    a += exchanged<4>(a, all);
  a += exchanged<2>(a, all);
  return a + exchanged<1>(a, all);
}

inline double sum(Lane a) { return sums(a)[0]; }

/// xᵀy, as 4W sums that do not wait for each other.
inline double inner(const double *x, const double *y, size_t n) {
  Lane s[4] = {};
  size_t i = 0;
  for (; i + 4 * W <= n; i += 4 * W)
    for (size_t k = 0; k < 4; ++k)
      s[k] += lane(x + i + k * W) * lane(y + i + k * W);
  for (size_t k = 0; i + W <= n; i += W, ++k)
    s[k] += lane(x + i) * lane(y + i);
  double rest = 0;
  for (; i < n; ++i)
    rest += x[i] * y[i];
  return sum((s[0] + s[1]) + (s[2] + s[3])) + rest;
}

/// zₖ = yₖᵀx, where y₀, …, y₃ are rows of length n that follow each other.
inline void inner_four(double *z, const double *x, const double *y, size_t n) {
  Lane s[4] = {};
  double rest[4] = {};
  size_t j = 0;
  for (; j + W <= n; j += W)
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; ++k)
      s[k] += lane(y + k * n + j) * lane(x + j);
  for (; j < n; ++j)
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; ++k)
      rest[k] += y[k * n + j] * x[j];
  for (size_t k = 0; k < 4; ++k)
    z[k] = sum(s[k]) + rest[k];
}

/// x += a₀y₀ + … + a₃y₃, where yₖ are rows of length n that follow each other.
inline void add_four(double *x, const double *a, const double *y, size_t n) {
  for (size_t j = 0; j < n; ++j)
    x[j] += (a[0] * y[j] + a[1] * y[n + j]) +
            (a[2] * y[2 * n + j] + a[3] * y[3 * n + j]);
}

} // namespace kata::fast
