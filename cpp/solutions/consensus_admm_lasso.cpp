// Many workers agree: consensus ADMM for the lasso —
// shared_tests/katas/consensus_admm_lasso/README.md
#include "katas.hpp"

using namespace kata;

/// LLᵀ = XᵀX/total + ρI, c = Xᵀy/total
std::tuple<Matrix, Vector> kata::admm_factor(MatrixView X, VectorView y,
                                             int64_t total, double rho) {
  require(total >= int64_t(y.size()) && rho > 0, InvalidParameter, "total is ",
          total, " for ", y.size(), " rows, rho ", rho);
  double n = double(total);
  // positive definite, however few rows there are
  return {cholesky(gram(X) / n + rho * identity(X.cols())), rmatvec(X, y) / n};
}

/// x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²
Vector kata::admm_local(MatrixView L, VectorView c, VectorView v, double rho) {
  require(rho > 0, InvalidParameter, "rho is ", rho, ", not positive");
  // 0 = ∇f(x) + ρ(x − v) = LLᵀx − c − ρv
  return back_substitution(transpose(L), forward_substitution(L, c + rho * v));
}

/// xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z
std::tuple<Vector, Vector, Vector> kata::admm_lasso(MatrixView X, VectorView y,
                                                    IndexView offsets,
                                                    double lam, double rho,
                                                    int64_t iters) {
  require(lam >= 0 && rho > 0 && iters >= 1, InvalidParameter, "lam ", lam,
          ", rho ", rho, ", iters ", iters);
  size_t n = X.rows(), p = X.cols();
  require(offsets.size() > 1 && offsets.front() == 0 &&
              offsets.back() == int64_t(n),
          InvalidParameter, "offsets do not go from 0 to ", n);
  struct Worker {
    Matrix L;
    Vector c, x, u;
  };
  std::vector<Worker> workers;
  for (size_t k = 1; k < offsets.size(); ++k) {
    int64_t first = offsets[k - 1], rows = offsets[k] - first;
    require(first >= 0 && rows > 0 && offsets[k] <= int64_t(n),
            InvalidParameter, "worker ", k - 1, " has ", rows, " rows");
    // a worker reads its rows once
    MatrixView own(X.data() + size_t(first) * p, size_t(rows), p);
    auto [L, c] = admm_factor(own, y.subspan(first, rows), int64_t(n), rho);
    workers.push_back({L, c, Vector(p), Vector(p)});
  }
  double N = double(workers.size());
  Vector z(p), primal, dual;
  for (int64_t i = 0; i < iters; ++i) {
    Vector sum(p);
    for (auto &[L, c, x, u] : workers) {
      x = admm_local(L, c, z - u, rho);
      sum += x + u;
    }
    // Σₖ (ρ/2)‖xₖ − z + uₖ‖² = (ρN/2)‖z − mean of (xₖ + uₖ)‖² + const
    Vector last = std::exchange(z, soft_threshold(sum / N, lam / (rho * N)));
    double squares = 0;
    for (auto &[L, c, x, u] : workers) {
      // uₖ sums up how far xₖ has been from z
      u += x - z;
      squares += dot(x - z, x - z);
    }
    primal.push_back(std::sqrt(squares));
    dual.push_back(rho * std::sqrt(N * dot(z - last, z - last)));
  }
  return {z, primal, dual};
}
