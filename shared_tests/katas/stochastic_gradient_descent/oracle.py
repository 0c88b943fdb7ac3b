"""The path with 50 digits."""

import mpmath
import numpy as np

from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

LARGEST = np.finfo(float).max

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


def iterates(X, y, w0, order, batch_size, step0, decay, g=gradient, eta=None, cut=cut):
    """w₀, w₁, … with another gradient, another step or other batches where a mistake has them."""
    eta = eta or (lambda k: step0 / (1 + decay * k))
    ws = [np.copy(w0)]
    for k, batch in enumerate(cut(order, batch_size)):
        ws.append(ws[k] - eta(k) * g(X, y, ws[k], batch))
    return np.array(ws)


def finite(ws):
    if not np.isfinite(ws).all():
        raise NotConverged("w overflows")
    return ws


def descend(X, y, w0, order, batch_size, step0, decay, answer=None, **changes):
    """All of it; `answer` makes w and w_avg of the iterates."""
    check_parameters(len(y), order, batch_size, step0, decay)
    ws = finite(iterates(X, y, w0, order, batch_size, step0, decay, **changes))
    return answer(ws) if answer else (ws[-1], ws[1:].mean(axis=0))


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, scales=1.0, noise=1.0, offset=0.0):
    """A constant column and p − 1 others, times `scales`; y = Xw + noise + offset."""
    X = np.column_stack([np.ones(n), rng.uniform(-2, 2, (n, p - 1))]) * scales
    w = rng.uniform(-3, 3, p) / scales
    y = X @ w + noise * rng.uniform(-1, 1, n) + offset
    return {"X": decimals(X, 8), "y": decimals(y)}


def one_column(rng, n):
    X, y = rng.uniform(-2, 2, (n, 1)), rng.uniform(-5, 5, n)
    return {"X": decimals(X), "y": decimals(y)}


def passes(rng, n, count):
    """The rows `count` times, each time in another order."""
    return np.concatenate([rng.permutation(n) for _ in range(count)])


def run(drawn, order, batch_size, steps, decay=0.0, w0=None):
    """Steps of length steps/maxᵢ‖xᵢ‖² at first: below 2 no row overshoots."""
    X = drawn["X"]
    step0 = float(f"{steps / np.max(np.sum(X**2, axis=1)):.3g}")
    start = np.zeros(X.shape[1]) if w0 is None else w0
    return drawn | {
        "w0": start,
        "order": order,
        "batch_size": batch_size,
        "step0": step0,
        "decay": decay,
    }


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

# ------------------------------------------------------------------ the usual mistakes


def changed(**changes):
    return lambda *args: descend(*args, **changes)


def with_steps(eta):
    """eta(step0, decay, k, rows per update, n) in the place of step0/(1 + decay·k)."""

    def wrong(X, y, w0, order, batch_size, step0, decay):
        check_parameters(len(y), order, batch_size, step0, decay)
        return descend(
            X,
            y,
            w0,
            order,
            batch_size,
            step0,
            decay,
            eta=lambda k: eta(step0, decay, k, batch_size, len(y)),
        )

    return wrong


def divided_by_batch_size(X, y, w0, order, batch_size, *rest):
    """The short last batch, too."""
    return descend(
        X,
        y,
        w0,
        order,
        batch_size,
        *rest,
        g=lambda X, y, w, B: gradient(X, y, w, B) * len(B) / batch_size,
    )


def weighted_average(X, y, w0, order, batch_size, *rest):
    sizes = [len(B) for B in cut(order, max(batch_size, 1))]
    return descend(
        X,
        y,
        w0,
        order,
        batch_size,
        *rest,
        answer=lambda ws: (ws[-1], np.average(ws[1:], axis=0, weights=sizes)),
    )


def row_after_row(X, y, w0, order, batch_size, step0, decay):
    """Within a batch w moves after every row."""
    check_parameters(len(y), order, batch_size, step0, decay)
    ws = [np.copy(w0)]
    for k, batch in enumerate(cut(order, batch_size)):
        w = ws[k]
        for i in batch:
            w = w - step0 / (1 + decay * k) / len(batch) * gradient(X, y, w, [i])
        ws.append(w)
    return finite(np.array(ws))[-1], np.mean(ws[1:], axis=0)


def at_the_average(X, y, w0, order, batch_size, step0, decay):
    """The gradient is taken at w_avg instead of w."""
    check_parameters(len(y), order, batch_size, step0, decay)
    ws = [np.copy(w0)]
    for k, batch in enumerate(cut(order, batch_size)):
        here = np.mean(ws[1:], axis=0) if k else w0
        ws.append(ws[k] - step0 / (1 + decay * k) * gradient(X, y, here, batch))
    return finite(np.array(ws))[-1], np.mean(ws[1:], axis=0)


def other_order(order_of):
    """order_of(order, n) in the place of order."""

    def wrong(X, y, w0, order, *rest):
        check_parameters(len(y), order, *rest)
        return descend(X, y, w0, order_of(order, len(y)), *rest)

    return wrong


def without_the_rest(order, batch_size):
    whole = len(order) // batch_size * batch_size
    return cut(order[: max(whole, batch_size)], batch_size)


def from_zero(X, y, w0, *rest):
    return descend(X, y, 0 * w0, *rest)


def no_index_check(X, y, w0, order, *rest):
    return descend(X, y, w0, order % len(y), *rest)


def from_one(X, y, w0, order, *rest):
    check_parameters(len(y), order, *rest)
    return descend(X, y, w0, (order - 1) % len(y), *rest)


