// Gradient descent that reads X once per step —
// shared_tests/katas/gradient_descent/README.md
#include "fast/products.hpp"
#include "katas.hpp"

using namespace kata;

/// f = (1/2n)‖Xw − y‖², g = ∇f = (1/n) Xᵀ(Xw − y)
std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  // f(w + dw) = f(w) + (1/n)(Xw − y)ᵀX dw + O(‖dw‖²)
  size_t n = X.rows(), p = X.cols();
  double f = 0;
  Vector g(p);
  for (size_t i = 0; i < n; i += 4) {
    // four rows give their residuals, and what they add to g, while they are
    // in the cache
    size_t rows = std::min<size_t>(4, n - i);
    const double *x = X.row(i).data();
    double r[4];
    if (rows == 4)
      fast::inner_four(r, w.data(), x, p);
    else
      for (size_t k = 0; k < rows; ++k)
        r[k] = dot(X.row(i + k), w);
    for (size_t k = 0; k < rows; ++k) {
      r[k] = (r[k] - y[i + k]) / double(n);
      f += r[k] * r[k];
    }
    if (rows == 4)
      fast::add_four(g.data(), r, x, p);
    else
      for (size_t k = 0; k < rows; ++k)
        for (size_t j = 0; j < p; ++j)
          g[j] += r[k] * x[k * p + j];
  }
  return {f * double(n) / 2, g};
}
