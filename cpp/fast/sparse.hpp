// argmin (1/2n)‖y − b − Xw‖² + l1‖w‖₁ + ½l2‖w‖²: coordinate descent that meets
// X only for products. The coordinates that may not be 0 are a working set;
// with XᵀX of these, a step costs as much as there are of them, not n.
#pragma once

#include <numeric>

#include "fast/products.hpp"
#include "katas.hpp"

namespace kata::fast {

class Sparse {
public:
  Vector w;
  double b = 0, gap = 0;
  int64_t sweeps = 0;

  Sparse(MatrixView X, VectorView y, bool fit_intercept)
      : w(X.cols()), X_(X), mean_(X.cols()), yc_(y.begin(), y.end()) {
    if (fit_intercept) {
      // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0
      mean_ = Vector(X.row(0).begin(), X.row(0).end());
      Vector ones(X.rows(), 1.0 / X.rows()), shift = products(ones);
      for (size_t j = 0; j < w.size(); ++j)
        mean_[j] += shift[j];
      y_mean_ = dot(ones, y);
      for (double &yi : yc_)
        yi -= y_mean_;
    }
    yy_ = dot(yc_, yc_) / X.rows();
    c_ = products(yc_);
    for (double &cj : c_)
      cj /= X.rows();
  }

  /// The gap that is tol times J(0).
  double enough(double tol) const { return tol * yy_ / 2; }

  /// From the present w until the duality gap is at most `enough`.
  void fit(double l1, double l2, double enough, int64_t max_sweeps) {
    sweeps = 0;
    size_t n = X_.rows(), p = X_.cols();
    Vector q = slopes(l2);
    while (duality_gap(w, q, c_, l1) > enough) {
      choose(q);
      size_t m = set_.size();
      Matrix Z = gram_of(X_, m, [&](size_t i, auto z) {
        for (size_t k = 0; k < m; ++k)
          z[k] = X_(i, set_[k]) - mean_[set_[k]];
      });
      Matrix G(m, m, [&](size_t j, size_t k) {
        return Z(j, k) / n + (j == k) * l2;
      });
      auto chosen = [&](const Vector &v) {
        Vector some(m);
        for (size_t k = 0; k < m; ++k)
          some[k] = v[set_[k]];
        return some;
      };
      Vector u = chosen(w), c = chosen(c_);
      descend(G, c, u, l1, m < p ? enough / 2 : enough, max_sweeps);
      for (size_t k = 0; k < m; ++k)
        w[set_[k]] = u[k];
      if (m == p)
        break;
      q = slopes(l2);
    }
    // ∂J/∂b = 0
    b = y_mean_ - dot(mean_, w);
  }

private:
  MatrixView X_;
  Vector mean_, yc_, c_;
  double y_mean_ = 0, yy_;
  std::vector<size_t> set_;

  /// (X − 1x̄ᵀ)ᵀv
  Vector products(VectorView v) {
    Vector sum(w.size());
    for (size_t i = 0; i < v.size(); ++i)
      for (size_t j = 0; j < sum.size(); ++j)
        sum[j] += v[i] * (X_(i, j) - mean_[j]);
    return sum;
  }

  /// q = (X − 1x̄ᵀ)ᵀr/n − l2 w, the slopes of what is smooth, downwards.
  Vector slopes(double l2) {
    if (std::ranges::all_of(w, [](double wj) { return wj == 0; }))
      return c_;
    Vector r = matvec(X_, w);
    double shift = dot(mean_, w);
    for (size_t i = 0; i < r.size(); ++i)
      r[i] = yc_[i] - (r[i] - shift);
    Vector q = products(r);
    for (size_t j = 0; j < q.size(); ++j)
      q[j] = q[j] / r.size() - l2 * w[j];
    return q;
  }

