"""Everything with 50 digits, but for long paths on real data, which are computed in extended precision."""

import mpmath
import numpy as np

from dojo.spec.certificates import adds_up, gradient_of_scores, non_increasing
from dojo.spec.designs import decimals
from dojo.spec.refusals import (
    InvalidLabel,
    InvalidParameter,
    NoFiniteOptimum,
    NotConverged,
)
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max
SHORT = 100_000  # multiplications: more would take 50 digits too long
DIGITS = 13  # written of a long path: extended precision knows more than these for sure

# ------------------------------------------------------------------ the truth


def log_softmax(Z):
    with mpmath.workdps(50):
        return np.array([precise_log_softmax(row) for row in Z.tolist()], float)


def precise_log_softmax(z):
    """Here exp of a very negative number is a number."""
    m = max(z)
    others = sorted(z)[:-1]
    total = mpmath.log1p(sum(mpmath.exp(mpmath.mpf(v) - m) for v in others))
    return [mpmath.mpf(v) - m - total for v in z]


def softmax_value_grad(X, y, K, W, b, lam):
    check(y, K, lam)
    with mpmath.workdps(50):
        X, W, b = (mpmath.matrix(v.tolist()) for v in (X, W, b))
        J, GW, Gb = precise_value_grad(X, y.tolist(), W, b, lam)
        return float(J), np.array(GW.tolist(), float), np.array(list(Gb), float)


def precise_value_grad(X, y, W, b, lam):
    n, Z = len(y), X * W
    K, lam = Z.cols, mpmath.mpf(lam)
    loss, R = 0, mpmath.matrix(n, K)
    for i in range(n):
        L = precise_log_softmax([Z[i, k] + b[k] for k in range(K)])
        loss -= L[y[i]]
        for k in range(K):
            R[i, k] = mpmath.expm1(L[k]) if k == y[i] else mpmath.exp(L[k])
    J = loss / n + lam / 2 * sum(v**2 for v in W)
    return J, X.T * R / n + lam * W, R.T * mpmath.matrix([1] * n) / n


def softmax_gd(X, y, K, lam, step, iters):
    check(y, K, lam, step, iters)
    if X.size * K * iters > SHORT:
        return extended_path(X, y, K, lam, step, iters)
    W, b, history = path(X, y, K, lam, step, iters)
    return np.array(W.tolist(), float), np.array(list(b), float), history


def extended_path(X, y, K, lam, step, iters):
    """The recurrence in extended precision, rounded to 13 digits.

    On a convex J steps below 2/L do not amplify errors, so those of 64 bits stay near 1e-18 (and those of
    float64 below 1e-15, as WELL_POSED finds by the difference): the 13 digits are the same wherever
    np.longdouble is longer than float64, whatever its exp and log are.
    """
    X, lam, step = X.astype(np.longdouble), np.longdouble(lam), np.longdouble(step)
    T = (y[:, None] == np.arange(K)).astype(np.longdouble)
    W, b = np.zeros((X.shape[1], K), np.longdouble), np.zeros(K, np.longdouble)
    history = np.empty(iters + 1, np.longdouble)
    for t in range(iters + 1):
        Z = X @ W + b
        Z -= Z.max(axis=1, keepdims=True)
        E = np.exp(Z)
        total = E.sum(axis=1, keepdims=True)
        history[t] = (np.log(total).sum() - (Z * T).sum()) / len(y) + lam / 2 * (
            W * W
        ).sum()
        if t < iters:
            R = (E / total - T) / len(y)
            W, b = W - step * (X.T @ R + lam * W), b - step * R.sum(axis=0)
    rounded = np.vectorize(lambda v: float(f"{v:.{DIGITS - 1}e}"))
    return rounded(W), rounded(b), rounded(history)


