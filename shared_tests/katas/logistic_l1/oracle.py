"""The signs by an active set in float64; then Newton's method with gradients of 50 digits for the weights that are not 0."""

import mpmath
import numpy as np

from dojo.spec import kata
from dojo.spec.certificates import l1_stationary
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, NoFiniteOptimum, NotConverged, after
from dojo.spec.well_posed import unless_refused

lasso = kata("lasso_coordinate_descent").oracle
logistic = kata("logistic_gradient_descent").oracle
newton = kata("logistic_newton").oracle

# ------------------------------------------------------------------ the truth


def logistic_l1_lambda_max(X, y):
    check_classes(X, y)
    return lasso.lasso_lambda_max(X, y.astype(float), 1)


def logistic_l1(X, y, lam, tol, max_iter):
    """The truth needs no rule to stop by; but nothing arrives with one step, unless it begins there."""
    check(X, y, lam, tol, max_iter)
    w, b = minimiser(X, y, lam)
    if max_iter == 1 and w.any():
        raise NotConverged("one step is not enough")
    return w, b


def minimiser(X, y, lam):
    """w and b, with the proof that their signs are those of the minimum."""
    Z, mean, scale = standardised(X)
    *_, (start, b) = active_set(Z, y, lam / scale)
    signs, start = np.sign(start), start / scale
    A, pull = np.flatnonzero(signs), lam * signs
    D, v = newton.design(X[:, A], 1), np.append(start[A], b - mean @ start)
    H = newton.terms(D, y, v, 0 * v)[2]
    unit = 1 / np.sqrt(np.diag(H))
    with mpmath.workdps(50):
        rows, v = mpmath.matrix(D.tolist()), mpmath.matrix(v.tolist())
        for _ in range(3):
            g = logistic.precise_value_grad(rows, y.tolist(), v, 0, 0)[1]
            g = np.array(list(g), float) + np.append(pull[A], 0)
            step = unit * np.linalg.solve(unit[:, None] * H * unit, unit * g)
            v -= mpmath.matrix(step.tolist())
        v = np.array(list(v), float)
    w = np.zeros(X.shape[1])
    w[A] = v[:-1]
    g, _ = gradient(X, y, w, v[-1])
    if (np.sign(w) != signs).any() or np.abs(g[signs == 0]).max(initial=0) > lam:
        raise ValueError("the signs are not those of the minimum")
    return w, v[-1]


def check(X, y, lam, tol, max_iter):
    if lam <= 0 or tol <= 0 or max_iter < 1:
        raise InvalidParameter(f"lam, tol, max_iter are {lam}, {tol}, {max_iter}")
    check_classes(X, y)


def check_classes(X, y):
    logistic.check_labels(y)
    if np.ptp(y) == 0:
        raise NoFiniteOptimum("there is one class, and b runs away")


# ------------------------------------------------------------------ a second route, in float64


def gradient(X, y, w, b):
    """Of the loss, by w and by b."""
    return logistic.value_grad(X, y, w, b, 0.0)[1:]


def off(X, y, w, b, lam):
    """How far the conditions are from being met: 0 at the minimum."""
    g, gb = gradient(X, y, w, b)
    excess = np.where(w == 0, np.maximum(np.abs(g) - lam, 0), g + lam * np.sign(w))
    return max(np.abs(excess).max() / lam, abs(gb))


def standardised(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 1e-12 * np.abs(mean), scale, 1)
    return (X - mean) / scale, mean, scale


def certified(way):
    """The first w, b of a way for standardised columns that meets the conditions; ways differ in the next one."""

    def solve(X, y, lam, tol, max_iter):
        Z, mean, scale = standardised(X)
        for _, (w, b) in zip(range(max_iter), way(Z, y, lam / scale), strict=False):
            w, b = w / scale, b - mean @ (w / scale)
            if off(X, y, w, b, lam) <= tol:
                return w, b
        raise NotConverged(f"{max_iter} steps are not enough")

    return after(check, solve)


