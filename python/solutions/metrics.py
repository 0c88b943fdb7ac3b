"""Regression and classification metrics — shared_tests/katas/metrics/README.md"""

import numpy as np

from refusals import InvalidLabel, InvalidParameter
from stable_moments import mean_var


def regression_metrics(y, yhat):
    """r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|"""
    r = y - yhat
    mse = (r * r).mean()
    if y.min() == y.max():
        # nothing to explain, whatever rounding makes of ȳ
        r2 = 0.0 if r.any() else 1.0
    else:
        r2 = 1 - mse / mean_var(y, 0)[1]
    return mse, np.sqrt(mse), np.abs(r).mean(), r2, np.abs(r).max()


def binary_metrics(y, score, threshold):
    """counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0"""
    _check_labels(y)
    # the pair (y, ŷ) is the binary number 2y + ŷ
    TN, FP, FN, TP = np.bincount(2 * y + (score >= threshold), minlength=4)
    precision, recall = TP / max(TP + FP, 1), TP / max(TP + FN, 1)
    # 2PR/(P + R) with P = TP/(TP + FP) and R = TP/(TP + FN)
    f1 = 2 * TP / max(2 * TP + FP + FN, 1)
    return TN, FP, FN, TP, (TN + TP) / len(y), precision, recall, f1


def log_loss(y, p):
    """loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]"""
    outside = p[(p <= 0) | (p >= 1)]
    if outside.size:
        raise InvalidParameter(f"a probability is {outside[0]:g}, not in (0, 1)")
    _check_labels(y)
    # 1 − p forgets a small p, log1p does not
    return -np.where(y == 1, np.log(p), np.log1p(-p)).mean()


def auc(y, score):
    """area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0"""
    _check_labels(y)
    positive, negative = score[y == 1], np.sort(score[y == 0])
    pairs = len(positive) * len(negative)
    if not pairs:
        raise InvalidLabel(f"every label is {y[0]}: no two to compare")
    # below s⁺, and not above it: a pair in order counts twice, a tie once
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return (below + not_above).sum() / (2 * pairs)


def _check_labels(y):
    outside = y[(y != 0) & (y != 1)]
    if outside.size:
        raise InvalidLabel(f"label {outside[0]}, it must be 0 or 1")
