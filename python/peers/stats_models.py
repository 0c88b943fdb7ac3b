"""statsmodels behind the signatures of the katas, where it has the thing itself."""

import numpy as np
import statsmodels.api as sm

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "ols: billionths and millions": "a pseudo-inverse of columns of very different lengths",
    "ols: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "wls: billionths and millions": "a pseudo-inverse of columns of very different lengths",
    "wls: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "huber_mad: one step": "with its fewest steps it measures the scale twice",
    "huber_mad: all rows met, in tenths": "its scale is what rounding leaves",
    "quantile_regression: y times 2⁻⁴⁰": "its tolerances have no units",
    "quantile_regression: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "gaussian_mle: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "ols_inference: columns from millionths to millions": "a pseudo-inverse of columns of very different lengths",
    "ols_inference: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "leverages: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "influence: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "hc_covariance: badly scaled": "a pseudo-inverse of columns of very different lengths",
}

# ---------------------------------------------------------------- ols_normal_equations


def ols(X, y):
    return sm.OLS(y, X).fit().params


# ---------------------------------------------------------------- weighted_least_squares


def wls(X, y, v):
    fit = sm.WLS(y, X, weights=v).fit()
    return fit.params, fit.ssr


# ---------------------------------------------------------------- huber_irls


def huber_mad(X, y, c, iters):
    # it counts the fit that it starts from, and measures the scale once more at the end
    model = sm.RLM(y, X, M=sm.robust.norms.HuberT(c))
    scale = model.fit(maxiter=iters, tol=0).scale
    return model.fit(maxiter=iters + 1, tol=0).params, scale


# ---------------------------------------------------------------- quantile_regression


def quantile_regression(X, y, tau):
    w = sm.QuantReg(y, X).fit(q=tau, max_iter=10_000, p_tol=1e-12).params
    r = y - X @ w
    return w, np.maximum(tau * r, (tau - 1) * r).mean()


# ---------------------------------------------------------------- gaussian_mle


def gaussian_mle(X, y):
    fit = sm.OLS(y, X).fit()
    n = len(y)
    # its criteria count the coefficients, ours the variance too
    return fit.params, fit.ssr / n, fit.llf, fit.aic + 2, fit.bic + np.log(n)


# ---------------------------------------------------------------- ols_inference


def ols_inference(X, y, has_intercept):
    fit = sm.OLS(y, X, hasconst=has_intercept).fit()
    # of the intercept alone it says that F is no number, here it is 0 by convention
    f = fit.fvalue if fit.df_model else 0.0
    scalars = fit.mse_resid, fit.rsquared, fit.rsquared_adj, f
    return fit.params, fit.bse, fit.tvalues, *scalars


# ---------------------------------------------------------------- leverage_and_sandwich


def leverages(X):
    return sm.OLS(X[:, 0], X).fit().get_influence().hat_matrix_diag


def influence(X, y):
    found = sm.OLS(y, X).fit().get_influence()
    student, cook = found.resid_studentized_internal, found.cooks_distance[0]
    return found.hat_matrix_diag, student, cook, found.resid_press


def hc_covariance(X, y, variant):
    return sm.OLS(y, X).fit(cov_type=variant.upper()).cov_params()
