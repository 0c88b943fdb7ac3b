//! Every kata and its functions. Written from the specs by `nox -s new`.

pub mod adaptive_steps;
pub mod bayesian_linear_regression;
pub mod bootstrap_and_bias_variance;
pub mod cholesky_solve;
pub mod conjugate_gradient_ls;
pub mod consensus_admm_lasso;
pub mod design_matrix;
pub mod elastic_net_path;
pub mod evidence_maximization;
pub mod gaussian_mle;
pub mod gradient_descent;
pub mod householder_qr;
pub mod huber_irls;
pub mod jacobi_svd;
pub mod lasso_coordinate_descent;
pub mod lbfgs;
pub mod leverage_and_sandwich;
pub mod logistic_gradient_descent;
pub mod logistic_l1;
pub mod logistic_newton;
pub mod matrix_products;
pub mod metrics;
pub mod mlp_gradients;
pub mod mlp_train;
pub mod momentum;
pub mod newton_backtracking;
pub mod ols_inference;
pub mod ols_min_norm;
pub mod ols_normal_equations;
pub mod ols_qr;
pub mod ols_refined;
pub mod perceptron;
pub mod proximal_gradient_lasso;
pub mod proximal_operators;
pub mod quantile_regression;
pub mod recursive_least_squares;
pub mod regularized_gradient_descent;
pub mod reverse_mode_tape;
pub mod ridge;
pub mod ridge_cross_validation;
pub mod ridge_path;
pub mod simple_linear_regression;
pub mod softmax_regression;
pub mod stable_moments;
pub mod stochastic_gradient_descent;
pub mod streaming_normal_equations;
pub mod theil_sen;
pub mod tsqr_least_squares;
pub mod weighted_least_squares;

pub mod enumerations {
    crate::abi::enumeration!(Variant { Hc0 = "hc0", Hc1 = "hc1", Hc2 = "hc2", Hc3 = "hc3" });
    crate::abi::enumeration!(Activation { Tanh = "tanh", Relu = "relu", Sigmoid = "sigmoid", Identity = "identity" });
    crate::abi::enumeration!(Loss { SquaredError = "squared_error", CrossEntropy = "cross_entropy" });
}

crate::abi::functions! {
    [matrix_products] dot
    [matrix_products] matvec
    [matrix_products] rmatvec
    [matrix_products] matmul
    [matrix_products] gram
    [cholesky_solve] forward_substitution
    [cholesky_solve] back_substitution
    [cholesky_solve] cholesky
    [cholesky_solve] cholesky_solve
    [stable_moments] compensated_sum
    [stable_moments] mean_var
    [stable_moments] covariance
    [stable_moments] merge_moments
    [householder_qr] householder
    [householder_qr] reflect
    [householder_qr] reflections
    [householder_qr] qr
    [jacobi_svd] svd
    [jacobi_svd] power_iteration
    [simple_linear_regression] fit_line
    [simple_linear_regression] predict_line
    [design_matrix] polynomial_features
    [design_matrix] one_hot
    [design_matrix] interaction_features
    [design_matrix] lag_matrix
    [design_matrix] standardize
    [design_matrix] unstandardize
    [ols_normal_equations] ols
    [ols_normal_equations] predict
    [leverage_and_sandwich] leverages
    [leverage_and_sandwich] influence
    [leverage_and_sandwich] hc_covariance
    [ols_min_norm] min_norm_ls
    [ols_min_norm] pinv
    [ols_qr] ols_qr
    [ols_inference] ols_inference
    [ols_inference] gamma_ratio
    [ols_inference] two_sided_p
    [ols_refined] two_sum
    [ols_refined] two_prod
    [ols_refined] ols_refined
    [weighted_least_squares] wls
    [gradient_descent] mse_value_grad
    [gradient_descent] gradient_descent
    [conjugate_gradient_ls] cgls
    [newton_backtracking] pseudo_huber
    [newton_backtracking] newton_pseudo_huber
    [lbfgs] lbfgs_direction
    [lbfgs] lbfgs_minimize
    [stochastic_gradient_descent] sgd
    [adaptive_steps] adagrad
    [adaptive_steps] rmsprop
    [adaptive_steps] adam
    [momentum] heavy_ball
    [momentum] nesterov
    [proximal_operators] soft_threshold
    [proximal_operators] prox_elastic_net
    [proximal_operators] prox_group
    [proximal_operators] project_l1_ball
    [ridge] center
    [ridge] ridge
    [ridge] ridge_dual
    [regularized_gradient_descent] gd_penalized
    [lasso_coordinate_descent] lasso_lambda_max
    [lasso_coordinate_descent] lasso
    [ridge_path] ridge_path
    [proximal_gradient_lasso] lipschitz
    [proximal_gradient_lasso] ista
    [proximal_gradient_lasso] fista
    [elastic_net_path] lambda_grid
    [elastic_net_path] elastic_net_path
    [theil_sen] median
    [theil_sen] theil_sen
    [quantile_regression] pinball_loss
    [quantile_regression] quantile_regression
    [huber_irls] huber_weights
    [huber_irls] huber
    [huber_irls] huber_mad
    [recursive_least_squares] rls
    [bayesian_linear_regression] posterior
    [bayesian_linear_regression] predictive
    [evidence_maximization] log_evidence
    [evidence_maximization] evidence_fit
    [gaussian_mle] gaussian_loglik
    [gaussian_mle] gaussian_mle
    [perceptron] perceptron
    [logistic_gradient_descent] sigmoid
    [logistic_gradient_descent] softplus
    [logistic_gradient_descent] logistic_value_grad
    [logistic_gradient_descent] logistic_gd
    [softmax_regression] log_softmax
    [softmax_regression] softmax_value_grad
    [softmax_regression] softmax_gd
    [logistic_newton] logistic_newton
    [logistic_l1] logistic_l1_lambda_max
    [logistic_l1] logistic_l1
    [reverse_mode_tape] tape_gradient
    [reverse_mode_tape] tape_jvp
    [mlp_gradients] mlp_layer
    [mlp_gradients] mlp_forward
    [mlp_gradients] mlp_value_grad
    [mlp_train] mlp_train
    [metrics] regression_metrics
    [metrics] binary_metrics
    [metrics] log_loss
    [metrics] auc
    [bootstrap_and_bias_variance] bootstrap_ols
    [bootstrap_and_bias_variance] bias_variance
    [ridge_cross_validation] kfold_ridge
    [ridge_cross_validation] loo_gcv
    [tsqr_least_squares] triangle
    [tsqr_least_squares] merge_triangles
    [tsqr_least_squares] solve_triangle
    [tsqr_least_squares] tsqr_ls
    [consensus_admm_lasso] admm_factor
    [consensus_admm_lasso] admm_local
    [consensus_admm_lasso] admm_lasso
    [streaming_normal_equations] moments
    [streaming_normal_equations] merge
    [streaming_normal_equations] solve_moments
}
