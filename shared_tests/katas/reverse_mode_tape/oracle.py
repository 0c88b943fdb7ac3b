"""The complex step, f(x + ih) = f(x) + ih f′(x) + O(h²), with 150 digits: no derivative of any operation is used."""

from functools import partial

import mpmath
import numpy as np

from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, Refusal, after

BINARY = range(4)
DIGITS, H = 150, "1e-50"

# ------------------------------------------------------------------ the truth


def tape_gradient(inputs, op, a, b):
    value, slopes = None, []
    for unit in np.eye(len(inputs)):
        value, slope = tape_jvp(inputs, unit, op, a, b)
        slopes.append(slope)
    return value, np.array(slopes)


def tape_jvp(inputs, tangent, op, a, b):
    with mpmath.workdps(DIGITS):
        h = mpmath.mpf(H)
        start = [
            mpmath.mpc(float(x), h * float(t))
            for x, t in zip(inputs, tangent, strict=True)
        ]
        last = played(start, op, a, b, mpmath)[-1]
        return float(last.real), float(last.imag / h)


def played(v, op, a, b, functions):
    """Every node, in numbers of any kind, complex ones too."""
    v = list(v)
    k = len(v)
    for i, (o, j, l) in enumerate(
        zip(op.tolist(), a.tolist(), b.tolist(), strict=True)
    ):
        if o not in range(10) or not 0 <= j < k + i:
            raise InvalidParameter(f"operation {i}")
        if (o in BINARY and not 0 <= l < k + i) or (o == 8 and l < 0):
            raise InvalidParameter(f"operation {i}")
        x, y = v[j], v[l] if o in BINARY else l
        if (o == 3 and y.real == 0) or (o == 6 and x.real <= 0):
            raise InvalidParameter(f"operation {i}")
        v.append(value(o, x, y, functions))
    return v


def value(o, x, y, functions):
    match o:
        case 0:
            return x + y
        case 1:
            return x - y
        case 2:
            return x * y
        case 3:
            return x / y
        case 4:
            return -x
        case 5 | 6 | 7:
            return getattr(functions, {5: "exp", 6: "log", 7: "tanh"}[o])(x)
        case 8:
            return x**y if y else 1 + 0 * x
    return x if x.real > 0 else 0 * x


# ------------------------------------------------------------------ what the draws are made of


class Tape:
    """Operations one after the other; each is the number of its node."""

    def __init__(self, k):
        self.k, self.ops = k, []

    def __call__(self, op, a, b=0):
        self.ops.append((op, a, b))
        return self.k + len(self.ops) - 1

    def total(self, nodes):
        first, *rest = nodes
        for node in rest:
            first = self(0, first, node)
        return first

    def columns(self):
        op, a, b = np.array(self.ops).T
        return {"op": op, "a": a, "b": b}


def random_tape(rng, k, m):
    """Operations whose values stay between 0.2 and 5, mostly on recent nodes, and the sum of what is left over."""
    inputs = decimals(rng.uniform(0.5, 2, k) * rng.choice([-1, 1], k))
    tape, v = Tape(k), inputs.tolist()
    while len(tape.ops) < m:
        o, (j, l) = rng.randint(10), len(v) - 1 - rng.geometric(0.3, 2) % len(v)
        l = int(l) if o in BINARY else rng.randint(1, 4) * (o == 8)
        y = v[l] if o in BINARY else l
        if (o == 6 and v[j] < 0.1) or (o == 3 and abs(y) < 0.1):
            continue
        got = float(np.real(value(o, np.float64(v[j]), y, np)))
        if 0.2 < abs(got) < 5:
            tape(o, int(j), int(l))
            v.append(got)
    # nothing is dead
    used = {j for _, j, _ in tape.ops} | {l for o, _, l in tape.ops if o in BINARY}
    tape.total(sorted(set(range(len(v))) - used))
    return {"inputs": inputs, **tape.columns()}


def squares_tape(rng, n, p):
    """(1/2n)‖Xw − y‖²; the inputs are w, X, y and 1/2n."""
    w, X, y = (decimals(rng.uniform(-2, 2, size)) for size in (p, n * p, n))
    tape = Tape(p + n * p + n + 1)
    terms = []
    for i in range(n):
        row = [tape(2, p + i * p + j, j) for j in range(p)]
        r = tape(1, tape.total(row), p + n * p + i)
        terms.append(tape(8, r, 2))
    tape(2, tape.total(terms), tape.k - 1)
    return {"inputs": np.concatenate([w, X, y, [0.5 / n]]), **tape.columns()}


