"""Stable sigmoid, cross-entropy, gradient descent — shared_tests/katas/logistic_gradient_descent/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def sigmoid(z):
    """sᵢ = σ(zᵢ) = 1/(1 + exp(−zᵢ))"""
    # z[k] -> s[k]
    raise NotImplementedError


def softplus(z):
    """sᵢ = ln(1 + exp(zᵢ))"""
    # z[k] -> s[k]
    raise NotImplementedError


def logistic_value_grad(X, y, w, b, lam):
    """J = (1/n) Σᵢ softplus((1 − 2yᵢ)zᵢ) + (λ/2)‖w‖², z = Xw + b; gw, gb = ∇J"""
    # X[n,p], y[n]:int, w[p], b, lam -> J, gw[p], gb
    raise NotImplementedError


def logistic_gd(X, y, w0, b0, lam, step, iters):
    """(w, b)ₖ₊₁ = (w, b)ₖ − step · ∇J((w, b)ₖ), historyₖ = J((w, b)ₖ)"""
    # X[n,p], y[n]:int, w0[p], b0, lam, step, iters:int -> w[p], b, history[iters+1]
    raise NotImplementedError
