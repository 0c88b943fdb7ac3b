"""Choosing λ by cross-validation — shared_tests/katas/ridge_cross_validation/README.md"""

import numpy as np

from householder_qr import qr
from metrics import regression_metrics
from ols_normal_equations import predict
from refusals import InvalidParameter, RankDeficient
from ridge import center, ridge
from stable_moments import mean_var


def kfold_ridge(X, y, lambdas, folds, fit_intercept):
    """cv_mean, cv_se = mean and sd/√F of the folds' mse, each fitted by the others"""
    if lambdas.min() < 0:
        raise InvalidParameter(f"a λ is {lambdas.min():g}, below 0")
    F = folds.max() + 1
    if folds.min() < 0 or F < 2 or len(np.unique(folds)) < F:
        raise InvalidParameter(f"the folds are not 0 … F − 1 with F ≥ 2: {folds}")
    E = np.empty((len(lambdas), F))
    for i, lam in enumerate(lambdas):
        for f in range(F):
            # whatever is learned, means included, is learned from the other folds
            out, rest = folds == f, folds != f
            w, b = ridge(X[rest], y[rest], lam, fit_intercept)
            E[i, f], *_ = regression_metrics(y[out], predict(X[out], w) + b)
    cv_mean, var = np.array([mean_var(e, 1) for e in E]).T
    cv_se = np.sqrt(var / F)
    best = cv_mean.argmin()
    # the strongest penalty that is not clearly worse than the best
    near = np.flatnonzero(cv_mean <= cv_mean[best] + cv_se[best])
    return cv_mean, cv_se, best, near[lambdas[near].argmax()]


def loo_gcv(X, y, lambdas, fit_intercept):
    """loo = mean of (eᵢ/(1 − hᵢ))², gcv = mean of eᵢ²/(1 − h̄)², hᵢ = ∂ŷᵢ/∂yᵢ"""
    if lambdas.min() < 0:
        raise InvalidParameter(f"a λ is {lambdas.min():g}, below 0")
    (n, p), share = X.shape, fit_intercept / len(y)
    if fit_intercept:
        X, y, _, _ = center(X, y)
    loo, gcv = np.empty(len(lambdas)), np.empty(len(lambdas))
    for i, lam in enumerate(lambdas):
        # H = QQᵀ where [X; √(nλ)I] = [Q; …]R, and 11ᵀ/n for the intercept
        Q = qr(np.vstack([X, np.sqrt(n * lam) * np.eye(p)]))[0][:n]
        h, e = share + (Q * Q).sum(axis=1), y - Q @ (Q.T @ y)
        if h.max() >= 1 - 1e-10:
            raise RankDeficient(f"without row {h.argmax()} there is no one fit")
        loo[i] = ((e / (1 - h)) ** 2).mean()
        gcv[i] = (e * e).mean() / (1 - h.mean()) ** 2
    return loo, gcv
