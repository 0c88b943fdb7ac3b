// Eigen behind the signatures of the katas, where it has the thing itself.
#if !__has_include(<Eigen/Dense>)
#error "Eigen's headers are not here; install libeigen3-dev (Debian)."
#endif
#include <Eigen/Dense>

#include "conversions.hpp"
#include "katas.hpp"

using namespace kata;
using Eigen::Dynamic;
using Eigen::Lower;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::Upper;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Dynamic, Dynamic, Eigen::RowMajor>;

namespace {

// The katas' numbers as Eigen sees them, without a copy.
Eigen::Map<const RowMajor> seen(MatrixView A) {
  return {A.data(), Eigen::Index(A.rows()), Eigen::Index(A.cols())};
}
Eigen::Map<const VectorXd> seen(VectorView x) {
  return {x.data(), Eigen::Index(x.size())};
}

// An expression of Eigen's, computed where the katas' numbers stand.
template <class Expression> Matrix matrix(const Expression &A) {
  Matrix result(A.rows(), A.cols());
  double *data = result.entries().data();
  Eigen::Map<RowMajor>(data, A.rows(), A.cols()).noalias() = A;
  return result;
}
template <class Expression> Vector vector(const Expression &x) {
  Vector result(x.size());
  Eigen::Map<VectorXd>(result.data(), x.size()).noalias() = x;
  return result;
}

/// XᵀX, its lower half.
template <class Design> MatrixXd lower_gram(const Design &X) {
  MatrixXd G = MatrixXd::Zero(X.cols(), X.cols());
  G.selfadjointView<Lower>().rankUpdate(X.transpose());
  return G;
}

/// w with (XᵀX + cI) w = Xᵀy
template <class Design>
VectorXd solved(const Design &X, const VectorXd &y, double c) {
  MatrixXd A = lower_gram(X);
  A.diagonal().array() += c;
  return A.selfadjointView<Lower>().llt().solve(X.transpose() * y);
}

/// Singular values up to `cut` times the largest are taken for 0.
Eigen::BDCSVD<MatrixXd> thin_svd(MatrixView A, double cut) {
  Eigen::BDCSVD<MatrixXd> svd(seen(A),
                              Eigen::ComputeThinU | Eigen::ComputeThinV);
  svd.setThreshold(cut);
  return svd;
}

/// What is rounding is cut in any case, by convention, here.
double cut(MatrixView A, double rcond) {
  return std::max(rcond, std::max(A.rows(), A.cols()) * 0x1p-52);
}

} // namespace

// --------------------------------------------------------------
// matrix_products

Vector kata::matvec(MatrixView A, VectorView x) {
  return vector(seen(A) * seen(x));
}

Vector kata::rmatvec(MatrixView A, VectorView y) {
  return vector(seen(A).transpose() * seen(y));
}

Matrix kata::matmul(MatrixView A, MatrixView B) {
  return matrix(seen(A) * seen(B));
}

Matrix kata::gram(MatrixView X) {
  MatrixXd G = lower_gram(seen(X));
  return matrix(MatrixXd(G.selfadjointView<Lower>()));
}

// -------------------------------------------------------------- cholesky_solve

Vector kata::forward_substitution(MatrixView L, VectorView b) {
  return vector(seen(L).triangularView<Lower>().solve(seen(b)));
}

Vector kata::back_substitution(MatrixView U, VectorView b) {
  return vector(seen(U).triangularView<Upper>().solve(seen(b)));
}

Matrix kata::cholesky(MatrixView A) {
  return matrix(MatrixXd(seen(A).selfadjointView<Lower>().llt().matrixL()));
}

Vector kata::cholesky_solve(MatrixView A, VectorView b) {
  return vector(seen(A).selfadjointView<Lower>().llt().solve(seen(b)));
}

// --------------------------------------------------------------
// ols_normal_equations

Vector kata::ols(MatrixView X, VectorView y) {
  return vector(solved(seen(X), seen(y), 0));
}

Vector kata::predict(MatrixView X, VectorView w) {
  return vector(seen(X) * seen(w));
}

// --------------------------------------------------------------
// gradient_descent

