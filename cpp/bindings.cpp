// Every function, as kata_call finds it.
// Written from the specs by `nox -s new`.
// clang-format off
#include "conversions.hpp"
#include "katas.hpp"

ENUMERATION(Variant, "hc0", "hc1", "hc2", "hc3")
ENUMERATION(Activation, "tanh", "relu", "sigmoid", "identity")
ENUMERATION(Loss, "squared_error", "cross_entropy")

KATAS = {
  KATA(dot),
  KATA(matvec),
  KATA(rmatvec),
  KATA(matmul),
  KATA(gram),

  KATA(forward_substitution),
  KATA(back_substitution),
  KATA(cholesky),
  KATA(cholesky_solve),

  KATA(compensated_sum),
  KATA(mean_var),
  KATA(covariance),
  KATA(merge_moments),

  KATA(householder),
  KATA(reflect),
  KATA(reflections),
  KATA(qr),

  KATA(svd),
  KATA(power_iteration),

  KATA(fit_line),
  KATA(predict_line),

  KATA(polynomial_features),
  KATA(one_hot),
  KATA(interaction_features),
  KATA(lag_matrix),
  KATA(standardize),
  KATA(unstandardize),

  KATA(ols),
  KATA(predict),

  KATA(leverages),
  KATA(influence),
  KATA(hc_covariance),

  KATA(min_norm_ls),
  KATA(pinv),

  KATA(ols_qr),

  KATA(ols_inference),
  KATA(gamma_ratio),
  KATA(two_sided_p),

  KATA(two_sum),
  KATA(two_prod),
  KATA(ols_refined),

  KATA(wls),

  KATA(mse_value_grad),
  KATA(gradient_descent),

  KATA(cgls),

  KATA(pseudo_huber),
  KATA(newton_pseudo_huber),

  KATA(lbfgs_direction),
  KATA(lbfgs_minimize),

  KATA(sgd),

  KATA(adagrad),
  KATA(rmsprop),
  KATA(adam),

  KATA(heavy_ball),
  KATA(nesterov),

  KATA(soft_threshold),
  KATA(prox_elastic_net),
  KATA(prox_group),
  KATA(project_l1_ball),

  KATA(center),
  KATA(ridge),
  KATA(ridge_dual),

  KATA(gd_penalized),

  KATA(lasso_lambda_max),
  KATA(lasso),

  KATA(ridge_path),

  KATA(lipschitz),
  KATA(ista),
  KATA(fista),

  KATA(lambda_grid),
  KATA(elastic_net_path),

  KATA(median),
  KATA(theil_sen),

  KATA(pinball_loss),
  KATA(quantile_regression),

  KATA(huber_weights),
  KATA(huber),
  KATA(huber_mad),

  KATA(rls),

  KATA(posterior),
  KATA(predictive),

  KATA(log_evidence),
  KATA(evidence_fit),

  KATA(gaussian_loglik),
  KATA(gaussian_mle),

  KATA(perceptron),

  KATA(sigmoid),
  KATA(softplus),
  KATA(logistic_value_grad),
  KATA(logistic_gd),

  KATA(log_softmax),
  KATA(softmax_value_grad),
  KATA(softmax_gd),

  KATA(logistic_newton),

  KATA(logistic_l1_lambda_max),
  KATA(logistic_l1),

  KATA(tape_gradient),
  KATA(tape_jvp),

  KATA(mlp_layer),
  KATA(mlp_forward),
  KATA(mlp_value_grad),

  KATA(mlp_train),

  KATA(regression_metrics),
  KATA(binary_metrics),
  KATA(log_loss),
  KATA(auc),

  KATA(bootstrap_ols),
  KATA(bias_variance),

  KATA(kfold_ridge),
  KATA(loo_gcv),

  KATA(triangle),
  KATA(merge_triangles),
  KATA(solve_triangle),
  KATA(tsqr_ls),

  KATA(admm_factor),
  KATA(admm_local),
  KATA(admm_lasso),

  KATA(moments),
  KATA(merge),
  KATA(solve_moments),
};