def never_refused(X, y, w0, order, batch_size, step0, decay):
    check_parameters(len(y), order, batch_size, step0, decay)
    ws = iterates(X, y, w0, order, batch_size, step0, decay)
    return ws[-1], ws[1:].mean(axis=0)


def only_earlier_iterates_watched(*args):
    w, w_avg = never_refused(*args)
    finite(iterates(*args)[:-1])
    return w, w_avg


def parameters_last(X, y, w0, order, batch_size, step0, decay):
    args = X, y, w0, order % len(y), max(batch_size, 1), step0, decay
    finite(iterates(*args))
    return descend(X, y, w0, order, batch_size, step0, decay)


def accepted(batch_size=lambda v: v, step0=lambda v: v, decay=lambda v: v):
    """Some parameters changed to legal ones before they are checked, or no check at all of the step."""

    def wrong(X, y, w0, order, b, s, d):
        check_parameters(len(y), order, batch_size(b), step0(s), decay(d))
        ws = finite(iterates(X, y, w0, order, batch_size(b), s, d))
        return ws[-1], ws[1:].mean(axis=0)

    return wrong


def refused_when_far(*args):
    ws = iterates(*args)
    w, w_avg = descend(*args)
    if np.abs(ws[-1]).max() > 10 * max(1, np.abs(ws[0]).max()):
        raise NotConverged("w grows")
    return w, w_avg


MISTAKES = {
    "sgd": {
        "the gradient of the short last batch is divided by batch_size": divided_by_batch_size,
        "the gradient of a batch is a sum, not a mean": changed(
            g=lambda X, y, w, B: gradient(X, y, w, B) * len(B)
        ),
        "the gradient is divided by n, not by the rows of the batch": changed(
            g=lambda X, y, w, B: gradient(X, y, w, B) * len(B) / len(y)
        ),
        "the gradient of the whole loss is used": changed(
            g=lambda X, y, w, B: gradient(X, y, w, np.arange(len(y)))
        ),
        "the gradient has a factor 2": changed(
            g=lambda X, y, w, B: 2 * gradient(X, y, w, B)
        ),
        "every step goes uphill": changed(g=lambda X, y, w, B: -gradient(X, y, w, B)),
        "a row that comes twice in a batch counts once": changed(
            g=lambda X, y, w, B: gradient(X, y, w, np.unique(B))
        ),
        "batch_size is ignored and every row makes an update": changed(
            cut=lambda order, batch_size: cut(order, 1)
        ),
        "w moves within a batch, after every row": row_after_row,
        "the short last batch is left out": changed(cut=without_the_rest),
        "order is ignored and the rows come as 0, 1, 2, …": other_order(
            lambda order, n: np.arange(len(order)) % n
        ),
        "order is sorted first": other_order(lambda order, n: np.sort(order)),
        "indices are counted from 1": from_one,
        "the parameters are checked after the steps": parameters_last,
        "an index outside the rows wraps around": no_index_check,
        "k counts passes over the rows, not updates": with_steps(
            lambda s, d, k, b, n: s / (1 + d * (k * b // n))
        ),
        "k counts rows, not updates": with_steps(
            lambda s, d, k, b, n: s / (1 + d * k * b)
        ),
        "k starts at 1": with_steps(lambda s, d, k, b, n: s / (1 + d * (k + 1))),
        "the step does not decay": with_steps(lambda s, d, k, b, n: s),
        "the step decays like exp(−decay·k)": with_steps(
            lambda s, d, k, b, n: s * np.exp(-d * k)
        ),
        "the step decays like 1/(1 + k) to the power decay": with_steps(
            lambda s, d, k, b, n: s / (1 + k) ** d
        ),
        "the step decays like 1/√(1 + decay·k)": with_steps(
            lambda s, d, k, b, n: s / np.sqrt(1 + d * k)
        ),
        "each step divides the one before, so that the decays multiply up": with_steps(
            lambda s, d, k, b, n: s / np.prod(1 + d * np.arange(k + 1))
        ),
        "w₀ counts in the average": changed(
            answer=lambda ws: (ws[-1], ws.mean(axis=0))
        ),
        "the average is over the iterates before each update": changed(
            answer=lambda ws: (ws[-1], ws[:-1].mean(axis=0))
        ),
        "the average is a sum": changed(answer=lambda ws: (ws[-1], ws[1:].sum(axis=0))),
        "each batch weighs in the average as many times as it has rows": weighted_average,
        "the last iterate stands for the average, too": changed(
            answer=lambda ws: (ws[-1], ws[-1])
        ),
        "w and w_avg are returned in the wrong order": changed(
            answer=lambda ws: (ws[1:].mean(axis=0), ws[-1])
        ),
        "the gradient is taken at the average": at_the_average,
        "the path starts at 0 instead of w₀": from_zero,
        "a path that grows but stays finite is refused": refused_when_far,
        "the last iterate is not watched for overflow": only_earlier_iterates_watched,
        "an overflow is returned": never_refused,
        "a batch of no rows is accepted": accepted(batch_size=lambda v: max(v, 1)),
        "a step that is not positive is accepted": accepted(step0=lambda v: 1),
        "a negative decay is accepted": accepted(decay=lambda v: 0),
    },
}

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


ALTERNATIVES = {
    "sgd": {
        "row by row": changed(g=row_by_row),
        "all rows, weighted": changed(g=multiplicities),
        "a running mean": changed(answer=running_mean),
    }
}
