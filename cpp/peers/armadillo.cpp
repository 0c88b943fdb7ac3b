// Armadillo behind the signatures of the katas, where it has the thing itself.
#if !__has_include(<armadillo>)
#error "Armadillo is not here; install libarmadillo-dev (Debian)."
#endif
#define ARMA_WARN_LEVEL 0
#include <armadillo>

#include "conversions.hpp"
#include "katas.hpp"

using namespace kata;
using arma::mat;
using arma::vec;

namespace {

// Armadillo keeps columns, the katas rows: it sees their numbers as the
// transpose, without a copy.
const mat transposed(MatrixView A) {
  return {const_cast<double *>(A.data()), A.cols(), A.rows(), false, true};
}
const vec seen(VectorView x) {
  return {const_cast<double *>(x.data()), x.size(), false, true};
}

// An expression of Armadillo's for Aᵀ, computed where the katas' numbers stand.
template <class Expression>
Matrix matrix(size_t rows, size_t cols, const Expression &At) {
  Matrix A(rows, cols);
  mat(A.entries().data(), cols, rows, false, true) = At;
  return A;
}
template <class Expression> Vector vector(const Expression &x) {
  return arma::conv_to<Vector>::from(vec(x));
}

// Neither a condition number nor a second attempt.
const auto &fast = arma::solve_opts::fast;
const auto definite = arma::solve_opts::likely_sympd + fast;

/// w with (XᵀX + cI) w = Xᵀy
vec solved(const mat &Xt, const vec &y, double c) {
  mat A = Xt * Xt.t();
  A.diag() += c;
  return arma::solve(A, Xt * y, definite);
}

/// A singular value decomposition without those up to `cut` times the largest.
struct Decomposition {
  mat U, V;
  vec s;
  arma::uword rank;
  Decomposition(MatrixView A, double cut) {
    if (!arma::svd_econ(U, s, V, transposed(A).t()))
      throw std::runtime_error("svd_econ does not converge");
    rank = arma::accu(s > cut * s[0]);
  }
};

/// What is rounding is cut in any case, by convention, here.
double cut(MatrixView A, double rcond) {
  return std::max(rcond, std::max(A.rows(), A.cols()) * 0x1p-52);
}

} // namespace

// --------------------------------------------------------------
// matrix_products

Vector kata::matvec(MatrixView A, VectorView x) {
  return vector(transposed(A).t() * seen(x));
}

Vector kata::rmatvec(MatrixView A, VectorView y) {
  return vector(transposed(A) * seen(y));
}

Matrix kata::matmul(MatrixView A, MatrixView B) {
  return matrix(A.rows(), B.cols(), transposed(B) * transposed(A));
}

Matrix kata::gram(MatrixView X) {
  const mat Xt = transposed(X);
  return matrix(X.cols(), X.cols(), Xt * Xt.t());
}

// -------------------------------------------------------------- cholesky_solve

Vector kata::forward_substitution(MatrixView L, VectorView b) {
  return vector(arma::solve(arma::trimatl(transposed(L).t()), seen(b), fast));
}

Vector kata::back_substitution(MatrixView U, VectorView b) {
  return vector(arma::solve(arma::trimatu(transposed(U).t()), seen(b), fast));
}

Matrix kata::cholesky(MatrixView A) {
  return matrix(A.rows(), A.cols(), arma::chol(transposed(A), "upper"));
}

Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  return vector(arma::solve(arma::symmatu(transposed(A)), seen(b), definite));
}

// --------------------------------------------------------------
// ols_normal_equations

Vector kata::ols(MatrixView X, VectorView y) {
  return vector(solved(transposed(X), seen(y), 0));
}

Vector kata::predict(MatrixView X, VectorView w) {
  return vector(transposed(X).t() * seen(w));
}

// --------------------------------------------------------------
// gradient_descent

std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  double n = X.rows();
  const mat Xt = transposed(X);
  vec r = Xt.t() * seen(w) - seen(y);
  return {arma::dot(r, r) / (2 * n), vector(Xt * r / n)};
}

