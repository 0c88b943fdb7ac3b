"""The recurrence row by row: with 50 digits where it is short, else in extended precision."""

import mpmath
import numpy as np

from dojo.fixtures import Recipe, Workload, decimals
from dojo.properties import adds_up
from dojo.refusals import InvalidLabel, InvalidParameter, NotConverged

LARGEST = np.finfo(float).max
SHORT = 100_000  # multiplications: more would take 50 digits too long
DIGITS = 13  # written of a long path: extended precision knows two more for sure

# ------------------------------------------------------------------ the truth


def mlp_train(X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size):
    check(X, Y, activation, loss, lam, step, mu, order, batch_size)
    data, theta = (X, Y), (U1, c1, U2, c2)
    rest = activation, loss, lam, step, mu, order.tolist(), batch_size
    if (len(order) + len(X)) * (U1.size + U2.size) <= SHORT:
        with mpmath.workdps(50):
            *end, J0, J1 = path(data, theta, *rest, precise, PRECISE)
            end = [
                np.array(w, float).reshape(u.shape)
                for w, u in zip(end, theta, strict=True)
            ]
            return *end, float(J0), float(J1)
    *end, J0, J1 = path(data, theta, *rest, np.longdouble, EXTENDED)
    return *(rounded(w) for w in end), float(rounded(J0)), float(rounded(J1))


def rounded(values):
    """To 13 digits: the rounding errors of extended precision do not reach them, whatever exp and tanh are."""
    return np.vectorize(lambda v: float(f"{v:.{DIGITS - 1}e}"))(values)


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
    if activation == 0:
        h = tanh(z)
        slope = 1 - h * h
    elif activation == 1:
        slope = (z > 0).astype(int)
        h = z * slope
    elif activation == 2:
        h = 1 / (1 + exp(-z))
        slope = h * (1 - h)
    else:
        h, slope = z, 1
    s = h @ W2 + b2
    if loss == 1:
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
    check_parameters(len(X), activation, loss, lam, step, mu, order, batch_size)
    check_rows(Y, loss)


def check_parameters(n, activation, loss, lam, step, mu, order, batch_size):
    if activation not in (0, 1, 2, 3) or loss not in (0, 1) or lam < 0:
        raise InvalidParameter(f"activation, loss, lam are {activation}, {loss}, {lam}")
    if batch_size < 1 or step <= 0 or not 0 <= mu < 1:
        raise InvalidParameter(f"batch_size, step, mu are {batch_size}, {step}, {mu}")
    if min(order) < 0 or max(order) >= n:
        raise InvalidParameter(f"order reaches from {min(order)} to {max(order)}")


def check_rows(Y, loss):
    if loss == 1 and ((Y < 0).any() or (np.abs(Y.sum(axis=1) - 1) > 1e-12).any()):
        raise InvalidLabel("a row of Y is no distribution")


# ------------------------------------------------------------------ a second route, in float64


def activated(Z, activation):
    if activation == 2:
        e = np.exp(-np.abs(Z))
        return np.where(Z >= 0, 1, e) / (1 + e)
    return (np.tanh(Z), np.maximum(Z, 0), None, Z)[activation]


def value_grad(X, Y, theta, activation, loss, lam):
    """J and its four derivatives, all rows at once."""
    W1, b1, W2, b2 = theta
    H = activated(X @ W1 + b1, activation)
    S = H @ W2 + b2
    L = S - S.max(axis=1, keepdims=True)
    L = L - np.log(np.exp(L).sum(axis=1, keepdims=True))
    n, penalty = len(X), lam / 2 * ((W1**2).sum() + (W2**2).sum())
    J = -(Y * L).sum() / n if loss == 1 else ((S - Y) ** 2).sum() / (2 * n)
    dS = ((np.exp(L) if loss == 1 else S) - Y) / n
    dZ = dS @ W2.T * (1 - H * H, H > 0, H * (1 - H), 1)[activation]
    g = X.T @ dZ + lam * W1, dZ.sum(axis=0), H.T @ dS + lam * W2, dS.sum(axis=0)
    return J + penalty, g


def cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def of_batch(X, Y, B, theta, *rest):
    return value_grad(X[B], Y[B], theta, *rest)[1]


def heavy_ball(theta, velocity, g, step, mu):
    velocity = [mu * v - step * d for v, d in zip(velocity, g, strict=True)]
    return [w + v for w, v in zip(theta, velocity, strict=True)], velocity


def train(
    X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size,
    gradient=of_batch, update=heavy_ball, cut=cut, reset=None,
):  # fmt: skip
    """The recurrence, with another gradient, update or cut where a mistake has them."""
    theta, rest = [U1, c1, U2, c2], (activation, loss, lam)
    velocity = [0 * w for w in theta]
    J_start = value_grad(X, Y, theta, *rest)[0]
    for k, B in enumerate(cut(order, batch_size)):
        if reset and reset(k * batch_size, len(X)):
            velocity = [0 * w for w in theta]
        g = gradient(X, Y, B, theta, *rest)
        theta, velocity = update(theta, velocity, g, step, mu)
    return *theta, J_start, value_grad(X, Y, theta, *rest)[0]


def finite(*result):
    if not all(np.isfinite(w).all() for w in result):
        raise NotConverged("a weight or J overflows")
    return result


def checked(**changes):
    """The recurrence after the checks, and refused where it overflows."""

    def program(X, Y, U1, c1, U2, c2, *rest):
        check(X, Y, *rest)
        return finite(*train(X, Y, U1, c1, U2, c2, *rest, **changes))

    return program


REFERENCES = {"mlp_train": checked()}

# ------------------------------------------------------------------ drawn cases


def start(rng, d, h, k):
    """Weights that are not alike, where tanh and the sigmoid bend."""
    return {
        "U1": decimals(rng.uniform(-1, 1, (d, h)), 2),
        "c1": decimals(rng.uniform(-1, 1, h), 2),
        "U2": decimals(rng.uniform(-1, 1, (h, k)), 2),
        "c2": np.zeros(k),
    }


def passes(rng, n, count):
    """The rows `count` times, each time in another order."""
    return np.concatenate([rng.permutation(n) for _ in range(count)])


def small(rng, activation, loss, order, batch_size, lam=0.01, mu=0.9, n=9):
    """Nine rows, two columns, three units, two outputs; few steps."""
    X = decimals(rng.uniform(-2, 2, (n, 2)))
    Y = decimals(rng.uniform(-1, 1, (n, 2)))
    if loss == 1:
        Y = np.eye(2)[(X[:, 0] * X[:, 1] > 0).astype(int)]
    return (
        {"X": X, "Y": Y}
        | start(rng, 2, 3, 2)
        | {
            "activation": activation,
            "loss": loss,
            "lam": lam,
            "step": 0.1,
            "mu": mu,
            "order": order,
            "batch_size": batch_size,
        }
    )


def donut(rng, n, count):
    """Two rings of radii 1 and 3: no line separates them, eight units do."""
    angle, outer = rng.uniform(0, 2 * np.pi, n), np.arange(n) % 2
    radius = 1 + 2 * outer + rng.uniform(-0.25, 0.25, n)
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return (
        {"X": decimals(X, 2), "Y": np.eye(2)[outer]}
        | start(rng, 2, 8, 2)
        | {
            "activation": 0,
            "loss": 1,
            "lam": 0.0,
            "step": 0.1,
            "mu": 0.9,
            "order": passes(rng, n, count),
            "batch_size": 20,
        }
    )


def data(rng, name, d, h, k, n, count, **rest):
    """A file of data/: its name stands in the fixture, not its numbers."""
    source = {"data": name, "without": ["target"]}
    source |= {"unit": 16.0} if name == "digits.csv" else {"standardized": True}
    drawn = {"X": source, "Y": {"data": name, "one_hot": "target"}} | start(
        rng, d, h, k
    )
    drawn["U1"] = decimals(drawn["U1"] / np.sqrt(d / 2), 2)
    return (
        drawn | {"order": passes(rng, n, 1)[:count], "activation": 0, "loss": 1} | rest
    )