def path(X, y, K, lam, step, iters):
    """W, b and history with 50 digits; refused as soon as J is no float64."""
    with mpmath.workdps(50):
        X, y, step = mpmath.matrix(X.tolist()), y.tolist(), mpmath.mpf(step)
        W, b, history = mpmath.matrix(X.cols, K), mpmath.matrix(K, 1), []
        for t in range(iters + 1):
            J, GW, Gb = precise_value_grad(X, y, W, b, lam)
            history.append(J)
            if J > LARGEST:
                raise NotConverged(f"J overflows after {t} steps")
            if t < iters:
                W, b = W - step * GW, b - step * Gb
        return W, b, np.array(history, float)


def check(y, K, lam, step=1, iters=0):
    check_parameters(K, lam, step, iters)
    check_labels(y, K)


def check_parameters(K, lam, step=1, iters=0):
    if K < 2 or lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"K, lam, step, iters are {K}, {lam}, {step}, {iters}")


def check_labels(y, K):
    if ((y < 0) | (y >= K)).any():
        raise InvalidLabel(f"a label is not in 0 … {K - 1}")


# ------------------------------------------------------------------ a second route, in float64


def normalised(Z):
    """Z minus its logarithmic sum, row by row."""
    largest = np.arange(Z.shape[-1]) == Z.argmax(axis=-1)[..., None]
    Z = Z - Z.max(axis=-1, keepdims=True)
    return Z - np.log1p(np.where(largest, 0, np.exp(Z)).sum(axis=-1, keepdims=True))


def indicator(y, K):
    return (y[:, None] == np.arange(K)).astype(float)


def mean_loss(y, Z):
    """−(1/n) Σ L[i, yᵢ], and its derivatives by Z."""
    L, T = normalised(Z), indicator(y, Z.shape[1])
    return -L[T == 1].sum() / len(y), np.where(T == 1, np.expm1(L), np.exp(L)) / len(y)


def value_grad(X, y, K, W, b, lam, loss=mean_loss):
    f, df = loss(y, X @ W + b)
    return f + lam / 2 * (W * W).sum(), X.T @ df + lam * W, df.sum(axis=0)


def checked(value_grad):
    """The same after the checks."""

    def program(X, y, K, W, b, lam):
        check(y, K, lam)
        return value_grad(X, y, K, W, b, lam)

    return program


def descend(X, y, K, lam, step, iters, value_grad=value_grad, W=0.0, b=0.0):
    """The recurrence as it stands, for any function in the place of value_grad."""
    W, b = W + np.zeros((X.shape[1], K)), b + np.zeros(K)
    history = np.empty(iters + 1)
    for t in range(iters + 1):
        history[t], GW, Gb = value_grad(X, y, K, W, b, lam)
        if t < iters:
            W, b = W - step * GW, b - step * Gb
    return W, b, history


def descend_or_refuse(X, y, K, lam, step, iters, *rest, **more):
    check(y, K, lam, step, iters)
    return finite(*descend(X, y, K, lam, step, iters, *rest, **more))


def finite(W, b, history):
    if not np.isfinite(history).all():
        raise NotConverged("J overflows")
    return W, b, history


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, K, scales=1.0, offset=0.0, lam=0.1):
    """Labels drawn from the model, and a point beside the one that they were drawn from."""
    X = rng.uniform(-2, 2, (n, p))
    W, b = rng.uniform(-1.5, 1.5, (p, K)), rng.uniform(-1, 1, K)
    y = (X @ W + b + rng.gumbel(size=(n, K))).argmax(axis=1)
    W = (W + rng.uniform(-0.5, 0.5, (p, K))) / np.reshape(scales, (-1, 1))
    X, W = decimals(X * scales + offset, 10), decimals(W, 8)
    b = decimals(b - offset * W.sum(axis=0))
    return {"X": X, "y": y, "K": K, "W": W, "b": b, "lam": lam}


def smoothness(X, lam):
    """An upper bound of the curvature of J: ‖[X 1]‖²/(2n) + λ, because diag(p) − ppᵀ ≤ ½."""
    D = np.column_stack([X, np.ones(len(X))])
    return np.linalg.norm(D, 2) ** 2 / (2 * len(X)) + lam


