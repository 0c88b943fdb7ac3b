"""A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md"""

import numpy as np

from refusals import RankDeficient
from simple_linear_regression import predict_line


def median(x):
    """m = the middle of the sorted x, or the mean of the middle two"""
    # x[n] -> m
    raise NotImplementedError


def theil_sen(x, y):
    """slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)"""
    # x[n], y[n] -> slope, intercept
    raise NotImplementedError
