"""J with 50 digits, and its derivatives from complex steps: no rule of calculus is used but f(x + ih) = f(x) + ih f′(x) + O(h²)."""

from functools import partial

import mpmath
import numpy as np

from dojo.spec.certificates import adds_up
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after

# ------------------------------------------------------------------ the truth

TINY = mpmath.mpf(10) ** -60  # its square is beyond 110 digits' sight of 1
WEIGHTS = slice(2, 6)  # W1, b1, W2, b2 among the arguments of mlp_value_grad


def mlp_layer(X, W, b, activation):
    with mpmath.workdps(50):
        A = precise_layer(*map(precise, (X, W, b)), activation)
        return np.array([[v.real for v in row] for row in A], float)


def mlp_forward(X, W1, b1, W2, b2, activation, loss):
    with mpmath.workdps(50):
        X, W1, b1, W2, b2 = map(precise, (X, W1, b1, W2, b2))
        S = precise_layer(precise_layer(X, W1, b1, activation), W2, b2, "identity")
        if loss == "cross_entropy":
            S = [[mpmath.exp(v) for v in precise_log_softmax(s)] for s in S]
        return np.array([[v.real for v in s] for s in S], float)


def mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam):
    check(Y, loss, lam)
    with mpmath.workdps(110):
        given = [precise(v) for v in (X, Y, W1, b1, W2, b2)]
        J = precise_value(*given, activation, loss, lam).real
        gradients = []
        for weights in given[WEIGHTS]:
            g = np.zeros(np.shape(weights))
            for index in np.ndindex(g.shape):
                row = weights[index[0]] if len(index) == 2 else weights
                kept, row[index[-1]] = row[index[-1]], row[index[-1]] + 1j * TINY
                value = precise_value(*given, activation, loss, lam)
                g[index] = float(value.imag / TINY)
                row[index[-1]] = kept
            gradients.append(g)
        return float(J), *gradients


def precise(values):
    """Nested lists of complex numbers with many digits."""
    return [
        precise(v) if isinstance(v, list) else mpmath.mpc(v)
        for v in np.asarray(values).tolist()
    ]


def precise_layer(X, W, b, activation):
    """The derivative of max(0, z) at z = 0 is taken to be 0."""
    a = {
        "tanh": mpmath.tanh,
        "relu": lambda z: z if z.real > 0 else mpmath.mpc(0),
        "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
        "identity": lambda z: z,
    }[activation]
    columns = list(zip(*W, strict=True))
    return [
        [a(mpmath.fdot(x, w) + bj) for w, bj in zip(columns, b, strict=True)] for x in X
    ]


def precise_log_softmax(s):
    """Here exp of a very negative number is a number."""
    total = mpmath.log(sum(mpmath.exp(v - s[0]) for v in s))
    return [v - s[0] - total for v in s]


def precise_value(X, Y, W1, b1, W2, b2, activation, loss, lam):
    total = mpmath.mpc(0)
    S = precise_layer(precise_layer(X, W1, b1, activation), W2, b2, "identity")
    for s, y in zip(S, Y, strict=True):
        L = precise_log_softmax(s) if loss == "cross_entropy" else s
        for v, t in zip(L, y, strict=True):
            total += -t * v if loss == "cross_entropy" else (v - t) ** 2 / 2
    norm = sum(w * w for W in (W1, W2) for row in W for w in row)
    return total / len(X) + mpmath.mpf(lam) / 2 * norm


def check(Y, loss, lam):
    if lam < 0:
        raise InvalidParameter(f"lam is {lam}")
    wrong = (Y < 0).any() or (np.abs(Y.sum(axis=1) - 1) > 1e-12).any()
    if loss == "cross_entropy" and wrong:
        raise InvalidLabel("a row of Y is no distribution")


# ------------------------------------------------------------------ a second route, in float64


def sigmoid(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, e) / (1 + e)


ACTIVATIONS = {
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(Z, 0),
    "sigmoid": sigmoid,
    "identity": lambda Z: Z,
}
SLOPES = {
    "tanh": lambda Z, A: 1 - A * A,
    "relu": lambda Z, A: Z > 0,
    "sigmoid": lambda Z, A: A * (1 - A),
    "identity": lambda Z, A: np.ones_like(Z),
}


