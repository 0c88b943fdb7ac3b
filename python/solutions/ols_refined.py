"""Least squares to the last digit — shared_tests/katas/ols_refined/README.md"""

import numpy as np

from cholesky_solve import back_substitution, forward_substitution
from householder_qr import reflect, reflections
from refusals import InvalidParameter


def two_sum(a, b):
    """s = fl(a + b), s + e = a + b exactly"""
    s = a + b
    # what of a and of b is in s
    b_in = s - a
    a_in = s - b_in
    # both differences are exact, and so is their sum
    return s, (a - a_in) + (b - b_in)


def two_prod(a, b):
    """p = fl(ab), p + e = ab exactly"""
    p = a * b
    # a = a₁ + a₂ and b = b₁ + b₂ with at most 26 bits each: their products are exact
    ca, cb = 134217729 * a, 134217729 * b
    a1, b1 = ca - (ca - a), cb - (cb - b)
    a2, b2 = a - a1, b - b1
    # ab − p is a float64 number
    return p, a2 * b2 - (((p - a1 * b1) - a2 * b1) - a1 * b2)


def ols_refined(X, y, steps):
    """[I X; Xᵀ 0][r; w] = [y; 0] by QR, then `steps` corrections of r and w"""
    if steps < 0:
        raise InvalidParameter(f"steps is {steps}, below 0")
    V, R = reflections(X)
    (n, p), Q = X.shape, V[::-1]

    def minus(s, e, A, x):
        # s + e − Ax, each product and each sum with what it loses
        for a, xk in zip(A.T, x):
            t, d = two_prod(a, -xk)
            s, c = two_sum(s, t)
            e = e + (c + d)
        return s + e

    # r = 0, w = 0: the first correction is the solution by QR
    r, w = np.zeros(n), np.zeros(p)
    for _ in range(steps + 1):
        # what is missing in r + Xw = y and in Xᵀr = 0
        f = minus(*two_sum(y, -r), X, w)
        g = minus(np.zeros(p), 0.0, X.T, r)
        # X = Q[R; 0] and dr = Q[h; z₂]: Rᵀh = g and h + R dw = z₁
        z, h = reflect(V, f), forward_substitution(R.T, g)
        w += back_substitution(R, z[:p] - h)
        z[:p] = h
        r += reflect(Q, z)
    return w
