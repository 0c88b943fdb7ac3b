"""Influence, and standard errors that do not trust σ² — shared_tests/katas/leverage_and_sandwich/README.md"""

import numpy as np

from cholesky_solve import back_substitution
from householder_qr import qr
from refusals import InvalidParameter, NoFiniteOptimum, RankDeficient


def leverages(X):
    """hᵢ = xᵢᵀ(XᵀX)⁻¹xᵢ"""
    Q, _ = qr(X)
    # xᵢ = Rᵀqᵢ and (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, so hᵢ = qᵢᵀqᵢ
    return np.sum(Q**2, axis=1)


def _fit(X, y):
    """e = y − Xw, h, Q and R"""
    n, p = X.shape
    if n <= p:
        raise InvalidParameter(f"{n} rows for {p} columns leave no residual")
    Q, R = qr(X)
    # Xw = QQᵀy
    e = y - Q @ (Q.T @ y)
    if e @ e <= 1e-20 * (y @ y):
        raise NoFiniteOptimum(f"a perfect fit, SSE = {e @ e:.1e}: nothing varies")
    return e, np.sum(Q**2, axis=1), Q, R


def _refuse_lone(h):
    # h = 1: a coefficient has this row alone, and is lost with it
    if h.max() >= 1 - 1e-10:
        raise RankDeficient(f"the columns are dependent without row {h.argmax()}")


def influence(X, y):
    """student = e/s√(1 − h), cook = e²h/ps²(1 − h)², loo = e/(1 − h), e = y − Xw"""
    n, p = X.shape
    e, h, _, _ = _fit(X, y)
    _refuse_lone(h)
    # var eᵢ = σ²(1 − hᵢ)
    student = e / np.sqrt(e @ e / (n - p) * (1 - h))
    # without row i, w moves by (XᵀX)⁻¹xᵢeᵢ/(1 − hᵢ)
    return h, student, student**2 * h / (p * (1 - h)), e / (1 - h)


def hc_covariance(X, y, variant):
    """V = (XᵀX)⁻¹Xᵀ diag(e²f) X(XᵀX)⁻¹, f = 1, n/(n − p), 1/(1 − h), 1/(1 − h)²"""
    n, p = X.shape
    e, h, Q, R = _fit(X, y)
    if variant in ("hc2", "hc3"):
        _refuse_lone(h)
    # E eᵢ² = σᵢ²(1 − hᵢ) where all variances are equal
    match variant:
        case "hc1":
            e = e * np.sqrt(n / (n - p))
        case "hc2":
            e = e / np.sqrt(1 - h)
        case "hc3":
            e = e / (1 - h)
    # (XᵀX)⁻¹Xᵀ = R⁻¹Qᵀ
    inverse = np.column_stack([back_substitution(R, c) for c in np.eye(p)])
    A = inverse @ (Q.T * e)
    return A @ A.T