def descent(drawn, steps, iters):
    """A path of `iters` steps of length steps/L."""
    inputs = {name: drawn[name] for name in ("X", "y", "K", "lam")}
    step = float(f"{steps / smoothness(drawn['X'], drawn['lam']):.3g}")
    return inputs | {"step": step, "iters": iters}


def real(name, K, lam, iters, **how):
    """A path of steps of ½ on a file of data/: its name stands in the fixture, not its numbers."""
    return {
        "X": {"data": name, "without": ["target"], **how},
        "y": {"data": name, "column": "target"},
        "K": K,
        "lam": lam,
        "step": 0.5,
        "iters": iters,
    }


def never_seen(drawn):
    """The same with one class more than there are labels of."""
    return drawn | {"K": drawn["K"] + 1}


# ------------------------------------------------------------------ certificates


def certify_value_grad(X, y, K, W, b, lam, J, GW, Gb):
    """Sums over the classes, and differences of J along (W, b)."""
    size = np.mean(np.abs(X), axis=0) + lam * np.abs(W).sum(axis=1)
    if wrong := adds_up("Gb", Gb, 0, 1) or adds_up("GW", GW, lam * W.sum(axis=1), size):
        return wrong

    def objective(theta):
        return value_grad(X, y, K, theta[:-1], theta[-1], lam)[0]

    theta, G = np.vstack([W, b]), np.vstack([GW, Gb])
    return gradient_of_scores(objective, theta, G, X, np.abs(X) @ np.abs(W) + np.abs(b))


def certify_descent(X, y, K, lam, step, iters, W, b, history):
    """From zero, what all classes share stays 0: the gradient of the loss has none of it."""
    size = np.abs(W).sum(axis=1) + step * np.mean(np.abs(X), axis=0)
    if wrong := adds_up("b", b, 0, np.abs(b).sum() + step) or adds_up("W", W, 0, size):
        return wrong
    gentle = step * smoothness(X, lam) <= 1
    return non_increasing("history", history) if gentle else ""


CERTIFICATES = {
    "softmax_value_grad": certify_value_grad,
    "softmax_gd": certify_descent,
}


WELL_POSED = {"softmax_gd": path_is_stable("softmax_gd")}

# ------------------------------------------------------------------ the usual mistakes


def shifted_by(shift):
    """z − s − ln Σ exp(z − s), for a shift s that should be the maximum of the row."""

    def program(Z):
        s = shift(Z)
        return Z - s - np.log(np.exp(Z - s).sum(axis=1, keepdims=True))

    return program


def by_logaddexp(Z):
    """z minus the logarithm of the sum: as good as the rounding of z itself."""
    return Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)


def softmax(Z):
    return np.exp(normalised(Z))


def log_sigmoid(Z):
    return -np.logaddexp(0, -Z)


def with_loss(loss):
    """value_grad of another loss."""
    return lambda *args: value_grad(*args, loss=loss)


def scaled(c, d):
    """The loss times c and its gradient times d, where c and d may depend on n."""

    def loss(y, Z):
        f, df = mean_loss(y, Z)
        return c(len(y)) * f, d(len(y)) * df

    return with_loss(loss)


def one(n):
    return 1


def itself(n):
    return n


def nothing(n):
    return 0


def twice(n):
    return 2


def log_of(probability):
    def loss(y, Z):
        P, T = probability(Z), indicator(y, Z.shape[1])
        return -np.log(P[T == 1]).sum() / len(y), (P - T) / len(y)

    return with_loss(loss)


