"""Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def log_softmax(Z):
    """Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)"""
    raise NotImplementedError


def softmax_value_grad(X, y, K, W, b, lam):
    """J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J"""
    raise NotImplementedError


def softmax_gd(X, y, K, lam, step, iters):
    """(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)"""
    raise NotImplementedError