  /// J(w) − J* is at most the gap to the dual objective at u = s r, where s
  /// makes ‖Xᵀu‖∞ ≤ n l1.
  double duality_gap(const Vector &w, const Vector &q, const Vector &c,
                     double l1) {
    double largest = l1, norm = 0;
    for (size_t j = 0; j < w.size(); ++j) {
      largest = std::max(largest, std::abs(q[j]));
      norm += std::abs(w[j]);
    }
    double s = l1 / largest, wq = dot(w, q), rr = yy_ - dot(c, w) - wq;
    return gap = (1 - s) * (1 - s) / 2 * rr + l1 * norm - s * wq;
  }

  /// The coordinates that are not 0, and as many others, of the steepest slopes;
  /// all of them where there are few.
  void choose(const Vector &q) {
    size_t p = w.size();
    std::vector<size_t> all(p);
    std::iota(all.begin(), all.end(), 0);
    size_t active = p - std::ranges::count(w, 0.0);
    size_t size = p <= X_.rows() ? p : std::min(p, 2 * active + 64);
    std::ranges::partial_sort(all, all.begin() + size, [&](size_t i, size_t j) {
      return std::pair(w[i] == 0, -std::abs(q[i])) <
             std::pair(w[j] == 0, -std::abs(q[j]));
    });
    set_.assign(all.begin(), all.begin() + size);
    std::ranges::sort(set_);
  }

  /// w = argmin ½wᵀGw − cᵀw + l1‖w‖₁, and q = c − Gw.
  Vector descend(const Matrix &G, const Vector &c, Vector &w, double l1,
                 double enough, int64_t max_sweeps) {
    Vector q = residual(G, c, w);
    for (int64_t own = 1;; ++own) {
      require(sweeps < max_sweeps, NotConverged, "the duality gap is ", gap,
              " after ", sweeps, " sweeps");
      ++sweeps;
      for (size_t j = 0; j < w.size(); ++j) {
        // of wⱼ alone, J = ½aⱼwⱼ² − ρwⱼ + l1|wⱼ| + const
        double a = G(j, j), rho = q[j] + a * w[j];
        double size = std::max(std::abs(rho) - l1, 0.0);
        double moved = a > 0 ? std::copysign(size, rho) / a - w[j] : 0;
        if (moved != 0) {
          const double *g = G.row(j).data();
          for (size_t k = 0; k < q.size(); ++k)
            q[k] -= moved * g[k];
          w[j] += moved;
        }
      }
      if (own % 8 == 0) {
        solve_for_signs(G, c, w, l1);
        q = residual(G, c, w);
      }
      if (duality_gap(w, q, c, l1) <= enough)
        return q;
    }
  }

  static Vector residual(const Matrix &G, const Vector &c, const Vector &w) {
    Vector q = c;
    for (size_t j = 0; j < w.size(); ++j)
      for (size_t k = 0; w[j] != 0 && k < q.size(); ++k)
        q[k] -= w[j] * G(j, k);
    return q;
  }

  /// Where no sign changes, J is a square: w moves to its minimiser, or up to
  /// where the first coordinate becomes 0. Lee, Battle, Raina and Ng 2007.
  static void solve_for_signs(const Matrix &G, const Vector &c, Vector &w,
                              double l1) {
    std::vector<size_t> A;
    for (size_t j = 0; j < w.size(); ++j)
      if (w[j] != 0)
        A.push_back(j);
    Vector rhs, u;
    for (size_t j : A)
      rhs.push_back(c[j] - std::copysign(l1, w[j]));
    try {
      u = cholesky_solve(Matrix(A.size(), A.size(),
                                [&](size_t i, size_t j) {
                                  return G(A[i], A[j]);
                                }),
                         rhs);
    } catch (const Refusal &) {
      return; // dependent columns: coordinate descent alone goes on
    }
    double t = 1;
    for (size_t k = 0; k < A.size(); ++k)
      if (u[k] * w[A[k]] < 0)
        t = std::min(t, w[A[k]] / (w[A[k]] - u[k]));
    for (size_t k = 0; k < A.size(); ++k) {
      double &wj = w[A[k]], old = wj;
      wj += t * (u[k] - wj);
      if (wj * old <= 0)
        wj = 0;
    }
  }
};

} // namespace kata::fast