def layer(X, W, b, activation, functions=ACTIVATIONS):
    return functions[activation](X @ W + b)


def normalised(S):
    """S minus its logarithmic sum, row by row."""
    largest = np.arange(S.shape[1]) == S.argmax(axis=1)[:, None]
    S = S - S.max(axis=1, keepdims=True)
    return S - np.log1p(np.where(largest, 0, np.exp(S)).sum(axis=1, keepdims=True))


def squares(S, Y):
    """The mean loss and its derivatives by the scores."""
    return ((S - Y) ** 2).sum() / (2 * len(S)), (S - Y) / len(S)


def entropy(S, Y):
    L = normalised(S)
    return -(Y * L).sum() / len(S), ((1 - Y) * np.exp(L) + Y * np.expm1(L)) / len(S)


LOSSES = {"squared_error": squares, "cross_entropy": entropy}


def backprop(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """J and its gradient."""
    Z = X @ W1 + b1
    H = ACTIVATIONS[activation](Z)
    J, dS = LOSSES[loss](H @ W2 + b2, Y)
    J += lam / 2 * ((W1**2).sum() + (W2**2).sum())
    dZ = (dS @ W2.T) * SLOPES[activation](Z, H)
    gW1, gW2 = X.T @ dZ + lam * W1, H.T @ dS + lam * W2
    return J, gW1, dZ.sum(axis=0), gW2, dS.sum(axis=0)


# ------------------------------------------------------------------ what the draws are made of


def weights(rng, d, h, k, scale=1.0):
    """In the middle of what tanh and the sigmoid bend, not where they are flat."""
    return {
        "W1": decimals(rng.uniform(-1, 1, (d, h)) / scale, 8),
        "b1": decimals(rng.uniform(-1, 1, h)),
        "W2": decimals(rng.uniform(-1.5, 1.5, (h, k))),
        "b2": decimals(rng.uniform(-1, 1, k)),
    }


def network(rng, n, d, h, k, activation, loss, lam=0.1, scale=1.0):
    """Inputs of all three functions; with the cross-entropy the rows of Y are indicators, or shares that sum to 1."""
    while True:
        scales = np.reshape(scale, (-1, 1))
        X = decimals(rng.uniform(-2, 2, (n, d)) * scales.T, 8)
        drawn = {"X": X} | weights(rng, d, h, k, scales)
        if np.abs(X @ drawn["W1"] + drawn["b1"]).min() > 2e-3:  # far from a kink
            break
    if loss == "cross_entropy":
        Y = np.eye(k)[rng.randint(k, size=n)]
        Y[::3] = rng.multinomial(16, np.ones(k) / k, len(Y[::3])) / 16
    else:
        Y = decimals(rng.uniform(-2, 2, (n, k)))
    drawn |= {"W": drawn["W1"], "b": drawn["b1"], "Y": Y}  # W and b of mlp_layer
    return drawn | {"activation": activation, "loss": loss, "lam": lam}


# ------------------------------------------------------------------ certificates


def certify_forward(X, W1, b1, W2, b2, activation, loss, O):
    return adds_up("a row of O", O, 1, 1) if loss == "cross_entropy" else ""


COMPLEX = ACTIVATIONS | {
    "relu": lambda Z: np.where(Z.real > 0, Z, 0),
    "sigmoid": lambda Z: 0.5 + 0.5 * np.tanh(Z / 2),
}


def slope_of_value(X, Y, theta, direction, activation, loss, lam):
    """The derivative of J along a direction: Im J(θ + ih·direction)/h, without any difference."""
    W1, b1, W2, b2 = (w + 1e-100j * e for w, e in zip(theta, direction, strict=True))
    S = layer(X, W1, b1, activation, COMPLEX) @ W2 + b2
    J = ((S - Y) ** 2).sum() / 2
    if loss == "cross_entropy":
        largest = np.arange(S.shape[1]) == S.real.argmax(axis=1)[:, None]
        S = S - S[largest][:, None]
        others = np.where(largest, 0, np.exp(S)).sum(axis=1, keepdims=True)
        J = -(Y * (S - np.log1p(others))).sum()
    penalty = lam / 2 * ((W1**2).sum() + (W2**2).sum())
    return (J / len(S) + penalty).imag / 1e-100


def certify_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam, J, *gradients):
    """Every entry of the gradient against a complex step; sums over the outputs."""
    if loss == "cross_entropy" and (wrong := adds_up("gb2", gradients[3], 0, 1)):
        return wrong
    theta = W1, b1, W2, b2
    for at, g in enumerate(gradients):
        for index in np.ndindex(g.shape):
            direction = [np.zeros_like(w) for w in theta]
            direction[at][index] = 1
            slope = slope_of_value(X, Y, theta, direction, activation, loss, lam)
            if abs(slope - g[index]) > 1e-8 * np.max(np.abs(g)):
                name = f"{('gW1', 'gb1', 'gW2', 'gb2')[at]}{list(index)}"
                return f"{name} is {g[index]:.6g}, but J has the slope {slope:.6g}."
    return ""


