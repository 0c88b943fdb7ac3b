"""celer behind the signatures of the katas, where it has the thing itself."""

import numpy as np
from celer import Lasso, celer_path

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {}

# ---------------------------------------------------------------- lasso_coordinate_descent


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    # it stops where n times the gap is at most tol‖y‖², and counts working sets
    model = Lasso(lam, fit_intercept=fit_intercept, tol=tol / 2).fit(X, y)
    return model.coef_, model.intercept_, model.dual_gap_, model.n_iter_


# ---------------------------------------------------------------- elastic_net_path


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    if fit_intercept:
        X, y = X - X.mean(axis=0), y - y.mean()
    return celer_path(X, y, "lasso", ratio, k, l1_ratio=alpha)[0]


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    x_mean, y_mean = X.mean(axis=0) * fit_intercept, y.mean() * fit_intercept
    # it sorts the penalties; a gap of tol‖y‖² would leave errors of √tol
    path = {"alphas": lambdas, "l1_ratio": alpha, "tol": tol / 100}
    _, columns, _ = celer_path(X - x_mean, y - y_mean, "lasso", **path)
    W = np.empty_like(columns.T)
    W[np.argsort(-lambdas)] = columns.T
    return W, y_mean - W @ x_mean
