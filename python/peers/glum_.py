"""glum behind the signatures of the katas, where it has the thing itself."""

import numpy as np
from glum import GeneralizedLinearRegressor

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "ridge: far from the origin": "it multiplies first and centres afterwards",
}

# ---------------------------------------------------------------- ols_normal_equations


def ols(X, y):
    return GeneralizedLinearRegressor(alpha=0, fit_intercept=False).fit(X, y).coef_


# ---------------------------------------------------------------- ridge


def ridge(X, y, lam, fit_intercept):
    # without an ℓ₁ penalty it solves the normal equations
    model = GeneralizedLinearRegressor(alpha=lam, fit_intercept=fit_intercept)
    model.fit(X, y)
    return model.coef_, model.intercept_


# ---------------------------------------------------------------- lasso_coordinate_descent


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    # it stops where the slopes of J add up to at most tol
    model = GeneralizedLinearRegressor(
        alpha=lam,
        l1_ratio=1,
        fit_intercept=fit_intercept,
        gradient_tol=tol,
        max_iter=max_sweeps,
    ).fit(X, y)
    w, b, n = model.coef_, model.intercept_, len(y)
    # the duality gap it does not tell, and it counts quadratic models
    yc, r = y - y.mean() * fit_intercept, y - b - X @ w
    s = lam / max(lam, np.abs(X.T @ r).max() / n)
    gap = (1 + s * s) / (2 * n) * (r @ r) - s / n * (r @ yc) + lam * np.abs(w).sum()
    return w, b, gap, model.n_iter_


# ---------------------------------------------------------------- elastic_net_path


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    model = GeneralizedLinearRegressor(
        alpha=list(lambdas),  # it asks whether alpha == 0
        alpha_search=True,
        l1_ratio=alpha,
        fit_intercept=fit_intercept,
        gradient_tol=tol,
        max_iter=max_sweeps,
    ).fit(X, y)
    return model.coef_path_, model.intercept_path_
