// argmin (1/2n)‖y − b − Xw‖² + l1‖w‖₁ + ½l2‖w‖² by coordinate descent that
// meets X only for products. The coordinates that may not be 0 are a working
// set, which only grows; with G = XᵀX/n of these, a step costs as much as there
// are of them, not n. Now and then one Cholesky factor takes the place of many
// steps: between two changes of sign the minimum is a linear system.
#pragma once

#include "fast/upper_factor.hpp"
#include "katas.hpp"

namespace kata::fast {

class Sparse {
public:
  Vector w;
  double b = 0, gap = 0;
  int64_t sweeps = 0;

  Sparse(MatrixView X, VectorView y, bool fit_intercept)
      : w(X.cols()), X_(X), mean_(X.cols()), yc_(y.begin(), y.end()),
        c_(X.cols()) {
    double n = X.rows();
    for (size_t i = 0; fit_intercept && i < n; ++i)
      y_mean_ += y[i] / n;
    yc_ -= y_mean_;
    yy_ = dot(yc_, yc_) / n;
    // x̄ = x₀ + mean of xᵢ − x₀, so a constant column is centred to exactly 0;
    // Σ yᵢ = 0 then, and xᵢ − x₀ is as good as xᵢ − x̄ for c = Xᵀy/n
    Vector origin(w.size());
    if (fit_intercept)
      std::ranges::copy(X.row(0), origin.begin());
    for (size_t i = 0; i < n; ++i)
      for (size_t j = 0; j < w.size(); ++j) {
        double x = X(i, j) - origin[j];
        mean_[j] += x * (fit_intercept / n);
        c_[j] += x * (yc_[i] / n);
      }
    mean_ = mean_ + origin;
  }

  /// The gap that is tol times J(0).
  double enough(double tol) const { return tol * yy_ / 2; }

  /// From the present w until the duality gap is at most `most`.
  void fit(double l1, double l2, double most, int64_t max_sweeps) {
    sweeps = 0;
    Vector q = slopes(l2);
    while (duality_gap(w, q, c_, l1) > most) {
      if (!all())
        grow(q, l1);
      descend(l1, l2, all() ? most : most / 2, max_sweeps);
      if (all())
        break;
      q = slopes(l2);
    }
    // ∂J/∂b = 0
    b = y_mean_ - dot(mean_, w);
  }

private:
  MatrixView X_; // and what centres it
  Vector mean_, yc_, c_;
  double y_mean_ = 0, yy_;
  std::vector<size_t> set_;
  std::vector<Lane> Z_; // its columns /√n, in panels of n rows of W numbers
  Padded G_{0, 0};      // ZᵀZ

  bool all() const { return set_.size() == w.size(); }

  Vector chosen(const Vector &v) const {
    Vector some;
    for (size_t j : set_)
      some.push_back(v[j]);
    return some;
  }

  /// q = (X − 1x̄ᵀ)ᵀr/n − l2 w, the slopes of what is smooth, downwards.
  Vector slopes(double l2) {
    if (std::ranges::count(w, 0.0) == ssize(w))
      return c_;
    if (all()) {
      Vector rest = residual(chosen(w), chosen(c_), l2), q = rest;
      for (size_t k = 0; k < set_.size(); ++k)
        q[set_[k]] = rest[k];
      return q;
    }
    size_t n = X_.rows(), p = w.size();
    double unit = std::sqrt(n);
    Padded u(1, set_.size());
    std::ranges::copy(chosen(w), &u(0, 0));
    Vector q = -l2 * w;
    for (size_t i = 0; i < n; i += 4) {
      // four rows at a time
      size_t rows = std::min<size_t>(4, n - i);
      double r[4] = {};
      for (size_t k = 0; k < rows; ++k) {
        Lane fit = {};
        for (size_t s = 0; s < u.step(); ++s)
          fit += u.row(0)[s] * Z_[s * n + i + k];
        for (size_t s = 0; s < W; ++s)
          r[k] -= fit[s] * unit;
        r[k] = (r[k] + yc_[i + k]) / n;
      }
      const double *x = X_.row(i).data(), *m = mean_.data();
      if (rows == 4)
        for (size_t j = 0; j < p; ++j)
          q[j] += (r[0] * (x[j] - m[j]) + r[1] * (x[p + j] - m[j])) +
                  (r[2] * (x[2 * p + j] - m[j]) + r[3] * (x[3 * p + j] - m[j]));
      else
        for (size_t k = 0; k < rows; ++k)
          for (size_t j = 0; j < p; ++j)
            q[j] += r[k] * (x[k * p + j] - m[j]);
    }
    return q;
  }

