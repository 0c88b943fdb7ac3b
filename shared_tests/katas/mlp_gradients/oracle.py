"""J with 50 digits, and its derivatives from complex steps: no rule of calculus is used but f(x + ih) = f(x) + ih f′(x) + O(h²)."""

import mpmath
import numpy as np

from dojo.spec.certificates import adds_up
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter

# ------------------------------------------------------------------ the truth

TINY = mpmath.mpf(10) ** -60  # its square is beyond 110 digits' sight of 1
WEIGHTS = slice(2, 6)  # W1, b1, W2, b2 among the arguments of mlp_value_grad


def mlp_layer(X, W, b, activation):
    check(activation, 0)
    with mpmath.workdps(50):
        A = precise_layer(*map(precise, (X, W, b)), activation)
        return np.array([[v.real for v in row] for row in A], float)


def mlp_forward(X, W1, b1, W2, b2, activation, loss):
    check(activation, loss)
    with mpmath.workdps(50):
        X, W1, b1, W2, b2 = map(precise, (X, W1, b1, W2, b2))
        S = precise_layer(precise_layer(X, W1, b1, activation), W2, b2, 3)
        if loss == 1:
            S = [[mpmath.exp(v) for v in precise_log_softmax(s)] for s in S]
        return np.array([[v.real for v in s] for s in S], float)


def mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam):
    check(activation, loss, lam)
    check_rows(Y, loss)
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
        0: mpmath.tanh,
        1: lambda z: z if z.real > 0 else mpmath.mpc(0),
        2: lambda z: 1 / (1 + mpmath.exp(-z)),
        3: lambda z: z,
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
    S = precise_layer(precise_layer(X, W1, b1, activation), W2, b2, 3)
    for s, y in zip(S, Y, strict=True):
        L = precise_log_softmax(s) if loss == 1 else s
        for v, t in zip(L, y, strict=True):
            total += -t * v if loss == 1 else (v - t) ** 2 / 2
    norm = sum(w * w for W in (W1, W2) for row in W for w in row)
    return total / len(X) + mpmath.mpf(lam) / 2 * norm


def check(activation, loss, lam=0.0):
    if activation not in (0, 1, 2, 3) or loss not in (0, 1) or lam < 0:
        raise InvalidParameter(f"activation, loss, lam are {activation}, {loss}, {lam}")


def check_rows(Y, loss):
    if loss == 1 and ((Y < 0).any() or (np.abs(Y.sum(axis=1) - 1) > 1e-12).any()):
        raise InvalidLabel("a row of Y is no distribution")


# ------------------------------------------------------------------ a second route, in float64

ACTIVATIONS = (
    np.tanh,
    lambda Z: np.maximum(Z, 0),
    lambda Z: np.where(Z >= 0, 1, np.exp(-np.abs(Z))) / (1 + np.exp(-np.abs(Z))),
    lambda Z: Z,
)
SLOPES = (
    lambda Z, A: 1 - A * A,
    lambda Z, A: Z > 0,
    lambda Z, A: A * (1 - A),
    lambda Z, A: np.ones_like(Z),
)


def layer(X, W, b, activation, activations=ACTIVATIONS):
    return activations[activation](X @ W + b)


def normalised(S):
    """S minus its logarithmic sum, row by row."""
    largest = np.arange(S.shape[1]) == S.argmax(axis=1)[:, None]
    S = S - S.max(axis=1, keepdims=True)
    return S - np.log1p(np.where(largest, 0, np.exp(S)).sum(axis=1, keepdims=True))


def softmax(S):
    return np.exp(normalised(S))


def forward(X, W1, b1, W2, b2, activation, loss, softmax=softmax, layer=layer):
    S = layer(X, W1, b1, activation) @ W2 + b2
    return softmax(S) if loss == 1 else S


def squares(S, Y):
    """The mean loss and its derivatives by the scores."""
    return ((S - Y) ** 2).sum() / (2 * len(S)), (S - Y) / len(S)


def entropy(S, Y):
    L = normalised(S)
    return -(Y * L).sum() / len(S), ((1 - Y) * np.exp(L) + Y * np.expm1(L)) / len(S)


def by_differences(S, Y):
    """As entropy, but 1 is subtracted from a probability that is nearly 1."""
    return entropy(S, Y)[0], (np.exp(normalised(S)) - Y) / len(S)


