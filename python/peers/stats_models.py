"""statsmodels behind the signatures of the katas, where it has the thing itself."""

import numpy as np
import statsmodels.api as sm

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "ols: billionths and millions": "a pseudo-inverse of columns of very different lengths",
    "ols: badly scaled": "a pseudo-inverse of columns of very different lengths",
    "gaussian_mle: badly scaled": "a pseudo-inverse of columns of very different lengths",
}

# ---------------------------------------------------------------- ols_normal_equations


def ols(X, y):
    return sm.OLS(y, X).fit().params


# ---------------------------------------------------------------- gaussian_mle


def gaussian_mle(X, y):
    fit = sm.OLS(y, X).fit()
    n = len(y)
    # its criteria count the coefficients, ours the variance too
    return fit.params, fit.ssr / n, fit.llf, fit.aic + 2, fit.bic + np.log(n)
