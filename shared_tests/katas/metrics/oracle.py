"""Errors and pairs over the rationals, logarithms with 50 digits, rounded once."""

from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
from scipy.stats import rankdata

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after

# ------------------------------------------------------------------ the truth


def regression_metrics(y, yhat):
    y, yhat = rational.exact(y), rational.exact(yhat)
    r = [a - b for a, b in zip(y, yhat, strict=True)]
    n, mean, sse = len(y), sum(y) / len(y), rational.dot(r, r)
    sst = sum((a - mean) ** 2 for a in y)
    r2 = 1 - sse / sst if sst else Fraction(sse == 0)
    sizes = [abs(a) for a in r]
    rest = map(float, (sum(sizes) / n, r2, max(sizes)))
    return float(sse / n), float(rational.root(sse / n)), *rest


def binary_metrics(y, score, threshold):
    refuse_labels(y)
    pairs = [(a, int(s >= threshold)) for a, s in zip(y, score, strict=True)]
    TN, FP, FN, TP = (pairs.count(pair) for pair in product((0, 1), repeat=2))
    precision, recall = ratio(TP, TP + FP), ratio(TP, TP + FN)
    # the harmonic mean
    f1 = ratio(2 * precision * recall, precision + recall)
    ratios = (ratio(TN + TP, len(y)), precision, recall, f1)
    return TN, FP, FN, TP, *map(float, ratios)


def ratio(part, whole):
    return Fraction(part) / whole if whole else Fraction(0)


def log_loss(y, p):
    refuse_chances(y, p)
    with mpmath.workdps(50):
        chances = [
            mpmath.mpf(c) if a else 1 - mpmath.mpf(c) for a, c in zip(y, p, strict=True)
        ]
        return float(-sum(map(mpmath.log, chances)) / len(y))


def auc(y, score):
    refuse_one_class(y)
    won = [
        Fraction(int(a > b) + int(a >= b), 2)
        for a, b in product(score[y == 1], score[y == 0])
    ]
    return float(sum(won) / len(won))


def refuse_labels(y, *_):
    if not np.isin(y, (0, 1)).all():
        raise InvalidLabel("a label is neither 0 nor 1")


def refuse_chances(y, p):
    if not np.all((p > 0) & (p < 1)):
        raise InvalidParameter("a probability is not between 0 and 1")
    refuse_labels(y)


def refuse_one_class(y, *_):
    refuse_labels(y)
    if len(set(y.tolist())) < 2:
        raise InvalidLabel("one class only")


# ------------------------------------------------------------------ what the draws are made of


def scored(rng, n, share=0.4, digits=2, width=1.0):
    """Labels, `share` of them 1, and scores up to 1.5 `width`, higher on the average where the label is 1."""
    y = (np.arange(n) < max(1, round(share * n))).astype(int)[rng.permutation(n)]
    score = decimals(
        width * (rng.uniform(0, 1, n) + y * rng.uniform(0, 0.5, n)), digits
    )
    return {"y": y, "score": score}


# ------------------------------------------------------------------ certificates


def certify_errors(y, yhat, mse, rmse, mae, r2, max_error):
    """rmse is the root of mse; the mean, the quadratic mean and the largest of |r| stand in this order."""
    room = 1 + 1e-12
    if abs(rmse**2 - mse) > 1e-12 * mse:
        return f"rmse is {rmse:.17g}, but mse is {mse:.17g}: not its square."
    if not (mae <= room * rmse and rmse <= room * max_error):
        return f"mae ≤ rmse ≤ max_error does not hold: {mae:.6g}, {rmse:.6g}, {max_error:.6g}."
    return "" if r2 <= 1 else f"r2 is {r2:.17g}, above 1."


def certify_counts(
    y, score, threshold, TN, FP, FN, TP, accuracy, precision, recall, f1
):
    """The four counts are those of the labels and of the calls."""
    positive, called = int(np.sum(y)), int(np.sum(score >= threshold))
    if (TP + FN, TP + FP, TN + FP) != (positive, called, len(y) - positive):
        return (
            f"{positive} of {len(y)} labels are 1 and {called} are called so; "
            f"TN, FP, FN, TP are {TN}, {FP}, {FN}, {TP}."
        )
    between = min(precision, recall) - 1e-14 <= f1 <= max(precision, recall) + 1e-14
    return "" if between else "f1 does not lie between precision and recall."


def certify_area(y, score, area):
    """Twice the number of pairs, times the area, is whole."""
    halves = 2 * area * np.sum(y) * np.sum(1 - y)
    if abs(halves - round(halves)) <= 1e-9 * max(halves, 1) and 0 <= area <= 1:
        return ""
    return f"the area would be {halves / 2:.9g} pairs of {np.sum(y) * np.sum(1 - y)}."


CERTIFICATES = {
    "regression_metrics": certify_errors,
    "binary_metrics": certify_counts,
    "auc": certify_area,
}

# ------------------------------------------------------------------ other valid ways


def by_sums(y, yhat):
    """The sums of squares in another order, ȳ − y₀ first."""
    y, yhat = y[::-1], yhat[::-1]
    sse, u = np.linalg.norm(y - yhat) ** 2, y - y[0]
    sst = np.sum((u - u.mean()) ** 2)
    constant = float(np.ptp(y) == 0)
    r2 = float(np.array_equal(y, yhat)) if constant else 1 - sse / sst
    sizes = np.sort(np.abs(yhat - y))
    return sse / len(y), np.sqrt(sse / len(y)), sizes.mean(), r2, sizes[-1]


def by_masks(y, score, threshold):
    called = score >= threshold
    TP, FN = np.sum(called[y == 1]), np.sum(~called[y == 1])
    FP, TN = np.sum(called[y == 0]), np.sum(~called[y == 0])
    P, R = TP / (TP + FP or 1), TP / (TP + FN or 1)
    return TN, FP, FN, TP, np.mean(called == y), P, R, 2 * P * R / (P + R or 1)


def by_softplus(y, p):
    """The loss of the logit: ln(1 + exp(−z)) or ln(1 + exp(z))."""
    z = np.log(p) - np.log1p(-p)
    return np.mean(np.logaddexp(0, (1 - 2 * y) * z))


def by_ranks(y, score):
    """The sum of the mid-ranks of the positive scores, less its least value."""
    n1, n0 = y.sum(), np.sum(1 - y)
    return (rankdata(score)[y == 1].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)


def by_trapezoids(y, score):
    """The area under the curve of the true by the false positive rate; a tie is a slope."""
    cuts = np.unique(score)[::-1]
    rates = [[np.mean(score[y == k] >= c) for c in cuts] for k in (0, 1)]
    x, h = ([0.0, *rate] for rate in rates)
    return np.trapezoid(h, x)


ALTERNATIVES = {
    "regression_metrics": {"sums": by_sums},
    "binary_metrics": {
        "masks": after(refuse_labels, by_masks),
    },
    "log_loss": {
        "the logit": after(refuse_chances, by_softplus),
    },
    "auc": {
        "mid-ranks": after(refuse_one_class, by_ranks),
        "trapezoids": after(refuse_one_class, by_trapezoids),
    },
}
