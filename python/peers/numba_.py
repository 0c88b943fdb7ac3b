"""numba behind the signatures of the katas: the loops that one would compile, with fastmath, so that sums may be reordered."""

import numpy as np
from numba import njit

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {}

# ---------------------------------------------------------------- matrix_products


@njit(fastmath=True)
def dot(x, y):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * y[i]
    return s


# ---------------------------------------------------------------- stable_moments


@njit(fastmath=True)
def mean_var(x, ddof):
    s, M2, n = 0.0, 0.0, len(x)
    for i in range(n):
        s += x[i]
    for i in range(n):
        M2 += (x[i] - s / n) ** 2
    return s / n, M2 / (n - ddof)


# ---------------------------------------------------------------- gradient_descent


@njit(fastmath=True)
def mse_value_grad(X, y, w):
    (n, p), f = X.shape, 0.0
    g = np.zeros(p)
    for i in range(n):
        r = dot(X[i], w) - y[i]
        f += r * r
        for j in range(p):
            g[j] += r * X[i, j]
    return f / (2 * n), g / n


@njit(fastmath=True)
def gradient_descent(X, y, w0, step, iters):
    w, history = w0.copy(), np.empty(iters + 1)
    history[0], g = mse_value_grad(X, y, w)
    for k in range(iters):
        w -= step * g
        history[k + 1], g = mse_value_grad(X, y, w)
    return w, history


# ---------------------------------------------------------------- stochastic_gradient_descent


@njit(fastmath=True)
def sgd(X, y, w0, order, batch_size, step0, decay):
    p, m = len(w0), len(order)
    w, total, g = w0.copy(), np.zeros(p), np.empty(p)
    updates = -(-m // batch_size)
    for k in range(updates):
        start, stop = k * batch_size, min((k + 1) * batch_size, m)
        g[:] = 0.0
        for i in order[start:stop]:
            r = dot(X[i], w) - y[i]
            for j in range(p):
                g[j] += r * X[i, j]
        step = step0 / (1 + decay * k) / (stop - start)
        for j in range(p):
            w[j] -= step * g[j]
            total[j] += w[j]
    return w, total / updates


# ---------------------------------------------------------------- perceptron


@njit(fastmath=True)
def perceptron(X, y, w0, b0, order, eta):
    w, b, mistakes = w0.copy(), b0, 0
    for i in order:
        if y[i] * (dot(X[i], w) + b) <= 0:
            for j in range(len(w)):
                w[j] += eta * y[i] * X[i, j]
            b += eta * y[i]
            mistakes += 1
    return w, b, mistakes


# ---------------------------------------------------------------- lasso_coordinate_descent


@njit(fastmath=True)
def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    n, p = X.shape
    A, yc = np.ascontiguousarray(X.T), y.copy()  # a feature is read along its row
    x_mean, y_mean = np.zeros(p), 0.0
    if fit_intercept:
        A, y_mean = A.copy(), y.mean()
        yc -= y_mean
        for j in range(p):
            x_mean[j] = A[j].mean()
            A[j] -= x_mean[j]
    w, r, a = np.zeros(p), yc.copy(), np.empty(p)
    for j in range(p):
        a[j] = dot(A[j], A[j]) / n
    gap, sweep, enough = np.inf, 0, tol * dot(yc, yc) / (2 * n)
    while gap > enough and sweep < max_sweeps:
        sweep += 1
        for j in range(p):
            if a[j] == 0:
                continue
            rho = dot(A[j], r) / n + a[j] * w[j]
            new = np.sign(rho) * max(abs(rho) - lam, 0.0) / a[j]
            if new != w[j]:
                r -= (new - w[j]) * A[j]
                w[j] = new
        largest = lam
        for j in range(p):
            largest = max(largest, abs(dot(A[j], r)) / n)
        s = lam / largest
        gap = (1 + s * s) / (2 * n) * dot(r, r) - s / n * dot(r, yc)
        gap += lam * np.abs(w).sum()
    return w, y_mean - dot(x_mean, w), gap, sweep


# numba compiles at the first call: here, where it is no case's time
_X, _y, _w = np.eye(2), np.ones(2), np.zeros(2)
mean_var(_y, 0)
gradient_descent(_X, _y, _w, 0.1, 1)
sgd(_X, _y, _w, np.arange(2), 1, 0.1, 0.0)
perceptron(_X, np.array([-1, 1]), _w, 0.0, np.arange(2), 1.0)
lasso(_X, _y, 0.1, True, 1e-3, 1)
