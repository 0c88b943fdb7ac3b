"""The recurrence row by row: with 50 digits where it is short, else in extended precision."""

import mpmath
import numpy as np

from dojo.spec import kata
from dojo.spec.certificates import adds_up
from dojo.spec.descents import LARGEST
from dojo.spec.designs import decimals
from dojo.spec.rational import to_13_digits
from dojo.spec.refusals import InvalidLabel, InvalidParameter, NotConverged
from dojo.spec.well_posed import path_is_stable

gradients = kata("mlp_gradients").oracle
sgd = kata("stochastic_gradient_descent").oracle
cut, passes = sgd.cut, sgd.passes

SHORT = 100_000  # multiplications: more would take 50 digits too long

# ------------------------------------------------------------------ the truth


def mlp_train(X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size):
    check(X, Y, activation, loss, lam, step, mu, order, batch_size)
    data, theta = (X, Y), (U1, c1, U2, c2)
    rest = activation, loss, lam, step, mu, order.tolist(), batch_size
    if (len(order) + len(X)) * (U1.size + U2.size) <= SHORT:
        with mpmath.workdps(50):
            *end, J0, J1 = path(data, theta, *rest, precise, PRECISE)
            return *(np.array(w, float) for w in end), float(J0), float(J1)
    *end, J0, J1 = path(data, theta, *rest, np.longdouble, EXTENDED)
    return *map(to_13_digits, end), float(to_13_digits(J0)), float(to_13_digits(J1))


def precise(values):
    return np.vectorize(mpmath.mpf, otypes=[object])(values)


def entrywise(f):
    return lambda values: np.vectorize(f, otypes=[object])(values)


PRECISE = (entrywise(mpmath.tanh), entrywise(mpmath.exp), mpmath.log)
EXTENDED = (np.tanh, np.exp, np.log)


def path(
    data, theta, activation, loss, lam, step, mu, order, batch_size, number, functions
):
    """The rows of a batch one after the other, by outer products, in numbers of any kind."""
    X, Y = map(number, data)
    theta = [number(w) for w in theta]
    velocity = [0 * w for w in theta]
    lam, step, mu = (number(v)[()] for v in (lam, step, mu))
    kind = functions, activation, loss, lam
    J_start = value(X, Y, theta, *kind)
    for k in range(0, len(order), batch_size):
        batch = order[k : k + batch_size]
        g = [lam * w if w.ndim == 2 else 0 * w for w in theta]
        for i in batch:
            for total, part in zip(g, row(X[i], Y[i], theta, *kind)[1], strict=True):
                total += part / len(batch)
        velocity = [mu * v - step * d for v, d in zip(velocity, g, strict=True)]
        theta = [w + v for w, v in zip(theta, velocity, strict=True)]
        if max(np.max(np.abs(w)) for w in theta) > LARGEST:
            raise NotConverged(f"a weight overflows after {k + len(batch)} rows")
    J_end = value(X, Y, theta, *kind)
    if not J_end <= LARGEST:
        raise NotConverged("J overflows")
    return *theta, J_start, J_end


def row(x, y, theta, functions, activation, loss, lam):
    """The loss of one row and its gradient."""
    W1, b1, W2, b2 = theta
    tanh, exp, log = functions
    z = x @ W1 + b1
    if activation == "tanh":
        h = tanh(z)
        slope = 1 - h * h
    elif activation == "relu":
        slope = (z > 0).astype(int)
        h = z * slope
    elif activation == "sigmoid":
        h = 1 / (1 + exp(-z))
        slope = h * (1 - h)
    else:
        h, slope = z, 1
    s = h @ W2 + b2
    if loss == "cross_entropy":
        m = max(s)
        L = s - m - log(sum(exp(s - m)))
        ell, r = -(y @ L), exp(L) - y
    else:
        r = s - y
        ell = r @ r / 2
    dz = slope * (W2 @ r)
    return ell, (np.outer(x, dz), dz, np.outer(h, r), r)


