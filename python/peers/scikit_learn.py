"""scikit-learn behind the signatures of the katas, where it has the thing itself."""

import numpy as np
from sklearn import metrics
from sklearn.linear_model import (
    BayesianRidge,
    Lasso,
    LinearRegression,
    LogisticRegression,
    QuantileRegressor,
    Ridge,
    enet_path,
)
from sklearn.metrics import mean_pinball_loss
from sklearn.model_selection import PredefinedSplit
from sklearn.preprocessing import OneHotEncoder, PolynomialFeatures, StandardScaler

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "ols: billionths and millions": "an SVD of columns of very different lengths",
    "ols: badly scaled": "an SVD of columns of very different lengths",
    "wls: billionths and millions": "an SVD of columns of very different lengths",
    "wls: badly scaled": "an SVD of columns of very different lengths",
    "quantile_regression: y times 2⁻⁴⁰": "its tolerances have no units",
    "evidence_fit: no step": "it takes one step at least",
    "evidence_fit: zeros, and no step": "it takes one step at least",
    "lambda_grid: constant y": "no λ of its grid is below 1e-15",
    "logistic_newton: one class, without an intercept": "an error: it wants two classes",
    "logistic_newton: one class, without an intercept, penalised": "an error: it wants two classes",
    "logistic_newton: one row, penalised": "an error: it wants two classes",
    "logistic_newton: the start is good enough": "its tolerance bounds the gradient too",
    "logistic_newton: the root of the decrement is above tol": "its tolerance bounds the gradient too",
    "logistic_newton: the gradient is longer than tol": "its tolerance bounds the gradient too",
    "regression_metrics: constant y, missed": "it asks the rounded SST whether y is constant",
    "regression_metrics: one prediction": "it has no r2 of one number: NaN",
    "log_loss: sure and wrong": "it clips at 2⁻⁵²",
    "log_loss: sure and right": "it clips at 2⁻⁵²",
    "log_loss: nearly one": "it clips at 2⁻⁵²",
    "log_loss: small chances": "it clips at 2⁻⁵²",
    "logistic_l1: thousands": "one length of step for columns of thousands and an intercept",
    "logistic_l1: above λmax": "it stops where w stays at 0, before the intercept has settled",
    "logistic_l1: penguins' sexes": "one length of step for columns of very different lengths",
    "logistic_l1: columns from hundredths to hundreds": "one length of step for columns of very different lengths",
}

# ---------------------------------------------------------------- simple_linear_regression


def fit_line(x, y):
    if np.ptp(y) == 0:
        return 0.0, y[0], 1.0  # by convention, here
    model = LinearRegression().fit(x[:, None], y)
    return model.coef_[0], model.intercept_, model.score(x[:, None], y)


# ---------------------------------------------------------------- design_matrix


def polynomial_features(x, degree):
    return PolynomialFeatures(degree).fit_transform(x[:, None])


def one_hot(labels, K, drop_first):
    drop = "first" if drop_first else None
    encoder = OneHotEncoder(categories=[range(K)], drop=drop, sparse_output=False)
    return encoder.fit_transform(labels[:, None])


def interaction_features(X):
    pairs = PolynomialFeatures(2, interaction_only=True, include_bias=False)
    return pairs.fit_transform(X)


def standardize(X):
    scaler = StandardScaler().fit(X)
    # of a constant column it leaves the rounding error of the mean
    Z = np.where(np.ptp(X, axis=0) == 0, 0, scaler.transform(X))
    return Z, scaler.mean_, scaler.scale_


# ---------------------------------------------------------------- ols_normal_equations


def ols(X, y):
    # its default tolerance takes small singular values for zeros
    return LinearRegression(fit_intercept=False, tol=0).fit(X, y).coef_


# ---------------------------------------------------------------- weighted_least_squares


def wls(X, y, v):
    model = LinearRegression(fit_intercept=False, tol=0).fit(X, y, sample_weight=v)
    return model.coef_, v @ (y - model.predict(X)) ** 2


# ---------------------------------------------------------------- ridge


def ridge(X, y, lam, fit_intercept):
    # its loss is the sum of squares: alpha = nλ
    model = Ridge(alpha=len(y) * lam, fit_intercept=fit_intercept, solver="cholesky")
    model.fit(X, y)
    return model.coef_, model.intercept_


def ridge_dual(X, y, lam, fit_intercept):
    # where p > n this solver takes the n×n system by itself
    return ridge(X, y, lam, fit_intercept)


# ---------------------------------------------------------------- ols_min_norm


def min_norm_ls(X, y, rcond):
    # what is rounding is cut in any case, by convention, here
    tol = max(rcond, max(X.shape) * 2.0**-52)
    model = LinearRegression(fit_intercept=False, tol=tol).fit(X, y)
    return model.coef_, model.rank_


# ---------------------------------------------------------------- evidence_maximization


