"""The path with 50 digits; zeros are exact there as well."""

import mpmath
import numpy as np

from dojo.spec.certificates import non_increasing
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

# ------------------------------------------------------------------ the truth


def gd_penalized(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    check_parameters(l1, l2, step, iters)
    with mpmath.workdps(50):
        w, b, history, _ = path(X, y, w0, b0, l1, l2, step, iters, fit_intercept)
        return np.array(w, float), float(b), np.array(history, float)


def path(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """w, b, history and the values of every wⱼ on the way; refused as soon as J is no float64."""
    n, p = X.shape
    X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
    b, step = mpmath.mpf(b0), mpmath.mpf(step)
    l1, l2 = mpmath.mpf(l1), mpmath.mpf(l2)
    history, weights = [], [[] for _ in range(p)]
    for k in range(iters + 1):
        r = X * w - y
        r = [v + b for v in r]
        loss = sum(v**2 for v in r) / (2 * n)
        penalty = l1 * sum(abs(v) for v in w) + l2 / 2 * sum(v**2 for v in w)
        history.append(loss + penalty)
        for j in range(p):
            weights[j].append(w[j])
        if history[k] > LARGEST:
            raise NotConverged(f"J overflows after {k} steps")
        if k < iters:
            g = [sum(X[i, j] * r[i] for i in range(n)) / n for j in range(p)]
            for j in range(p):
                w[j] -= step * (g[j] + l1 * mpmath.sign(w[j]) + l2 * w[j])
            b -= step * sum(r) / n if fit_intercept else 0
    return list(w), b, history, weights


def check_parameters(l1, l2, step, iters):
    if min(l1, l2, iters) < 0 or step <= 0:
        raise InvalidParameter(f"l1, l2, iters, step are {l1}, {l2}, {iters}, {step}")


# ------------------------------------------------------------------ a second route, in float64


def value(X, y, w, b, l1, l2):
    r = X @ w + b - y
    return r @ r / (2 * len(y)) + l1 * np.abs(w).sum() + l2 / 2 * (w @ w)


def gradients(X, y, w, b, l1, l2):
    """∇J in w and in b, with sign(0) = 0."""
    r = X @ w + b - y
    return X.T @ r / len(y) + l1 * np.sign(w) + l2 * w, r.mean()


def simultaneous(w, b, g_w, g_b, step):
    return w - step * g_w, b - step * g_b


def descend(
    X,
    y,
    w0,
    b0,
    l1,
    l2,
    step,
    iters,
    fit_intercept,
    value=value,
    gradients=gradients,
    move=simultaneous,
):
    """The recurrence as it stands, with any function in the place of each of its parts."""
    w, b, history = np.copy(w0), b0, np.empty(iters + 1)
    for k in range(iters + 1):
        history[k] = value(X, y, w, b, l1, l2)
        if k < iters:
            g_w, g_b = gradients(X, y, w, b, l1, l2)
            w, b = move(w, b, g_w, g_b if fit_intercept else 0.0, step)
    return w, b, history


def descend_or_refuse(X, y, w0, b0, l1, l2, step, iters, fit_intercept, **parts):
    check_parameters(l1, l2, step, iters)
    return finite(*descend(X, y, w0, b0, l1, l2, step, iters, fit_intercept, **parts))


def finite(w, b, history):
    if not np.isfinite(history).all():
        raise NotConverged("J overflows")
    return w, b, history


# ------------------------------------------------------------------ what the draws are made of


def smoothness(X, l2, fit_intercept):
    """L of the smooth part of J: the largest eigenvalue of its Hessian is at most this."""
    A = np.column_stack([X, np.ones(len(X))]) if fit_intercept else X
    return np.linalg.norm(A, 2) ** 2 / len(X) + l2


def problem(
    rng, n, p, l1, l2, steps, iters, fit_intercept=1, scales=1.0, offset=0.0, start=True
):
    """Uniform columns times `scales`, some weights 0, noise; a path of `iters` steps of length steps/L."""
    X = decimals(decimals(rng.uniform(-2, 2, (n, p))) * scales, 10)
    w = rng.uniform(-3, 3, p) * (rng.uniform(size=p) < 0.7) / scales
    y = decimals(X @ w + rng.uniform(-1, 1, n) + 1.5 + offset)
    w0 = rng.randint(-3, 4, p) / 2 if start else np.zeros(p)
    step = float(f"{steps / smoothness(X, l2, fit_intercept):.3g}")
    return {
        "X": X,
        "y": y,
        "w0": w0,
        "b0": float(rng.randint(-3, 4)) / 2 + offset,
        "l1": l1,
        "l2": l2,
        "step": step,
        "iters": iters,
        "fit_intercept": fit_intercept,
    }


SCALES = 10.0 ** np.array([0, -6, 6, -3, 3])


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, b0, l1, l2, step, iters, fit_intercept, w, b, history):
    """A subgradient step of |w| may rise, so this holds for l₁ = 0 only."""
    gentle = step * smoothness(X, l2, fit_intercept) <= 1
    return non_increasing("history", history) if gentle and l1 == 0 else ""


CERTIFICATES = {"gd_penalized": certify}


def well_posed(*inputs):
    """Float64 and 50 digits agree to 1e-11, no weight passes 0 too closely, no value is near the largest number."""
    try:
        gd_penalized(*inputs)
    except (InvalidParameter, NotConverged):
        return ""
    with mpmath.workdps(50):
        weights = path(*inputs)[3]
    for j, sizes in enumerate([abs(v) for v in visited if v] for visited in weights):
        if sizes and min(sizes) < 1e-8 * max(sizes):
            return f"w[{j}] passes 0 at a distance of {float(min(sizes)):.1e}"
    return path_is_stable("gd_penalized")(*inputs)


WELL_POSED = {"gd_penalized": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def with_parts(**parts):
    return lambda *inputs: descend_or_refuse(*inputs, **parts)


def slopes(loss=1.0, l1=lambda w: np.sign(w), l2=1.0, b=lambda w, b, l1, l2: 0.0):
    """A gradient with other factors: loss · Xᵀr/n + l₁ · l1(w) + l₂ · l2 · w, and b(…) added to that of b."""

    def mistaken(X, y, w, intercept, lam1, lam2):
        c = loss if np.isscalar(loss) else loss(len(y))
        r = X @ w + intercept - y
        g_w = c * X.T @ r / len(y) + lam1 * l1(w) + lam2 * l2 * w
        return g_w, c * r.mean() + b(w, intercept, lam1, lam2)

    return mistaken


def values(loss=1.0, l1=1.0, l2=1.0):
    def mistaken(X, y, w, b, lam1, lam2):
        c = loss if np.isscalar(loss) else loss(len(y))
        return (
            c * value(X, y, w, b, 0, 0)
            + l1 * lam1 * np.abs(w).sum()
            + l2 * lam2 / 2 * (w @ w)
        )

    return mistaken


def penalties_over_n(X, y, w, b, l1, l2):
    return gradients(X, y, w, b, l1 / len(y), l2 / len(y))


def value_with_penalised_b(X, y, w, b, l1, l2):
    return value(X, y, w, b, l1, l2) + l1 * abs(b) + l2 / 2 * b * b


def in_turn(first):
    """w first, then b with the new w; or the other way round."""

    def mistaken(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
        check_parameters(l1, l2, step, iters)
        w, b, history = np.copy(w0), b0, [value(X, y, w0, b0, l1, l2)]
        for _ in range(iters):
            for part in (first, "b" if first == "w" else "w"):
                g_w, g_b = gradients(X, y, w, b, l1, l2)
                if part == "w":
                    w = w - step * g_w
                elif fit_intercept:
                    b = b - step * g_b
            history.append(value(X, y, w, b, l1, l2))
        return finite(w, b, np.array(history))

    return mistaken


def one_after_the_other(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    check_parameters(l1, l2, step, iters)
    w, b, history = np.copy(w0), b0, [value(X, y, w0, b0, l1, l2)]
    for _ in range(iters):
        g_b = gradients(X, y, w, b, l1, l2)[1]
        for j in range(len(w)):
            w[j] -= step * gradients(X, y, w, b, l1, l2)[0][j]
        b = b - step * g_b if fit_intercept else b
        history.append(value(X, y, w, b, l1, l2))
    return finite(w, b, np.array(history))


def proximal(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """A gradient step for the smooth part, then soft-thresholding at step · l₁."""
    check_parameters(l1, l2, step, iters)
    w, b, history = np.copy(w0), b0, [value(X, y, w0, b0, l1, l2)]
    for _ in range(iters):
        g_w, g_b = gradients(X, y, w, b, 0, l2)
        w, b = simultaneous(w, b, g_w, g_b if fit_intercept else 0.0, step)
        w = np.sign(w) * np.maximum(np.abs(w) - step * l1, 0)
        history.append(value(X, y, w, b, l1, l2))
    return finite(w, b, np.array(history))


def held_at_zero(w, b, g_w, g_b, step):
    """A weight that would change its sign becomes 0."""
    new, b = simultaneous(w, b, g_w, g_b, step)
    return np.where(new * w < 0, 0, new), b


def changed(change, after=lambda result, inputs: result):
    """The right algorithm on changed inputs; `after` changes its result."""

    def mistaken(*inputs):
        check_parameters(*inputs[4:8])
        with np.errstate(all="ignore"):
            return after(descend_or_refuse(*change(*inputs)), inputs)

    return mistaken


def replace(**new):
    """The same inputs but for some, each a value or a function of the old one."""
    names = ["X", "y", "w0", "b0", "l1", "l2", "step", "iters", "fit_intercept"]

    def change(*inputs):
        old = dict(zip(names, inputs, strict=True))
        return [
            new[k](v) if callable(new.get(k)) else new.get(k, v) for k, v in old.items()
        ]

    return change


def given_intercept_lost(*inputs):
    """Without a fit, b₀ is neither used nor returned."""
    flag = inputs[-1]
    return changed(replace(b0=lambda b: b if flag else 0.0))(*inputs)


def same(*inputs):
    return inputs


def not_checked(*inputs):
    inputs = replace(iters=lambda k: max(k, 0))(*inputs)
    return finite(*descend(*inputs))


def checked_last(*inputs):
    result = not_checked(*inputs)
    check_parameters(*inputs[4:8])
    return result


def never_refused(*inputs):
    check_parameters(*inputs[4:8])
    return descend(*inputs)


def only_the_last_is_watched(*inputs):
    w, b, history = never_refused(*inputs)
    return finite(w, b, history[-1:]) and (w, b, history)


def only_the_loss_is_watched(*inputs):
    check_parameters(*inputs[4:8])
    finite(*descend(*inputs, value=lambda X, y, w, b, l1, l2: np.sum((X @ w - y) ** 2)))
    return descend(*inputs)


def refused_when_rising(*inputs):
    w, b, history = descend_or_refuse(*inputs)
    if (np.diff(history) > 0).any():
        raise NotConverged("J rises")
    return w, b, history


MISTAKES = {
    "gd_penalized": {
        "both penalties act on the intercept too": with_parts(
            gradients=slopes(b=lambda w, b, l1, l2: l1 * np.sign(b) + l2 * b)
        ),
        "both penalties act on the intercept too, also in history": with_parts(
            gradients=slopes(b=lambda w, b, l1, l2: l1 * np.sign(b) + l2 * b),
            value=value_with_penalised_b,
        ),
        "l₂ acts on the intercept too": with_parts(
            gradients=slopes(b=lambda w, b, l1, l2: l2 * b)
        ),
        "sign(0) is 1": with_parts(
            gradients=slopes(l1=lambda w: np.where(w >= 0, 1.0, -1.0))
        ),
        "sign(0) is −1": with_parts(
            gradients=slopes(l1=lambda w: np.where(w > 0, 1.0, -1.0))
        ),
        "l₁ is added to every gradient, without the sign of the weight": with_parts(
            gradients=slopes(l1=lambda w: np.ones(len(w)))
        ),
        "the slope of |w| is taken for |w|": with_parts(gradients=slopes(l1=np.abs)),
        "the slope of |w| is taken for w": with_parts(gradients=slopes(l1=lambda w: w)),
        "l₁ pushes the weights away from 0": with_parts(
            gradients=slopes(l1=lambda w: -np.sign(w))
        ),
        "l₂ pushes the weights away from 0": with_parts(gradients=slopes(l2=-1.0)),
        "the gradient of (l₂/2)‖w‖² is taken for 2 l₂ w": with_parts(
            gradients=slopes(l2=2.0)
        ),
        "the penalty is l₂‖w‖², without its ½, in the gradient and in history": with_parts(
            gradients=slopes(l2=2.0), value=values(l2=2.0)
        ),
        "history counts l₂‖w‖², without its ½": with_parts(value=values(l2=2.0)),
        "history is the loss without the penalties": with_parts(
            value=values(l1=0.0, l2=0.0)
        ),
        "history lacks the ½ of the loss": with_parts(value=values(loss=2.0)),
        "the loss is the mean square, without its ½": with_parts(
            gradients=slopes(loss=2.0), value=values(loss=2.0)
        ),
        "the gradient of the loss has a factor 2": with_parts(
            gradients=slopes(loss=2.0)
        ),
        "the 1/n is missing in the gradient": with_parts(
            gradients=slopes(loss=lambda n: n)
        ),
        "the 1/n is missing in the gradient and in history": with_parts(
            gradients=slopes(loss=lambda n: n), value=values(loss=lambda n: n)
        ),
        "the penalties are divided by n as well": with_parts(
            gradients=penalties_over_n
        ),
        "l₁ and l₂ are exchanged": changed(
            lambda X, y, w0, b0, l1, l2, *rest: (X, y, w0, b0, l2, l1, *rest)
        ),
        "w moves before the gradient in b is computed": in_turn("w"),
        "b moves before the gradient in w is computed": in_turn("b"),
        "the weights are updated one after the other": one_after_the_other,
        "the step for |w| is a proximal one": proximal,
        "a weight that would change its sign is set to 0": with_parts(
            move=held_at_zero
        ),
        "b is moved although no intercept is fitted": changed(
            replace(fit_intercept=True)
        ),
        "b is never moved": changed(replace(fit_intercept=False)),
        "a given intercept is forgotten": given_intercept_lost,
        "a given intercept is used but returned as 0": changed(
            same,
            lambda result, inputs: (
                result if inputs[-1] else (result[0], 0.0, result[2])
            ),
        ),
        "b starts at 0 instead of b₀": changed(replace(b0=0.0)),
        "the weights start at 0 instead of w₀": changed(replace(w0=np.zeros_like)),
        "history lacks J(w₀, b₀)": changed(
            same, lambda result, inputs: (*result[:2], result[2][1:])
        ),
        "history starts after the first step": changed(
            same,
            lambda result, inputs: (
                *result[:2],
                np.append(result[2][1:], result[2][-1]),
            ),
        ),
        "one step too many is taken": changed(
            replace(iters=lambda k: k + 1),
            lambda result, inputs: (*result[:2], result[2][:-1]),
        ),
        "a path that rises but stays finite is refused": refused_when_rising,
        "only the last value is watched for overflow": only_the_last_is_watched,
        "only the loss is watched for overflow, not the penalties": only_the_loss_is_watched,
        "an overflow is returned": never_refused,
        "the parameters are checked after the steps": checked_last,
        "the parameters are not checked": not_checked,
    }
}

# ------------------------------------------------------------------ other valid ways


def weight_decay(w, b, X, y, l1, l2, step):
    """(1 − step·l₂)w − step·(Xᵀr/n + l₁ sign w)"""
    r = X @ w + b - y
    shrunk = (1 - step * l2) * w
    return shrunk - step * (X.T @ r / len(y) + l1 * np.sign(w)), r.mean()


def decayed(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    check_parameters(l1, l2, step, iters)
    w, b, history = np.copy(w0), b0, [value(X, y, w0, b0, l1, l2)]
    for _ in range(iters):
        w, g_b = weight_decay(w, b, X, y, l1, l2, step)
        b = b - step * g_b if fit_intercept else b
        history.append(value(X, y, w, b, l1, l2))
    return finite(w, b, np.array(history))


def on_the_gram_matrix(X, y, w0, b0, l1, l2, step, iters, fit_intercept):
    """The same iterates from AᵀA and Aᵀy with A = [X 1]; the data are read for history only."""
    A = np.column_stack([X, np.ones(len(y))])
    G, c = A.T @ A / len(y), A.T @ y / len(y)

    def from_gram(X, y, w, b, l1, l2):
        g = G @ np.append(w, b) - c
        return g[:-1] + l1 * np.sign(w) + l2 * w, g[-1]

    return descend_or_refuse(
        X, y, w0, b0, l1, l2, step, iters, fit_intercept, gradients=from_gram
    )


ALTERNATIVES = {
    "gd_penalized": {"weight decay": decayed, "on the Gram matrix": on_the_gram_matrix}
}
