"""Everything with 50 digits: there is room for 1 + exp(−40), and log1p for what is smaller."""

import mpmath
import numpy as np

from dojo.spec.certificates import gradient_of_scores, non_increasing
from dojo.spec.descents import descend, rounded_step
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def sigmoid(z):
    with mpmath.workdps(50):
        return np.array([precise_sigmoid(v) for v in z.tolist()], float)


def softplus(z):
    with mpmath.workdps(50):
        return np.array([precise_softplus(v) for v in z.tolist()], float)


def precise_sigmoid(z):
    return 1 / (1 + mpmath.exp(-z))


def precise_softplus(z):
    return mpmath.log1p(mpmath.exp(z))


def logistic_value_grad(X, y, w, b, lam):
    check(y, lam)
    with mpmath.workdps(50):
        X, w = mpmath.matrix(X.tolist()), mpmath.matrix(w.tolist())
        J, gw, gb = precise_value_grad(X, y.tolist(), w, mpmath.mpf(b), lam)
        return float(J), np.array(list(gw), float), float(gb)


def precise_value_grad(X, y, w, b, lam):
    n, z = len(y), [v + b for v in X * w]
    c = [1 - 2 * t for t in y]
    loss = sum(precise_softplus(s * v) for v, s in zip(z, c, strict=True))
    r = mpmath.matrix([s * precise_sigmoid(s * v) for v, s in zip(z, c, strict=True)])
    J = loss / n + mpmath.mpf(lam) / 2 * sum(v**2 for v in w)
    return J, X.T * r / n + mpmath.mpf(lam) * w, sum(r) / n


def logistic_gd(X, y, w0, b0, lam, step, iters):
    check(y, lam, step, iters)
    with mpmath.workdps(50):
        X, w, y = mpmath.matrix(X.tolist()), mpmath.matrix(w0.tolist()), y.tolist()

        def value_grad(w, b):
            return precise_value_grad(X, y, w, b, lam)

        w, b, history = descend(value_grad, (w, mpmath.mpf(b0)), step, iters)
        return np.array(list(w), float), float(b), np.array(history, float)


def check(y, lam, step=1, iters=0):
    if lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"lam is {lam}, step is {step}, iters is {iters}")
    check_labels(y)


def check_labels(y):
    if ((y != 0) & (y != 1)).any():
        raise InvalidLabel("a label is neither 0 nor 1")


# ------------------------------------------------------------------ a second route, in float64


