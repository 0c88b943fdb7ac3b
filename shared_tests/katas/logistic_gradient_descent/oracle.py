"""Everything with 50 digits: there is room for 1 + exp(−40), and log1p for what is smaller."""

import mpmath
import numpy as np

from dojo.spec.certificates import gradient_of_scores, non_increasing
from dojo.spec.designs import decimals
from dojo.spec.refusals import (
    InvalidLabel,
    InvalidParameter,
    NoFiniteOptimum,
    NotConverged,
)
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

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
    w, b, history = path(X, y, w0, b0, lam, step, iters)
    return np.array(w, float), float(b), np.array(history, float)


def path(X, y, w0, b0, lam, step, iters):
    """w, b and history with 50 digits; refused as soon as J is no float64."""
    with mpmath.workdps(50):
        X, w, y = mpmath.matrix(X.tolist()), mpmath.matrix(w0.tolist()), y.tolist()
        b, step, history = mpmath.mpf(b0), mpmath.mpf(step), []
        for k in range(iters + 1):
            J, gw, gb = precise_value_grad(X, y, w, b, lam)
            history.append(J)
            if J > LARGEST:
                raise NotConverged(f"J overflows after {k} steps")
            if k < iters:
                w, b = w - step * gw, b - step * gb
        return list(w), b, history


def check(y, lam, step=1, iters=0):
    check_parameters(lam, step, iters)
    check_labels(y)


def check_parameters(lam, step=1, iters=0):
    if lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"lam is {lam}, step is {step}, iters is {iters}")


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


def checked(value_grad):
    """The same after the checks."""

    def program(X, y, w, b, lam):
        check(y, lam)
        return value_grad(X, y, w, b, lam)

    return program


def descend(X, y, w0, b0, lam, step, iters, value_grad=value_grad):
    """The recurrence as it stands, for any function in the place of value_grad."""
    w, b, history = np.copy(w0), b0, np.empty(iters + 1)
    for k in range(iters + 1):
        history[k], gw, gb = value_grad(X, y, w, b, lam)
        if k < iters:
            w, b = w - step * gw, b - step * gb
    return w, b, history


def descend_or_refuse(X, y, w0, b0, lam, step, iters, value_grad=value_grad):
    check(y, lam, step, iters)
    return finite(*descend(X, y, w0, b0, lam, step, iters, value_grad))


def finite(w, b, history):
    if not np.isfinite(history).all():
        raise NotConverged("J overflows")
    return w, b, history


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
    step = float(f"{steps / smoothness(X, lam):.3g}")
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

# ------------------------------------------------------------------ the usual mistakes


def with_loss(loss):
    """value_grad of another loss."""
    return lambda *args: value_grad(*args, loss=loss)


def scaled(c, d):
    """The loss times c and its gradient times d, where c and d may depend on n."""

    def loss(y, z):
        f, df = mean_loss(y, z)
        return c(len(y)) * f, d(len(y)) * df

    return with_loss(loss)


def one(n):
    return 1


def itself(n):
    return n


def signed_labels(y, z):
    """ln(1 + exp(−yz)), for labels −1 and 1."""
    return np.mean(ln_1_plus_exp(-y * z)), -y * sigma(-y * z) / len(y)


def logs_of(probability):
    """−y ln p − (1 − y) ln(1 − p)"""

    def loss(y, z):
        p = probability(z)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / len(y)

    return with_loss(loss)


def clipped(z):
    return np.clip(sigma(z), 1e-15, 1 - 1e-15)


def differences(y, z):
    """Softplus(z) − yz and σ(z) − y, of which nothing is left where y = 1 is nearly certain."""
    return np.mean(ln_1_plus_exp(z) - y * z), (sigma(z) - y) / len(y)


def squared_error(y, z):
    p = sigma(z)
    return np.mean((p - y) ** 2) / 2, (p - y) * p * (1 - p) / len(y)


def hinge(y, z):
    s = 2 * y - 1
    return np.mean(np.maximum(0, 1 - s * z)), np.where(s * z < 1, -s, 0) / len(y)


