"""Sparse logistic regression — shared_tests/katas/logistic_l1/README.md"""

import numpy as np

from lasso_coordinate_descent import lasso_lambda_max
from logistic_gradient_descent import logistic_value_grad, sigmoid
from matrix_products import gram
from proximal_operators import soft_threshold
from refusals import InvalidParameter, NoFiniteOptimum, NotConverged


def logistic_l1_lambda_max(X, y):
    """λmax = ‖(X − x̄)ᵀ(y − ȳ)‖∞ / n, where x̄ and ȳ are the means"""
    # X[n,p], y[n]:int -> lambda_max
    raise NotImplementedError


def logistic_l1(X, y, lam, tol, max_iter):
    """w, b = argmin (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + λ‖w‖₁, z = Xw + b"""
    # X[n,p], y[n]:int, lam, tol, max_iter:int -> w[p], b
    raise NotImplementedError
