"""Newton's method for logistic regression — shared_tests/katas/logistic_newton/README.md"""

import numpy as np

from cholesky_solve import back_substitution, cholesky_solve, forward_substitution
from householder_qr import reflections
from logistic_gradient_descent import logistic_value_grad, sigmoid
from refusals import (
    InvalidParameter,
    NoFiniteOptimum,
    NotConverged,
    NotPositiveDefinite,
    RankDeficient,
)


def logistic_newton(X, y, lam, fit_intercept, tol, max_iter):
    """(w, b)ₖ₊₁ = (w, b)ₖ − t H⁻¹∇J until ½ ∇JᵀH⁻¹∇J ≤ tol, H = ∇²J"""
    # X[n,p], y[n]:int, lam, fit_intercept:bool, tol, max_iter:int -> w[p], b,
    # iters:int, J
    raise NotImplementedError