DRAWN = {
    "mlp_train": [
        Recipe(
            "batches of four, two passes",
            "the last batch of nine rows has one; the velocity goes on where the second pass begins",
            lambda r: small(r, 0, 0, passes(r, 9, 2), 4),
        ),
        Recipe(
            "probabilities",
            "the cross-entropy in batches of three",
            lambda r: small(r, 0, 1, passes(r, 9, 3), 3),
        ),
        Recipe(
            "sigmoid, row by row",
            "batches of one row",
            lambda r: small(r, 2, 1, passes(r, 9, 2), 1, mu=0.5),
        ),
        Recipe(
            "drawn with replacement",
            "some rows come twice in a batch and count twice, some never come",
            lambda r: small(r, 2, 0, r.randint(0, 9, 23), 5, lam=0.1),
        ),
        Recipe(
            "no momentum",
            "mu = 0 is stochastic gradient descent",
            lambda r: small(r, 0, 0, passes(r, 9, 2), 4, mu=0.0),
        ),
        Recipe(
            "no activation",
            "two linear layers, trained as they are",
            lambda r: small(r, 3, 0, passes(r, 9, 2), 3, mu=0.5),
        ),
        Recipe(
            "long after convergence",
            "the last hundred updates change nothing but rounding errors, and these must not add up",
            lambda r: (
                small(r, 0, 0, np.tile(np.arange(3), 300), 3, 0.1, 0.8, n=3)
                | {"step": 0.3}
            ),
        ),
        Recipe(
            "the donut",
            "one ring around another: 300 updates separate what no line can",
            lambda r: donut(r, 100, 60),
        ),
        Recipe(
            "the wines, four hidden units",
            "178 wines, 13 standardised measurements, three cultivars",
            lambda r: data(
                r,
                "wine.csv",
                13,
                4,
                3,
                178,
                178,
                lam=0.01,
                step=0.1,
                mu=0.9,
                batch_size=20,
            ),
        ),
        Recipe(
            "the digits, six hidden units",
            "images of 8×8 pixels, ten classes, 50 batches of 20",
            lambda r: data(
                r,
                "digits.csv",
                64,
                6,
                10,
                1797,
                1000,
                lam=1e-4,
                step=0.1,
                mu=0.9,
                batch_size=20,
            ),
        ),
    ]
}

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
    if loss == 1:
        return adds_up("b2", theta[3] - c2, 0, 1 + np.abs(theta[3]).sum())
    return ""


CERTIFICATES = {"mlp_train": certify}


def well_posed(X, Y, U1, c1, U2, c2, activation, *rest):
    """Float64 and more digits agree to 1e-11. max(0, ·) has kinks, so it may not train: its steps
    are checked one by one to keep away from them."""
    args = X, Y, U1, c1, U2, c2, activation, *rest
    try:
        truth = mlp_train(*args)
    except (InvalidParameter, InvalidLabel, NotConverged):
        return ""
    if activation == 1 and nearest_kink(*args) < 1e-4:
        return "a step comes near a kink of max(0, z)"
    for a, c in zip(truth, train(*args), strict=True):
        if np.max(np.abs(np.asarray(a) - c)) > 1e-11 * np.max(np.abs(a)):
            return "the steps amplify rounding errors beyond 1e-11"
    return ""


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

# ------------------------------------------------------------------ the usual mistakes


def nesterov(theta, velocity, g, step, mu):
    theta, velocity = heavy_ball(theta, velocity, g, step, mu)
    ahead = [mu * v - step * d for v, d in zip(velocity, g, strict=True)]
    return [w - v + a for w, v, a in zip(theta, velocity, ahead, strict=True)], velocity


def averaged(theta, velocity, g, step, mu):
    """v is a mean of gradients, with weights mu and 1 − mu."""
    return heavy_ball(theta, velocity, g, step * (1 - mu), mu)


def late(theta, velocity, g, step, mu):
    """The weights move by the velocity of the update before."""
    _, new = heavy_ball(theta, velocity, g, step, mu)
    return [w + v for w, v in zip(theta, velocity, strict=True)], new