def naive(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def differences(y, Z):
    """1 is subtracted from a probability that rounds to 1."""
    return mean_loss(y, Z)[0], (softmax(Z) - indicator(y, Z.shape[1])) / len(y)


def by_ln(y, Z):
    """−L with the logarithm of 1 + ε."""
    L = shifted_by(lambda Z: Z.max(axis=1)[:, None])(Z)
    return -L[np.arange(len(y)), y].mean(), mean_loss(y, Z)[1]


def squared_error(y, Z):
    P, T = softmax(Z), indicator(y, Z.shape[1])
    E = P - T
    return (E**2).sum() / (2 * len(y)), P * (E - (P * E).sum(axis=1)[:, None]) / len(y)


def one_against_the_rest(y, Z):
    """A sigmoid for each class."""
    T = indicator(y, Z.shape[1])
    f = (np.logaddexp(0, Z) - T * Z).sum() / len(y)
    return f, (np.exp(log_sigmoid(Z)) - T) / len(y)


def from_one(y, Z):
    """Labels taken for 1 … K."""
    return mean_loss((y - 1) % Z.shape[1], Z)


def mean_over_all(y, Z):
    f, df = mean_loss(y, Z)
    return f / Z.shape[1], df / Z.shape[1]


def uphill(X, y, K, W, b, lam):
    J, GW, Gb = value_grad(X, y, K, W, b, lam)
    return J, 2 * lam * W - GW, -Gb


def without_labels(X, y, K, W, b, lam):
    """P where P − T belongs."""
    P = softmax(X @ W + b) / len(y)
    return value_grad(X, y, K, W, b, lam)[0], X.T @ P + lam * W, P.sum(axis=0)


def with_penalty(c, d):
    """The penalty with c·λ in J and d·λ in GW."""

    def program(X, y, K, W, b, lam):
        J, GW, Gb = value_grad(X, y, K, W, b, 0)
        J += c(len(y)) * lam / 2 * (W * W).sum()
        return J, GW + d(len(y)) * lam * W, Gb

    return program


def b_penalised(X, y, K, W, b, lam):
    J, GW, Gb = value_grad(X, y, K, W, b, lam)
    return J + lam / 2 * (b @ b), GW, Gb + lam * b


def without_b(X, y, K, W, b, lam):
    return value_grad(X, y, K, W, 0 * b, lam)


def b_at_rest(*args):
    J, GW, Gb = value_grad(*args)
    return J, GW, 0 * Gb


def gb_summed(X, y, *rest):
    J, GW, Gb = value_grad(X, y, *rest)
    return J, GW, len(y) * Gb


def last_class_fixed(*args):
    J, GW, Gb = value_grad(*args)
    last = np.arange(len(Gb)) < len(Gb) - 1
    return J, GW * last, Gb * last


def transposed(X, y, K, W, b, lam):
    """GWᵀ: its shape is right when p = K."""
    J, GW, Gb = value_grad(X, y, K, W, b, lam)
    return J, GW.T, Gb


def spectral(X, y, K, W, b, lam):
    J, GW, Gb = value_grad(X, y, K, W, b, lam)
    return J + lam / 2 * (np.linalg.norm(W, 2) ** 2 - (W * W).sum()), GW, Gb


def any_label(X, y, K, W, b, lam):
    """Labels that are no class have no column of T."""
    check_parameters(K, lam)
    return value_grad(X, y, K, W, b, lam)


def from_the_end(X, y, K, W, b, lam):
    """−1 is the last class, as indices are in Python."""
    check(np.where(y < 0, y + K, y), K, lam)
    return value_grad(X, y % K, K, W, b, lam)


def any_penalty(X, y, K, W, b, lam):
    check(y, K, 0)
    return value_grad(X, y, K, W, b, lam)


def any_K(X, y, K, W, b, lam):
    check(y, max(K, 2), lam)
    return value_grad(X, y, K, W, b, lam)


def labels_first(X, y, K, W, b, lam):
    check_labels(y, K)
    return checked(value_grad)(X, y, K, W, b, lam)


def with_gradient(mistaken):
    return lambda *args: descend_or_refuse(*args, value_grad=mistaken)


def one_after_the_other(X, y, K, lam, step, iters):
    """b moves along a gradient at the new W."""
    check(y, K, lam, step, iters)
    W, b = np.zeros((X.shape[1], K)), np.zeros(K)
    history = [value_grad(X, y, K, W, b, lam)[0]]
    for _ in range(iters):
        W = W - step * value_grad(X, y, K, W, b, lam)[1]
        b = b - step * value_grad(X, y, K, W, b, lam)[2]
        history.append(value_grad(X, y, K, W, b, lam)[0])
    return finite(W, b, np.array(history))


def without_the_start(*args):
    W, b, history = descend_or_refuse(*args)
    return W, b, history[1:]


def history_after(*args):
    W, b, history = descend_or_refuse(*args)
    return W, b, np.append(history[1:], history[-1])


def one_step_more(X, y, K, lam, step, iters):
    check(y, K, lam, step, iters)
    W, b, history = descend_or_refuse(X, y, K, lam, step, iters + 1)
    return W, b, history[:-1]


def from_ones(*args):
    return descend_or_refuse(*args, W=1.0)


def from_small_numbers(X, y, K, *rest):
    rng = np.random.RandomState(0)
    start = 0.01 * rng.standard_normal((X.shape[1], max(K, 0)))
    return descend_or_refuse(X, y, K, *rest, W=start)


def empty_class_refused(X, y, K, *rest):
    check(y, K, *rest)
    if len(set(y.tolist())) < K:
        raise InvalidLabel("a class without observations")
    return descend_or_refuse(X, y, K, *rest)


def separable_refused(X, y, *rest):
    W, b, history = descend_or_refuse(X, y, *rest)
    if ((X @ W + b).argmax(axis=1) == y).all():
        raise NoFiniteOptimum("the classes are separable")
    return W, b, history


def refused_when_rising(*args):
    W, b, history = descend_or_refuse(*args)
    if (np.diff(history) > 0).any():
        raise NotConverged("J rises")
    return W, b, history


def never_refused(X, y, K, lam, step, iters):
    check(y, K, lam, step, iters)
    return descend(X, y, K, lam, step, iters)


def only_W_is_watched(*args):
    W, b, history = never_refused(*args)
    finite(W, b, W)
    return W, b, history


def any_step(X, y, K, lam, step, iters):
    check(y, K, lam)
    return finite(*descend(X, y, K, lam, step, max(iters, 0)))


def any_path_penalty(X, y, K, lam, step, iters):
    check(y, K, 0, step, iters)
    return finite(*descend(X, y, K, lam, step, iters))


def any_path_K(X, y, K, lam, step, iters):
    check(y, max(K, 2), lam, step, iters)
    return finite(*descend(X, y, K, lam, step, iters))


def any_path_label(X, y, K, lam, step, iters):
    check_parameters(K, lam, step, iters)
    return finite(*descend(X, y, K, lam, step, iters))


def path_from_the_end(X, y, K, lam, step, iters):
    check(np.where(y < 0, y + K, y), K, lam, step, iters)
    return descend_or_refuse(X, y % K, K, lam, step, iters)


def path_labels_first(X, y, K, *rest):
    check_labels(y, K)
    return descend_or_refuse(X, y, K, *rest)


def checks_last(X, y, K, lam, step, iters):
    result = finite(*descend(X, y, max(K, 1), lam, step, max(iters, 0)))
    check(y, K, lam, step, iters)
    return result


MISTAKES = {
    "log_softmax": {
        "ln(1 + ε) is taken where log1p(ε) is needed": shifted_by(
            lambda Z: Z.max(axis=1)[:, None]
        ),
        "the logarithm of the sum is subtracted from z, which leaves the rounding of z": by_logaddexp,
        "nothing is subtracted from z, and exp(z) overflows": shifted_by(lambda Z: 0),
        "the maximum of the matrix is subtracted, not that of the row": shifted_by(
            lambda Z: Z.max()
        ),
        "the maximum of the column is subtracted, not that of the row": shifted_by(
            lambda Z: Z.max(axis=0)
        ),
        "the minimum of the row is subtracted, not the maximum": shifted_by(
            lambda Z: Z.min(axis=1)[:, None]
        ),
        "the absolute values are looked at for the maximum": shifted_by(
            lambda Z: np.abs(Z).max(axis=1)[:, None]
        ),
        "the logarithm is taken of probabilities that have become 0": lambda Z: np.log(
            softmax(Z)
        ),
        "a small number is added to the probabilities": lambda Z: np.log(
            softmax(Z) + 1e-15
        ),
        "the probabilities are returned, not their logarithms": softmax,
        "the columns are normalised, not the rows": lambda Z: normalised(Z.T).T,
        "the whole matrix is normalised, not every row": lambda Z: normalised(
            Z.reshape(1, -1)
        ).reshape(Z.shape),
        "every entry has its own sigmoid": log_sigmoid,
        "the sign is wrong": lambda Z: -normalised(Z),
        "the logarithm has the base 2": lambda Z: normalised(Z) / np.log(2),
        "the maximum is subtracted and the logarithm of the sum is not": lambda Z: (
            Z - Z.max(axis=1)[:, None]
        ),
        "the maximum is taken away and not put back": lambda Z: (
            normalised(Z) + Z.max(axis=1)[:, None]
        ),
    },
    "softmax_value_grad": {
        "the 1/n is missing in the loss and in its gradient": checked(
            scaled(itself, itself)
        ),
        "the 1/n is missing in the gradient": checked(scaled(one, itself)),
        "the 1/n is missing in J": checked(scaled(itself, one)),
        "the 1/n is missing in Gb": checked(gb_summed),
        "the mean is taken over rows and classes": checked(with_loss(mean_over_all)),
        "GW is transposed": checked(transposed),
        "b is penalised": checked(b_penalised),
        "b is left out of Z": checked(without_b),
        "the penalty is missing": checked(with_penalty(nothing, nothing)),
        "the penalty is missing in GW": checked(with_penalty(one, nothing)),
        "the penalty is missing in J": checked(with_penalty(nothing, one)),
        "the penalty is λ‖W‖², without its ½": checked(with_penalty(twice, twice)),
        "the penalty lacks its ½ in J": checked(with_penalty(twice, one)),
        "the penalty in GW is 2λW": checked(with_penalty(one, twice)),
        "the penalty is divided by n": checked(
            with_penalty(lambda n: 1 / n, lambda n: 1 / n)
        ),
        "the norm of W is the largest singular value, not the root of the sum of squares": checked(
            spectral
        ),
        "T − P stands where P − T belongs": checked(uphill),
        "the labels are missing in the gradient: P stands where P − T belongs": checked(
            without_labels
        ),
        "the last class has no gradient": checked(last_class_fixed),
        "labels are counted from 1": checked(with_loss(from_one)),
        "the logarithm is taken of probabilities that have become 0": checked(
            log_of(softmax)
        ),
        "the probabilities are clipped before their logarithms are taken": checked(
            log_of(lambda Z: np.clip(softmax(Z), 1e-15, 1))
        ),
        "exp(z) overflows": checked(log_of(naive)),
        "1 is subtracted from a probability that is nearly 1": checked(
            with_loss(differences)
        ),
        "ln(1 + ε) is taken where log1p(ε) is needed": checked(with_loss(by_ln)),
        "the loss is the squared error of the probabilities": checked(
            with_loss(squared_error)
        ),
        "every class has its own sigmoid": checked(with_loss(one_against_the_rest)),
        "the label −1 is taken for the last class": from_the_end,
        "labels that are no class are accepted": any_label,
        "the labels are checked before the parameters": labels_first,
        "a single class is accepted": any_K,
        "a negative λ is accepted": any_penalty,
    },
    "softmax_gd": {
        "the 1/n is missing in the gradient": with_gradient(scaled(one, itself)),
        "the 1/n is missing in the gradient and in history": with_gradient(
            scaled(itself, itself)
        ),
        "b is penalised": with_gradient(b_penalised),
        "b never moves": with_gradient(b_at_rest),
        "b moves after W, along a gradient at the new W": one_after_the_other,
        "the last class never moves": with_gradient(last_class_fixed),
        "GW is transposed": with_gradient(transposed),
        "the penalty is missing": with_gradient(with_penalty(nothing, nothing)),
        "the penalty is missing in the gradient": with_gradient(
            with_penalty(one, nothing)
        ),
        "the penalty is missing in history": with_gradient(with_penalty(nothing, one)),
        "the penalty is λ‖W‖², without its ½": with_gradient(
            with_penalty(twice, twice)
        ),
        "the penalty is divided by n": with_gradient(
            with_penalty(lambda n: 1 / n, lambda n: 1 / n)
        ),
        "every step goes uphill": with_gradient(uphill),
        "labels are counted from 1": with_gradient(with_loss(from_one)),
        "the loss is the squared error of the probabilities": with_gradient(
            with_loss(squared_error)
        ),
        "every class has its own sigmoid": with_gradient(
            with_loss(one_against_the_rest)
        ),
        "the path starts at ones, not at 0": from_ones,
        "the path starts at small random numbers, not at 0": from_small_numbers,
        "history lacks J(0, 0)": without_the_start,
        "history is written after the update, not before it": history_after,
        "one step too many is taken": one_step_more,
        "a class without observations is refused": empty_class_refused,
        "separable classes are refused": separable_refused,
        "a path that rises but stays finite is refused": refused_when_rising,
        "only W is watched for overflow, not J": only_W_is_watched,
        "an overflow is returned": never_refused,
        "the label −1 is taken for the last class": path_from_the_end,
        "the checks come after the steps": checks_last,
        "labels that are no class are accepted": any_path_label,
        "the labels are checked before the parameters": path_labels_first,
        "a single class is accepted": any_path_K,
        "a negative λ is accepted": any_path_penalty,
        "step and iters are not checked": any_step,
    },
}

# ------------------------------------------------------------------ other valid ways


def relative(Z):
    """−ln Σⱼ exp(zⱼ − zₖ), entry by entry; log1p where zₖ is the largest."""
    L = np.empty_like(Z)
    for i, z in enumerate(Z):
        for k in range(len(z)):
            L[i, k] = -np.logaddexp(0, np.logaddexp.reduce(np.delete(z, k) - z[k]))
    return L


def in_blocks(X, y, K, W, b, lam, rows=50):
    """The loss and the gradient of fifty rows at a time, added up."""
    J, GW, Gb = lam / 2 * (W * W).sum(), lam * W, np.zeros(K)
    for i in range(0, len(y), rows):
        part = X[i : i + rows], y[i : i + rows]
        share = len(part[1]) / len(y)
        f, gw, gb = value_grad(*part, K, W, b, 0.0)
        J, GW, Gb = J + share * f, GW + share * gw, Gb + share * gb
    return J, GW, Gb


def row_by_row(X, y, K, W, b, lam):
    """One pass over X: each row gives its loss and its share of the gradient."""
    J, GW, Gb = lam / 2 * (W * W).sum(), lam * W, np.zeros(K)
    for x, label in zip(X, y, strict=True):
        f, df = mean_loss(np.array([label]), (x @ W + b)[None])
        r = df[0] / len(y)
        J, GW, Gb = J + f / len(y), GW + np.outer(x, r), Gb + r
    return J, GW, Gb


ALTERNATIVES = {
    "log_softmax": {
        "entry by entry, relative to it": relative,
    },
    "softmax_value_grad": {"row by row": checked(row_by_row)},
    "softmax_gd": {"fifty rows at a time": with_gradient(in_blocks)},
}

# ------------------------------------------------------------------ what is timed


def digits(rng, n, p, K, iters):
    X = rng.standard_normal((n, p))
    Z = X @ rng.standard_normal((p, K)) / np.sqrt(p)
    y = (Z + rng.standard_normal((n, K))).argmax(axis=1)
    return {"X": X, "y": y, "K": K, "lam": 0.01, "step": 0.5, "iters": iters}