  /// J(w) − J* is at most the gap to the dual objective at u = s r, where s
  /// makes ‖Xᵀu‖∞ ≤ n l1.
  double duality_gap(VectorView w, VectorView q, VectorView c, double l1) {
    double largest = l1, norm = 0;
    for (size_t j = 0; j < w.size(); ++j) {
      largest = std::max(largest, std::abs(q[j]));
      norm += std::abs(w[j]);
    }
    double s = l1 / largest, wq = dot(w, q), rr = yy_ - dot(c, w) - wq;
    return gap = (1 - s) * (1 - s) / 2 * rr + l1 * norm - s * wq;
  }

  /// Where there are few columns, the set takes in all at once; else those with
  /// the steepest slopes, as many as l1 cannot hold, but it no more than
  /// doubles.
  void grow(const Vector &q, double l1) {
    size_t n = X_.rows(), p = w.size(), old = set_.size();
    double unit = 1 / std::sqrt(n);
    if (p <= n) {
      set_.resize(p);
      std::iota(set_.begin(), set_.end(), 0);
      G_ = gram_upper(X_, p, [&](size_t i, Block &B) {
        B.push([&](std::span<double> z) {
          for (size_t j = 0; j < p; ++j)
            z[j] = (X_(i, j) - mean_[j]) * unit;
        });
      });
      return mirror(G_, 0, p);
    }
    std::vector<bool> in(p);
    for (size_t j : set_)
      in[j] = true;
    size_t steep = 0;
    for (size_t j = 0; j < p; ++j)
      if (!in[j]) {
        set_.push_back(j);
        steep += std::abs(q[j]) > l1;
      }
    size_t more = panels(std::clamp(steep, W, std::max(old, 16 * W))) * W;
    size_t m = std::min(old + more, p);
    std::ranges::nth_element(
        set_.begin() + old, set_.begin() + m, set_.end(),
        [&](size_t i, size_t j) { return std::abs(q[i]) > std::abs(q[j]); });
    set_.resize(m);
    std::ranges::sort(set_.begin() + old, set_.end());
    size_t known = old / W, now = panels(m);
    Z_.resize(now * n);
    for (size_t i = 0; i < n; ++i)
      for (size_t k = old; k < m; ++k)
        Z_[k / W * n + i][k % W] = (X_(i, set_[k]) - mean_[set_[k]]) * unit;
    // of ZᵀZ only the panels that are new
    Padded G(now * W, m);
    for (size_t i = 0; i < old; ++i)
      std::copy_n(G_.row(i), known, G.row(i));
    for (size_t i = 0; i < n; i += ROWS)
      for (size_t s = 0; s < now; ++s) {
        size_t from = std::max(s, known);
        add_product(std::min(ROWS, n - i), &Z_[s * n + i], &Z_[from * n + i], n,
                    now - from, G.row(s * W) + from, G.step());
      }
    mirror(G, old, m);
    G_ = std::move(G);
  }

  /// Below the diagonal what stands above it, from column `first` on.
  static void mirror(Padded &G, size_t first, size_t m) {
    for (size_t j = 0; j < m; ++j)
      for (size_t k = std::max(j + 1, first); k < m; ++k)
        G(k, j) = G(j, k);
  }

