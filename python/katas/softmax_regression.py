"""Multinomial logistic regression — shared_tests/katas/softmax_regression/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter, NotConverged


def log_softmax(Z):
    """Lᵢₖ = zᵢₖ − ln Σⱼ exp(zᵢⱼ)"""
    # Z[n,K] -> L[n,K]
    raise NotImplementedError


def softmax_value_grad(X, y, K, W, b, lam):
    """J = −(1/n) Σᵢ L[i, yᵢ] + (λ/2)‖W‖², L = log_softmax(XW + b); GW, Gb = ∇J"""
    # X[n,p], y[n]:int, K:int, W[p,K], b[K], lam -> J, GW[p,K], Gb[K]
    raise NotImplementedError


def softmax_gd(X, y, K, lam, step, iters):
    """(W, b)ₜ₊₁ = (W, b)ₜ − step · ∇J((W, b)ₜ) from 0, historyₜ = J((W, b)ₜ)"""
    # X[n,p], y[n]:int, K:int, lam, step, iters:int -> W[p,K], b[K], history[iters+1]
    raise NotImplementedError
