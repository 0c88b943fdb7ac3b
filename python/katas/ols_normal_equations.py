"""Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md"""

from cholesky_solve import cholesky_solve
from refusals import NotPositiveDefinite, RankDeficient


def ols(X, y):
    """w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy"""
    # X[n,p], y[n] -> w[p]
    raise NotImplementedError


def predict(X, w):
    """ŷ = X w"""
    # X[m,p], w[p] -> yhat[m]
    raise NotImplementedError
