"""Features over the rationals, rounded once; scales with 50 digits."""

from itertools import combinations

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter

# ------------------------------------------------------------------ what is refused


def check_degree(x, degree):
    if degree < 0:
        raise InvalidParameter(f"degree is {degree}")


def check_classes(labels, K, drop_first):
    if K < 1 + drop_first:
        raise InvalidParameter(f"{K} classes leave no column")


def check_labels(labels, K, drop_first):
    check_classes(labels, K, drop_first)
    if min(labels) < 0 or max(labels) >= K:
        raise InvalidLabel(f"a label is not one of 0 … {K - 1}")


def check_lags(series, d):
    if not 1 <= d < len(series):
        raise InvalidParameter(f"{d} lags of {len(series)} values")


def check_scale(wz, bz, mean, scale):
    if min(scale) <= 0:
        raise InvalidParameter("a scale is not positive")


def after(check, function):
    """The same function behind a refusal."""

    def checked(*arguments):
        check(*arguments)
        return function(*arguments)

    return checked


# ------------------------------------------------------------------ the truth


def polynomial_features(x, degree):
    check_degree(x, degree)
    return rational.rounded(
        [[v**j for j in range(degree + 1)] for v in rational.exact(x)]
    )


def one_hot(labels, K, drop_first):
    check_labels(labels, K, drop_first)
    classes = range(1 if drop_first else 0, K)
    return np.array([[float(label == k) for k in classes] for label in labels])


def interaction_features(X):
    columns = rational.transpose(rational.exact(X))
    products = [
        [a * b for a, b in zip(xi, xj, strict=True)]
        for xi, xj in combinations(columns, 2)
    ]
    return rational.rounded(rational.transpose(columns + products))


def lag_matrix(series, d):
    check_lags(series, d)
    windows = [list(series[t : t + d]) for t in range(len(series) - d)]
    return np.array(windows), np.array([series[t + d] for t in range(len(windows))])


def standardize(X):
    deviations, means = rational.centred(rational.exact(X))
    n = len(deviations)
    with mpmath.workdps(50):
        scales = [
            mpmath.sqrt(real(rational.dot(column, column) / n)) or mpmath.mpf(1)
            for column in rational.transpose(deviations)
        ]
        Z = [
            [float(real(v) / s) for v, s in zip(row, scales, strict=True)]
            for row in deviations
        ]
        return np.array(Z), rational.rounded(means), np.array(scales, float)


def unstandardize(wz, bz, mean, scale):
    check_scale(wz, bz, mean, scale)
    w = [a / s for a, s in zip(rational.exact(wz), rational.exact(scale), strict=True)]
    b = rational.exact(bz) - rational.dot(w, rational.exact(mean))
    return rational.rounded(w), rational.rounded(b)


def real(fraction):
    """A Fraction with mpmath's digits."""
    return mpmath.mpf(fraction.numerator) / fraction.denominator


# ------------------------------------------------------------------ a second route, in float64


def powers(x, degree):
    return np.vander(x, degree + 1, increasing=True)


def indicators(labels, K, drop_first):
    return np.eye(K)[labels][:, int(drop_first) :]


def pair_products(X):
    i, j = np.triu_indices(X.shape[1], 1)
    return X[:, i] * X[:, j]


def windows(series, d):
    return np.lib.stride_tricks.sliding_window_view(series, d)[:-1], series[d:]


def is_constant(X):
    """Up to the last bits, which calibration changes."""
    return np.ptp(X, axis=0) <= 1e-15 * np.abs(X).max(axis=0)


def centre_and_scale(X, scales=lambda X: X.std(axis=0), constant=is_constant):
    constant = constant(X)
    mean, scale = X.mean(axis=0), np.where(constant, 1, scales(X))
    return np.where(constant, 0, (X - mean) / scale), mean, scale


def undo(wz, bz, mean, scale):
    return wz / scale, bz - (wz / scale) @ mean


# ------------------------------------------------------------------ what the draws are made of


def uniform(rng, *shape):
    return decimals(rng.uniform(-3, 3, shape))


def far_from_zero(rng, n):
    """A column near 0, one near 1000 and one near −20 000."""
    return decimals(rng.uniform(-3, 3, (n, 3)) + [0, 1000, -20000], digits=3)


