"""Many workers agree: consensus ADMM for the lasso — shared_tests/katas/consensus_admm_lasso/README.md"""

from itertools import pairwise

import numpy as np

from cholesky_solve import back_substitution, cholesky, forward_substitution
from proximal_operators import soft_threshold
from refusals import InvalidParameter


def admm_factor(X, y, total, rho):
    """LLᵀ = XᵀX/total + ρI, c = Xᵀy/total"""
    n, p = X.shape
    if total < n or rho <= 0:
        raise InvalidParameter(f"total is {total} for {n} rows, rho {rho:g}")
    # positive definite, however few rows there are
    return cholesky(X.T @ X / total + rho * np.eye(p)), X.T @ y / total


def admm_local(L, c, v, rho):
    """x = (LLᵀ)⁻¹(c + ρv), the argmin of f(x) + (ρ/2)‖x − v‖²"""
    if rho <= 0:
        raise InvalidParameter(f"rho is {rho:g}, not positive")
    # 0 = ∇f(x) + ρ(x − v) = LLᵀx − c − ρv
    return back_substitution(L.T, forward_substitution(L, c + rho * v))


def admm_lasso(X, y, offsets, lam, rho, iters):
    """xₖ = argmin fₖ(x) + (ρ/2)‖x − z + uₖ‖², z = S(x̄ + ū, λ/(ρN)), uₖ += xₖ − z"""
    if lam < 0 or rho <= 0 or iters < 1:
        raise InvalidParameter(f"lam is {lam:g}, rho {rho:g}, iters {iters}")
    n, p = X.shape
    if len(offsets) < 2 or offsets[0] != 0 or offsets[-1] != n:
        raise InvalidParameter(f"{offsets} are not offsets from 0 to {n}")
    if np.diff(offsets).min() < 1:
        raise InvalidParameter(f"{offsets} leave a worker without rows")
    # a worker reads its rows once
    workers = [admm_factor(X[a:b], y[a:b], n, rho) for a, b in pairwise(offsets)]
    N = len(workers)
    z, U, primal, dual = np.zeros(p), np.zeros((N, p)), np.empty(iters), np.empty(iters)
    for i in range(iters):
        W = np.array([admm_local(*workers[k], z - U[k], rho) for k in range(N)])
        # Σₖ (ρ/2)‖xₖ − z + uₖ‖² = (ρN/2)‖z − mean of (xₖ + uₖ)‖² + const
        last, z = z, soft_threshold((W + U).mean(axis=0), lam / (rho * N))
        # uₖ sums up how far xₖ has been from z
        U += W - z
        primal[i] = np.sqrt(((W - z) ** 2).sum())
        dual[i] = rho * np.sqrt(N * ((z - last) ** 2).sum())
    return z, primal, dual
