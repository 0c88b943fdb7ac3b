"""Least squares of least norm — shared_tests/katas/ols_min_norm/README.md"""

import numpy as np

from jacobi_svd import svd
from refusals import InvalidParameter


def min_norm_ls(X, y, rcond):
    """w = the shortest w with least ‖y − Xw‖, rank = number of sⱼ > rcond·s₀"""
    if not 0 <= rcond < 1:
        raise InvalidParameter(f"rcond is {rcond:g}, it must be in [0, 1)")
    if len(X) < X.shape[1]:
        # Xᵀ = V diag(s) Uᵀ
        V, s, U, _ = svd(X.T)
    else:
        U, s, V, _ = svd(X)
    # with α = Vᵀw: ‖y − Xw‖² = Σⱼ (uⱼᵀy − sⱼαⱼ)² + constant, and ‖w‖ = ‖α‖ is least
    # where αⱼ = 0 for sⱼ = 0
    kept = s > rcond * s[0]
    alpha = np.divide(U.T @ y, s, out=np.zeros_like(s), where=kept)
    return V @ alpha, np.count_nonzero(kept)


def pinv(A, rcond):
    """P = V diag(1/sⱼ where sⱼ > rcond·s₀, else 0) Uᵀ for A = U diag(s) Vᵀ"""
    if not 0 <= rcond < 1:
        raise InvalidParameter(f"rcond is {rcond:g}, it must be in [0, 1)")
    if len(A) < A.shape[1]:
        # A⁺ᵀ = Aᵀ⁺
        return pinv(A.T, rcond).T
    U, s, V, _ = svd(A)
    inverse = np.divide(1, s, out=np.zeros_like(s), where=s > rcond * s[0])
    return V * inverse @ U.T
