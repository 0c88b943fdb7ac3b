"""Quantile regression by an interior-point method — shared_tests/katas/quantile_regression/README.md"""

import numpy as np

from ols_normal_equations import predict
from ols_qr import ols_qr
from refusals import InvalidParameter, NotConverged


def pinball_loss(y, q, tau):
    """loss = (1/n) Σ ρ(yᵢ − qᵢ), ρ(r) = τr where r ≥ 0, else (τ − 1)r"""
    # y[n], q[n], tau -> loss
    raise NotImplementedError


def quantile_regression(X, y, tau):
    """w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), loss = its minimum, ρ as in pinball_loss"""
    # X[n,p], y[n], tau -> w[p], loss
    raise NotImplementedError
