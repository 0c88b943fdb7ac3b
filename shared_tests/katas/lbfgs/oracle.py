"""The direction over the rationals, by the product of matrices that it stands for; the minimiser by Newton's method with 50 digits."""

import numpy as np

from dojo.spec import kata, rational
from dojo.spec.certificates import stationary
from dojo.spec.designs import decimals, regression, uniform
from dojo.spec.refusals import InvalidParameter, NotConverged, after
from dojo.spec.well_posed import ROOM, unless_refused

newton = kata("newton_backtracking").oracle

# ------------------------------------------------------------------ the truth


def lbfgs_direction(g, S, Y):
    check_pairs(g, S, Y)
    g, S, Y = rational.exact(g), rational.exact(S), rational.exact(Y)
    gamma = rational.dot(S[-1], Y[-1]) / rational.dot(Y[-1], Y[-1])
    p = len(g)
    H = [[gamma * (i == j) for j in range(p)] for i in range(p)]
    for s, y in zip(S, Y, strict=True):
        rho = 1 / rational.dot(s, y)
        V = [[(i == j) - rho * y[i] * s[j] for j in range(p)] for i in range(p)]
        H = rational.matmul(rational.transpose(V), rational.matmul(H, V))
        H = [[H[i][j] + rho * s[i] * s[j] for j in range(p)] for i in range(p)]
    return rational.rounded([-v for v in rational.matvec(H, g)])


def check_pairs(g, S, Y):
    exactly = zip(rational.exact(S), rational.exact(Y), strict=True)
    if min(rational.dot(s, y) for s, y in exactly) <= 0:
        raise InvalidParameter("the curvature along a step is not positive")


def lbfgs_minimize(*inputs):
    """What may differ, the number of steps, is that of a search in float64."""
    w, f, iters = search(*inputs)
    if iters:
        X, y, w0, delta, lam, *_ = inputs
        w, f, *_ = newton.newton_pseudo_huber(X, y, w0, delta, lam, 1e-30, 500)
    return w, f, iters


def check(X, y, w0, delta, lam, memory, tol, max_iter):
    if delta <= 0 or min(lam, tol, max_iter, memory - 1) < 0:
        raise InvalidParameter(f"{delta=}, {lam=}, {memory=}, {tol=}, {max_iter=}")


# ------------------------------------------------------------------ a search in float64, by any direction


def by_the_product(g, S, Y):
    """The matrix itself."""
    H = np.eye(len(g)) * (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1])
    for s, y in zip(S, Y, strict=True):
        V = np.eye(len(g)) - np.outer(y, s) / (s @ y)
        H = V.T @ H @ V + np.outer(s, s) / (s @ y)
    return -H @ g


def search(*inputs, direction=by_the_product, armijo=1e-4, forgets=True):
    check(*inputs)
    X, y, w, delta, lam, memory, tol, max_iter = inputs

    def at(w):
        return newton.terms(X, y, w, delta, lam)[:2]

    (f, g), f0, pairs = at(w), at(0 * w)[0], []
    for k in range(max_iter + 1):
        if np.abs(g).max() <= tol:
            return w, f, k
        d, t = -g / max(1, np.linalg.norm(g)), 1.0
        if pairs:
            d = direction(g, *map(np.array, zip(*pairs, strict=True)))
        close = -(g @ d) <= 1e-12 * (f + f0)
        while not (at(w + t * d)[0] <= f + armijo * t * (g @ d) or close or t < 1e-15):
            t /= 2
        f, new = at(w + t * d)
        if t * d @ (new - g) > 1e-10 * t * np.linalg.norm(d) * np.linalg.norm(new - g):
            pairs = [*pairs, (t * d, new - g)][-memory if forgets else 0 :]
        w, g = w + t * d, new
    raise NotConverged(f"{max_iter} steps are not enough")


# ------------------------------------------------------------------ what the draws are made of


def pairs(rng, p, m, scales=1.0):
    """Steps, and the gradient differences of a quadratic whose curvatures differ up to a hundredfold."""
    A = rng.uniform(-1, 1, (p, p))
    A = decimals(A @ A.T + 0.1 * np.eye(p))
    S = uniform(rng, m, p) * scales
    return {
        "g": uniform(rng, p) / scales,
        "S": S,
        "Y": decimals(S / scales @ A) / scales,
    }