std::tuple<Vector, Vector> kata::gradient_descent(MatrixView X, VectorView y,
                                                  VectorView w0, double step,
                                                  int64_t iters) {
  double n = X.rows();
  const mat Xt = transposed(X);
  const vec start = seen(w0);
  vec w = start, r = Xt.t() * w - seen(y), history(iters + 1);
  history[0] = arma::dot(r, r) / (2 * n);
  for (int64_t k = 0; k < iters; ++k) {
    w -= step / n * (Xt * r);
    r = Xt.t() * w - seen(y);
    history[k + 1] = arma::dot(r, r) / (2 * n);
  }
  return {vector(w), vector(history)};
}

// -------------------------------------------------------------- ridge

std::tuple<Vector, double> kata::ridge(MatrixView X, VectorView y, double lam,
                                       bool fit_intercept) {
  double c = X.rows() * lam;
  const mat Xt = transposed(X);
  if (!fit_intercept)
    return {vector(solved(Xt, seen(y), c)), 0};
  double y_mean = arma::mean(seen(y));
  vec x_mean = arma::mean(Xt, 1);
  vec w = solved(Xt.each_col() - x_mean, seen(y) - y_mean, c);
  return {vector(w), y_mean - arma::dot(x_mean, w)};
}

// -------------------------------------------------------------- householder_qr

std::tuple<Matrix, Matrix> kata::qr(MatrixView A) {
  mat Q, R;
  arma::qr_econ(Q, R, transposed(A).t());
  // LAPACK promises no signs
  arma::uvec negative = arma::find(R.diag() < 0);
  Q.cols(negative) *= -1;
  R.rows(negative) *= -1;
  return {matrix(A.rows(), A.cols(), Q.t()), matrix(A.cols(), A.cols(), R.t())};
}

// -------------------------------------------------------------- ols_qr

std::tuple<Vector, double> kata::ols_qr(MatrixView X, VectorView y) {
  const mat Xt = transposed(X);
  // LAPACK's gels, a QR, unless X is square
  vec w = arma::solve(Xt.t(), seen(y), fast);
  vec r = seen(y) - Xt.t() * w;
  return {vector(w), arma::dot(r, r)};
}

// -------------------------------------------------------------- jacobi_svd

std::tuple<Matrix, Vector, Matrix, int64_t> kata::svd(MatrixView A) {
  auto [U, V, s, rank] = Decomposition(A, A.rows() * 0x1p-52);
  s.tail(s.n_elem - rank).zeros();
  U.tail_cols(s.n_elem - rank).zeros();
  // of a column of V the first of the largest entries is positive, by
  // convention, here
  for (arma::uword j = 0; j < V.n_cols; ++j) {
    vec size = arma::abs(V.col(j));
    arma::uvec large = arma::find(size >= (1 - 1e-10) * size.max(), 1);
    if (V(large[0], j) < 0) {
      V.col(j) *= -1;
      U.col(j) *= -1;
    }
  }
  return {matrix(A.rows(), A.cols(), U.t()), vector(s),
          matrix(A.cols(), A.cols(), V.t()), rank};
}

// -------------------------------------------------------------- ols_min_norm

std::tuple<Vector, int64_t> kata::min_norm_ls(MatrixView X, VectorView y,
                                              double rcond) {
  auto [U, V, s, rank] = Decomposition(X, cut(X, rcond));
  vec alpha = U.head_cols(rank).t() * seen(y) / s.head(rank);
  return {vector(V.head_cols(rank) * alpha), rank};
}

Matrix kata::pinv(MatrixView A, double rcond) {
  const mat At = transposed(A);
  double least = cut(A, rcond) * arma::norm(At, 2);
  return matrix(A.cols(), A.rows(), arma::pinv(At, least));
}

KATAS = {
    KATA(matvec),
    KATA(rmatvec),
    KATA(matmul),
    KATA(gram),
    KATA(forward_substitution),
    KATA(back_substitution),
    KATA(cholesky),
    KATA(cholesky_solve),
    KATA(ols),
    KATA(predict),
    KATA(mse_value_grad),
    KATA(gradient_descent),
    KATA(ridge),
    KATA(qr),
    KATA(ols_qr),
    KATA(svd),
    KATA(min_norm_ls),
    KATA(pinv),
};
