// Every function, as Python calls it.
#include "border.hpp"
#include "katas.hpp"

PYBIND11_MODULE(katas, module) {
  prepare(module);

  KATA(dot);
  KATA(matvec);
  KATA(rmatvec);
  KATA(matmul);
  KATA(gram);

  KATA(compensated_sum);
  KATA(mean_var);
  KATA(covariance);
  KATA(merge_moments);

  KATA(forward_substitution);
  KATA(back_substitution);
  KATA(cholesky);
  KATA(cholesky_solve);

  KATA(fit_line);
  KATA(predict_line);

  KATA(polynomial_features);
  KATA(one_hot);
  KATA(interaction_features);
  KATA(lag_matrix);
  KATA(standardize);
  KATA(unstandardize);

  KATA(ols);
  KATA(predict);

  KATA(mse_value_grad);
  KATA(gradient_descent);

  KATA(center);
  KATA(ridge);
  KATA(ridge_dual);

  KATA(gaussian_loglik);
  KATA(gaussian_mle);

  KATA(householder);
  KATA(reflect);
  KATA(reflections);
  KATA(qr);

  KATA(ols_qr);

  KATA(svd);
  KATA(power_iteration);

  KATA(min_norm_ls);
  KATA(pinv);

  KATA(sigmoid);
  KATA(softplus);
  KATA(logistic_value_grad);
  KATA(logistic_gd);

  KATA(log_softmax);
  KATA(softmax_value_grad);
  KATA(softmax_gd);

  KATA(sgd);

  KATA(cgls);

  KATA(pseudo_huber);
  KATA(newton_pseudo_huber);

  KATA(soft_threshold);
  KATA(prox_elastic_net);
  KATA(prox_group);
  KATA(project_l1_ball);

  KATA(gd_penalized);

  KATA(lasso_lambda_max);
  KATA(lasso);

  KATA(two_sum);
  KATA(two_prod);
  KATA(ols_refined);

  KATA(heavy_ball);
  KATA(nesterov);

  KATA(adagrad);
  KATA(rmsprop);
  KATA(adam);

  KATA(lambda_grid);
  KATA(elastic_net_path);

  KATA(mlp_layer);
  KATA(mlp_forward);
  KATA(mlp_value_grad);

  KATA(mlp_train);

  KATA(logistic_newton);

  KATA(ols_inference);
  KATA(gamma_ratio);
  KATA(two_sided_p);
}
