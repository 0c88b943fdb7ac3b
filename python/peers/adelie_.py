"""adelie behind the signatures of the katas, where it has the thing itself."""

import numpy as np
from adelie import gaussian_cov, grpnet
from adelie.glm import gaussian

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "ridge: one row, with an intercept": "its tolerance is a share of the variance of y, 0",
    "ridge: far from the origin": "its sweeps move on at the rounding of large numbers",
    "ridge: nearly equal columns": "a sweep moves along the valley by next to nothing",
}

# ---------------------------------------------------------------- elastic_net_path


def tall(X, y, fit_intercept, tol, options):
    """All that it needs of tall data is the Gram matrix; its tolerance is absolute then."""
    n = len(y)
    x_mean, y_mean = X.mean(axis=0) * fit_intercept, y.mean() * fit_intercept
    Xc, yc = X - x_mean, y - y_mean
    A, tol = np.asfortranarray(Xc.T @ Xc / n), tol * (yc @ yc / n or 1.0)
    W = gaussian_cov(A, Xc.T @ yc / n, tol=tol, **options).betas.toarray()
    return W, y_mean - W @ x_mean


def wide(X, y, fit_intercept, tol, options):
    X = np.asfortranarray(X)
    path = grpnet(X, gaussian(y), intercept=fit_intercept, tol=tol, **options)
    return path.betas.toarray(), path.intercepts


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    options = {
        "lmda_path": lambdas,
        "alpha": alpha,
        "max_iters": len(lambdas) * max_sweeps,
        "early_exit": False,
        "progress_bar": False,
    }
    # it stops where the squares of the last steps are at most its tolerance
    fit = tall if len(y) > X.shape[1] else wide
    W, b = fit(X, y, fit_intercept, tol**2, options)
    # it sorts the penalties
    rank = np.argsort(np.argsort(-lambdas))
    return W[rank], b[rank]


# ---------------------------------------------------------------- lasso_coordinate_descent


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    lambdas = np.array([lam])
    W, b = elastic_net_path(X, y, lambdas, 1.0, fit_intercept, tol, max_sweeps)
    w, b, n = W[0], b[0], len(y)
    # the duality gap and the number of sweeps it does not tell
    yc, r = y - y.mean() * fit_intercept, y - b - X @ w
    s = lam / max(lam, np.abs(X.T @ r).max() / n)
    gap = (1 + s * s) / (2 * n) * (r @ r) - s / n * (r @ yc) + lam * np.abs(w).sum()
    return w, b, gap, 1


# ---------------------------------------------------------------- ridge


def ridge(X, y, lam, fit_intercept):
    # its Gram matrix is for α > 0 only
    options = {"lmda_path": [lam], "alpha": 0, "progress_bar": False}
    W, b = wide(X, y, fit_intercept, 1e-24, options)
    return W[0], b[0]