def value(X, Y, theta, functions, activation, loss, lam):
    losses = [
        row(x, y, theta, functions, activation, loss, lam)[0]
        for x, y in zip(X, Y, strict=True)
    ]
    return (
        sum(losses) / len(X) + lam * ((theta[0] ** 2).sum() + (theta[2] ** 2).sum()) / 2
    )


def check(X, Y, activation, loss, lam, step, mu, order, batch_size):
    if lam < 0 or batch_size < 1 or step <= 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"lam, step, mu are {lam}, {step}, {mu}; {batch_size=}")
    if min(order) < 0 or max(order) >= len(X):
        raise InvalidParameter(f"order reaches from {min(order)} to {max(order)}")
    gradients.check(Y, loss, lam)


# ------------------------------------------------------------------ a second route, in float64


def value_grad(X, Y, theta, *rest):
    """J and its four derivatives, all rows at once."""
    J, *g = gradients.backprop(X, Y, *theta, *rest)
    return J, g


def of_batch(X, Y, B, theta, *rest):
    return value_grad(X[B], Y[B], theta, *rest)[1]


def heavy_ball(theta, velocity, g, step, mu):
    velocity = [mu * v - step * d for v, d in zip(velocity, g, strict=True)]
    return [w + v for w, v in zip(theta, velocity, strict=True)], velocity


def train(X, Y, U1, c1, U2, c2, *rest, gradient=of_batch, update=heavy_ball):
    """The recurrence, with another gradient or update where they can be chosen."""
    check(X, Y, *rest)
    *kind, step, mu, order, batch_size = rest
    theta = [U1, c1, U2, c2]
    velocity, J_start = [0 * w for w in theta], value_grad(X, Y, theta, *kind)[0]
    for B in cut(order, batch_size):
        g = gradient(X, Y, B, theta, *kind)
        theta, velocity = update(theta, velocity, g, step, mu)
    result = *theta, J_start, value_grad(X, Y, theta, *kind)[0]
    if not all(np.isfinite(part).all() for part in result):
        raise NotConverged("a weight or J overflows")
    return result


def with_changes(**changes):
    return lambda *args: train(*args, **changes)


# ------------------------------------------------------------------ what the draws are made of


def start(rng, d, h, k):
    """Weights that are not alike, where tanh and the sigmoid bend."""
    return {
        "U1": decimals(rng.uniform(-1, 1, (d, h)), 2),
        "c1": decimals(rng.uniform(-1, 1, h), 2),
        "U2": decimals(rng.uniform(-1, 1, (h, k)), 2),
        "c2": np.zeros(k),
    }


def small(rng, activation, loss, order, batch_size, lam=0.01, mu=0.9, n=9):
    """Nine rows, two columns, three units, two outputs; few steps."""
    X = decimals(rng.uniform(-2, 2, (n, 2)))
    Y = decimals(rng.uniform(-1, 1, (n, 2)))
    if loss == "cross_entropy":
        Y = np.eye(2)[(X[:, 0] * X[:, 1] > 0).astype(int)]
    kind = {"activation": activation, "loss": loss, "lam": lam}
    steps = {"step": 0.1, "mu": mu, "order": order, "batch_size": batch_size}
    return {"X": X, "Y": Y} | start(rng, 2, 3, 2) | kind | steps


def classes(X, Y, weights, order):
    """By tanh and the cross-entropy, twenty rows a step."""
    kind = {"activation": "tanh", "loss": "cross_entropy", "lam": 0.0}
    steps = {"step": 0.1, "mu": 0.9, "order": order, "batch_size": 20}
    return {"X": X, "Y": Y} | weights | kind | steps


def donut(rng, n, count):
    """Two rings of radii 1 and 3: no line separates them, eight units do."""
    angle, outer = rng.uniform(0, 2 * np.pi, n), np.arange(n) % 2
    radius = 1 + 2 * outer + rng.uniform(-0.25, 0.25, n)
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    weights = start(rng, 2, 8, 2)
    return classes(decimals(X, 2), np.eye(2)[outer], weights, passes(rng, n, count))