def by_ln(S, Y):
    """As entropy, but with the logarithm of 1 + ε."""
    m = S.max(axis=1, keepdims=True)
    L = S - m - np.log(np.exp(S - m).sum(axis=1, keepdims=True))
    return -(Y * L).sum() / len(S), entropy(S, Y)[1]


def backprop(
    X,
    Y,
    W1,
    b1,
    W2,
    b2,
    activation,
    loss,
    lam,
    losses=(squares, entropy),
    slopes=SLOPES,
):
    """J and its gradient, with other losses or slopes where a mistake has them."""
    Z = X @ W1 + b1
    H = ACTIVATIONS[activation](Z)
    J, dS = losses[loss](H @ W2 + b2, Y)
    J += lam / 2 * ((W1**2).sum() + (W2**2).sum())
    dZ = (dS @ W2.T) * slopes[activation](Z, H)
    gW1, gW2 = X.T @ dZ + lam * W1, H.T @ dS + lam * W2
    return J, gW1, dZ.sum(axis=0), gW2, dS.sum(axis=0)


def checked_layer(program):
    def checked(X, W, b, activation):
        check(activation, 0)
        return program(X, W, b, activation)

    return checked


def checked_forward(program=forward, **changes):
    def checked(X, W1, b1, W2, b2, activation, loss):
        check(activation, loss)
        return program(X, W1, b1, W2, b2, activation, loss, **changes)

    return checked


def checked_backprop(program=backprop, **changes):
    def checked(X, Y, W1, b1, W2, b2, activation, loss, lam):
        check(activation, loss, lam)
        check_rows(Y, loss)
        return program(X, Y, W1, b1, W2, b2, activation, loss, lam, **changes)

    return checked


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
    """Inputs of mlp_value_grad; with loss 1 the rows of Y are indicators, or shares that sum to 1."""
    while True:
        scales = np.reshape(scale, (-1, 1))
        X = decimals(rng.uniform(-2, 2, (n, d)) * scales.T, 8)
        drawn = {"X": X} | weights(rng, d, h, k, scales)
        if np.abs(X @ drawn["W1"] + drawn["b1"]).min() > 2e-3:  # far from a kink
            break
    if loss == 1:
        Y = np.eye(k)[rng.randint(k, size=n)]
        Y[::3] = rng.multinomial(16, np.ones(k) / k, len(Y[::3])) / 16
    else:
        Y = decimals(rng.uniform(-2, 2, (n, k)))
    return drawn | {"Y": Y, "activation": activation, "loss": loss, "lam": lam}


def without(drawn, *names):
    return {name: value for name, value in drawn.items() if name not in names}


def only_layer(drawn):
    return {
        "X": drawn["X"],
        "W": drawn["W1"],
        "b": drawn["b1"],
        "activation": drawn["activation"],
    }


# ------------------------------------------------------------------ certificates


def certify_forward(X, W1, b1, W2, b2, activation, loss, O):
    return adds_up("a row of O", O, 1, 1) if loss == 1 else ""


COMPLEX = (
    np.tanh,
    lambda Z: np.where(Z.real > 0, Z, 0),
    lambda Z: 0.5 + 0.5 * np.tanh(Z / 2),
    lambda Z: Z,
)


def slope_of_value(X, Y, theta, direction, activation, loss, lam):
    """The derivative of J along a direction: Im J(θ + ih·direction)/h, without any difference."""
    W1, b1, W2, b2 = (w + 1e-100j * e for w, e in zip(theta, direction, strict=True))
    S = layer(X, W1, b1, activation, COMPLEX) @ W2 + b2
    if loss == 1:
        largest = np.arange(S.shape[1]) == S.real.argmax(axis=1)[:, None]
        S = S - S[largest][:, None]
        others = np.where(largest, 0, np.exp(S)).sum(axis=1, keepdims=True)
        L = S - np.log1p(others)
        J = -(Y * L).sum() / len(S)
    else:
        J = ((S - Y) ** 2).sum() / (2 * len(S))
    return (J + lam / 2 * ((W1**2).sum() + (W2**2).sum())).imag / 1e-100


def certify_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam, J, *gradients):
    """Every entry of the gradient against a complex step; sums over the outputs."""
    if loss == 1 and (wrong := adds_up("gb2", gradients[3], 0, 1)):
        return wrong
    theta = W1, b1, W2, b2
    for at, (name, g) in enumerate(
        zip(("gW1", "gb1", "gW2", "gb2"), gradients, strict=True)
    ):
        for index in np.ndindex(g.shape):
            direction = [np.zeros_like(w) for w in theta]
            direction[at][index] = 1
            slope = slope_of_value(X, Y, theta, direction, activation, loss, lam)
            if abs(slope - g[index]) > 1e-8 * np.max(np.abs(g)):
                where = ", ".join(map(str, index))
                return f"{name}[{where}] is {g[index]:.6g}, but J has the slope {slope:.6g}."
    return ""


