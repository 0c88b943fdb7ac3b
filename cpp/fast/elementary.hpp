// exp, ln, ln(1 + e) and tanh of a lane: off by at most 1.0, 2.0, 2.1 and 2.6
// units of the last place, against 4 million numbers each in long double.
#pragma once

#include "fast/lanes.hpp"

namespace kata::fast {

typedef int64_t Bits __attribute__((vector_size(8 * W)));

// ln 2, cut after 32 bits: times an exponent it is exact
constexpr double LN2 = 0x1.62e42feep-1, LN2_REST = 0x1.a39ef35793c76p-33;

/// f(x₀), f(x₁), …, where f takes a lane.
template <class F> Vector each(VectorView x, F f) {
  Vector y(x.begin(), x.end());
  for (size_t i = 0; i < y.size(); i += W) {
    Lane a = {};
    size_t bytes = sizeof(double) * std::min(W, y.size() - i);
    std::memcpy(&a, &y[i], bytes);
    a = f(a);
    std::memcpy(&y[i], &a, bytes);
  }
  return y;
}

/// x = k ln 2 + r, |r| ≤ ½ ln 2: e^r − 1, and k in the last bits of `turns`.
inline Lane expm1_reduced(Lane x, Lane &turns) {
  // the last place of 1.5·2⁵² is 1
  constexpr double ONES = 0x1.8p52;
  turns = x * 0x1.71547652b82fep+0 + ONES;
  Lane k = turns - ONES, r = (x - k * LN2) - k * LN2_REST;
  // Σ rⁱ/i!: what follows r¹³ is below 5e-18
  constexpr double FACTORIALS[] = {2,       6,        24,        120,
                                   720,     5040,     40320,     362880,
                                   3628800, 39916800, 479001600, 6227020800};
  Lane tail = Lane{} + 1 / FACTORIALS[11];
#pragma GCC unroll 12
  for (size_t i = 11; i-- > 0;)
    tail = tail * r + 1 / FACTORIALS[i];
  return r + r * r * tail;
}

/// e^x; 0 below the smallest normal number.
inline Lane exp_lanes(Lane x) {
  constexpr double LOW = -708.3964185322641, HIGH = 709.782712893384;
  Lane none = {}, most = none + HIGH, turns;
  Lane inside = x > most ? most : x < none + LOW ? none + LOW : x;
  Lane p = 1 + expm1_reduced(inside, turns);
  // p 2ᵏ: k is added to the exponent
  p = (Lane)((Bits)p + ((Bits)turns << 52));
  return x < none + LOW ? none : x > most ? none + INFINITY : p;
}

/// tanh x = −m/(m + 2), m = e^(−2|x|) − 1
inline Lane tanh_lanes(Lane x) {
  Lane none = {}, size = x < 0 ? -x : x, turns;
  size = size > none + 20 ? none + 20 : size; // there it is 1
  Lane q = expm1_reduced(-2 * size, turns), one = none + 1;
  Lane power = (Lane)((Bits)one + ((Bits)turns << 52));
  Lane m = power * q + (power - 1), t = m / (m + 2);
  return x < 0 ? t : -t;
}

/// ln(x + lost), x a normal number and `lost` below its last place.
inline Lane log_lanes(Lane x, Lane lost = Lane{}) {
  // x = 2ᵏ m, √½ ≤ m < √2
  Lane root = Lane{} + 0x1.6a09e667f3bcdp-1, one = Lane{} + 1;
  Bits k = ((Bits)x - (Bits)root) >> 52, shift = k << 52;
  Lane f = (Lane)((Bits)x - shift) - 1 + lost * (Lane)((Bits)one - shift);
  // ln(1 + f) = 2 artanh s, s = f/(2 + f), s² < 0.03
  Lane s = f / (2 + f), t = s * s, tail = Lane{} + 1.0 / 21;
#pragma GCC unroll 12
  for (int i = 19; i >= 3; i -= 2)
    tail = tail * t + 1.0 / i;
  Lane turns = __builtin_convertvector(k, Lane);
  return turns * LN2 + (2 * s + (2 * s * t * tail + turns * LN2_REST));
}

/// ln(1 + e), e ≥ 0
inline Lane log1p_lanes(Lane e) {
  Lane u = 1 + e;
  return log_lanes(u, e - (u - 1));
}

} // namespace kata::fast
