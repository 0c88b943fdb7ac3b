"""Many λ for the price of one decomposition — shared_tests/katas/ridge_path/README.md"""

import numpy as np

from jacobi_svd import svd
from refusals import InvalidParameter
from ridge import center


def ridge_path(X, y, lambdas, fit_intercept):
    """w = Σⱼ sⱼ/(sⱼ² + nλ) (uⱼᵀy) vⱼ, b = ȳ − x̄ᵀw, df = Σⱼ sⱼ²/(sⱼ² + nλ)"""
    # X[n,p], y[n], lambdas[k], fit_intercept:bool -> W[k,p], b[k], df[k]
    raise NotImplementedError