def step_twice(theta, velocity, g, step, mu):
    """v ← mu·v − step·g and θ ← θ + step·v."""
    _, new = heavy_ball(theta, velocity, g, step, mu)
    return [w + step * v for w, v in zip(theta, new, strict=True)], new


def plain(theta, velocity, g, step, mu):
    return heavy_ball(theta, velocity, g, step, 0.0)


def biases_without_velocity(theta, velocity, g, step, mu):
    moved, new = heavy_ball(theta, velocity, g, step, mu)
    for i in (1, 3):
        moved[i], new[i] = theta[i] - step * g[i], velocity[i]
    return moved, new


def uphill(theta, velocity, g, step, mu):
    return heavy_ball(theta, velocity, g, -step, mu)


def gradient_times(factor, penalty=lambda X, B: 1.0):
    """The gradient of the loss times one number and the penalty times another, of the batch."""

    def gradient(X, Y, B, theta, activation, loss, lam):
        g = of_batch(X, Y, B, theta, activation, loss, 0.0)
        g = [factor(X, B) * d for d in g]
        lam = lam * penalty(X, B)
        return g[0] + lam * theta[0], g[1], g[2] + lam * theta[2], g[3]

    return checked(gradient=gradient)


def one(X, B):
    return 1.0


def by_batch_size(
    X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size
):
    """The short last batch is divided by batch_size, too."""

    def gradient(X, Y, B, theta, *rest):
        g = of_batch(X, Y, B, theta, rest[0], rest[1], 0.0)
        g = [d * len(B) / batch_size for d in g]
        return g[0] + lam * theta[0], g[1], g[2] + lam * theta[2], g[3]

    args = X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size
    return checked(gradient=gradient)(*args)


def biases_penalised(X, Y, B, theta, activation, loss, lam):
    g = of_batch(X, Y, B, theta, activation, loss, lam)
    return g[0], g[1] + lam * theta[1], g[2], g[3] + lam * theta[3]


def second_layer_first(
    X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size
):
    """W₂ and b₂ move before the error is sent back through W₂."""
    check(X, Y, activation, loss, lam, step, mu, order, batch_size)
    theta, rest = [U1, c1, U2, c2], (activation, loss, lam)
    velocity = [0 * w for w in theta]
    J_start = value_grad(X, Y, theta, *rest)[0]
    for B in cut(order, batch_size):
        g = list(of_batch(X, Y, B, theta, *rest))
        ahead, _ = heavy_ball(theta, velocity, g, step, mu)
        H = activated(X[B] @ theta[0] + theta[1], activation)
        slope = (1 - H * H, H > 0, H * (1 - H), 1)[activation]
        S = H @ theta[2] + theta[3]
        L = S - S.max(axis=1, keepdims=True)
        P = np.exp(L) / np.exp(L).sum(axis=1, keepdims=True)
        dZ = ((P if loss == 1 else S) - Y[B]) / len(B) @ ahead[2].T * slope
        g[0], g[1] = X[B].T @ dZ + lam * theta[0], dZ.sum(axis=0)
        theta, velocity = heavy_ball(theta, velocity, g, step, mu)
    return finite(*theta, J_start, value_grad(X, Y, theta, *rest)[0])


def other_order(change):
    def program(X, Y, *rest):
        check(X, Y, *rest[4:])
        *head, order, batch_size = rest
        return finite(*train(X, Y, *head, change(order, len(X)), batch_size))

    return program


def without_the_rest(order, batch_size):
    return [B for B in cut(order, batch_size) if len(B) == batch_size] or [order]


def edited(change):
    """The right answer with something done to it."""
    return lambda *args: change(args, *checked()(*args))


def J_of(weights, rows, args):
    X, Y, *_, activation, loss, lam = args[:9]
    return value_grad(X[rows], Y[rows], weights, activation, loss, lam)[0]


