"""skglm behind the signatures of the katas, where it has the thing itself."""

import numpy as np
from skglm import ElasticNet, Lasso
from skglm.datafits import Quadratic
from skglm.penalties import L1, L1_plus_L2
from skglm.utils.prox_funcs import BST, ST_vec

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "prox_elastic_net: huge numbers": "it takes l₁ + l₂, in which 1 is lost beside 1e300",
    "prox_group: a group of zeros, no threshold": "it divides 0 by the norm, 0",
    "prox_group: a group of minus noughts": "it divides 0 by the norm, 0",
    "lasso: tiny y": "its tolerance bounds the slopes, in the unit of y",
    "elastic_net_path: tiny y": "its tolerance bounds the slopes, in the unit of y",
}

# ---------------------------------------------------------------- gradient_descent


def mse_value_grad(X, y, w):
    loss, Xw = Quadratic(), X @ w
    return loss.value(y, w, Xw), loss.gradient(X, y, Xw)


# ---------------------------------------------------------------- proximal_operators


def soft_threshold(v, t):
    return ST_vec(v, t)


def prox_elastic_net(v, t, l1, l2):
    penalty = L1_plus_L2(l1 + l2, l1 / ((l1 + l2) or 1.0))
    return np.array([penalty.prox_1d(vj, t, j) for j, vj in enumerate(v)])


def prox_group(v, t, groups):
    u = np.empty_like(v)
    for g in groups:
        u[groups == g] = BST(v[groups == g], t)
    return u


# ---------------------------------------------------------------- lasso_coordinate_descent


def lasso_lambda_max(X, y, fit_intercept):
    b = y.mean() if fit_intercept else 0.0
    return L1(1.0).alpha_max(Quadratic().gradient(X, y, np.full_like(y, b)))


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    # it stops where no slope of J is further from 0 than tol
    model = Lasso(lam, fit_intercept=fit_intercept, tol=tol).fit(X, y)
    w, b, n = model.coef_, model.intercept_, len(y)
    # the duality gap it does not tell, and it counts working sets
    yc, r = y - y.mean() * fit_intercept, y - b - X @ w
    s = lam / max(lam, np.abs(X.T @ r).max() / n)
    gap = (1 + s * s) / (2 * n) * (r @ r) - s / n * (r @ yc) + lam * np.abs(w).sum()
    return w, b, gap, model.n_iter_


# ---------------------------------------------------------------- elastic_net_path


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    W, b = [], []
    model = ElasticNet(
        l1_ratio=alpha, fit_intercept=fit_intercept, tol=tol, warm_start=True
    )
    for lam in lambdas:
        model.set_params(alpha=lam).fit(X, y)
        W.append(model.coef_.copy())
        b.append(model.intercept_)
    return np.array(W), np.array(b)


# numba compiles at the first call: here, where it is no case's time
prox_group(np.ones(2), 0.0, np.arange(2))
for _X in (np.eye(2), np.ones((2, 1))):  # to numba a column has another layout
    lasso(_X, np.arange(2.0), 0.1, True, 1e-3, 1)
    elastic_net_path(_X, np.arange(2.0), np.ones(1), 0.5, True, 1e-3, 1)