def uphill(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, lam)
    return J, lam * w - (gw - lam * w), -gb


def with_penalty(c, d):
    """The penalty with c·λ in J and d·λ in gw."""

    def program(X, y, w, b, lam):
        J, gw, gb = value_grad(X, y, w, b, 0)
        return J + c(len(y)) * lam / 2 * (w @ w), gw + d(len(y)) * lam * w, gb

    return program


def nothing(n):
    return 0


def twice(n):
    return 2


def b_penalised(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, lam)
    return J + lam / 2 * b**2, gw, gb + lam * b


def without_b(X, y, w, b, lam):
    return value_grad(X, y, w, 0, lam)


def gb_summed(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, lam)
    return J, gw, len(y) * gb


def absolute_penalty(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, 0)
    return J + lam * np.abs(w).sum(), gw + lam * np.sign(w), gb


def norm_not_squared(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, lam)
    return J - lam / 2 * (w @ w) + lam / 2 * np.linalg.norm(w), gw, gb


def not_transposed(X, y, w, b, lam):
    J, gw, gb = value_grad(X, y, w, b, lam)
    if len(X) == len(w):
        gw = X @ (sigma(X @ w + b) - y) / len(y) + lam * w
    return J, gw, gb


def labels_first(X, y, w, b, lam):
    check_labels(y)
    return checked(value_grad)(X, y, w, b, lam)


def any_label(X, y, w, b, lam):
    check_parameters(lam)
    return value_grad(X, y, w, b, lam)


def positive_or_not(X, y, w, b, lam):
    check_parameters(lam)
    return value_grad(X, (y > 0).astype(int), w, b, lam)


def any_penalty(X, y, w, b, lam):
    check_labels(y)
    return value_grad(X, y, w, b, lam)


def with_gradient(mistaken):
    return lambda *args: descend_or_refuse(*args, value_grad=mistaken)


def one_after_the_other(X, y, w0, b0, lam, step, iters):
    """b moves along a gradient at the new w."""
    check(y, lam, step, iters)
    w, b, history = np.copy(w0), b0, [value_grad(X, y, w0, b0, lam)[0]]
    for _ in range(iters):
        w = w - step * value_grad(X, y, w, b, lam)[1]
        b = b - step * value_grad(X, y, w, b, lam)[2]
        history.append(value_grad(X, y, w, b, lam)[0])
    return finite(w, b, np.array(history))


def b_at_rest(X, y, w, b, lam):
    J, gw, _ = value_grad(X, y, w, b, lam)
    return J, gw, 0.0


def from_zero(X, y, w0, b0, *rest):
    return descend_or_refuse(X, y, 0 * w0, 0.0, *rest)


def b_from_zero(X, y, w0, b0, *rest):
    return descend_or_refuse(X, y, w0, 0.0, *rest)


def without_the_start(*args):
    w, b, history = descend_or_refuse(*args)
    return w, b, history[1:]


def shifted(*args):
    w, b, history = descend_or_refuse(*args)
    return w, b, np.append(history[1:], history[-1])


def one_step_more(X, y, w0, b0, lam, step, iters):
    check(y, lam, step, iters)
    w, b, history = descend_or_refuse(X, y, w0, b0, lam, step, iters + 1)
    return w, b, history[:-1]


def separable_refused(X, y, *rest):
    w, b, history = descend_or_refuse(X, y, *rest)
    if ((2 * y - 1) * (X @ w + b) > 0).all():
        raise NoFiniteOptimum("the classes are separable")
    return w, b, history


def one_class_refused(X, y, *rest):
    if (y == y[0]).all():
        raise InvalidLabel("only one class")
    return descend_or_refuse(X, y, *rest)


def refused_when_rising(*args):
    w, b, history = descend_or_refuse(*args)
    if (np.diff(history) > 0).any():
        raise NotConverged("J rises")
    return w, b, history


def only_the_last_is_watched(X, y, w0, b0, lam, step, iters):
    w, b, history = never_refused(X, y, w0, b0, lam, step, iters)
    finite(w, b, history[-1:])
    return w, b, history


