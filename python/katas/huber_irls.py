"""Huber regression by reweighted least squares — shared_tests/katas/huber_irls/README.md"""

import numpy as np

from ols_normal_equations import ols, predict
from refusals import InvalidParameter, NotConverged
from theil_sen import median
from weighted_least_squares import wls


def huber_weights(r, delta):
    """vᵢ = min(1, δ/|rᵢ|)"""
    # r[n], delta -> v[n]
    raise NotImplementedError


def huber(X, y, delta, tol, max_iter):
    """w = argmin (1/n) Σ ρ(yᵢ − xᵢᵀw), ρ(r) = ½r² where |r| ≤ δ, else δ|r| − ½δ²"""
    # X[n,p], y[n], delta, tol, max_iter:int -> w[p], iters:int
    raise NotImplementedError


def huber_mad(X, y, c, iters):
    """w = wls(X, y, min(1, c·scale/|r|)), scale = median |r| / Φ⁻¹(¾), r = y − Xw"""
    # X[n,p], y[n], c, iters:int -> w[p], scale
    raise NotImplementedError
