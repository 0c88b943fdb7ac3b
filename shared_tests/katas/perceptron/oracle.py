"""The path over the rationals, where z = 0 is z = 0."""

from fractions import Fraction

import numpy as np
import scipy.optimize

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidLabel, InvalidParameter, after
from dojo.spec.well_posed import unless_refused

# ------------------------------------------------------------------ the truth


def perceptron(X, y, w0, b0, order, eta):
    check(X, y, w0, b0, order, eta)
    v, mistakes = list(rational.exact(np.append(w0, b0))), 0
    for x, label, terms in visits(X, y, v, order):
        if label * sum(terms) <= 0:
            v[:] = [a + Fraction(eta) * label * c for a, c in zip(v, x, strict=True)]
            mistakes += 1
    v = rational.rounded(v)
    return v[:-1], v[-1], mistakes


def visits(X, y, v, order):
    """(x, 1), its label, and the terms of its z at the v of that moment."""
    rows = rational.exact(with_ones(X))
    for i in order.tolist():
        yield rows[i], int(y[i]), [a * c for a, c in zip(v, rows[i], strict=True)]


def check(X, y, w0, b0, order, eta):
    if eta <= 0 or min(order) < 0 or max(order) >= len(y):
        raise InvalidParameter(f"eta is {eta}, order reaches to {max(order)}")
    if (np.abs(y) != 1).any():
        raise InvalidLabel("a label is neither −1 nor 1")


def with_ones(X):
    return np.column_stack([X, np.ones(len(X))])


# ------------------------------------------------------------------ what the draws are made of


def problem(rng, n, p, epochs, noise=0.0, low=-9, high=9):
    """Whole numbers with labels by a line, all but a share of them; the rows come in another order in every epoch."""
    X = rng.randint(low, high + 1, (n, p)).astype(float)
    w = rng.choice([-3, -2, -1, 1, 2, 3], p)
    y = np.where(X @ w + 0.5 > 0, 1, -1) * np.where(rng.uniform(0, 1, n) < noise, -1, 1)
    order = np.concatenate([rng.permutation(n) for _ in range(epochs)])
    return {"X": X, "y": y, "w0": np.zeros(p), "b0": 0.0, "order": order, "eta": 1.0}


def fractions(rng, n, p, epochs):
    """Decimals, where no row comes near the line while it moves."""
    while True:
        drawn = problem(rng, n, p, epochs, noise=0.1)
        drawn |= {"X": decimals(rng.uniform(-2, 2, (n, p))), "eta": 0.1}
        drawn |= {"w0": decimals(rng.uniform(-1, 1, p)), "b0": 0.3}
        if not well_posed(*drawn.values()):
            return drawn


def stream(rng, n, p):
    """To be timed: one epoch; a fifth of the labels are wrong."""
    X = rng.standard_normal((n, p))
    z = X.sum(axis=1) + rng.standard_normal(n)
    y = np.where(z > 0, 1, -1)
    order = np.arange(n)
    return {"X": X, "y": y, "w0": np.zeros(p), "b0": 0.0, "order": order, "eta": 1.0}


# ------------------------------------------------------------------ certificates


def certify(X, y, w0, b0, order, eta, w, b, mistakes):
    """Novikoff's two inequalities, and b − b₀ = eta · (mistakes of class 1 − mistakes of class −1)."""
    D, start, v = with_ones(X)[order], np.append(w0, b0), np.append(w, b)
    if not 0 <= mistakes <= len(order):
        return f"{mistakes} mistakes in {len(order)} visits."
    balance = (b - b0) / eta
    if abs(balance) > mistakes + 1e-9 or abs((balance - mistakes) / 2 % 1 - 0.5) < 0.49:
        return f"b − b₀ is {balance:.6g} eta, which {mistakes} mistakes cannot make."
    largest = np.max(np.sum(D**2, axis=1))
    allowed = start @ start + eta**2 * largest * mistakes
    if v @ v > allowed * (1 + 1e-9):
        return f"‖(w, b)‖² is {v @ v:.6g}; {mistakes} mistakes allow {allowed:.6g}."
    u, margin = separator(D, y[order])
    if margin > 1e-9 and (v - start) @ u < eta * margin * mistakes * (1 - 1e-6):
        return f"(w, b) has moved by {(v - start) @ u:.6g} towards a separating line, too little for {mistakes} mistakes."
    return ""


def separator(D, y):
    """The u with |uⱼ| ≤ 1 and the largest γ = minᵢ yᵢxᵢᵀu; γ = 0 where no line separates."""
    A = np.column_stack([-y[:, None] * D, np.ones(len(y))])
    goal = np.append(np.zeros(D.shape[1]), -1)
    limits = [(-1, 1)] * D.shape[1] + [(0, None)]
    found = scipy.optimize.linprog(goal, A, np.zeros(len(y)), bounds=limits).x
    return found[:-1], found[-1]


CERTIFICATES = {"perceptron": certify}


def well_posed(X, y, w0, b0, order, eta):
    """Either z is computed without rounding, in whatever order, or no row comes near the line."""
    v = list(rational.exact(np.append(w0, b0)))
    for x, label, terms in visits(X, y, v, order):
        size = sum(map(abs, terms))
        whole = size * max(t.denominator for t in terms) < 2**53
        if not whole and abs(sum(terms)) < 1e-9 * size:
            return "a row lies so near to the line that rounding decides"
        if label * sum(terms) <= 0:
            v[:] = [a + Fraction(eta) * label * c for a, c in zip(v, x, strict=True)]
    return ""


WELL_POSED = {"perceptron": unless_refused(check, well_posed)}

# ------------------------------------------------------------------ other valid ways


def one_vector(X, y, w0, b0, order, eta):
    """A column of ones makes b a weight, and yᵢxᵢ the rows: all must come to the positive side."""
    M, v, mistakes = y[:, None] * with_ones(X), np.append(w0, b0), 0
    for i in order:
        wrong = M[i] @ v <= 0
        v, mistakes = v + wrong * eta * M[i], mistakes + int(wrong)
    return v[:-1], v[-1], mistakes


def by_counts(X, y, w0, b0, order, eta):
    """How often each row was a mistake tells everything: z = z₀ + eta K(y · counts), K = [X 1][X 1]ᵀ."""
    D, counts = with_ones(X), np.zeros(len(y))
    K, z0 = D @ D.T, X @ w0 + b0
    for i in order:
        counts[i] += y[i] * (z0[i] + eta * (K[i] @ (y * counts))) <= 0
    return w0 + eta * (y * counts) @ X, b0 + eta * (y @ counts), int(counts.sum())


def scores_carried_along(X, y, w0, b0, order, eta):
    """The scores of all rows, corrected at every mistake; w at the end."""
    z, chosen = X @ w0 + b0, []
    for i in order:
        if y[i] * z[i] <= 0:
            z = z + eta * y[i] * (X @ X[i] + 1)
            chosen.append(i)
    pull = y[chosen]
    return w0 + eta * pull @ X[chosen], b0 + eta * pull.sum(), len(chosen)


WAYS = {
    "b as a weight, rows times labels": one_vector,
    "the dual form": by_counts,
    "scores carried along": scores_carried_along,
}
ALTERNATIVES = {"perceptron": {name: after(check, way) for name, way in WAYS.items()}}