def log_odds(y):
    return np.log(y.sum() / (len(y) - y.sum()))


def active_set(X, y, lam):
    """Newton's method for the weights that have a sign; of the others that with the steepest slope enters, and
    what reaches 0 on the way leaves."""
    D, p = newton.design(X, 1), X.shape[1]
    v, s = np.append(np.zeros(p), log_odds(y)), np.zeros(p)
    while True:
        yield v[:p], v[p]
        g = newton.terms(D, y, v, 0 * v)[1][:p]
        steep = np.where(s == 0, np.abs(g) / lam, 0)
        j = np.argmax(steep)
        if steep[j] <= 1 + 1e-10:
            return
        s[j] = -np.sign(g[j])
        v, s = settled(D, y, v, s, lam)


def settled(D, y, v, s, lam):
    """The minimum among those with these signs, or with fewer of them."""
    for _ in range(100):
        A, pull = np.append(s != 0, True), np.append(lam * s, 0)
        J, g, H = newton.terms(D[:, A], y, v[A], 0 * v[A])
        d = 0 * v
        d[A] = -np.linalg.solve(H, g + pull[A])
        gain, t = -(g + pull[A]) @ d[A], 1.0
        if gain < 1e-24:
            break
        while gain > 1e-9 * J and (
            newton.terms(D, y, v + t * d, 0 * v)[0] + pull @ (v + t * d)
            > J + pull @ v - 1e-4 * t * gain
        ):
            t /= 2
        against = np.flatnonzero((v + t * d)[:-1] * s < 0)
        if against.size:
            reach = -v[against] / d[against]
            t, first = reach.min(), against[np.argmin(reach)]
        v = v + t * d
        if against.size:
            v[first] = s[first] = 0
    return v, s


def accelerated(X, y, lam):
    """FISTA for w and b with the step 4n/‖[X 1]‖²; the momentum begins anew where it points uphill."""
    D, p = newton.design(X, 1), X.shape[1]
    L, level = np.linalg.norm(D, 2) ** 2 / (4 * len(y)), np.append(lam, 0)
    v = u = np.append(np.zeros(p), log_odds(y))
    t = 1.0
    while True:
        yield v[:p], v[p]
        c = 1 - 2 * y
        g = D.T @ (c * newton.sigma(c * (D @ u))) / len(y)
        before, v = v, lasso.soft(u - g / L, level / L)
        later = (1 + np.sqrt(1 + 4 * t * t)) / 2
        if (u - v) @ (v - before) > 0:
            u, t = v, 1.0
        else:
            u, t = v + (t - 1) / later * (v - before), later


def one_by_one(X, y, lam):
    """Newton steps for one number at a time, each with a curvature that bounds the true one near it."""
    D, level = newton.design(X, 1), np.append(lam, 0)
    v, c = np.append(np.zeros(len(lam)), log_odds(y)), 1 - 2 * y
    z = D @ v
    while True:
        yield v[:-1], v[-1]
        for j in np.flatnonzero(np.abs(D).max(axis=0)):
            x, reach = D[:, j], 0.1
            slope = newton.sigma(c * z)
            g = x @ (c * slope) / len(y)
            # |z| moves by at most `reach`, so σ′ grows by at most exp(reach)
            h = x**2 @ (slope * (1 - slope)) / len(y) * np.exp(reach)
            new = lasso.soft(v[j] - g / h, level[j] / h)
            most = reach / np.abs(x).max()
            new = np.clip(new, v[j] - most, v[j] + most)
            z, v[j] = z + (new - v[j]) * x, new


# ------------------------------------------------------------------ what the draws are made of

SCALES = 10.0 ** np.array([0, -2, 1, -1, 2])


