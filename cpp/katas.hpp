// Every signature, once, and the standard headers that numerical code needs. A
// kata file includes this and defines its functions as kata::name.
// Written from the specs by `nox -s new`.
// clang-format off
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

#include "matrix.hpp"
#include "refusals.hpp"

// what is declared here is seen by every kata, any other helper by its own file
namespace [[gnu::visibility("default")]] kata {

enum class Variant { hc0, hc1, hc2, hc3 };
enum class Activation { tanh, relu, sigmoid, identity };
enum class Loss { squared_error, cross_entropy };

// matrix_products
double dot(VectorView x, VectorView y);
Vector matvec(MatrixView A, VectorView x);
Vector rmatvec(MatrixView A, VectorView y);
Matrix matmul(MatrixView A, MatrixView B);
Matrix gram(MatrixView X);

// cholesky_solve
Vector forward_substitution(MatrixView L, VectorView b);
Vector back_substitution(MatrixView U, VectorView b);
Matrix cholesky(MatrixView A);
Vector cholesky_solve(MatrixView A, VectorView b);

// stable_moments
double compensated_sum(VectorView x);
std::tuple<double, double> mean_var(VectorView x, int64_t ddof);
Matrix covariance(MatrixView X, int64_t ddof);
std::tuple<int64_t, double, double> merge_moments(int64_t na, double mean_a, double M2_a, int64_t nb, double mean_b, double M2_b);

// householder_qr
std::tuple<Vector, double> householder(VectorView x);
Vector reflect(MatrixView V, VectorView b);
std::tuple<Matrix, Matrix> reflections(MatrixView A);
std::tuple<Matrix, Matrix> qr(MatrixView A);

// jacobi_svd
std::tuple<Matrix, Vector, Matrix, int64_t> svd(MatrixView A);
std::tuple<double, Vector> power_iteration(MatrixView A, VectorView v0, int64_t iters);

// simple_linear_regression
std::tuple<double, double, double> fit_line(VectorView x, VectorView y);
Vector predict_line(double slope, double intercept, VectorView x);

// design_matrix
Matrix polynomial_features(VectorView x, int64_t degree);
Matrix one_hot(IndexView labels, int64_t K, bool drop_first);
Matrix interaction_features(MatrixView X);
std::tuple<Matrix, Vector> lag_matrix(VectorView series, int64_t d);
std::tuple<Matrix, Vector, Vector> standardize(MatrixView X);
std::tuple<Vector, double> unstandardize(VectorView wz, double bz, VectorView mean, VectorView scale);

// ols_normal_equations
Vector ols(MatrixView X, VectorView y);
Vector predict(MatrixView X, VectorView w);

// leverage_and_sandwich
Vector leverages(MatrixView X);
std::tuple<Vector, Vector, Vector, Vector> influence(MatrixView X, VectorView y);
Matrix hc_covariance(MatrixView X, VectorView y, Variant variant);

// ols_min_norm
std::tuple<Vector, int64_t> min_norm_ls(MatrixView X, VectorView y, double rcond);
Matrix pinv(MatrixView A, double rcond);

// ols_qr
std::tuple<Vector, double> ols_qr(MatrixView X, VectorView y);

// ols_inference
std::tuple<Vector, Vector, Vector, double, double, double, double> ols_inference(MatrixView X, VectorView y, bool has_intercept);
double gamma_ratio(double a);
Vector two_sided_p(VectorView t, double df);

// ols_refined
std::tuple<double, double> two_sum(double a, double b);
std::tuple<double, double> two_prod(double a, double b);
Vector ols_refined(MatrixView X, VectorView y, int64_t steps);

// weighted_least_squares
std::tuple<Vector, double> wls(MatrixView X, VectorView y, VectorView v);

// gradient_descent
std::tuple<double, Vector> mse_value_grad(MatrixView X, VectorView y, VectorView w);
std::tuple<Vector, Vector> gradient_descent(MatrixView X, VectorView y, VectorView w0, double step, int64_t iters);

// conjugate_gradient_ls
std::tuple<Vector, int64_t, Vector> cgls(MatrixView X, VectorView y, double lam, int64_t iters, double tol);

// newton_backtracking
std::tuple<double, Vector, Matrix> pseudo_huber(MatrixView X, VectorView y, VectorView w, double delta, double lam);
std::tuple<Vector, double, int64_t, Vector> newton_pseudo_huber(MatrixView X, VectorView y, VectorView w0, double delta, double lam, double tol, int64_t max_iter);

// lbfgs
Vector lbfgs_direction(VectorView g, MatrixView S, MatrixView Y);
std::tuple<Vector, double, int64_t> lbfgs_minimize(MatrixView X, VectorView y, VectorView w0, double delta, double lam, int64_t memory, double tol, int64_t max_iter);

// stochastic_gradient_descent
std::tuple<Vector, Vector> sgd(MatrixView X, VectorView y, VectorView w0, IndexView order, int64_t batch_size, double step0, double decay);

// adaptive_steps
std::tuple<Vector, Vector> adagrad(MatrixView X, VectorView y, VectorView w0, double step, double eps, int64_t iters);
std::tuple<Vector, Vector> rmsprop(MatrixView X, VectorView y, VectorView w0, double step, double rho, double eps, int64_t iters);
std::tuple<Vector, Vector> adam(MatrixView X, VectorView y, VectorView w0, double step, double beta1, double beta2, double eps, int64_t iters);

// momentum
std::tuple<Vector, Vector> heavy_ball(MatrixView X, VectorView y, VectorView w0, double step, double mu, int64_t iters);
std::tuple<Vector, Vector> nesterov(MatrixView X, VectorView y, VectorView w0, double step, double mu, int64_t iters);

// proximal_operators
Vector soft_threshold(VectorView v, double t);
Vector prox_elastic_net(VectorView v, double t, double l1, double l2);
Vector prox_group(VectorView v, double t, IndexView groups);
Vector project_l1_ball(VectorView v, double radius);

// ridge
std::tuple<Matrix, Vector, Vector, double> center(MatrixView X, VectorView y);
std::tuple<Vector, double> ridge(MatrixView X, VectorView y, double lam, bool fit_intercept);
std::tuple<Vector, double> ridge_dual(MatrixView X, VectorView y, double lam, bool fit_intercept);

// regularized_gradient_descent
std::tuple<Vector, double, Vector> gd_penalized(MatrixView X, VectorView y, VectorView w0, double b0, double l1, double l2, double step, int64_t iters, bool fit_intercept);

// lasso_coordinate_descent
double lasso_lambda_max(MatrixView X, VectorView y, bool fit_intercept);
std::tuple<Vector, double, double, int64_t> lasso(MatrixView X, VectorView y, double lam, bool fit_intercept, double tol, int64_t max_sweeps);

// ridge_path
std::tuple<Matrix, Vector, Vector> ridge_path(MatrixView X, VectorView y, VectorView lambdas, bool fit_intercept);

// proximal_gradient_lasso
double lipschitz(MatrixView X);
std::tuple<Vector, Vector> ista(MatrixView X, VectorView y, double lam, double step, int64_t iters);
std::tuple<Vector, Vector> fista(MatrixView X, VectorView y, double lam, double step, int64_t iters);

// elastic_net_path
Vector lambda_grid(MatrixView X, VectorView y, double alpha, int64_t k, double ratio, bool fit_intercept);
std::tuple<Matrix, Vector> elastic_net_path(MatrixView X, VectorView y, VectorView lambdas, double alpha, bool fit_intercept, double tol, int64_t max_sweeps);

// theil_sen
double median(VectorView x);
std::tuple<double, double> theil_sen(VectorView x, VectorView y);

// quantile_regression
double pinball_loss(VectorView y, VectorView q, double tau);
std::tuple<Vector, double> quantile_regression(MatrixView X, VectorView y, double tau);

// huber_irls
Vector huber_weights(VectorView r, double delta);
std::tuple<Vector, int64_t> huber(MatrixView X, VectorView y, double delta, double tol, int64_t max_iter);
std::tuple<Vector, double> huber_mad(MatrixView X, VectorView y, double c, int64_t iters);

// recursive_least_squares
std::tuple<Vector, Matrix, Vector> rls(MatrixView X, VectorView y, double forget, double delta);

// bayesian_linear_regression
std::tuple<Vector, Matrix> posterior(MatrixView X, VectorView y, VectorView m0, MatrixView S0, double beta);
std::tuple<Vector, Vector> predictive(MatrixView Xs, VectorView mN, MatrixView SN, double beta);

// evidence_maximization
double log_evidence(MatrixView X, VectorView y, double alpha, double beta);
std::tuple<double, double, Vector, double, Vector> evidence_fit(MatrixView X, VectorView y, double alpha0, double beta0, int64_t iters);

// gaussian_mle
double gaussian_loglik(MatrixView X, VectorView y, VectorView w, double sigma2);
std::tuple<Vector, double, double, double, double> gaussian_mle(MatrixView X, VectorView y);

// perceptron
std::tuple<Vector, double, int64_t> perceptron(MatrixView X, IndexView y, VectorView w0, double b0, IndexView order, double eta);

// logistic_gradient_descent
Vector sigmoid(VectorView z);
Vector softplus(VectorView z);
std::tuple<double, Vector, double> logistic_value_grad(MatrixView X, IndexView y, VectorView w, double b, double lam);
std::tuple<Vector, double, Vector> logistic_gd(MatrixView X, IndexView y, VectorView w0, double b0, double lam, double step, int64_t iters);

// softmax_regression
Matrix log_softmax(MatrixView Z);
std::tuple<double, Matrix, Vector> softmax_value_grad(MatrixView X, IndexView y, int64_t K, MatrixView W, VectorView b, double lam);
std::tuple<Matrix, Vector, Vector> softmax_gd(MatrixView X, IndexView y, int64_t K, double lam, double step, int64_t iters);

// logistic_newton
std::tuple<Vector, double, int64_t, double> logistic_newton(MatrixView X, IndexView y, double lam, bool fit_intercept, double tol, int64_t max_iter);

// logistic_l1
double logistic_l1_lambda_max(MatrixView X, IndexView y);
std::tuple<Vector, double> logistic_l1(MatrixView X, IndexView y, double lam, double tol, int64_t max_iter);

// reverse_mode_tape
std::tuple<double, Vector> tape_gradient(VectorView inputs, IndexView op, IndexView a, IndexView b);
std::tuple<double, double> tape_jvp(VectorView inputs, VectorView tangent, IndexView op, IndexView a, IndexView b);

// mlp_gradients
Matrix mlp_layer(MatrixView X, MatrixView W, VectorView b, Activation activation);
Matrix mlp_forward(MatrixView X, MatrixView W1, VectorView b1, MatrixView W2, VectorView b2, Activation activation, Loss loss);
std::tuple<double, Matrix, Vector, Matrix, Vector> mlp_value_grad(MatrixView X, MatrixView Y, MatrixView W1, VectorView b1, MatrixView W2, VectorView b2, Activation activation, Loss loss, double lam);

// mlp_train
std::tuple<Matrix, Vector, Matrix, Vector, double, double> mlp_train(MatrixView X, MatrixView Y, MatrixView U1, VectorView c1, MatrixView U2, VectorView c2, Activation activation, Loss loss, double lam, double step, double mu, IndexView order, int64_t batch_size);

// metrics
std::tuple<double, double, double, double, double> regression_metrics(VectorView y, VectorView yhat);
std::tuple<int64_t, int64_t, int64_t, int64_t, double, double, double, double> binary_metrics(IndexView y, VectorView score, double threshold);
double log_loss(IndexView y, VectorView p);
double auc(IndexView y, VectorView score);

// bootstrap_and_bias_variance
std::tuple<Matrix, Vector, Vector, Vector> bootstrap_ols(MatrixView X, VectorView y, IndexView indices, double level);
std::tuple<double, double, double> bias_variance(MatrixView X, VectorView f, MatrixView Y);

// ridge_cross_validation
std::tuple<Vector, Vector, int64_t, int64_t> kfold_ridge(MatrixView X, VectorView y, VectorView lambdas, IndexView folds, bool fit_intercept);
std::tuple<Vector, Vector> loo_gcv(MatrixView X, VectorView y, VectorView lambdas, bool fit_intercept);

// tsqr_least_squares
Matrix triangle(MatrixView A);
Matrix merge_triangles(MatrixView T_a, MatrixView T_b);
std::tuple<Vector, double> solve_triangle(MatrixView T);
std::tuple<Vector, double> tsqr_ls(MatrixView X, VectorView y, IndexView offsets);

// consensus_admm_lasso
std::tuple<Matrix, Vector> admm_factor(MatrixView X, VectorView y, int64_t total, double rho);
Vector admm_local(MatrixView L, VectorView c, VectorView v, double rho);
std::tuple<Vector, Vector, Vector> admm_lasso(MatrixView X, VectorView y, IndexView offsets, double lam, double rho, int64_t iters);

// streaming_normal_equations
std::tuple<int64_t, Vector, Matrix> moments(MatrixView X, VectorView y);
std::tuple<int64_t, Vector, Matrix> merge(int64_t na, VectorView mean_a, MatrixView S_a, int64_t nb, VectorView mean_b, MatrixView S_b);
std::tuple<Vector, double, double> solve_moments(int64_t n, VectorView mean, MatrixView S, double lam);

} // namespace kata