def data(rng, name, d, h, k, n, count, lam):
    """A file of data/: its name stands in the fixture, not its numbers."""
    X = {"data": name, "without": ["target"]}
    X |= {"unit": 16.0} if name == "digits.csv" else {"standardized": True}
    weights = start(rng, d, h, k)
    weights["U1"] = decimals(weights["U1"] / np.sqrt(d / 2), 2)
    order = passes(rng, n, 1)[:count]
    target = {"data": name, "one_hot": "target"}
    return classes(X, target, weights, order) | {"lam": lam}


# ------------------------------------------------------------------ certificates


def certify(X, Y, U1, c1, U2, c2, activation, loss, lam, *rest):
    """J_end is J at the weights that are returned. The rows of o − y sum to 0 with the cross-entropy,
    and so do all moves of b₂."""
    *theta, _, J_end = rest[4:]
    J = value_grad(X, Y, theta, activation, loss, lam)[0]
    if abs(J - J_end) > 1e-9 * abs(J) + 1e-14:
        return (
            f"J_end is {J_end:.6g}, but J is {J:.6g} at the weights that are returned."
        )
    if loss == "cross_entropy":
        return adds_up("b2", theta[3] - c2, 0, 1 + np.abs(theta[3]).sum())
    return ""


CERTIFICATES = {"mlp_train": certify}


def well_posed(X, Y, U1, c1, U2, c2, activation, *rest):
    """Float64 and more digits agree to 1e-11. max(0, ·) has kinks, so it may not train: its steps
    are checked one by one to keep away from them."""
    args = X, Y, U1, c1, U2, c2, activation, *rest
    try:
        mlp_train(*args)
    except (InvalidParameter, InvalidLabel, NotConverged):
        return ""
    if activation == "relu" and nearest_kink(*args) < 1e-4:
        return "a step comes near a kink of max(0, z)"
    return path_is_stable("mlp_train")(*args)


def nearest_kink(*args):
    """The smallest |z| on the way, but for those that are exactly 0."""
    seen = [1.0]

    def gradient(X, Y, B, theta, *rest):
        Z = np.abs(X[B] @ theta[0] + theta[1])
        seen.append(np.min(Z, initial=1.0, where=Z > 0))
        return of_batch(X, Y, B, theta, *rest)

    train(*args, gradient=gradient)
    return min(seen)


WELL_POSED = {"mlp_train": well_posed}

# ------------------------------------------------------------------ other valid ways


def other_velocity(theta, velocity, g, step, mu):
    """v ← mu·v + g and θ ← θ − step·v: the same weights, as long as the step stays."""
    velocity = [mu * v + d for v, d in zip(velocity, g, strict=True)]
    return [w - step * v for w, v in zip(theta, velocity, strict=True)], velocity


def two_points(theta, velocity, g, step, mu):
    """θ + mu (θ − θ of before) − step·g; the velocity holds the difference of the points."""
    moved = [w + mu * v - step * d for w, v, d in zip(theta, velocity, g, strict=True)]
    return moved, [a - w for a, w in zip(moved, theta, strict=True)]


def row_by_row(X, Y, B, theta, *kind):
    """The gradients of single rows, averaged; each with all of the penalty."""
    rows = [value_grad(X[i : i + 1], Y[i : i + 1], theta, *kind)[1] for i in B]
    return [sum(parts) / len(B) for parts in zip(*rows, strict=True)]


ALTERNATIVES = {
    "mlp_train": {
        "the velocity without the step": with_changes(update=other_velocity),
        "from the last two points": with_changes(update=two_points),
        "row by row": with_changes(gradient=row_by_row),
    }
}

# ------------------------------------------------------------------ what is timed


def images(rng, n, d, h, k):
    drawn = gradients.images(rng, n, d, h, k)
    names = {"W1": "U1", "b1": "c1", "W2": "U2", "b2": "c2"}
    return {names.get(name, name): value for name, value in drawn.items()} | {
        "step": 0.1,
        "mu": 0.9,
        "order": rng.permutation(n),
        "batch_size": 100,
    }