def network_tape(n, d, h, k):
    """`mlp_value_grad`'s J for tanh and cross-entropy; the inputs are W₁, b₁, W₂, b₂, X, Y, 1/n and λ/2."""
    ends = np.cumsum([0, d * h, h, h * k, k, n * d, n * k, 1, 1]).tolist()
    W1, b1, W2, b2, X, Y, share, half_lam, size = ends
    tape, losses = Tape(size), []
    for i in range(n):
        x, y = X + i * d, Y + i * k
        H = [
            tape(
                7,
                tape.total(
                    [b1 + u, *(tape(2, x + j, W1 + j * h + u) for j in range(d))]
                ),
            )
            for u in range(h)
        ]
        s = [
            tape.total([b2 + c, *(tape(2, H[u], W2 + u * k + c) for u in range(h))])
            for c in range(k)
        ]
        log_sum = tape(6, tape.total([tape(5, node) for node in s]))
        said = tape.total([tape(2, y + c, s[c]) for c in range(k)])
        losses.append(tape(1, log_sum, said))
    mean = tape(2, tape.total(losses), share)
    weights = [*range(W1, b1), *range(W2, b2)]
    penalty = tape(2, tape.total([tape(8, w, 2) for w in weights]), half_lam)
    tape(0, mean, penalty)
    return tape


def network(rng, n, d, h, k, lam):
    """A small network and its data."""
    weights = decimals(rng.uniform(-1, 1, d * h + h + h * k + k))
    X, Y = decimals(rng.uniform(-2, 2, n * d)), np.eye(k)[rng.randint(k, size=n)]
    inputs = np.concatenate([weights, X, Y.ravel(), [1 / n, lam / 2]])
    return {"inputs": inputs, **network_tape(n, d, h, k).columns()}


def along(rng, tape):
    """And a direction."""
    inputs = tape["inputs"]
    return tape | {"tangent": decimals(rng.uniform(-1, 1, len(inputs)))}


# ------------------------------------------------------------------ certificates


def smooth(inputs, op, a, b):
    """No divisor, logarithm or kink is near 0, and nothing overflows."""
    try:
        v = played(inputs.astype(float), op, a, b, np)
    except Refusal:
        return ""
    if not np.all(np.abs(v) < 1e100):
        return "a node overflows"
    critical = [b[op == 3], a[op == 6], a[op == 9]]
    near = np.abs(np.array(v)[np.concatenate(critical)])
    return "a node is near 0" if np.any((near > 0) & (near < 1e-9)) else ""


WELL_POSED = {
    "tape_gradient": smooth,
    "tape_jvp": lambda inputs, tangent, op, a, b: smooth(inputs, op, a, b),
}

# ------------------------------------------------------------------ other valid ways


def complex_step(inputs, tangent, op, a, b):
    """In float64: ih is too small to change a real part."""
    v = played(inputs + 1e-200j * tangent, op, a, b, np)[-1]
    return v.real, v.imag / 1e-200


def by_directions(inputs, op, a, b, jvp):
    """One sweep forwards for every input."""
    slopes = [jvp(inputs, unit, op, a, b) for unit in np.eye(len(inputs))]
    return slopes[0][0], np.array([slope for _, slope in slopes])


def by_paths(inputs, op, a, b):
    """v̄ asked of the later nodes, each time one is needed."""
    k, v = len(inputs), played(inputs.astype(float), op, a, b, np)
    users = [[] for _ in v]
    for i, (o, j, l) in enumerate(zip(op, a, b, strict=True)):
        x, y = v[j], v[l] if o in BINARY else l
        users[j].append((k + i, value(o, x + 1e-200j, y, np).imag / 1e-200))
        if o in BINARY:
            users[l].append((k + i, value(o, x, y + 1e-200j, np).imag / 1e-200))
    adjoint = [0.0] * (len(v) - 1) + [1.0]
    for j in reversed(range(len(v) - 1)):
        adjoint[j] = sum(adjoint[i] * slope for i, slope in users[j])
    return v[-1], np.array(adjoint[:k])


def checked(inputs, *rest):
    played(inputs.astype(float), *rest[-3:], np)


ALTERNATIVES = {
    "tape_gradient": {
        "complex step": after(checked, partial(by_directions, jvp=complex_step)),
        "sums over the users of a node": after(checked, by_paths),
    },
    "tape_jvp": {
        "complex step": after(checked, complex_step),
        "gradient times tangent": after(
            checked,
            lambda inputs, t, *rest: (
                (got := by_paths(inputs, *rest))[0],
                got[1] @ t,
            ),
        ),
    },
}