CERTIFICATES = {"mlp_forward": certify_forward, "mlp_value_grad": certify_value_grad}


def well_posed(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """Where max(0, z) has its kink, z is exactly 0 or far from it."""
    Z = X @ W1 + b1
    near = (np.abs(Z) < 1e-3) & (Z != 0)
    return "a z is near the kink" if activation == "relu" and near.any() else ""


WELL_POSED = {"mlp_value_grad": well_posed}

# ------------------------------------------------------------------ other valid ways


def another_layer(**functions):
    """With other formulas in the place of some activations."""
    return partial(layer, functions=ACTIVATIONS | functions)


def without_logarithms(X, W1, b1, W2, b2, activation, loss):
    S = layer(X, W1, b1, activation) @ W2 + b2
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) if loss == "cross_entropy" else S


def check_all(X, Y, W1, b1, W2, b2, activation, loss, lam):
    check(Y, loss, lam)


def row_by_row(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """The losses and the gradients of single rows, averaged; each with all of the penalty."""
    rest = W1, b1, W2, b2, activation, loss, lam
    rows = [backprop(x[None], y[None], *rest) for x, y in zip(X, Y, strict=True)]
    return tuple(sum(parts) / len(X) for parts in zip(*rows, strict=True))


def biases_as_weights(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """A column of ones beside X and beside H; the last rows of the gradients belong to it."""
    ones = np.ones((len(X), 1))
    X1, V1, V2 = np.hstack([X, ones]), np.vstack([W1, b1]), np.vstack([W2, b2])
    Z = X1 @ V1
    H1 = np.hstack([ACTIVATIONS[activation](Z), ones])
    J, dS = LOSSES[loss](H1 @ V2, Y)
    dZ = (dS @ V2.T)[:, :-1] * SLOPES[activation](Z, H1[:, :-1])
    g1, g2 = X1.T @ dZ, H1.T @ dS
    J += lam / 2 * ((W1**2).sum() + (W2**2).sum())
    return J, g1[:-1] + lam * W1, g1[-1], g2[:-1] + lam * W2, g2[-1]


ALTERNATIVES = {
    "mlp_layer": {
        "tanh and σ from each other": another_layer(
            sigmoid=lambda Z: 0.5 + 0.5 * np.tanh(Z / 2)
        ),
        "max(0, z) as (z + |z|)/2": another_layer(relu=lambda Z: (Z + np.abs(Z)) / 2),
    },
    "mlp_forward": {"without logarithms": without_logarithms},
    "mlp_value_grad": {
        "row by row": after(check_all, row_by_row),
        "the biases as weights of a column of ones": after(
            check_all, biases_as_weights
        ),
    },
}

# ------------------------------------------------------------------ what is timed


def images(rng, n, d, h, k):
    return {
        "X": rng.standard_normal((n, d)),
        "Y": np.eye(k)[rng.integers(k, size=n)],
        "W1": rng.standard_normal((d, h)) / np.sqrt(d),
        "b1": np.zeros(h),
        "W2": rng.standard_normal((h, k)) / np.sqrt(h),
        "b2": np.zeros(k),
        "activation": "tanh",
        "loss": "cross_entropy",
        "lam": 1e-4,
    }