CERTIFICATES = {"mlp_forward": certify_forward, "mlp_value_grad": certify_value_grad}


def well_posed(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """Where max(0, z) has its kink, z is exactly 0 or far from it."""
    Z = X @ W1 + b1
    near = (np.abs(Z) < 1e-3) & (Z != 0)
    return "a z is near the kink" if activation == 1 and near.any() else ""


WELL_POSED = {"mlp_value_grad": well_posed}

# ------------------------------------------------------------------ the usual mistakes


def with_activations(**changes):
    """The layer with other functions in the place of some of a."""
    names = ("tanh", "relu", "sigmoid", "none")
    functions = [changes.get(n, a) for n, a in zip(names, ACTIVATIONS, strict=True)]
    return checked_layer(lambda *args: layer(*args, activations=functions))


def any_activation(X, W, b, activation):
    check(min(activation, 3), 0)
    return layer(X, W, b, min(activation, 3))


def from_the_end(X, W, b, activation):
    check(max(activation, 0), 0)
    return layer(X, W, b, activation)


def fewer_activations(X, W, b, activation):
    if activation == 3:
        raise InvalidParameter("activation is 3")
    return checked_layer(layer)(X, W, b, activation)


def naive(S):
    return np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)


def any_loss(X, W1, b1, W2, b2, activation, loss):
    check(activation, 0)
    return forward(X, W1, b1, W2, b2, activation, loss)


def any_forward_activation(X, W1, b1, W2, b2, activation, loss):
    check(0, loss)
    return forward(X, W1, b1, W2, b2, min(max(activation, 0), 3), loss)


def no_layer_bias(X, W, b, activation):
    return layer(X, W, 0 * b, activation)


def losses_scaled(c, d):
    """Both losses times c and their derivatives times d, which may depend on Y."""
    return checked_backprop(
        losses=tuple(
            lambda S, Y, f=f: (c(Y) * f(S, Y)[0], d(Y) * f(S, Y)[1])
            for f in (squares, entropy)
        )
    )


def one(Y):
    return 1


def twice(Y):
    return 2


def rows(Y):
    return len(Y)


def with_slopes(*slopes):
    """None keeps the right one."""
    return checked_backprop(
        slopes=[
            right if s is None else s for s, right in zip(slopes, SLOPES, strict=True)
        ]
    )


def with_penalty(c, d, biases=0.0, first=1.0, second=1.0):
    """c·λ in J and d·λ in the gradient, where c and d may depend on Y; of some of the weights only."""

    def program(X, Y, W1, b1, W2, b2, activation, loss, lam):
        J, gW1, gb1, gW2, gb2 = backprop(X, Y, W1, b1, W2, b2, activation, loss, 0.0)
        norm = first * (W1**2).sum() + second * (W2**2).sum()
        J += c(Y) * lam / 2 * (norm + biases * (b1 @ b1 + b2 @ b2))
        lam *= d(Y)
        gW1, gW2 = gW1 + first * lam * W1, gW2 + second * lam * W2
        return J, gW1, gb1 + biases * lam * b1, gW2, gb2 + biases * lam * b2

    return checked_backprop(program)


def edited(change):
    """The right answer with something done to its gradients."""
    return checked_backprop(lambda *args: change(args, *backprop(*args)))


def log_of(probabilities):
    def loss(S, Y):
        P = probabilities(S)
        return -(Y * np.log(P)).sum() / len(S), (P - Y) / len(S)

    return checked_backprop(losses=(squares, loss))


def squared_probabilities(S, Y):
    P = softmax(S)
    E = P - Y
    dS = P * (E - (P * E).sum(axis=1, keepdims=True))
    return (E**2).sum() / (2 * len(S)), dS / len(S)


def softmax_by_its_slope(S, Y):
    """P(1 − P) once more, as if the softmax were a layer of sigmoids."""
    J, dS = entropy(S, Y)
    P = softmax(S)
    return J, dS * P * (1 - P)


