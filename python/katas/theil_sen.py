"""A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md"""

import numpy as np

from refusals import RankDeficient
from simple_linear_regression import predict_line


def median(x):
    """m = the middle of the sorted x, or the mean of the middle two"""
    raise NotImplementedError


def theil_sen(x, y):
    """slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)"""
    raise NotImplementedError