def only_w_is_watched(X, y, w0, b0, lam, step, iters):
    w, b, history = never_refused(X, y, w0, b0, lam, step, iters)
    finite(w, b, np.append(w, b))
    return w, b, history


def never_refused(X, y, w0, b0, lam, step, iters):
    check(y, lam, step, iters)
    return descend(X, y, w0, b0, lam, step, iters)


def any_parameters(X, y, w0, b0, lam, step, iters):
    check_labels(y)
    return finite(*descend(X, y, w0, b0, lam, step, max(iters, 0)))


def any_labels(X, y, w0, b0, lam, step, iters):
    check_parameters(lam, step, iters)
    return finite(*descend(X, y, w0, b0, lam, step, iters))


def path_labels_first(X, y, w0, b0, lam, step, iters):
    check_labels(y)
    return descend_or_refuse(X, y, w0, b0, lam, step, iters)


def checks_last(X, y, w0, b0, lam, step, iters):
    result = finite(*descend(X, y, w0, b0, lam, step, max(iters, 0)))
    check(y, lam, step, iters)
    return result


MISTAKES = {
    "sigmoid": {
        "σ is taken as exp(z)/(1 + exp(z)), and ∞/∞ is no number": lambda z: (
            np.exp(z) / (1 + np.exp(z))
        ),
        "σ is taken as ½(1 + tanh(z/2)), and 1 − 1 leaves no digits": lambda z: (
            (1 + np.tanh(z / 2)) / 2
        ),
        "σ is taken as 1 − 1/(1 + exp(z)), and 1 − 1 leaves no digits": lambda z: (
            1 - 1 / (1 + np.exp(z))
        ),
        "z is clipped to ±500": lambda z: sigma(np.clip(z, -500, 500)),
        "z is clipped to ±30": lambda z: sigma(np.clip(z, -30, 30)),
        "the sign of the exponent is wrong: this is σ(−z)": lambda z: sigma(-z),
        "the derivative σ(1 − σ) is returned": lambda z: sigma(z) * sigma(-z),
        "the hyperbolic tangent is returned, which is 2σ(2z) − 1": np.tanh,
        "the probability is rounded to a class": lambda z: (z >= 0).astype(float),
    },
    "softplus": {
        "exp(z) overflows": lambda z: np.log1p(np.exp(z)),
        "ln(1 + exp(z)) is taken as it stands: exp(z) overflows, or is lost beside 1": lambda z: (
            np.log(1 + np.exp(z))
        ),
        "ln(1 + ε) is taken where log1p(ε) is needed": lambda z: (
            np.maximum(z, 0) + np.log(1 + np.exp(-np.abs(z)))
        ),
        "it is taken as −ln(1 − σ(z)), and 1 − σ(z) rounds to 1 or to 0": lambda z: (
            -np.log(1 - sigma(z))
        ),
        "z is clipped to ±500": lambda z: ln_1_plus_exp(np.clip(z, -500, 500)),
        "z itself is returned from 20 on": lambda z: np.where(
            z > 20, z, np.log1p(np.exp(np.minimum(z, 20)))
        ),
        "max(z, 0) is returned, without its rounded corner": lambda z: np.maximum(z, 0),
        "the sign of z is wrong: this is softplus(−z)": lambda z: ln_1_plus_exp(-z),
        "|z| stands where max(z, 0) belongs": lambda z: (
            np.abs(z) + np.log1p(np.exp(-np.abs(z)))
        ),
        "the logarithm has the base 2": lambda z: ln_1_plus_exp(z) / np.log(2),
    },
    "logistic_value_grad": {
        "the 1/n is missing in the loss and in its gradient": checked(
            scaled(itself, itself)
        ),
        "the 1/n is missing in the gradient": checked(scaled(one, itself)),
        "the 1/n is missing in J": checked(scaled(itself, one)),
        "the 1/n is missing in gb": checked(gb_summed),
        "b is penalised": checked(b_penalised),
        "b is left out of z": checked(without_b),
        "the penalty is missing": checked(with_penalty(nothing, nothing)),
        "the penalty is missing in gw": checked(with_penalty(one, nothing)),
        "the penalty is missing in J": checked(with_penalty(nothing, one)),
        "the penalty is λ‖w‖², without its ½": checked(with_penalty(twice, twice)),
        "the penalty lacks its ½ in J": checked(with_penalty(twice, one)),
        "the penalty in gw is 2λw": checked(with_penalty(one, twice)),
        "the penalty is divided by n": checked(
            with_penalty(lambda n: 1 / n, lambda n: 1 / n)
        ),
        "the penalty is (λ/2)‖w‖, not squared": checked(norm_not_squared),
        "the penalty is λ‖w‖₁": checked(absolute_penalty),
        "y − σ(z) stands where σ(z) − y belongs": checked(uphill),
        "the formula for labels −1 and 1 is used": checked(with_loss(signed_labels)),
        "the logarithms are taken of probabilities rounded to 0 or 1": checked(
            logs_of(sigma)
        ),
        "the probabilities are clipped before their logarithms are taken": checked(
            logs_of(clipped)
        ),
        "yz is subtracted from softplus(z), and y from σ(z), where they are nearly equal": checked(
            with_loss(differences)
        ),
        "the loss is the squared error of the probabilities": checked(
            with_loss(squared_error)
        ),
        "the loss is the hinge": checked(with_loss(hinge)),
        "X is not transposed in gw": checked(not_transposed),
        "a label that is not 1 is taken for 0": positive_or_not,
        "labels other than 0 and 1 are accepted": any_label,
        "the labels are checked before λ": labels_first,
        "a negative λ is accepted": any_penalty,
    },
    "logistic_gd": {
        "the 1/n is missing in the gradient": with_gradient(scaled(one, itself)),
        "the 1/n is missing in the gradient and in history": with_gradient(
            scaled(itself, itself)
        ),
        "b is penalised": with_gradient(b_penalised),
        "b never moves": with_gradient(b_at_rest),
        "b moves after w, along a gradient at the new w": one_after_the_other,
        "the penalty is missing": with_gradient(with_penalty(nothing, nothing)),
        "the penalty is missing in the gradient": with_gradient(
            with_penalty(one, nothing)
        ),
        "the penalty is missing in history": with_gradient(with_penalty(nothing, one)),
        "the penalty is λ‖w‖², without its ½": with_gradient(
            with_penalty(twice, twice)
        ),
        "the penalty is divided by n": with_gradient(
            with_penalty(lambda n: 1 / n, lambda n: 1 / n)
        ),
        "every step goes uphill": with_gradient(uphill),
        "the formula for labels −1 and 1 is used": with_gradient(
            with_loss(signed_labels)
        ),
        "the loss is the squared error of the probabilities": with_gradient(
            with_loss(squared_error)
        ),
        "history takes the logarithms of probabilities rounded to 0 or 1": with_gradient(
            logs_of(sigma)
        ),
        "the path starts at 0 instead of w₀ and b₀": from_zero,
        "b starts at 0 instead of b₀": b_from_zero,
        "history lacks J(w₀, b₀)": without_the_start,
        "history starts with J(w₁, b₁)": shifted,
        "one step too many is taken": one_step_more,
        "separable classes are refused": separable_refused,
        "a single class is refused": one_class_refused,
        "a path that rises but stays finite is refused": refused_when_rising,
        "only the last value is watched for overflow": only_the_last_is_watched,
        "only w and b are watched for overflow, not J": only_w_is_watched,
        "an overflow is returned": never_refused,
        "the checks come after the steps": checks_last,
        "labels other than 0 and 1 are accepted": any_labels,
        "the labels are checked before the parameters": path_labels_first,
        "the parameters are not checked": any_parameters,
    },
}

# ------------------------------------------------------------------ other valid ways


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

# ------------------------------------------------------------------ what is timed


def classification(rng, n, p, iters):
    X = rng.standard_normal((n, p))
    y = (X[:, 0] + rng.standard_normal(n) > 0).astype(np.int64)
    start = {"w0": np.zeros(p), "b0": 0.0}
    return {"X": X, "y": y, "lam": 0.01, "step": 0.5, "iters": iters} | start
