"""Features over the rationals, rounded once; scales with 50 digits."""

from itertools import combinations

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals, uniform
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after

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
    scales = [
        rational.root(rational.dot(d, d) / n) for d in rational.transpose(deviations)
    ]
    scales = [s or mpmath.mpf(1) for s in scales]
    with mpmath.workdps(50):
        Z = [
            [rational.precise(v) / s for v, s in zip(row, scales, strict=True)]
            for row in deviations
        ]
        return np.array(Z, float), rational.rounded(means), np.array(scales, float)


def unstandardize(wz, bz, mean, scale):
    check_scale(wz, bz, mean, scale)
    w = [a / s for a, s in zip(rational.exact(wz), rational.exact(scale), strict=True)]
    b = rational.exact(bz) - rational.dot(w, rational.exact(mean))
    return rational.rounded(w), rational.rounded(b)


# ------------------------------------------------------------------ what the draws are made of


def far_from_zero(rng, n):
    """A column near 0, one near 1000 and one near −20 000."""
    return decimals(rng.uniform(-3, 3, (n, 3)) + [0, 1000, -20000], digits=3)


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


# ------------------------------------------------------------------ other valid ways


def powers(x, degree):
    return x[:, None] ** np.arange(degree + 1)


def compared(labels, K, drop_first):
    return (labels[:, None] == np.arange(drop_first, K)).astype(float)


def shifted(X):
    """Deviations from the first row are exact where the mean is far from zero."""
    # up to the last bits, which calibration changes
    constant = np.ptp(X, axis=0) <= 1e-15 * np.abs(X).max(axis=0)
    D = X - X[0]
    mean, scale = D.mean(axis=0), np.where(constant, 1, D.std(axis=0))
    return np.where(constant, 0, (D - mean) / scale), mean + X[0], scale


def in_units_of_scale(wz, bz, mean, scale):
    return wz / scale, bz - wz @ (mean / scale)


ALTERNATIVES = {
    "polynomial_features": {"library powers": after(check_degree, powers)},
    "one_hot": {"comparison": after(check_labels, compared)},
    "standardize": {"shifted by the first row": shifted},
    "unstandardize": {
        "the mean in units of scale": after(check_scale, in_units_of_scale)
    },
}
