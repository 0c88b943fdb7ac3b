"""Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def sigmoid(z):
    """sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))"""
    raise NotImplementedError


def softplus(z):
    """sᵢ = ln(1 + exp(zᵢ))"""
    raise NotImplementedError


def logistic_value_grad(X, y, w, b, lam):
    """J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J"""
    raise NotImplementedError


def logistic_gd(X, y, w0, b0, lam, step, iters):
    """(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)"""
    raise NotImplementedError