def badly_scaled(rng, n, p):
    return uniform(rng, n, p) * 10.0 ** np.linspace(-6, 6, p).round()


def with_constants(rng):
    X = uniform(rng, 7, 4)
    X[:, [1, 3]] = [0.7, -1e6]
    return {"X": X}


def coefficients(rng, p):
    """Both weights and intercept of a model of standardised features."""
    return {
        "wz": uniform(rng, p),
        "bz": float(decimals(rng.uniform(20, 30))),
        "mean": uniform(rng, p),
        "scale": decimals(rng.uniform(0.5, 3, p)),
    }


def of_different_size(rng):
    drawn, unit = coefficients(rng, 5), 10.0 ** np.array([-6, 3, 0, -3, 6])
    return drawn | {"mean": drawn["mean"] * unit, "scale": drawn["scale"] * unit}


# ------------------------------------------------------------------ the usual mistakes


def powers_by_logarithm(x, degree):
    return np.exp(np.arange(degree + 1) * np.log(x)[:, None])


def zero_to_the_zero(x, degree):
    return np.where(x[:, None] == 0, 0, powers(x, degree))


def without_label_test(labels, K, drop_first):
    """Labels outside 0 … K−1 find no column."""
    return (labels[:, None] == np.arange(drop_first, K)).astype(float)


def labels_first(labels, K, drop_first):
    if min(labels) < 0 or max(labels) >= K:
        raise InvalidLabel("a label has no class")
    return one_hot(labels, K, drop_first)


def labels_from_the_end(labels, K, drop_first):
    check_labels(np.maximum(labels, 0), K, drop_first)
    return indicators(labels, K, drop_first)


def the_last_class_dropped(labels, K, drop_first):
    return np.eye(K)[labels][:, : K - drop_first]


def counted_from_one(labels, K, drop_first):
    return without_label_test(labels - 1, K, drop_first)


def classes_that_occur(labels, K, drop_first):
    return indicators(labels, max(labels) + 1, drop_first)


def with_squares(X):
    i, j = np.triu_indices(X.shape[1])
    return np.hstack([X, X[:, i] * X[:, j]])


def second_index_slowest(X):
    j, i = np.tril_indices(X.shape[1], -1)
    return np.hstack([X, X[:, i] * X[:, j]])


def sums_of_pairs(X):
    i, j = np.triu_indices(X.shape[1], 1)
    return np.hstack([X, X[:, i] + X[:, j]])


def without_lag_test(series, d):
    m = len(series)
    if 1 <= d < m:
        return windows(series, d)
    return np.zeros((max(0, m - d), max(0, d))), np.zeros(max(0, m - d))


def newest_first(series, d):
    X, y = windows(series, d)
    return X[:, ::-1], y


def too_late(series, d):
    return windows(series, d)[0], series[d - 1 : -1]


def backwards(series, d):
    X = np.lib.stride_tricks.sliding_window_view(series, d)[1:]
    return X, series[: len(X)]


def one_window_less(series, d):
    X, y = windows(series, d)
    return X[:-1], y[:-1]


def naive_scales(X):
    mean = X.mean(axis=0)
    return np.sqrt((X * X).mean(axis=0) - mean * mean)


def scales_by_n_minus_1(X):
    return np.sqrt(((X - X.mean(axis=0)) ** 2).sum(axis=0) / (len(X) - 1))


def nothing_constant(X):
    return False


def noise_left(X):
    mean, scale = centre_and_scale(X)[1:]
    return (X - mean) / scale, mean, scale


def by_rows(X):
    Z, mean, scale = centre_and_scale(X.T)
    return Z.T, mean, scale


def not_centred(X):
    _, mean, scale = centre_and_scale(X)
    return X / scale, mean, scale


def one_scale(X):
    p = X.shape[1]
    mean, scale = X.mean(), X.std() or 1.0
    return (X - mean) / scale, np.full(p, mean), np.full(p, scale)


def scaled_mean(wz, bz, mean, scale):
    return wz / scale, bz - wz @ mean