def problem(rng, n, p, delta=1.0, lam=0.1, w0=0.0, memory=5, max_iter=200, **how):
    drawn = regression(rng, n, p, **how) | {"w0": np.full(p, w0)}
    drawn |= {"delta": delta, "lam": lam, "memory": memory}
    return drawn | {"tol": 1e-10, "max_iter": max_iter}


# ------------------------------------------------------------------ certificates


def downhill(g, S, Y, d):
    """H is positive definite."""
    return "" if g @ d < 0 or not g.any() else f"gᵀd is {g @ d:g}: d leads uphill."


def certify(X, y, w0, delta, lam, memory, tol, max_iter, w, f, iters):
    """The gradient is as short as tol says, or as f can tell, whose last digit hides a gradient of 1e-8."""
    g, at_zero = (newton.terms(X, y, v, delta, lam)[1] for v in (w, 0 * w))
    return "" if np.max(np.abs(g)) <= tol else stationary(g, at_zero)


CERTIFICATES = {"lbfgs_direction": downhill, "lbfgs_minimize": certify}


def clear(g, S, Y):
    """sᵀy keeps off 0, exactly or clearly."""
    c, scale = (S * Y).sum(axis=1), np.abs(S * Y).sum(axis=1)
    near = (np.abs(c) < 1e-3 * scale) & (c != 0)
    return "a curvature is nearly 0" if near.any() else ""


def well_posed(X, y, w0, delta, lam, memory, tol, max_iter):
    """One minimiser, which tol determines; and steps to spare."""
    start = np.max(np.abs(newton.terms(X, y, w0, delta, lam)[1]))
    if tol and abs(start / tol - 1) < 1e-6:
        return "the gradient at the start is too near to tol"
    if start <= tol:
        return ""
    w = newton.newton_pseudo_huber(X, y, w0, delta, lam, 1e-30, 500)[0]
    mu = np.linalg.eigvalsh(newton.terms(X, y, w, delta, lam)[2])[0]
    if tol * np.sqrt(len(w)) > 1e-8 * mu * max(np.max(np.abs(w)), 1e-300):
        return "tol leaves w too free"
    try:
        needed = search(X, y, w0, delta, lam, memory, tol, max_iter)[2]
    except NotConverged:
        return ""
    return "" if 2 * needed + ROOM <= max_iter else f"{needed} of {max_iter} steps"


WELL_POSED = {
    "lbfgs_direction": clear,
    "lbfgs_minimize": unless_refused(check, well_posed),
}

# ------------------------------------------------------------------ other valid ways


def by_columns(g, S, Y):
    """The compact form of Byrd, Nocedal and Schnabel: H = γI + [S γY] M [S γY]ᵀ with a 2m×2m matrix M."""
    gamma = (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1])
    B = np.linalg.inv(np.triu(S @ Y.T))
    a, b = S @ g, gamma * (Y @ g)
    middle = B.T @ (np.diag((S * Y).sum(axis=1)) + gamma * Y @ Y.T) @ B
    return -(gamma * g + (middle @ a - B.T @ b) @ S - gamma * (B @ a) @ Y)


def newtons_method(X, y, w0, delta, lam, memory, tol, max_iter):
    """H is computed, not guessed."""
    if np.max(np.abs(newton.terms(X, y, w0, delta, lam)[1])) <= tol:
        return w0, newton.value(X, y, w0, delta, lam), 0
    return newton.newton(X, y, w0, delta, lam, 1e-26, max_iter)[:3]


def with_changes(**changes):
    return lambda *inputs: search(*inputs, **changes)


DIRECTIONS = {
    "by columns": by_columns,
    "by the product": by_the_product,
}
ALTERNATIVES = {
    "lbfgs_direction": {k: after(check_pairs, way) for k, way in DIRECTIONS.items()},
    "lbfgs_minimize": {
        "by columns": with_changes(direction=by_columns),
        "a stricter line search": with_changes(armijo=0.1),
        "all pairs are kept": with_changes(forgets=False),
        "Newton's method": after(check, newtons_method),
    },
}