  /// Coordinate after coordinate of the working set.
  void descend(double l1, double l2, double most, int64_t max_sweeps) {
    size_t m = set_.size();
    Vector u = chosen(w), c = chosen(c_), q = residual(u, c, l2);
    for (int64_t own = 1; own == 1 || gap > most; ++own) {
      require(sweeps < max_sweeps, NotConverged, "the duality gap is ", gap,
              " after ", sweeps, " sweeps");
      ++sweeps;
      for (size_t j = 0; j < m; ++j) {
        // of uⱼ alone, J = ½aⱼuⱼ² − ρuⱼ + l1|uⱼ| + const
        double a = G_(j, j) + l2, rho = q[j] + a * u[j];
        double size = std::max(std::abs(rho) - l1, 0.0);
        double moved = a > 0 ? std::copysign(size, rho) / a - u[j] : 0;
        if (moved != 0) {
          axpy(-moved, {&G_(j, 0), m}, q);
          q[j] -= moved * l2;
          u[j] += moved;
        }
      }
      if (own % 8 == 0)
        solve_for_signs(u, q, c, l1, l2);
      duality_gap(u, q, c, l1);
    }
    for (size_t k = 0; k < m; ++k)
      w[set_[k]] = u[k];
  }

  /// c − (G + l2 I) u
  Vector residual(const Vector &u, const Vector &c, double l2) {
    Vector q = c - l2 * u;
    for (size_t j = 0; j < u.size(); ++j)
      if (u[j] != 0)
        axpy(-u[j], {&G_(j, 0), u.size()}, q);
    return q;
  }

  /// ½uᵀ(G + l2 I)u − cᵀu + l1‖u‖₁, where q = c − (G + l2 I)u
  static double objective(const Vector &u, const Vector &c, const Vector &q,
                          double l1) {
    double norm = 0;
    for (double uj : u)
      norm += std::abs(uj);
    return l1 * norm - dot(u, c + q) / 2;
  }

  /// Where no sign changes, J is a square: u moves to its minimiser. What would
  /// change its sign becomes 0, if that makes J smaller; else u moves up to
  /// where the first sign changes. Lee, Battle, Raina and Ng 2007.
  void solve_for_signs(Vector &u, Vector &q, const Vector &c, double l1,
                       double l2) {
    std::vector<size_t> A;
    for (size_t j = 0; j < u.size(); ++j)
      if (u[j] != 0)
        A.push_back(j);
    // [G_AA + l2 I, c_A − l1 sign u_A]
    size_t m = A.size();
    Padded S(panels(m) * W, m + 1);
    for (size_t i = 0; i < m; ++i) {
      for (size_t j = i; j < m; ++j)
        S(i, j) = G_(A[i], A[j]);
      S(i, i) += l2;
      S(i, m) = c[A[i]] - std::copysign(l1, u[A[i]]);
    }
    Vector v;
    try {
      factor(S, m);
      v = back_substituted(S, m);
    } catch (const Refusal &) {
      return; // dependent columns: coordinate descent goes on alone
    }
    auto moved = [&](double t) {
      Vector next = u;
      for (size_t k = 0; k < A.size(); ++k) {
        double old = u[A[k]], x = old + t * (v[k] - old);
        next[A[k]] = x * old > 0 ? x : 0;
      }
      return next;
    };
    double t = 1, before = objective(u, c, q, l1);
    for (size_t k = 0; k < A.size(); ++k)
      if (v[k] * u[A[k]] < 0)
        t = std::min(t, u[A[k]] / (u[A[k]] - v[k]));
    Vector next = moved(1);
    q = residual(next, c, l2);
    if (t < 1 && objective(next, c, q, l1) > before) {
      next = moved(t);
      q = residual(next, c, l2);
    }
    u = next;
  }
};

} // namespace kata::fast
