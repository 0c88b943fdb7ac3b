"""The path with 50 digits."""

import mpmath
import numpy as np

from dojo.spec.descents import LARGEST, finite, rounded_step
from dojo.spec.designs import decimals, regression
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

# ------------------------------------------------------------------ the truth


def sgd(X, y, w0, order, batch_size, step0, decay):
    check_parameters(len(y), order, batch_size, step0, decay)
    with mpmath.workdps(50):
        rows = [mpmath.matrix([x]) for x in X.tolist()]
        w, total = mpmath.matrix(w0.tolist()), mpmath.zeros(len(w0), 1)
        batches = cut(order.tolist(), batch_size)
        for k, batch in enumerate(batches):
            g = mpmath.zeros(len(w0), 1)
            for i in batch:
                g += rows[i].T * ((rows[i] * w)[0] - mpmath.mpf(y[i]))
            w -= mpmath.mpf(step0) / (1 + mpmath.mpf(decay) * k) / len(batch) * g
            if max(map(abs, w)) > LARGEST:
                raise NotConverged(f"w overflows after {k + 1} updates")
            total += w
        return np.array(list(w), float), np.array(list(total / len(batches)), float)


def check_parameters(n, order, batch_size, step0, decay):
    if batch_size < 1 or step0 <= 0 or decay < 0:
        raise InvalidParameter(f"{batch_size}, {step0}, {decay}")
    if min(order) < 0 or max(order) >= n:
        raise InvalidParameter(f"order reaches from {min(order)} to {max(order)}")


def cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


# ------------------------------------------------------------------ a second route, in float64


def gradient(X, y, w, batch):
    """The mean over the rows of a batch."""
    return X[batch].T @ (X[batch] @ w - y[batch]) / len(batch)


def iterates(X, y, w0, order, batch_size, step0, decay, g=gradient):
    """w₀, w₁, … by the gradient g of a batch."""
    ws = [np.copy(w0)]
    for k, batch in enumerate(cut(order, batch_size)):
        ws.append(ws[k] - step0 / (1 + decay * k) * g(X, y, ws[k], batch))
    return np.array(ws)


def descend(X, y, w0, order, batch_size, step0, decay, answer=None, **changes):
    """All of it; `answer` makes w and w_avg of the iterates."""
    check_parameters(len(y), order, batch_size, step0, decay)
    (ws,) = finite(iterates(X, y, w0, order, batch_size, step0, decay, **changes))
    return answer(ws) if answer else (ws[-1], ws[1:].mean(axis=0))


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, **how):
    return regression(rng, n, p, **how)


def one_column(rng, n):
    X, y = rng.uniform(-2, 2, (n, 1)), rng.uniform(-5, 5, n)
    return {"X": decimals(X), "y": decimals(y)}


def passes(rng, n, count):
    """The rows `count` times, each time in another order."""
    return np.concatenate([rng.permutation(n) for _ in range(count)])


def run(drawn, order, batch_size, steps, decay=0.0, w0=None):
    """Steps of length steps/maxᵢ‖xᵢ‖² at first: below 2 no row overshoots."""
    X = drawn["X"]
    step0 = rounded_step(steps / np.max(np.sum(X**2, axis=1)))
    start = np.zeros(X.shape[1]) if w0 is None else w0
    drawn |= {"w0": start, "order": order, "batch_size": batch_size}
    return drawn | {"step0": step0, "decay": decay}


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, order, batch_size, step0, decay, w, w_avg):
    """Every update is a combination of the rows that were used, so w and w_avg differ from w₀ by one, too."""
    _, s, Vt = np.linalg.svd(X[np.unique(order)], full_matrices=False)
    V = Vt[s > 1e-10 * s[0]].T
    for name, v in ("w", w), ("w_avg", w_avg):
        outside = (v - w0) - V @ (V.T @ (v - w0))
        allowed = 1e-9 * max(np.max(np.abs(v)), np.max(np.abs(w0)))
        if np.max(np.abs(outside)) > allowed:
            return f"{name} − w₀ is no combination of the rows in order: {np.max(np.abs(outside)):.1e} lies outside."
    return ""


CERTIFICATES = {"sgd": certify}


WELL_POSED = {"sgd": path_is_stable("sgd", largest=1e150)}

# ------------------------------------------------------------------ other valid ways


def row_by_row(X, y, w, batch):
    g = np.zeros(len(w))
    for i in batch:
        g += (X[i] @ w - y[i]) * X[i]
    return g / len(batch)


def multiplicities(X, y, w, batch):
    """All rows, weighted by how often the batch names them."""
    counts = np.bincount(batch, minlength=len(y))
    return X.T @ (counts * (X @ w - y)) / len(batch)


def running_mean(ws):
    mean = 0 * ws[0]
    for k, w in enumerate(ws[1:]):
        mean = mean * (k / (k + 1)) + w / (k + 1)
    return ws[-1], mean


def changed(**changes):
    return lambda *args: descend(*args, **changes)


ALTERNATIVES = {
    "sgd": {
        "row by row": changed(g=row_by_row),
        "all rows, weighted": changed(g=multiplicities),
        "a running mean": changed(answer=running_mean),
    }
}
