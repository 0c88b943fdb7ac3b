// Stochastic gradient descent with a given order, rows fetched ahead of time —
// shared_tests/katas/stochastic_gradient_descent/README.md
#include "fast/lanes.hpp"
#include "katas.hpp"

using namespace kata;
using namespace kata::fast;

constexpr size_t AHEAD = 16; // rows

/// The row x of p numbers in L lanes. The last lane ends with the row; what it
/// has in common with the lane before is 0 in it, where own is 0.
template <size_t L>
static void cut(const double *x, size_t p, Lane own, Lane *row) {
  if (p < W) {
    double few[W] = {};
    std::copy_n(x, p, few + W - p);
    row[0] = lane(few);
    return;
  }
#pragma GCC unroll 8
  for (size_t q = 0; q + 1 < L; ++q)
    row[q] = lane(x + q * W);
  row[L - 1] = lane(x + p - W) * own;
}

/// One row per update, w in registers: w ← w − step·(xᵀw − y)x, and Σ w.
template <size_t L>
static void walk(MatrixView X, VectorView y, IndexView order, double step0,
                 double decay, Vector &w, Vector &total) {
  size_t p = X.cols(), m = order.size();
  if constexpr (L < 8)
    if (panels(p) > L)
      return walk<L + 1>(X, y, order, step0, decay, w, total);
  Lane v[L], all[L] = {}, x[L], own;
  for (size_t k = 0; k < W; ++k)
    own[k] = k + p >= L * W;
  cut<L>(w.data(), p, own, v);
  for (size_t k = 0; k < m; ++k) {
    size_t coming = order[std::min(k + AHEAD, m - 1)];
    __builtin_prefetch(&y[coming]);
    for (size_t j = 0; j < p + 7; j += 64 / sizeof(double))
      __builtin_prefetch(X.row(coming).data() + std::min(j, p - 1));
    cut<L>(X.row(order[k]).data(), p, own, x);
    Lane r = {}, other = {};
    r[0] = -y[order[k]];
#pragma GCC unroll 8
    for (size_t q = 0; q < L; ++q)
      (q % 2 ? other : r) += x[q] * v[q];
    r = sums(r + other);
    double step = step0 / (1 + decay * double(k));
#pragma GCC unroll 8
    for (size_t q = 0; q < L; ++q) {
      v[q] -= (step * x[q]) * r;
      all[q] += v[q];
    }
  }
  for (size_t q = 0; q < L; ++q)
    for (size_t k = 0; k < W; ++k)
      if (q + 1 < L || own[k] == 1) {
        size_t j = q + 1 < L ? q * W + k : p - W + k;
        w[j] = v[q][k];
        total[j] = all[q][k];
      }
}

/// wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
std::tuple<Vector, Vector> kata::sgd(MatrixView X, VectorView y, VectorView w0,
                                     IndexView order, int64_t batch_size,
                                     double step0, double decay) {
  size_t n = X.rows(), p = X.cols(), m = order.size(), updates = 0;
  require(batch_size >= 1, InvalidParameter, "batch_size is ", batch_size);
  require(step0 > 0, InvalidParameter, "step0 is ", step0, ", not positive");
  require(decay >= 0, InvalidParameter, "decay is ", decay, ", below 0");
  for (int64_t i : order)
    require(i >= 0 && i < int64_t(n), InvalidParameter, "row ", i, " of ", n);
  Vector w(w0.begin(), w0.end()), next = w, total(p);
  if (batch_size == 1 && p <= 8 * W) {
    walk<1>(X, y, order, step0, decay, w, total);
    updates = m;
  } else
    for (size_t i = 0; i < m; ++updates) {
      // the mean over the batch, whose rows count as often as order names them
      size_t end = i + std::min<size_t>(batch_size, m - i);
      double step = step0 / (1 + decay * double(updates)) / double(end - i);
      for (; i < end; ++i) {
        size_t coming = order[std::min(i + AHEAD, m - 1)];
        for (size_t j = 0; j < p; j += 64 / sizeof(double))
          __builtin_prefetch(X.row(coming).data() + j);
        const double *x = X.row(order[i]).data();
        double c = step * (inner(x, w.data(), p) - y[order[i]]);
        for (size_t j = 0; j < p; ++j)
          next[j] -= c * x[j];
      }
      for (size_t j = 0; j < p; ++j)
        total[j] += w[j] = next[j];
    }
  // what has left the finite numbers does not come back
  for (size_t j = 0; j < p; ++j) {
    require(std::isfinite(w[j]), NotConverged, "w is ", w[j], " at the end");
    total[j] /= double(std::max<size_t>(updates, 1));
  }
  return {std::move(w), std::move(total)};
}