def before_the_last(args, *result):
    *head, order, batch_size = args
    kept = order[: (len(order) - 1) // batch_size * batch_size]
    J = train(*head, kept, batch_size)[-1]
    return *result[:-1], J


def never_refused(X, Y, *rest):
    check(X, Y, *rest[4:])
    return train(X, Y, *rest)


def only_J_is_watched(*args):
    result = never_refused(*args)
    finite(result[-1])
    return result


def rising_refused(*args):
    result = checked()(*args)
    if result[-1] > result[-2]:
        raise NotConverged("J rises")
    return result


def accepted(**legal):
    """A parameter made legal before it is checked."""
    names = ("activation", "loss", "lam", "step", "mu", "order", "batch_size")

    def program(X, Y, U1, c1, U2, c2, *rest):
        given = dict(zip(names, rest, strict=True))
        for name, change in legal.items():
            given[name] = change(given[name], len(X))
        check(X, Y, *given.values())
        return finite(*train(X, Y, U1, c1, U2, c2, *given.values()))

    return program


def any_rows(X, Y, *rest):
    check_parameters(len(X), *rest[4:])
    return finite(*train(X, Y, *rest))


def only_rows_used(X, Y, *rest):
    """Only the rows that order names are checked."""
    check_parameters(len(X), *rest[4:])
    check_rows(Y[rest[-2]], rest[5])
    return finite(*train(X, Y, *rest))


def rows_first(X, Y, *rest):
    check_rows(Y, rest[5])
    return checked()(X, Y, *rest)


def from_zero(X, Y, U1, c1, U2, c2, *rest):
    return checked()(X, Y, 0 * U1, 0 * c1, 0 * U2, 0 * c2, *rest)


MISTAKES = {
    "mlp_train": {
        "the momentum is left out": checked(update=plain),
        "the velocity is a mean of gradients, with weights mu and 1 − mu": checked(
            update=averaged
        ),
        "the weights move by the velocity of the update before": checked(update=late),
        "the step is applied twice, in v and in θ": checked(update=step_twice),
        "the gradient is looked at ahead, as in Nesterov’s method": checked(
            update=nesterov
        ),
        "the biases have no velocity": checked(update=biases_without_velocity),
        "every step goes uphill": checked(update=uphill),
        "the velocity starts again with every pass over the rows": checked(
            reset=lambda seen, n: seen % n == 0
        ),
        "the gradient of a batch is a sum, not a mean": gradient_times(
            lambda X, B: len(B)
        ),
        "the gradient is divided by n, not by the rows of the batch": gradient_times(
            lambda X, B: len(B) / len(X)
        ),
        "the gradient of the short last batch is divided by batch_size": by_batch_size,
        "λ is divided by the rows of the batch": gradient_times(
            one, lambda X, B: 1 / len(B)
        ),
        "λ is multiplied by the share of the batch": gradient_times(
            one, lambda X, B: len(B) / len(X)
        ),
        "the penalty is missing in the gradient": gradient_times(one, lambda X, B: 0),
        "the biases are penalised": checked(gradient=biases_penalised),
        "the gradient of the whole loss is used": checked(
            gradient=lambda X, Y, B, *rest: of_batch(X, Y, np.arange(len(X)), *rest)
        ),
        "a row that comes twice in a batch counts once": checked(
            gradient=lambda X, Y, B, *rest: of_batch(X, Y, np.unique(B), *rest)
        ),
        "W₂ moves before the error is sent back through it": second_layer_first,
        "batch_size is ignored and every row makes an update": checked(
            cut=lambda order, batch_size: cut(order, 1)
        ),
        "the short last batch is left out": checked(cut=without_the_rest),
        "order is ignored and the rows come as 0, 1, 2, …": other_order(
            lambda order, n: np.arange(len(order)) % n
        ),
        "indices are counted from 1": other_order(lambda order, n: (order - 1) % n),
        "J_end is the value before the last update": edited(before_the_last),
        "J_end is the loss on the last batch": edited(
            lambda args, *result: (
                *result[:-1],
                J_of(result[:4], cut(args[-2], args[-1])[-1], args),
            )
        ),
        "J_start is the loss on the first batch": edited(
            lambda args, *result: (
                *result[:4],
                J_of(args[2:6], cut(args[-2], args[-1])[0], args),
                result[-1],
            )
        ),
        "the penalty is missing in J_start and J_end": edited(
            lambda args, *result: (
                *result[:4],
                J_of(args[2:6], slice(None), (*args[:8], 0.0)),
                J_of(result[:4], slice(None), (*args[:8], 0.0)),
            )
        ),
        "J_start and J_end are exchanged": edited(
            lambda args, *result: (*result[:4], result[5], result[4])
        ),
        "the weights start at 0": from_zero,
        "a training that ends with a larger J is refused": rising_refused,
        "only J_end is watched for overflow, not the weights": only_J_is_watched,
        "an overflow is returned": never_refused,
        "the rows of Y are checked before the parameters": rows_first,
        "an index outside the rows wraps around": accepted(order=lambda v, n: v % n),
        "a batch of no rows is accepted": accepted(batch_size=lambda v, n: max(v, 1)),
        "a step that is not positive is accepted": accepted(
            step=lambda v, n: v if v > 0 else 0.1
        ),
        "a mu of 1 or more is accepted": accepted(mu=lambda v, n: min(v, 0.9)),
        "a negative mu is accepted": accepted(mu=lambda v, n: max(v, 0.0)),
        "a negative λ is accepted": accepted(lam=lambda v, n: max(v, 0.0)),
        "an activation that is none is accepted": accepted(
            activation=lambda v, n: min(v, 3)
        ),
        "a loss that is none is accepted": accepted(loss=lambda v, n: min(v, 1)),
        "only the rows that order names are checked": only_rows_used,
        "rows of Y that are no distributions are accepted": any_rows,
    }
}

# ------------------------------------------------------------------ other valid ways


def other_velocity(theta, velocity, g, step, mu):
    """v ← mu·v + g and θ ← θ − step·v: the same weights, as long as the step stays."""
    velocity = [mu * v + d for v, d in zip(velocity, g, strict=True)]
    return [w - step * v for w, v in zip(theta, velocity, strict=True)], velocity


def two_points(theta, velocity, g, step, mu):
    """θ + mu (θ − θ of before) − step·g; the velocity holds the difference of the points."""
    moved = [w + mu * v - step * d for w, v, d in zip(theta, velocity, g, strict=True)]
    return moved, [a - w for a, w in zip(moved, theta, strict=True)]


def weighted_rows(X, Y, B, theta, activation, loss, lam):
    """Single rows, added up."""
    g = [lam * theta[0], 0 * theta[1], lam * theta[2], 0 * theta[3]]
    for i in B:
        part = value_grad(X[i : i + 1], Y[i : i + 1], theta, activation, loss, 0.0)[1]
        g = [a + b / len(B) for a, b in zip(g, part, strict=True)]
    return g


ALTERNATIVES = {
    "mlp_train": {
        "the velocity without the step": checked(update=other_velocity),
        "from the last two points": checked(update=two_points),
        "row by row": checked(gradient=weighted_rows),
    }
}

# ------------------------------------------------------------------ what is timed


def images(rng, n, d, h, k):
    return {
        "X": rng.standard_normal((n, d)),
        "Y": np.eye(k)[rng.integers(k, size=n)],
        "U1": rng.standard_normal((d, h)) / np.sqrt(d),
        "c1": np.zeros(h),
        "U2": rng.standard_normal((h, k)) / np.sqrt(h),
        "c2": np.zeros(k),
        "activation": 0,
        "loss": 1,
        "lam": 1e-4,
        "step": 0.1,
        "mu": 0.9,
        "order": rng.permutation(n),
        "batch_size": 100,
    }


WORKLOADS = {
    "mlp_train": Workload(
        sizes={"n": 60_000, "d": 64, "h": 64, "k": 10},
        draw=images,
        # one pass with gradients, and J before and after; a tanh or an exp counts as 20 operations
        flops=lambda n, d, h, k: 8 * n * d * h + 10 * n * h * k + 60 * n * (h + k),
        bytes=lambda n, d, h, k: 24 * n * (d + k),  # X and Y three times
    )
}
