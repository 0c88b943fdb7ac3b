"""Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md"""

from itertools import pairwise

import numpy as np

from cholesky_solve import back_substitution, cholesky, forward_substitution
from proximal_operators import soft_threshold
from refusals import InvalidParameter


def admm_factor(X, y, total, rho):
    """LLᵀ = XᵀX/total + ρI, c = Xᵀy/total"""
    # X[n,p], y[n], total:int, rho -> L[p,p], c[p]
    raise NotImplementedError


def admm_local(L, c, v, rho):
    """x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²"""
    # L[p,p], c[p], v[p], rho -> x[p]
    raise NotImplementedError


def admm_lasso(X, y, offsets, lam, rho, iters):
    """xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z"""
    # X[n,p], y[n], offsets[m]:int, lam, rho, iters:int -> z[p], primal[iters],
    # dual[iters]
    raise NotImplementedError
