"""Exact over the rationals, group norms with 50 digits; the ball by casting out the numbers that vanish, without sorting."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter

# ------------------------------------------------------------------ the truth


def soft_threshold(v, t):
    refuse_negative(t)
    return rational.rounded([shrunk(x, Fraction(t)) for x in rational.exact(v)])


def shrunk(x, t):
    """x moved by t towards 0, at most to 0."""
    return x - t if x > t else x + t if x < -t else Fraction(0)


def prox_elastic_net(v, t, l1, l2):
    refuse_negative(t, l1, l2)
    t, l1, l2 = map(Fraction, (t, l1, l2))
    return rational.rounded(
        [shrunk(x, t * l1) / (1 + t * l2) for x in rational.exact(v)]
    )


def prox_group(v, t, groups):
    refuse_negative(t, *groups)
    u = np.zeros(len(v))
    for group in set(groups.tolist()):
        members = np.flatnonzero(groups == group)
        squares = sum(x * x for x in rational.exact(v[members]))
        if squares > Fraction(t) ** 2:
            with mpmath.workdps(50):
                norm = mpmath.sqrt(mpmath.mpf(squares.numerator) / squares.denominator)
                u[members] = [mpmath.mpf(x) * (1 - t / norm) for x in v[members]]
    return u


def project_l1_ball(v, radius):
    if radius <= 0:
        raise InvalidParameter(f"radius is {radius}")
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


def refuse_negative(*numbers):
    if min(numbers) < 0:
        raise InvalidParameter(f"{min(numbers)} is negative")


# ------------------------------------------------------------------ a second route, in float64


def soft(v, t):
    refuse_negative(t)
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def by_group(v, t, groups, factor):
    """Each v_g times factor(v_g, t)."""
    refuse_negative(t, *groups)
    u = np.zeros(len(v))
    for group in np.unique(groups):
        part = v[groups == group]
        u[groups == group] = part * factor(part, t)
    return u


def factor(norm, t):
    return 1 - t / norm if norm > t else 0.0


def refuse_radius(radius):
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
    return close((abs(x), Fraction(t)) for x in rational.exact(v)) if t >= 0 else ""


def close_elastic(v, t, l1, l2):
    if min(t, l1, l2) < 0:
        return ""
    limit = Fraction(t) * Fraction(l1)
    return close((abs(x), limit) for x in rational.exact(v))


def close_groups(v, t, groups):
    if min(t, *groups) < 0:
        return ""
    parts = [rational.exact(v[groups == g]) for g in np.unique(groups)]
    return close((rational.dot(x, x), Fraction(t) ** 2) for x in parts)


def close_to_the_ball(v, radius):
    if radius <= 0:
        return ""
    v, radius = rational.exact(v), Fraction(radius)
    theta = threshold(v, radius)
    pairs = [(sum(map(abs, v)), radius)]
    return close(pairs + [(abs(x), theta) for x in v] if theta else pairs)


WELL_POSED = {
    "soft_threshold": close_to_the_threshold,
    "prox_elastic_net": close_elastic,
    "prox_group": close_groups,
    "project_l1_ball": close_to_the_ball,
}


def thresholded(p, t, scales=1.0):
    return until(
        close_to_the_threshold, lambda r: {"v": vector(r, p, scales), "t": t(r)}
    )


def elastic_net(p, t, l1, l2, scales=1.0):
    return until(
        close_elastic,
        lambda r: {"v": vector(r, p, scales), "t": t, "l1": l1, "l2": l2},
    )


def grouped(p, count, t, scales=1.0):
    return until(
        close_groups,
        lambda r: {
            "v": vector(r, p, scales),
            "t": t,
            "groups": r.randint(0, count, p),
        },
    )


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
    return optimal(v, u, theta * np.where(u == 0, 1, np.sign(u)), tau=1e-9)


CERTIFICATES = {
    "soft_threshold": lambda v, t, u: optimal(
        v, u, t * np.where(u == 0, 1, np.sign(u))
    ),
    "prox_elastic_net": lambda v, t, l1, l2, u: optimal(
        v, u, t * (l1 * np.where(u == 0, 1, np.sign(u)) + l2 * u)
    ),
    "prox_group": certify_group,
    "project_l1_ball": certify_ball,
}

# ------------------------------------------------------------------ the usual mistakes


def checked(function):
    """Behind the right refusals."""

    def refusing(v, *parameters):
        refuse_negative(*(p for p in parameters if np.ndim(p) == 0))
        return function(v, *parameters)

    return refusing


def group_mistake(function):
    return lambda v, t, groups: by_group(v, t, groups, function)


# ------------------------------------------------------------------ other valid ways


def by_bisection(v, radius):
    """θ by halving an interval, then once more from the numbers that survive."""
    refuse_radius(radius)
    m = np.abs(v)
    if m.sum() <= radius:
        return v.copy()
    low, high = 0.0, m.max()
    for _ in range(200):
        theta = (low + high) / 2
        if np.maximum(m - theta, 0).sum() > radius:
            low = theta
        else:
            high = theta
    survive = m > high
    return soft(v, (m[survive].sum() - radius) / survive.sum())


def largest_of_all(v, radius):
    """θ = maxₖ (Σ_{i≤k} m₍ᵢ₎ − radius)/k, and at least 0."""
    refuse_radius(radius)
    m = np.sort(np.abs(v))[::-1]
    return soft(v, max(0.0, np.max((np.cumsum(m) - radius) / np.arange(1, len(v) + 1))))


def casting_out(v, radius):
    refuse_radius(radius)
    m = np.abs(v)
    if m.sum() <= radius:
        return v.copy()
    while True:
        theta = (m.sum() - radius) / len(m)
        if (m > theta).all():
            return soft(v, theta)
        m = m[m > theta]


def shortened(v, t):
    """v(1 − t/|v|)"""
    with np.errstate(all="ignore"):
        return v * np.where(np.abs(v) > t, 1 - t / np.abs(v), 0)


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
        "divided first, with the threshold divided as well": checked(
            lambda v, t, l1, l2: soft(v / (1 + t * l2), t * l1 / (1 + t * l2))
        ),
    },
    "prox_group": {
        "the direction times the shortened length": group_mistake(
            lambda part, t: (
                max(np.linalg.norm(part) - t, 0) / np.linalg.norm(part)
                if part.any()
                else 0.0
            )
        ),
    },
    "project_l1_ball": {
        "bisection": by_bisection,
        "the largest of all thresholds": largest_of_all,
        "casting out": casting_out,
    },
}
