"""Everything with 50 digits, but for long paths on real data, which are computed in extended precision."""

import mpmath
import numpy as np

from dojo.spec.certificates import adds_up, gradient_of_scores, non_increasing
from dojo.spec.descents import descend, rounded_step
from dojo.spec.designs import decimals
from dojo.spec.rational import to_13_digits
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after
from dojo.spec.well_posed import path_is_stable

SHORT = 100_000  # multiplications: more would take 50 digits too long

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
    with mpmath.workdps(50):
        X, y = mpmath.matrix(X.tolist()), y.tolist()
        start = mpmath.matrix(X.cols, K), mpmath.matrix(K, 1)

        def value_grad(W, b):
            return precise_value_grad(X, y, W, b, lam)

        W, b, history = descend(value_grad, start, step, iters)
        W, b = np.array(W.tolist(), float), np.array(list(b), float)
        return W, b, np.array(history, float)


def extended_path(X, y, K, lam, step, iters):
    """The recurrence in extended precision, rounded to 13 digits.

    On a convex J steps below 2/L do not amplify errors, so those of 64 bits stay near 1e-18 (and those of
    float64 below 1e-15, as WELL_POSED finds by the difference): the 13 digits are the same wherever
    np.longdouble is longer than float64, whatever its exp and log are.
    """
    X, lam, step = X.astype(np.longdouble), np.longdouble(lam), np.longdouble(step)
    T = indicator(y, K).astype(np.longdouble)
    start = np.zeros((X.shape[1], K), np.longdouble), np.zeros(K, np.longdouble)

    def value_grad(W, b):
        Z = X @ W + b
        Z -= Z.max(axis=1, keepdims=True)
        E = np.exp(Z)
        total = E.sum(axis=1, keepdims=True)
        loss = (np.log(total).sum() - (Z * T).sum()) / len(y)
        R = (E / total - T) / len(y)
        return loss + lam / 2 * (W * W).sum(), X.T @ R + lam * W, R.sum(axis=0)

    return tuple(map(to_13_digits, descend(value_grad, start, step, iters)))


def check(y, K, lam, step=1, iters=0):
    if K < 2 or lam < 0 or step <= 0 or iters < 0:
        raise InvalidParameter(f"K, lam, step, iters are {K}, {lam}, {step}, {iters}")
    check_labels(y, K)


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


def path(X, y, K, lam, step, iters, value_grad=value_grad):
    """The recurrence as it stands, for any function in the place of value_grad."""
    check(y, K, lam, step, iters)
    start = np.zeros((X.shape[1], K)), np.zeros(K)
    return descend(lambda W, b: value_grad(X, y, K, W, b, lam), start, step, iters)


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
    step = rounded_step(steps / smoothness(drawn["X"], drawn["lam"]))
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

# ------------------------------------------------------------------ other valid ways


def relative(Z):
    """−ln Σⱼ exp(zⱼ − zₖ), entry by entry; log1p where zₖ is the largest."""
    L = np.empty_like(Z)
    for i, z in enumerate(Z):
        for k in range(len(z)):
            L[i, k] = -np.logaddexp(0, np.logaddexp.reduce(np.delete(z, k) - z[k]))
    return L


def in_blocks(size):
    """The losses and the gradients of `size` rows at a time, added up."""

    def program(X, y, K, W, b, lam):
        J, GW, Gb = lam / 2 * (W * W).sum(), lam * W, np.zeros(K)
        for i in range(0, len(y), size):
            Xi, yi = X[i : i + size], y[i : i + size]
            f, gw, gb = value_grad(Xi, yi, K, W, b, 0.0)
            share = len(yi) / len(y)
            J, GW, Gb = J + share * f, GW + share * gw, Gb + share * gb
        return J, GW, Gb

    return program


ALTERNATIVES = {
    "log_softmax": {"entry by entry, relative to it": relative},
    "softmax_value_grad": {
        "row by row": after(
            lambda X, y, K, W, b, lam: check(y, K, lam), in_blocks(size=1)
        )
    },
    "softmax_gd": {
        "fifty rows at a time": lambda *args: path(*args, value_grad=in_blocks(50))
    },
}
