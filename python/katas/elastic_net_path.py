"""Elastic net along a warm-started λ path — shared_tests/katas/elastic_net_path/README.md"""

import numpy as np

from lasso_coordinate_descent import lasso_lambda_max
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NotConverged
from ridge import center


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    """λᵢ = λ₀ ratio^(i/(k−1)), i = 0 … k−1, where λ₀ = ‖Xᵀy‖∞ / nα, centred"""
    # X[n,p], y[n], alpha, k:int, ratio, fit_intercept:bool -> lambdas[k]
    raise NotImplementedError


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    """Wᵢ, bᵢ = argmin (1/2n)‖y − b − Xw‖² + λᵢ(α‖w‖₁ + ½(1−α)‖w‖²)"""
    # X[n,p], y[n], lambdas[k], alpha, fit_intercept:bool, tol, max_sweeps:int ->
    # W[k,p], b[k]
    raise NotImplementedError
