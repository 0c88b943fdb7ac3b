// Stochastic gradient descent with a given order —
// shared_tests/katas/stochastic_gradient_descent/README.md
#include "katas.hpp"

using namespace kata;

/// wₖ₊₁ = wₖ − step0/(1 + decay·k) · ∇f_k(wₖ) of batch k, w_avg = mean of wₖ₊₁
std::tuple<Vector, Vector> kata::sgd(MatrixView X, VectorView y, VectorView w0,
                                     IndexView order, int64_t batch_size,
                                     double step0, double decay) {
  size_t n = X.rows(), p = X.cols();
  require(batch_size >= 1, InvalidParameter, "batch_size is ", batch_size);
  require(step0 > 0, InvalidParameter, "step0 is ", step0, ", not positive");
  require(decay >= 0, InvalidParameter, "decay is ", decay, ", below 0");
  for (int64_t i : order)
    require(i >= 0 && i < int64_t(n), InvalidParameter, "row ", i, " of ", n);
  Vector w(w0.begin(), w0.end()), w_avg(p);
  for (double k = 0; !order.empty(); ++k) {
    // the mean over the batch, whose rows count as often as order names them
    IndexView batch = order.first(std::min<size_t>(batch_size, order.size()));
    order = order.subspan(batch.size());
    Matrix Xb(batch.size(), p,
              [=](size_t i, size_t j) { return X(batch[i], j); });
    Vector yb;
    for (int64_t i : batch)
      yb.push_back(y[i]);
    auto [_, g] = mse_value_grad(Xb, yb, w);
    w -= step0 / (1 + decay * k) * g;
    if (!std::ranges::all_of(w, [](double wj) { return std::isfinite(wj); }))
      throw Refusal(NotConverged, "w is not finite after ", k + 1, " updates");
    // (k + 1) w̄ₖ₊₁ = k w̄ₖ + wₖ₊₁
    w_avg += (w - w_avg) / (k + 1);
  }
  return {w, w_avg};
}