def weights_not_transposed(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """dS W₂, whose shape is right when h = k."""
    right = backprop(X, Y, W1, b1, W2, b2, activation, loss, lam)
    if W2.shape[0] != W2.shape[1]:
        return right
    Z = X @ W1 + b1
    H = ACTIVATIONS[activation](Z)
    _, dS = (squares, entropy)[loss](H @ W2 + b2, Y)
    dZ = (dS @ W2) * SLOPES[activation](Z, H)
    return right[0], X.T @ dZ + lam * W1, dZ.sum(axis=0), *right[3:]


def rows_of(condition):
    """Only this condition on the rows of Y is checked."""

    def program(X, Y, W1, b1, W2, b2, activation, loss, lam):
        check(activation, loss, lam)
        if condition(Y, loss):
            raise InvalidLabel("a row of Y is no distribution")
        return backprop(X, Y, W1, b1, W2, b2, activation, loss, lam)

    return program


def rows_first(X, Y, *rest):
    check_rows(Y, rest[-2])
    return checked_backprop()(X, Y, *rest)


def any_value(activation=lambda v: v, loss=lambda v: v, lam=lambda v: v):
    """A parameter changed to a legal one before it is checked."""

    def program(X, Y, W1, b1, W2, b2, a, kind, strength):
        check(activation(a), loss(kind), lam(strength))
        check_rows(Y, loss(kind))
        return backprop(X, Y, W1, b1, W2, b2, activation(a), loss(kind), strength)

    return program


def off(Y):
    return np.abs(Y.sum(axis=1) - 1)


MISTAKES = {
    "mlp_layer": {
        "the bias is missing": checked_layer(no_layer_bias),
        "the bias is added after the activation": checked_layer(
            lambda X, W, b, a: ACTIVATIONS[a](X @ W) + b
        ),
        "the bias goes down the rows, not along them": checked_layer(
            lambda X, W, b, a: (
                ACTIVATIONS[a](X @ W + b[:, None])
                if len(X) == len(b)
                else layer(X, W, b, a)
            )
        ),
        "W is transposed": checked_layer(
            lambda X, W, b, a: layer(X, W.T if len(W) == len(W.T) else W, b, a)
        ),
        "the activation is left out": with_activations(
            tanh=lambda Z: Z, relu=lambda Z: Z, sigmoid=lambda Z: Z
        ),
        "the sigmoid stands where tanh belongs": with_activations(tanh=ACTIVATIONS[2]),
        "tanh is computed as 2σ(z) − 1, which is tanh(z/2)": with_activations(
            tanh=lambda Z: 2 * ACTIVATIONS[2](Z) - 1
        ),
        "the absolute value stands where max(0, z) belongs": with_activations(
            relu=np.abs
        ),
        "negative numbers leak through max(0, z)": with_activations(
            relu=lambda Z: np.where(Z > 0, Z, 0.01 * Z)
        ),
        "the largest number of the whole matrix decides in max(0, z)": with_activations(
            relu=lambda Z: np.full_like(Z, max(0, Z.max()))
        ),
        "the sigmoid is e^z/(1 + e^z) also where e^z overflows": with_activations(
            sigmoid=lambda Z: np.exp(Z) / (1 + np.exp(Z))
        ),
        "tanh is (e^z − e^−z)/(e^z + e^−z) also where they overflow": with_activations(
            tanh=lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
        ),
        "the codes of tanh and max(0, ·) are exchanged": with_activations(
            tanh=ACTIVATIONS[1], relu=np.tanh
        ),
        "a code that stands for nothing is accepted": any_activation,
        "a negative code counts from the end": from_the_end,
        "the code 3 is refused": fewer_activations,
    },
    "mlp_forward": {
        "b₁ is missing": checked_forward(layer=no_layer_bias),
        "b₂ is missing": checked_forward(
            lambda X, W1, b1, W2, b2, *rest: forward(X, W1, b1, W2, 0 * b2, *rest)
        ),
        "the activation is left out": checked_forward(
            lambda X, W1, b1, W2, b2, a, loss: forward(X, W1, b1, W2, b2, 3, loss)
        ),
        "the scores go through the activation, too": checked_forward(
            lambda X, W1, b1, W2, b2, a, loss: (
                softmax(layer(layer(X, W1, b1, a), W2, b2, a))
                if loss
                else layer(layer(X, W1, b1, a), W2, b2, a)
            )
        ),
        "the scores are returned where probabilities belong": checked_forward(
            softmax=lambda S: S
        ),
        "logarithms of the probabilities are returned": checked_forward(
            softmax=normalised
        ),
        "there is a softmax for both losses": checked_forward(
            lambda X, W1, b1, W2, b2, a, loss: forward(X, W1, b1, W2, b2, a, 1)
        ),
        "the softmax goes down the columns": checked_forward(
            softmax=lambda S: softmax(S.T).T
        ),
        "every score has its own sigmoid": checked_forward(softmax=ACTIVATIONS[2]),
        "exp(s) overflows in the softmax": checked_forward(softmax=naive),
        "a loss that is none is accepted": any_loss,
        "an activation that is none is accepted": any_forward_activation,
    },
    "mlp_value_grad": {
        "1 is subtracted from a probability that is nearly 1": checked_backprop(
            losses=(squares, by_differences)
        ),
        "ln(1 + ε) is taken where log1p(ε) is needed": checked_backprop(
            losses=(squares, by_ln)
        ),
        "the 1/n is missing in the loss and in its gradient": losses_scaled(rows, rows),
        "the 1/n is missing in the gradient": losses_scaled(one, rows),
        "the 1/n is missing in J": losses_scaled(rows, one),
        "the mean is taken over rows and outputs": losses_scaled(
            lambda Y: 1 / Y.shape[1], lambda Y: 1 / Y.shape[1]
        ),
        "the losses lack their ½ and the gradient has a factor 2": losses_scaled(
            twice, twice
        ),
        "the square lacks its ½ in J": checked_backprop(
            losses=(lambda S, Y: (2 * squares(S, Y)[0], squares(S, Y)[1]), entropy)
        ),
        "the gradient of the loss points downhill": losses_scaled(one, lambda Y: -1),
        "the slope of the activation is missing": with_slopes(*[SLOPES[3]] * 4),
        "the slope of the activation is taken at H, not at Z": with_slopes(
            *[
                lambda Z, H, s=s, a=a: s(H, a(H))
                for s, a in zip(SLOPES, ACTIVATIONS, strict=True)
            ]
        ),
        "the slope of tanh is 1 − z²": with_slopes(
            lambda Z, H: 1 - Z * Z, None, None, None
        ),
        "the slope of tanh is 1 − h": with_slopes(lambda Z, H: 1 - H, None, None, None),
        "the slope of the sigmoid is h, without 1 − h": with_slopes(
            None, None, lambda Z, H: H, None
        ),
        "every activation has the slope of tanh": with_slopes(*[SLOPES[0]] * 4),
        "every activation has the slope of the sigmoid": with_slopes(*[SLOPES[2]] * 4),
        "max(0, z) has the slope 1 at 0": with_slopes(
            None, lambda Z, H: Z >= 0, None, None
        ),
        "max(0, z) has the slope ½ at 0": with_slopes(
            None, lambda Z, H: (Z > 0) + 0.5 * (Z == 0), None, None
        ),
        "the gradients of the biases are means, not sums": edited(
            lambda args, J, gW1, gb1, gW2, gb2: (
                J,
                gW1,
                gb1 / len(args[0]),
                gW2,
                gb2 / len(args[0]),
            )
        ),
        "the gradient of b₁ lacks the slope of the activation": checked_backprop(
            lambda *args: (
                *backprop(*args)[:2],
                backprop(*args)[4] @ args[4].T,
                *backprop(*args)[3:],
            )
        ),
        "gb1 is the gradient of the last row only": edited(
            lambda args, J, gW1, gb1, gW2, gb2: (
                J,
                gW1,
                backprop(args[0][-1:], args[1][-1:], *args[2:])[2] / len(args[0]),
                gW2,
                backprop(args[0][-1:], args[1][-1:], *args[2:])[4] / len(args[0]),
            )
        ),
        "gW1 is transposed": edited(
            lambda args, J, gW1, *rest: (
                J,
                gW1.T if len(gW1) == len(gW1.T) else gW1,
                *rest,
            )
        ),
        "W₂ is not transposed on the way back": checked_backprop(
            weights_not_transposed
        ),
        "the biases are penalised": with_penalty(one, one, biases=1.0),
        "W₁ is not penalised": with_penalty(one, one, first=0.0),
        "W₂ is not penalised": with_penalty(one, one, second=0.0),
        "the penalty is missing": with_penalty(lambda Y: 0, lambda Y: 0),
        "the penalty is missing in the gradient": with_penalty(one, lambda Y: 0),
        "the penalty is missing in J": with_penalty(lambda Y: 0, one),
        "the penalty is λ‖W‖², without its ½": with_penalty(twice, twice),
        "the penalty lacks its ½ in J": with_penalty(twice, one),
        "the penalty in the gradient is 2λW": with_penalty(one, twice),
        "the penalty is divided by n": with_penalty(
            lambda Y: 1 / len(Y), lambda Y: 1 / len(Y)
        ),
        "the logarithm is taken of probabilities that have become 0": log_of(softmax),
        "the probabilities are clipped before their logarithms are taken": log_of(
            lambda S: np.clip(softmax(S), 1e-15, 1)
        ),
        "exp(s) overflows in the softmax": log_of(naive),
        "the loss is the squared error of the probabilities": checked_backprop(
            losses=(squares, squared_probabilities)
        ),
        "the difference o − y is multiplied by the slope of the softmax once more": checked_backprop(
            losses=(squares, softmax_by_its_slope)
        ),
        "the row of Y is refused though only the squares are asked for": rows_of(
            lambda Y, loss: (Y < 0).any() or (off(Y) > 1e-12).any()
        ),
        "the rows of Y must sum to exactly 1": rows_of(
            lambda Y, loss: loss == 1 and ((Y < 0).any() or (off(Y) > 0).any())
        ),
        "the rows of Y must be indicators": rows_of(
            lambda Y, loss: (
                loss == 1 and (((Y != 0) & (Y != 1)).any() or (off(Y) > 0).any())
            )
        ),
        "negative entries of Y are accepted": rows_of(
            lambda Y, loss: loss == 1 and (off(Y) > 1e-12).any()
        ),
        "the sum of all of Y is checked, not that of every row": rows_of(
            lambda Y, loss: (
                loss == 1 and ((Y < 0).any() or abs(Y.sum() - len(Y)) > 1e-12 * len(Y))
            )
        ),
        "rows of Y that do not sum to 1 are accepted": rows_of(
            lambda Y, loss: loss == 1 and (Y < 0).any()
        ),
        "the rows of Y are checked before the parameters": rows_first,
        "a loss that is none is accepted": any_value(loss=lambda v: min(max(v, 0), 1)),
        "an activation that is none is accepted": any_value(
            activation=lambda v: min(max(v, 0), 3)
        ),
        "a negative λ is accepted": any_value(lam=abs),
    },
}

# ------------------------------------------------------------------ other valid ways


def row_by_row(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """The losses and the gradients of single rows, added up."""
    one_row = [
        backprop(x[None], y[None], W1, b1, W2, b2, activation, loss, 0.0)
        for x, y in zip(X, Y, strict=True)
    ]
    J, gW1, gb1, gW2, gb2 = (
        sum(parts) / len(X) for parts in zip(*one_row, strict=True)
    )
    J += lam / 2 * ((W1**2).sum() + (W2**2).sum())
    return J, gW1 + lam * W1, gb1, gW2 + lam * W2, gb2


def biases_as_weights(X, Y, W1, b1, W2, b2, activation, loss, lam):
    """A column of ones beside X and beside H; the last rows of the gradients belong to it."""
    ones = np.ones((len(X), 1))
    X1, V1, V2 = np.hstack([X, ones]), np.vstack([W1, b1]), np.vstack([W2, b2])
    Z = X1 @ V1
    H1 = np.hstack([ACTIVATIONS[activation](Z), ones])
    J, dS = (squares, entropy)[loss](H1 @ V2, Y)
    dZ = (dS @ V2.T)[:, :-1] * SLOPES[activation](Z, H1[:, :-1])
    g1, g2 = X1.T @ dZ, H1.T @ dS
    J += lam / 2 * ((W1**2).sum() + (W2**2).sum())
    return J, g1[:-1] + lam * W1, g1[-1], g2[:-1] + lam * W2, g2[-1]


ALTERNATIVES = {
    "mlp_layer": {
        "tanh and σ from each other": with_activations(
            sigmoid=lambda Z: 0.5 + 0.5 * np.tanh(Z / 2)
        ),
        "max(0, z) as (z + |z|)/2": with_activations(
            relu=lambda Z: (Z + np.abs(Z)) / 2
        ),
    },
    "mlp_forward": {
        "without logarithms": checked_forward(
            softmax=lambda S: naive(S - S.max(axis=1, keepdims=True))
        )
    },
    "mlp_value_grad": {
        "row by row": checked_backprop(row_by_row),
        "the biases as weights of a column of ones": checked_backprop(
            biases_as_weights
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
        "activation": 0,
        "loss": 1,
        "lam": 1e-4,
    }
