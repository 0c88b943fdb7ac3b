"""Regression and classification metrics — shared_tests/katas/metrics/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter
from stable_moments import mean_var


def regression_metrics(y, yhat):
    """r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|"""
    # y[n], yhat[n] -> mse, rmse, mae, r2, max_error
    raise NotImplementedError


def binary_metrics(y, score, threshold):
    """counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0"""
    # y[n]:int, score[n], threshold -> TN:int, FP:int, FN:int, TP:int, accuracy,
    # precision, recall, f1
    raise NotImplementedError


def log_loss(y, p):
    """loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]"""
    # y[n]:int, p[n] -> loss
    raise NotImplementedError


def auc(y, score):
    """area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0"""
    # y[n]:int, score[n] -> area
    raise NotImplementedError
