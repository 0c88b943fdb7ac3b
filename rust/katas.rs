//! Every kata and its functions. Written from the specs by `nox -s new`.

pub mod adaptive_steps;
pub mod cholesky_solve;
pub mod conjugate_gradient_ls;
pub mod design_matrix;
pub mod elastic_net_path;
pub mod gaussian_mle;
pub mod gradient_descent;
pub mod householder_qr;
pub mod jacobi_svd;
pub mod lasso_coordinate_descent;
pub mod logistic_gradient_descent;
pub mod logistic_l1;
pub mod logistic_newton;
pub mod matrix_products;
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
pub mod proximal_operators;
pub mod recursive_least_squares;
pub mod regularized_gradient_descent;
pub mod ridge;
pub mod simple_linear_regression;
pub mod softmax_regression;
pub mod stable_moments;
pub mod stochastic_gradient_descent;
pub mod theil_sen;
pub mod weighted_least_squares;

pub mod enumerations {
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
    [elastic_net_path] lambda_grid
    [elastic_net_path] elastic_net_path
    [theil_sen] median
    [theil_sen] theil_sen
    [recursive_least_squares] rls
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
    [mlp_gradients] mlp_layer
    [mlp_gradients] mlp_forward
    [mlp_gradients] mlp_value_grad
    [mlp_train] mlp_train
}