def sigma(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def ln_1_plus_exp(z):
    return np.logaddexp(0, z)


def mean_loss(y, z):
    """(1/n) Σ softplus(cz), c = 1 − 2y = ±1, and its derivatives by z."""
    c = 1 - 2 * y
    return np.mean(ln_1_plus_exp(c * z)), c * sigma(c * z) / len(y)


def value_grad(X, y, w, b, lam, loss=mean_loss):
    f, df = loss(y, X @ w + b)
    return f + lam / 2 * (w @ w), X.T @ df + lam * w, df.sum()


def path(X, y, w0, b0, lam, step, iters, value_grad=value_grad):
    """The recurrence as it stands, for any function in the place of value_grad."""
    check(y, lam, step, iters)
    return descend(lambda w, b: value_grad(X, y, w, b, lam), (w0, b0), step, iters)


# ------------------------------------------------------------------ what the draws are made of


def numbers(rng, low, high):
    return {"z": decimals(rng.uniform(low, high, 12))}


def problem(rng, n, p, scales=1.0, offset=0.0, lam=0.1):
    """Labels drawn from the model, and a point beside the one that they were drawn from."""
    X = rng.uniform(-2, 2, (n, p))
    w, b = rng.uniform(-2, 2, p), rng.uniform(-1, 1)
    y = (rng.uniform(0, 1, n) < sigma(X @ w + b)).astype(int)
    w = decimals((w + rng.uniform(-1, 1, p)) / scales, 8)
    X = decimals(X * scales + offset, 10)
    b = round(b - offset * w.sum(), 4)
    return {"X": X, "y": y, "w": w, "b": b, "lam": lam}


def smoothness(X, lam):
    """An upper bound of the curvature of J: ‖[X 1]‖²/(4n) + λ, because σ' ≤ 1/4."""
    D = np.column_stack([X, np.ones(len(X))])
    return np.linalg.norm(D, 2) ** 2 / (4 * len(X)) + lam


def descent(drawn, steps, iters, w0=None, b0=0.0):
    """A path of `iters` steps of length steps/L, from 0 unless told otherwise."""
    X, lam = drawn["X"], drawn["lam"]
    start = np.zeros(X.shape[1]) if w0 is None else w0
    step = rounded_step(steps / smoothness(X, lam))
    taken = {"w0": start, "b0": b0, "step": step, "iters": iters}
    return {"X": X, "y": drawn["y"], "lam": lam} | taken


def separable(rng):
    """Ten rows that a line separates."""
    X = decimals(rng.uniform(-2, 2, (10, 2)))
    y = (X[:, 0] + X[:, 1] > 0.3).astype(int)
    return {"X": X, "y": y, "lam": 0.0}


# ------------------------------------------------------------------ certificates


def certify_value_grad(X, y, w, b, lam, J, gw, gb):
    def objective(theta):
        return value_grad(X, y, theta[:-1], theta[-1], lam)[0]

    theta, g = np.append(w, b), np.append(gw, gb)
    return gradient_of_scores(objective, theta, g, X, np.abs(X) @ np.abs(w) + abs(b))


def certify_descent(X, y, w0, b0, lam, step, iters, w, b, history):
    gentle = step * smoothness(X, lam) <= 1
    return non_increasing("history", history) if gentle else ""


CERTIFICATES = {
    "logistic_value_grad": certify_value_grad,
    "logistic_gd": certify_descent,
}


def no_subnormal(z):
    """Results below the smallest normal number have fewer digits; far below it they are 0."""
    return "a result is subnormal" if ((-746 < z) & (z < -708)).any() else ""


WELL_POSED = {
    "sigmoid": no_subnormal,
    "softplus": no_subnormal,
    "logistic_gd": path_is_stable("logistic_gd"),
}

# ------------------------------------------------------------------ other valid ways


def checked(value_grad):
    return after(lambda X, y, w, b, lam: check(y, lam), value_grad)


def with_loss(loss):
    """value_grad by another way to compute the loss and its derivatives by z."""
    return lambda *args: value_grad(*args, loss=loss)


def with_gradient(value_grad):
    return lambda *args: path(*args, value_grad=value_grad)


def differences(y, z):
    """Softplus(z) − yz and σ(z) − y, of which nothing is left where y = 1 is nearly certain."""
    return np.mean(ln_1_plus_exp(z) - y * z), (sigma(z) - y) / len(y)


def class_by_class(y, z):
    """Softplus(−z) and −σ(−z) where y = 1, softplus(z) and σ(z) where y = 0."""
    loss = np.where(y == 1, ln_1_plus_exp(-z), ln_1_plus_exp(z))
    return np.mean(loss), np.where(y == 1, -sigma(-z), sigma(z)) / len(y)


def row_by_row(X, y, w, b, lam):
    """One pass over X: each row gives its loss and its share of the gradient."""
    J, gw, gb = lam / 2 * (w @ w), lam * w, 0.0
    for x, t in zip(X, y, strict=True):
        f, df = mean_loss(np.array([t]), np.array([x @ w + b]))
        J, gw, gb = J + f / len(y), gw + df[0] / len(y) * x, gb + df[0] / len(y)
    return J, gw, gb


ALTERNATIVES = {
    "sigmoid": {
        # Where exp(−z) overflows, 1/∞ is 0 and so is σ(z): this form is harmless.
        "1/(1 + exp(−z)) as it stands": lambda z: 1 / (1 + np.exp(-z)),
        "by softplus": lambda z: np.exp(-np.logaddexp(0, -z)),
    },
    "softplus": {
        "z + softplus(−z) where z > 0": lambda z: np.where(
            z > 0, z + np.log1p(np.exp(-z)), np.log1p(np.exp(z))
        ),
        "z itself from 40 on": lambda z: np.where(
            z > 40, z, np.log1p(np.exp(np.minimum(z, 40)))
        ),
    },
    "logistic_value_grad": {
        "class by class": checked(with_loss(class_by_class)),
        "row by row": checked(row_by_row),
    },
    "logistic_gd": {
        "class by class": with_gradient(with_loss(class_by_class)),
        "by differences, which a path of this size does not notice": with_gradient(
            with_loss(differences)
        ),
        "row by row": with_gradient(row_by_row),
    },
}