def data(rng, n, p, scales=1.0, offset=0.0):
    """A third of the weights matter; labels drawn from the model."""
    X = rng.uniform(-2, 2, (n, p))
    w = rng.uniform(1, 3, p) * (np.arange(p) % 3 == 0)
    y = (rng.uniform(0, 1, n) < logistic.sigma(X @ w + 0.5)).astype(int)
    y[:2] = 0, 1
    return {"X": decimals(X * scales + offset, 10), "y": y}


def words(rng, n, p):
    """Counts of rare words, most of them 0."""
    X = np.floor(rng.exponential(0.6, (n, p)))
    y = (rng.uniform(0, 1, n) < logistic.sigma(2 * X[:, 0] - 2 * X[:, 1])).astype(int)
    y[:2] = 0, 1
    return {"X": X, "y": y}


def problem(rng, share, made):
    """λ is a share of λmax, to three digits; drawn again until the answer is clear."""
    while True:
        drawn = made()
        lam = share * lasso.lambda_max(drawn["X"], drawn["y"], 1)
        inputs = drawn | {"lam": float(f"{lam:.3g}"), "tol": 1e-8, "max_iter": 100_000}
        if not unclear(*inputs.values()):
            return inputs


def text(rng, n, p):
    """To be timed: ten of the columns matter."""
    X = rng.standard_normal((n, p))
    z = X[:, :10].sum(axis=1) + rng.standard_normal(n)
    lam = 0.05 * lasso.lambda_max(X, 1.0 * (z > 0), 1)
    return {"X": X, "y": 1 * (z > 0), "lam": lam, "tol": 1e-6, "max_iter": 100_000}


# ------------------------------------------------------------------ certificates


def certify(X, y, lam, tol, max_iter, w, b):
    """For centred columns, where the slopes by w do not depend on what is left of that by b."""
    g, gb = gradient(X - X.mean(axis=0), y, w, b + X.mean(axis=0) @ w)
    if abs(gb) > 1e-7:
        return f"the slope of J by b is {gb:.2g}, not 0."
    return l1_stationary(w, g, lam)


CERTIFICATES = {"logistic_l1": certify}


def unclear(X, y, lam, tol, max_iter):
    """A sentence if a weight is active by a hair, or if the rule of stopping leaves w too free."""
    w, b = minimiser(X, y, lam)
    scale, A = X.std(axis=0), w != 0
    slopes = np.abs(gradient(X, y, w, b)[0] / lam)
    if np.any(slopes[~A] > 1 - 1e-3):
        return "a weight is nearly active"
    size = np.abs(w * scale)
    if A.any() and np.min(size[A]) < 1e-3 * np.max(size):
        return "an active weight is nearly 0"
    D = newton.design(X[:, A], 1)
    H = newton.terms(D, y, np.append(w[A], b), 0 * D[0])[2]
    free = tol * np.abs(np.linalg.inv(H)) @ np.append(lam + 0 * w[A], 1)
    sizes = np.append(np.max(np.abs(w)) + 0 * w[A], abs(b))
    return "tol leaves w too free" if np.any(free > 1e-5 * sizes) else ""


WELL_POSED = {"logistic_l1": unless_refused(check, unclear)}

# ------------------------------------------------------------------ other valid ways

WAYS = {
    "an active set": active_set,
    "accelerated proximal gradient steps": accelerated,
    "one number at a time": one_by_one,
}


def by_slopes(X, y):
    """The largest slope of the loss at w = 0 and its b."""
    return np.abs(gradient(X, y, 0 * X[0], log_odds(y))[0]).max()


ALTERNATIVES = {
    "logistic_l1_lambda_max": {
        "the slopes at w = 0": after(check_classes, by_slopes),
        "the means of the classes": after(
            check_classes,
            lambda X, y: (
                np.abs(X[y == 1].mean(0) - X[y == 0].mean(0)).max()
                * (y.mean() * (1 - y.mean()))
            ),
        ),
    },
    "logistic_l1": {name: certified(way) for name, way in WAYS.items()},
}
