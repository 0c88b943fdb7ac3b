"""Multiple regression by the normal equations — shared_tests/katas/ols_normal_equations/README.md"""

from cholesky_solve import cholesky_solve
from refusals import NotPositiveDefinite, RankDeficient


def ols(X, y):
    """w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy"""
    n, p = X.shape
    if n < p:
        raise RankDeficient(f"{p} columns of length {n} are dependent")
    # ∇ ½‖Xw − y‖² = Xᵀ(Xw − y) = 0
    try:
        return cholesky_solve(X.T @ X, X.T @ y)
    except NotPositiveDefinite as refusal:
        # XᵀX is positive definite exactly when the columns of X are independent
        raise RankDeficient(f"the columns are dependent: {refusal}") from refusal


def predict(X, w):
    """ŷ = X w"""
    # ŷᵢ is row i of X times w
    return X @ w
