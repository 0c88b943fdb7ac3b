// min ½wᵀGw − cᵀw + l1‖w‖₁, G = XᵀX/n + l2 I, by coordinate descent that never
// meets X. Now and then one Cholesky factor takes the place of many sweeps:
// between two changes of sign the minimum is a linear system.
#pragma once

#include "fast/upper_factor.hpp"
#include "katas.hpp"

namespace kata::fast {

struct Quadratic {
  PaddedMatrix &G; // XᵀX/n, all of it
  Vector c;        // Xᵀy/n
  double yy;       // ‖y‖²/n
  double l1, l2;

  /// c − (G + l2 I) w
  Vector slopes(const Vector &w) const {
    Vector q = c - l2 * w;
    for (size_t j = 0; j < w.size(); ++j)
      if (w[j] != 0)
        axpy(-w[j], {&G(j, 0), w.size()}, q);
    return q;
  }

  double value(const Vector &w, const Vector &q) const {
    return l1 * norm1(w) - dot(w, c + q) / 2;
  }

  static double norm1(const Vector &w) {
    double sum = 0;
    for (double wj : w)
      sum += std::abs(wj);
    return sum;
  }

  /// J(w) − J* is at most the gap to the dual objective at u = s r, where s
  /// makes ‖Xᵀu‖∞ ≤ n l1.
  double gap(const Vector &w, const Vector &q) const {
    double largest = l1;
    for (double qj : q)
      largest = std::max(largest, std::abs(qj));
    double s = l1 / largest, wq = dot(w, q), rr = yy - dot(c, w) - wq;
    return (1 - s) * (1 - s) / 2 * rr + l1 * norm1(w) - s * wq;
  }

  /// Every coordinate in turn, until the gap is at most `most`; it is returned.
  double descend(Vector &w, double most, int64_t &sweeps,
                 int64_t max_sweeps) const {
    Vector q = slopes(w);
    double gap = HUGE_VAL;
    for (int64_t own = 1; gap > most; ++own, ++sweeps) {
      require(sweeps < max_sweeps, NotConverged, "the duality gap is ", gap,
              " after ", sweeps, " sweeps");
      for (size_t j = 0; j < w.size(); ++j) {
        // of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + l1|wⱼ| + const
        double a = G(j, j) + l2, rho = q[j] + a * w[j];
        double size = std::max(std::abs(rho) - l1, 0.0);
        double moved = a > 0 ? std::copysign(size, rho) / a - w[j] : 0;
        if (moved != 0) {
          axpy(-moved, {&G(j, 0), w.size()}, q);
          q[j] -= moved * l2;
          w[j] += moved;
        }
      }
      if (own % 8 == 0)
        solve_for_signs(w, q);
      // a weight on its way to 0 may be 1e-17 when the gap is small enough:
      // where its own minimum is 0, it is 0
      for (size_t j = 0; j < w.size(); ++j)
        if (w[j] != 0 && std::abs(q[j] + (G(j, j) + l2) * w[j]) <= l1) {
          axpy(w[j], {&G(j, 0), w.size()}, q);
          q[j] += w[j] * l2;
          w[j] = 0;
        }
      gap = this->gap(w, q);
    }
    return gap;
  }

  /// Where no sign changes, J is a square: w moves to its minimiser. What would
  /// change its sign becomes 0, if that makes J smaller; else w moves up to
  /// where the first sign changes. Lee, Battle, Raina and Ng 2007.
  void solve_for_signs(Vector &w, Vector &q) const {
    std::vector<size_t> A;
    for (size_t j = 0; j < w.size(); ++j)
      if (w[j] != 0)
        A.push_back(j);
    // [G_AA + l2 I, c_A − l1 sign w_A]
    size_t m = A.size();
    PaddedMatrix S(m, m + 1);
    for (size_t i = 0; i < m; ++i) {
      for (size_t j = i; j < m; ++j)
        S(i, j) = G(A[i], A[j]);
      S(i, i) += l2;
      S(i, m) = c[A[i]] - std::copysign(l1, w[A[i]]);
    }
    Vector v;
    try {
      factor(S, m);
      v = back_substituted(S, m);
    } catch (const Refusal &) {
      return; // dependent columns: coordinate descent goes on alone
    }
    // how far a weight moves until it is 0
    auto way = [&](size_t k) {
      double old = w[A[k]];
      return v[k] * old < 0 ? old / (old - v[k]) : HUGE_VAL;
    };
    auto moved = [&](double t) {
      Vector next = w;
      for (size_t k = 0; k < m; ++k)
        next[A[k]] = way(k) <= t ? 0 : w[A[k]] + t * (v[k] - w[A[k]]);
      return next;
    };
    double t = 1;
    for (size_t k = 0; k < m; ++k)
      t = std::min(t, way(k));
    Vector next = moved(1), rest = slopes(next);
    if (t < 1 && value(next, rest) > value(w, q)) {
      next = moved(t);
      rest = slopes(next);
    }
    w = next;
    q = rest;
  }
};

} // namespace kata::fast
