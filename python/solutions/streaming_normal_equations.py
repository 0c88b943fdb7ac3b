"""Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md"""

import numpy as np

from cholesky_solve import cholesky_solve
from matrix_products import dot, gram, matvec
from refusals import InvalidParameter, NotPositiveDefinite, RankDeficient
from ridge import center


def moments(X, y):
    """mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)"""
    # y is one column more
    A = np.column_stack([X, y])
    Ac, _, mean, _ = center(A, y)
    return len(A), mean, gram(Ac)


def merge(na, mean_a, S_a, nb, mean_b, S_b):
    """mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a"""
    if min(na, nb) < 0:
        raise InvalidParameter(f"counts {na} and {nb}: one is negative")
    # the moments of nothing say nothing
    if na == 0 and nb == 0:
        return 0, np.zeros_like(mean_a), np.zeros_like(S_a)
    if na == 0:
        return nb, mean_b.copy(), S_b.copy()
    if nb == 0:
        return na, mean_a.copy(), S_a.copy()
    # Σ (a − m)(a − m)ᵀ over part a is S_a + na (m − mean_a)(m − mean_a)ᵀ; so over b
    n, delta = na + nb, mean_b - mean_a
    share = nb / n
    return n, mean_a + share * delta, S_a + S_b + na * share * np.outer(delta, delta)


def solve_moments(n, mean, S, lam):
    """w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²"""
    p = len(mean) - 1
    if n < 1 or lam < 0:
        raise InvalidParameter(f"n is {n} and lam {lam:g}: one is too small")
    # n centred rows span n − 1 dimensions at most
    if lam == 0 and n <= p:
        raise RankDeficient(f"{n} rows for {p} slopes and an intercept")
    # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; then n∇J = (S_xx + nλI) w − S_xy = 0
    try:
        w = cholesky_solve(S[:p, :p] + n * lam * np.eye(p), S[:p, p])
    except NotPositiveDefinite as refusal:
        raise RankDeficient(f"the columns are dependent: {refusal}") from refusal
    # yᵢ − b − xᵢᵀw = vᵀ(aᵢ − mean), so the sum of the squares is vᵀSv
    v = np.append(-w, 1.0)
    return w, mean[p] - dot(mean[:p], w), dot(v, matvec(S, v))
