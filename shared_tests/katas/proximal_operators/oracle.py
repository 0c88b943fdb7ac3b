"""Exact over the rationals, group norms with 50 digits; the ball by casting out the numbers that vanish, without sorting."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, after
from dojo.spec.well_posed import unless_refused

# ------------------------------------------------------------------ the truth


def soft_threshold(v, t):
    refuse_negative(v, t)
    return rational.rounded([shrunk(x, Fraction(t)) for x in rational.exact(v)])


def shrunk(x, t):
    """x moved by t towards 0, at most to 0."""
    return x - t if x > t else x + t if x < -t else Fraction(0)


def prox_elastic_net(v, t, l1, l2):
    refuse_negative(v, t, l1, l2)
    t, l1, l2 = map(Fraction, (t, l1, l2))
    shorter = [shrunk(x, t * l1) / (1 + t * l2) for x in rational.exact(v)]
    return rational.rounded(shorter)


def prox_group(v, t, groups):
    refuse_negative(v, t, groups)
    u = np.zeros(len(v))
    for group in set(groups.tolist()):
        members = np.flatnonzero(groups == group)
        part = rational.exact(v[members])
        squares = rational.dot(part, part)
        if squares > Fraction(t) ** 2:
            with mpmath.workdps(50):
                shorter = 1 - t / rational.root(squares)
                u[members] = [mpmath.mpf(x) * shorter for x in v[members]]
    return u


def project_l1_ball(v, radius):
    refuse_radius(v, radius)
    theta = threshold(rational.exact(v), Fraction(radius))
    return rational.rounded([shrunk(x, theta) for x in rational.exact(v)])


def threshold(v, radius):
    """θ ≥ 0 with ‖S(v, θ)‖₁ = radius, or 0: what is at most the mean excess of the others vanishes."""
    sizes = [abs(x) for x in v]
    if sum(sizes) <= radius:
        return Fraction(0)
    while True:
        theta = (sum(sizes) - radius) / len(sizes)
        left = [m for m in sizes if m > theta]
        if left == sizes:
            return theta
        sizes = left


def refuse_negative(v, *parameters):
    smallest = min(np.min(p) for p in parameters)
    if smallest < 0:
        raise InvalidParameter(f"{smallest} is negative")


def refuse_radius(v, radius):
    if radius <= 0:
        raise InvalidParameter(f"radius is {radius}")


# ------------------------------------------------------------------ what the draws are made of

SCALES = 10.0 ** np.array([0, -6, 6, -3, 3, 0, -6, 6, -3, 3])


def vector(rng, p, scales=1.0):
    """Uniform numbers of four decimals, times `scales`."""
    return decimals(decimals(rng.uniform(-5, 5, p)) * scales, 10)


def until(clear, draw):
    """Drawn again until no decision is close: two correct programs must not disagree."""

    def drawn(rng):
        while True:
            inputs = draw(rng)
            if not clear(*inputs.values()):
                return inputs

    return drawn


def close(pairs):
    """A sentence if two numbers that are compared differ by less than 1e-4 of their size, but are not equal.

    1e-6 would do for the decisions; 1e-4 keeps v(1 − t/|v|), which cancels, within the tolerance.
    """
    for a, b in pairs:
        if a != b and abs(a - b) < 1e-4 * max(abs(a), abs(b)):
            return f"{float(a):.6g} is compared with {float(b):.6g}"
    return ""


def close_to_the_threshold(v, t):
    return close((abs(x), Fraction(t)) for x in rational.exact(v))


def close_elastic(v, t, l1, l2):
    return close_to_the_threshold(v, Fraction(t) * Fraction(l1))


def close_groups(v, t, groups):
    parts = [rational.exact(v[groups == g]) for g in np.unique(groups)]
    return close((rational.dot(x, x), Fraction(t) ** 2) for x in parts)


def close_to_the_ball(v, radius):
    v, radius = rational.exact(v), Fraction(radius)
    theta = threshold(v, radius)
    pairs = [(sum(map(abs, v)), radius)]
    return close(pairs + [(abs(x), theta) for x in v] if theta else pairs)


WELL_POSED = {
    "soft_threshold": unless_refused(refuse_negative, close_to_the_threshold),
    "prox_elastic_net": unless_refused(refuse_negative, close_elastic),
    "prox_group": unless_refused(refuse_negative, close_groups),
    "project_l1_ball": unless_refused(refuse_radius, close_to_the_ball),
}


def thresholded(p, t, scales=1.0):
    return until(
        close_to_the_threshold, lambda r: {"v": vector(r, p, scales), "t": t(r)}
    )


def elastic_net(p, t, l1, l2, scales=1.0):
    parameters = {"t": t, "l1": l1, "l2": l2}
    return until(close_elastic, lambda r: {"v": vector(r, p, scales)} | parameters)


def grouped(p, count, t, scales=1.0):
    def draw(rng):
        v = vector(rng, p, scales)
        return {"v": v, "t": t, "groups": rng.randint(0, count, p)}

    return until(close_groups, draw)


def beyond_the_ball(p, share, scales=1.0):
    """A radius that is `share` of ‖v‖₁, to three digits."""

    def draw(rng):
        v = vector(rng, p, scales)
        return {"v": v, "radius": float(f"{share * np.abs(v).sum():.3g}")}

    return until(close_to_the_ball, draw)


def equal_sizes(rng):
    v = rng.choice([-1.5, 1.5, -0.6, 0.6, 2.7], 12)
    return {"v": v, "radius": 4.1}


def uniform(low, high):
    return lambda rng: float(decimals(rng.uniform(low, high)))


# ------------------------------------------------------------------ certificates


def optimal(v, u, pull, tau=1e-12):
    """v − u = pull where u is not 0, |v| ≤ |pull| where it is: 0 is a subgradient at u."""
    zero = u == 0
    excess = np.where(zero, np.abs(v) - np.abs(pull), np.abs(v - u - pull))
    bad = np.flatnonzero(excess > tau * np.abs(v))
    if not bad.size:
        return ""
    state = "0" if zero[bad[0]] else f"{u[bad[0]]:.7g}"
    return f"u[{bad[0]}] = {state} is not optimal: 0 is no subgradient there."


def certify_group(v, t, groups, u):
    for group in np.unique(groups):
        x, z = v[groups == group], u[groups == group]
        length = np.linalg.norm(z)
        if not length and np.linalg.norm(x) > t * (1 + 1e-12):
            return f"group {group} is 0 although its norm is above t."
        if length and (verdict := optimal(x, z, t * z / length)):
            return verdict
    return ""


def certify_ball(v, radius, u):
    """u = S(v, θ) for one θ ≥ 0, and θ = 0 unless ‖u‖₁ = radius."""
    norm = np.abs(u).sum()
    if norm > radius * (1 + 1e-9):
        return f"‖u‖₁ is {norm:.10g}, more than the radius."
    if np.abs(v).sum() <= radius:
        return "" if (u == v).all() else "v is in the ball, and u is not v."
    if norm < radius * (1 - 1e-9):
        return f"‖u‖₁ is {norm:.10g}, less than the radius, although v is outside."
    j = np.argmax(np.abs(u))
    theta = np.abs(v[j]) - np.abs(u[j])
    return optimal(v, u, theta * sign(u), tau=1e-9)


def sign(u):
    """A subgradient of |u|; where u is 0, its size."""
    return np.where(u == 0, 1, np.sign(u))


CERTIFICATES = {
    "soft_threshold": lambda v, t, u: optimal(v, u, t * sign(u)),
    "prox_elastic_net": lambda v, t, l1, l2, u: optimal(
        v, u, t * (l1 * sign(u) + l2 * u)
    ),
    "prox_group": certify_group,
    "project_l1_ball": certify_ball,
}

# ------------------------------------------------------------------ other valid ways


def soft(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def with_threshold(find):
    """S(v, θ), where find(|v|, radius) is θ, for v outside of the ball."""

    def project(v, radius):
        m = np.abs(v)
        return v.copy() if m.sum() <= radius else soft(v, find(m, radius))

    return after(refuse_radius, project)


def bisection(m, radius):
    """θ by halving an interval, then once more from the numbers that survive."""
    low, high = 0.0, m.max()
    for _ in range(200):
        theta = (low + high) / 2
        outside = np.maximum(m - theta, 0).sum() > radius
        low, high = (theta, high) if outside else (low, theta)
    return (m[m > high].sum() - radius) / np.sum(m > high)


def largest_of_all(m, radius):
    """θ = maxₖ (Σ_{i≤k} m₍ᵢ₎ − radius)/k"""
    sums = np.cumsum(np.sort(m)[::-1])
    return np.max((sums - radius) / np.arange(1, len(m) + 1))


def casting_out(m, radius):
    while True:
        theta = (m.sum() - radius) / len(m)
        if (m > theta).all():
            return theta
        m = m[m > theta]


def shortened(v, t):
    """v(1 − t/|v|)"""
    with np.errstate(all="ignore"):
        return v * np.where(np.abs(v) > t, 1 - t / np.abs(v), 0)


def direction_times_length(v, t, groups):
    u = np.zeros(len(v))
    for group in np.unique(groups):
        part = v[groups == group]
        length = np.linalg.norm(part)
        if length:
            u[groups == group] = part / length * max(length - t, 0)
    return u


def divided_first(v, t, l1, l2):
    return soft(v / (1 + t * l2), t * l1 / (1 + t * l2))


def checked(program):
    return after(refuse_negative, program)


ALTERNATIVES = {
    "soft_threshold": {
        "Moreau: v minus its projection on the box": checked(
            lambda v, t: v - np.clip(v, -t, t)
        ),
        "two one-sided parts": checked(
            lambda v, t: np.maximum(v - t, 0) + np.minimum(v + t, 0)
        ),
        "a factor for each number": checked(shortened),
    },
    "prox_elastic_net": {
        "divided first, with the threshold divided as well": checked(divided_first)
    },
    "prox_group": {
        "the direction times the shortened length": checked(direction_times_length)
    },
    "project_l1_ball": {
        "bisection": with_threshold(bisection),
        "the largest of all thresholds": with_threshold(largest_of_all),
        "casting out": with_threshold(casting_out),
    },
}