def evidence_fit(X, y, alpha0, beta0, iters):
    def fit(iters):
        # its lambda is the precision of the weights, its alpha that of the noise
        model = BayesianRidge(
            max_iter=iters,
            tol=1e-300,
            alpha_init=beta0,
            lambda_init=alpha0,
            alpha_1=0,
            alpha_2=0,
            lambda_1=0,
            lambda_2=0,
            compute_score=True,
            fit_intercept=False,
        )
        return model.fit(X, y)

    model, previous = fit(iters), fit(iters - 1) if iters > 1 else None
    ratio = previous.lambda_ / previous.alpha_ if previous else alpha0 / beta0
    # γ is no attribute of it: λ = γ/‖w‖² for the weights before the last step
    w = Ridge(ratio, fit_intercept=False).fit(X, y).coef_
    # its last score is that of the residual before the last step
    history = fit(iters + 1).scores_[:-1]
    # it stops where no weight moves any more: there the others are the same
    history = np.append(history, [history[-1]] * (iters + 1 - len(history)))
    return model.lambda_, model.alpha_, model.coef_, model.lambda_ * (w @ w), history


# ---------------------------------------------------------------- lasso_coordinate_descent


def lasso(X, y, lam, fit_intercept, tol, max_sweeps):
    # it stops where n times the gap is at most tol‖y‖²
    model = Lasso(lam, fit_intercept=fit_intercept, tol=tol / 2, max_iter=max_sweeps)
    model.fit(X, y)
    return model.coef_, model.intercept_, model.dual_gap_, model.n_iter_


# ---------------------------------------------------------------- quantile_regression


def pinball_loss(y, q, tau):
    return mean_pinball_loss(y, q, alpha=tau)


def quantile_regression(X, y, tau):
    model = QuantileRegressor(quantile=tau, alpha=0, fit_intercept=False).fit(X, y)
    return model.coef_, mean_pinball_loss(y, model.predict(X), alpha=tau)


# ---------------------------------------------------------------- elastic_net_path


def lambda_grid(X, y, alpha, k, ratio, fit_intercept):
    if fit_intercept:
        X, y = X - X.mean(axis=0), y - y.mean()
    return enet_path(X, y, l1_ratio=alpha, eps=ratio, alphas=k)[0]


def elastic_net_path(X, y, lambdas, alpha, fit_intercept, tol, max_sweeps):
    x_mean, y_mean = X.mean(axis=0) * fit_intercept, y.mean() * fit_intercept
    # it sorts the penalties; a gap of tol‖y‖² would leave errors of √tol
    path = {"alphas": lambdas, "l1_ratio": alpha, "tol": tol / 100}
    _, columns, _ = enet_path(X - x_mean, y - y_mean, max_iter=max_sweeps, **path)
    W = np.empty_like(columns.T)
    W[np.argsort(-lambdas)] = columns.T
    return W, y_mean - W @ x_mean


# ---------------------------------------------------------------- logistic_newton


def logistic_newton(X, y, lam, fit_intercept, tol, max_iter):
    # its loss is a sum with the weight C; its tolerance bounds the gradient too, and 1e-11 is near rounding
    model = LogisticRegression(
        C=1 / (len(y) * lam) if lam else np.inf,
        fit_intercept=fit_intercept,
        tol=max(tol, 1e-11),
        solver="newton-cholesky",
        max_iter=max_iter,
    ).fit(X, y)
    w, b = model.coef_[0], model.intercept_.sum()
    z = X @ w + b
    J = np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * (w @ w)
    return w, b, model.n_iter_[0], J


# ---------------------------------------------------------------- metrics


def regression_metrics(y, yhat):
    return (
        metrics.mean_squared_error(y, yhat),
        metrics.root_mean_squared_error(y, yhat),
        metrics.mean_absolute_error(y, yhat),
        metrics.r2_score(y, yhat),
        metrics.max_error(y, yhat),
    )


def binary_metrics(y, score, threshold):
    yhat = score >= threshold
    table = metrics.confusion_matrix(y, yhat, labels=[0, 1])
    P, R, f1, _ = metrics.precision_recall_fscore_support(
        y, yhat, average="binary", zero_division=0
    )
    return *table.ravel(), metrics.accuracy_score(y, yhat), P, R, f1


def log_loss(y, p):
    return metrics.log_loss(y, p, labels=[0, 1])


def auc(y, score):
    return metrics.roc_auc_score(y, score)


# ---------------------------------------------------------------- ridge_cross_validation


def kfold_ridge(X, y, lambdas, folds, fit_intercept):
    def error(lam, rest, out):
        model = Ridge(len(rest) * lam, fit_intercept=fit_intercept, solver="cholesky")
        yhat = model.fit(X[rest], y[rest]).predict(X[out])
        return metrics.mean_squared_error(y[out], yhat)

    split = [*PredefinedSplit(folds).split()]
    E = np.array([[error(lam, *each) for each in split] for lam in lambdas])
    means, se = E.mean(axis=1), E.std(axis=1, ddof=1) / np.sqrt(len(split))
    best = means.argmin()
    near = means <= means[best] + se[best]
    return means, se, best, np.where(near, lambdas, -1).argmax()


# ---------------------------------------------------------------- logistic_l1


def logistic_l1(X, y, lam, tol, max_iter):
    # liblinear would penalise the intercept; centred columns are kinder to its steps
    mean = X.mean(axis=0)
    model = LogisticRegression(
        C=1 / (len(y) * lam),
        l1_ratio=1,
        solver="saga",
        tol=1e-4 * tol,
        max_iter=max_iter,
        random_state=0,
    ).fit(X - mean, y)
    w = model.coef_[0]
    return w, model.intercept_[0] - mean @ w
