"""A robust line: the median of slopes — shared_tests/katas/theil_sen/README.md"""

import numpy as np

from refusals import RankDeficient
from simple_linear_regression import predict_line


def median(x):
    """m = the middle of the sorted x, or the mean of the middle two"""
    s, h = np.sort(x), len(x) // 2
    # as many numbers lie below m as above
    return s[h] if len(x) % 2 else (s[h - 1] + s[h]) / 2


def theil_sen(x, y):
    """slope b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ), xᵢ ≠ xⱼ, intercept = median(y − bx)"""
    i, j = np.triu_indices(len(x), 1)
    dx, dy = x[j] - x[i], y[j] - y[i]
    # two points with the same x say nothing about the slope
    apart = dx != 0
    if not apart.any():
        raise RankDeficient(f"every x is {x[0]:g}: no pair has a slope")
    slope = median(dy[apart] / dx[apart])
    # half of the points lie above the line, half below
    return slope, median(y - predict_line(slope, 0.0, x))