MISTAKES = {
    "polynomial_features": {
        "the powers fall from left to right": after(
            check_degree, lambda x, degree: np.vander(x, degree + 1)
        ),
        "the constant column is left out": after(
            check_degree, lambda x, degree: powers(x, degree)[:, 1:]
        ),
        "0⁰ is taken for 0": after(check_degree, zero_to_the_zero),
        "powers are computed by logarithms, which negative bases do not have": after(
            check_degree, powers_by_logarithm
        ),
        "x is multiplied by j instead of raised to the power j": after(
            check_degree, lambda x, degree: np.outer(x, np.arange(degree + 1))
        ),
        "V is returned transposed": after(
            check_degree, lambda x, degree: powers(x, degree).T
        ),
        "a negative degree is not refused": powers,
    },
    "one_hot": {
        "the last class is dropped instead of the first": after(
            check_labels, the_last_class_dropped
        ),
        "labels are counted from 1": after(check_labels, counted_from_one),
        "the number of classes is taken from the labels": after(
            check_labels, classes_that_occur
        ),
        "drop_first is ignored": after(
            check_labels, lambda labels, K, drop_first: np.eye(K)[labels]
        ),
        "D is returned transposed": after(
            check_labels,
            lambda labels, K, drop_first: indicators(labels, K, drop_first).T,
        ),
        "a label below 0 counts from the end": labels_from_the_end,
        "a label outside 0 … K − 1 gives a row of zeros": after(
            check_classes, without_label_test
        ),
        "the labels are checked before K": labels_first,
        "the only class may be dropped": without_label_test,
    },
    "interaction_features": {
        "the squares are included": with_squares,
        "only the products are returned": pair_products,
        "the second index moves slowest": second_index_slowest,
        "the products come before the features": lambda X: np.hstack(
            [pair_products(X), X]
        ),
        "the features of a pair are added instead of multiplied": sums_of_pairs,
        "the features are centred before they are multiplied": lambda X: np.hstack(
            [X, pair_products(X - X.mean(axis=0))]
        ),
    },
    "lag_matrix": {
        "the newest value comes first": after(check_lags, newest_first),
        "the target is the last value of its own window": after(check_lags, too_late),
        "the target is the value before the window": after(check_lags, backwards),
        "the last window is left out": after(check_lags, one_window_less),
        "the number of lags is not tested": without_lag_test,
    },
    "standardize": {
        "the sum of squares is divided by n − 1": lambda X: centre_and_scale(
            X, scales_by_n_minus_1
        ),
        "the variance is the mean square minus the squared mean": lambda X: (
            centre_and_scale(X, naive_scales)
        ),
        "a constant column is divided by its scale": lambda X: centre_and_scale(
            X, constant=nothing_constant
        ),
        "a column is called constant only where its scale is exactly 0": lambda X: (
            centre_and_scale(X, constant=lambda X: X.std(axis=0) == 0)
        ),
        "the rounding error of its mean is left in a constant column": noise_left,
        "the variance is returned as scale": lambda X: centre_and_scale(
            X, lambda X: X.var(axis=0)
        ),
        "the mean is not subtracted": not_centred,
        "rows are standardised instead of columns": by_rows,
        "one mean and one scale serve all columns": one_scale,
    },
    "unstandardize": {
        "wz is multiplied by scale": after(
            check_scale,
            lambda wz, bz, mean, scale: (wz * scale, bz - (wz * scale) @ mean),
        ),
        "the intercept uses wz instead of w": after(check_scale, scaled_mean),
        "wᵀ mean is added instead of subtracted": after(
            check_scale,
            lambda wz, bz, mean, scale: (wz / scale, bz + (wz / scale) @ mean),
        ),
        "the intercept is left as it is": after(
            check_scale, lambda wz, bz, mean, scale: (wz / scale, bz)
        ),
        "the scales are not tested": undo,
    },
}

# ------------------------------------------------------------------ other valid ways


def shifted(X):
    """Deviations from the first row are exact where the mean is far from zero."""
    Z, mean, scale = centre_and_scale(X - X[0])
    return Z, mean + X[0], scale


ALTERNATIVES = {
    "polynomial_features": {
        "library powers": after(
            check_degree, lambda x, degree: x[:, None] ** np.arange(degree + 1)
        ),
    },
    "one_hot": {"comparison": after(check_labels, without_label_test)},
    "standardize": {"shifted by the first row": shifted},
    "unstandardize": {
        "the mean in units of scale": after(
            check_scale,
            lambda wz, bz, mean, scale: (wz / scale, bz - wz @ (mean / scale)),
        ),
    },
}
