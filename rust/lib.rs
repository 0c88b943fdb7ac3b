//! Every kata and its functions, once. A kata's file is katas/<name>.rs.
#![allow(non_snake_case)] // X, A, L: the mathematics keeps its letters
#![deny(unsafe_code)] // but for abi.rs, the border
#![deny(unsafe_op_in_unsafe_fn)]
#![allow(dead_code, unused_imports, unused_variables)] // a stub leaves things unused

#[allow(unsafe_code)]
mod abi;
mod matrix;
mod refusals;

/// What every kata begins with.
mod prelude {
    pub use crate::matrix::*;
    pub(crate) use crate::refusals::*;
}

abi::katas! {
    matrix_products: dot, matvec, rmatvec, matmul, gram;
    stable_moments: compensated_sum, mean_var, covariance, merge_moments;
    cholesky_solve: forward_substitution, back_substitution, cholesky, cholesky_solve;
    simple_linear_regression: fit_line, predict_line;
    design_matrix: polynomial_features, one_hot, interaction_features, lag_matrix, standardize, unstandardize;
    ols_normal_equations: ols, predict;
    gradient_descent: mse_value_grad, gradient_descent;
    ridge: center, ridge, ridge_dual;
    gaussian_mle: gaussian_loglik, gaussian_mle;
    householder_qr: householder, reflect, reflections, qr;
    ols_qr: ols_qr;
    jacobi_svd: svd, power_iteration;
    ols_min_norm: min_norm_ls, pinv;
    logistic_gradient_descent: sigmoid, softplus, logistic_value_grad, logistic_gd;
    softmax_regression: log_softmax, softmax_value_grad, softmax_gd;
    stochastic_gradient_descent: sgd;
    conjugate_gradient_ls: cgls;
    newton_backtracking: pseudo_huber, newton_pseudo_huber;
    proximal_operators: soft_threshold, prox_elastic_net, prox_group, project_l1_ball;
    regularized_gradient_descent: gd_penalized;
    lasso_coordinate_descent: lasso_lambda_max, lasso;
    ols_refined: two_sum, two_prod, ols_refined;
    momentum: heavy_ball, nesterov;
    adaptive_steps: adagrad, rmsprop, adam;
    elastic_net_path: lambda_grid, elastic_net_path;
    mlp_gradients: mlp_layer, mlp_forward, mlp_value_grad;
    mlp_train: mlp_train;
    logistic_newton: logistic_newton;
    ols_inference: ols_inference, gamma_ratio, two_sided_p;
}