std::tuple<double, Vector> kata::mse_value_grad(MatrixView X, VectorView y,
                                                VectorView w) {
  double n = X.rows();
  VectorXd r = seen(X) * seen(w) - seen(y);
  VectorXd g = seen(X).transpose() * r / n;
  return {r.squaredNorm() / (2 * n), vector(g)};
}

std::tuple<Vector, Vector> kata::gradient_descent(MatrixView X, VectorView y,
                                                  VectorView w0, double step,
                                                  int64_t iters) {
  double n = X.rows();
  VectorXd w = seen(w0), r = seen(X) * w - seen(y), history(iters + 1);
  history[0] = r.squaredNorm() / (2 * n);
  for (int64_t k = 0; k < iters; ++k) {
    w.noalias() -= step / n * (seen(X).transpose() * r);
    r = -seen(y);
    r.noalias() += seen(X) * w;
    history[k + 1] = r.squaredNorm() / (2 * n);
  }
  return {vector(w), vector(history)};
}

// -------------------------------------------------------------- ridge

std::tuple<Vector, double> kata::ridge(MatrixView X, VectorView y, double lam,
                                       bool fit_intercept) {
  double c = X.rows() * lam;
  if (!fit_intercept)
    return {vector(solved(seen(X), seen(y), c)), 0};
  double y_mean = seen(y).mean();
  RowVectorXd x_mean = seen(X).colwise().mean();
  RowMajor centred = seen(X).rowwise() - x_mean;
  VectorXd w = solved(centred, (seen(y).array() - y_mean).matrix(), c);
  return {vector(w), y_mean - x_mean * w};
}

// -------------------------------------------------------------- householder_qr

std::tuple<Matrix, Matrix> kata::qr(MatrixView A) {
  auto n = A.cols();
  Eigen::HouseholderQR<MatrixXd> qr(seen(A));
  MatrixXd Q = qr.householderQ() * MatrixXd::Identity(A.rows(), n);
  MatrixXd R = qr.matrixQR().topRows(n).triangularView<Upper>();
  // it promises no signs
  VectorXd d = (R.diagonal().array() < 0).select(-VectorXd::Ones(n), 1);
  return {matrix(Q * d.asDiagonal()), matrix(d.asDiagonal() * R)};
}

// -------------------------------------------------------------- ols_qr

std::tuple<Vector, double> kata::ols_qr(MatrixView X, VectorView y) {
  VectorXd w = Eigen::HouseholderQR<MatrixXd>(seen(X)).solve(seen(y));
  return {vector(w), (seen(y) - seen(X) * w).squaredNorm()};
}

// -------------------------------------------------------------- jacobi_svd

std::tuple<Matrix, Vector, Matrix, int64_t> kata::svd(MatrixView A) {
  auto svd = thin_svd(A, A.rows() * 0x1p-52);
  MatrixXd U = svd.matrixU(), V = svd.matrixV();
  VectorXd s = svd.singularValues();
  auto zeros = s.size() - svd.rank();
  s.tail(zeros).setZero();
  U.rightCols(zeros).setZero();
  // of a column of V the first of the largest entries is positive, by
  // convention, here
  for (Eigen::Index j = 0; j < V.cols(); ++j) {
    auto v = V.col(j);
    double least = (1 - 1e-10) * v.cwiseAbs().maxCoeff();
    auto large = [=](double entry) { return std::abs(entry) >= least; };
    if (*std::find_if(v.begin(), v.end(), large) < 0) {
      v *= -1;
      U.col(j) *= -1;
    }
  }
  return {matrix(U), vector(s), matrix(V), svd.rank()};
}

// -------------------------------------------------------------- ols_min_norm

std::tuple<Vector, int64_t> kata::min_norm_ls(MatrixView X, VectorView y,
                                              double rcond) {
  auto svd = thin_svd(X, cut(X, rcond));
  return {vector(svd.solve(seen(y))), svd.rank()};
}

Matrix kata::pinv(MatrixView A, double rcond) {
  auto svd = thin_svd(A, cut(A, rcond));
  return matrix(svd.solve(MatrixXd::Identity(A.rows(), A.rows())));
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
