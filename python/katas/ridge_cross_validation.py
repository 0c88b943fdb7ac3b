"""Choosing λ by cross-validation — shared_tests/katas/ridge_cross_validation/README.md"""

import numpy as np

from householder_qr import qr
from metrics import regression_metrics
from ols_normal_equations import predict
from refusals import InvalidParameter, RankDeficient
from ridge import center, ridge
from stable_moments import mean_var


def kfold_ridge(X, y, lambdas, folds, fit_intercept):
    """cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others"""
    # X[n,p], y[n], lambdas[k], folds[n]:int, fit_intercept:bool -> cv_mean[k],
    # cv_se[k], best:int, one_se:int
    raise NotImplementedError


def loo_gcv(X, y, lambdas, fit_intercept):
    """loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ"""
    # X[n,p], y[n], lambdas[k], fit_intercept:bool -> loo[k], gcv[k]
    raise NotImplementedError
