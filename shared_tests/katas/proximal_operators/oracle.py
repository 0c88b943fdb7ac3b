"""Exact over the rationals, group norms with 50 digits; the ball by casting out the numbers that vanish, without sorting."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo import exact
from dojo.fixtures import Recipe, Workload, decimals
from dojo.refusals import InvalidParameter

# ------------------------------------------------------------------ the truth


def soft_threshold(v, t):
    refuse_negative(t)
    return exact.rounded([shrunk(x, Fraction(t)) for x in exact.exact(v)])


def shrunk(x, t):
    """x moved by t towards 0, at most to 0."""
    return x - t if x > t else x + t if x < -t else Fraction(0)


def prox_elastic_net(v, t, l1, l2):
    refuse_negative(t, l1, l2)
    t, l1, l2 = map(Fraction, (t, l1, l2))
    return exact.rounded([shrunk(x, t * l1) / (1 + t * l2) for x in exact.exact(v)])


def prox_group(v, t, groups):
    refuse_negative(t, *groups)
    u = np.zeros(len(v))
    for group in set(groups.tolist()):
        members = np.flatnonzero(groups == group)
        squares = sum(x * x for x in exact.exact(v[members]))
        if squares > Fraction(t) ** 2:
            with mpmath.workdps(50):
                norm = mpmath.sqrt(mpmath.mpf(squares.numerator) / squares.denominator)
                u[members] = [mpmath.mpf(x) * (1 - t / norm) for x in v[members]]
    return u


def project_l1_ball(v, radius):
    if radius <= 0:
        raise InvalidParameter(f"radius is {radius}")
    theta = threshold(exact.exact(v), Fraction(radius))
    return exact.rounded([shrunk(x, theta) for x in exact.exact(v)])


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


def elastic(v, t, l1, l2):
    refuse_negative(t, l1, l2)
    return soft(v, t * l1) / (1 + t * l2)


def by_group(v, t, groups, factor):
    """Each v_g times factor(v_g, t)."""
    refuse_negative(t, *groups)
    u = np.zeros(len(v))
    for group in np.unique(groups):
        part = v[groups == group]
        u[groups == group] = part * factor(part, t)
    return u


def block(v, t, groups):
    return by_group(v, t, groups, lambda part, t: factor(np.linalg.norm(part), t))


def factor(norm, t):
    return 1 - t / norm if norm > t else 0.0


def ball(v, radius, order=np.sort):
    """The last k with m₍ₖ₎ > (Σ_{i≤k} m₍ᵢ₎ − radius)/k gives θ."""
    refuse_radius(radius)
    if np.abs(v).sum() <= radius:
        return v.copy()
    m = order(np.abs(v))[::-1]
    thetas = (np.cumsum(m) - radius) / np.arange(1, len(v) + 1)
    return soft(v, max(thetas[np.flatnonzero(m > thetas)[-1]], 0))


def refuse_radius(radius):
    if radius <= 0:
        raise InvalidParameter(f"radius is {radius}")


REFERENCES = {
    "soft_threshold": soft,
    "prox_elastic_net": elastic,
    "prox_group": block,
    "project_l1_ball": ball,
}

# ------------------------------------------------------------------ drawn cases

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
    return close((abs(x), Fraction(t)) for x in exact.exact(v)) if t >= 0 else ""


def close_elastic(v, t, l1, l2):
    if min(t, l1, l2) < 0:
        return ""
    limit = Fraction(t) * Fraction(l1)
    return close((abs(x), limit) for x in exact.exact(v))


def close_groups(v, t, groups):
    if min(t, *groups) < 0:
        return ""
    parts = [exact.exact(v[groups == g]) for g in np.unique(groups)]
    return close((exact.dot(x, x), Fraction(t) ** 2) for x in parts)


def close_to_the_ball(v, radius):
    if radius <= 0:
        return ""
    v, radius = exact.exact(v), Fraction(radius)
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


DRAWN = {
    "soft_threshold": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            thresholded(15, uniform(1, 3)),
        ),
        Recipe(
            "badly scaled",
            "numbers from 1e-6 to 1e6 under one threshold: each is right by itself",
            thresholded(10, lambda r: 0.0003, SCALES),
        ),
        Recipe(
            "small threshold",
            "t = 1e-6 beside numbers near 1: it must not be lost, nor rounded away",
            thresholded(8, lambda r: 1e-6),
        ),
        Recipe("all vanish", "t above every |v|", thresholded(9, lambda r: 5.5)),
    ],
    "prox_elastic_net": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            elastic_net(15, 0.7, 1.9, 0.6),
        ),
        Recipe(
            "badly scaled",
            "numbers from 1e-6 to 1e6 under one threshold",
            elastic_net(10, 0.03, 0.01, 2.5, SCALES),
        ),
        Recipe(
            "large square",
            "1 + t l₂ = 301: everything is small, but only what is below t l₁ is 0",
            elastic_net(9, 0.3, 3.7, 1000.0),
        ),
        Recipe(
            "small step",
            "a step of 0.01 moves nothing by much",
            elastic_net(9, 0.01, 0.8, 1.3),
        ),
    ],
    "prox_group": [
        Recipe("ordinary", "groups of random sizes", grouped(15, 5, 3.3)),
        Recipe(
            "badly scaled",
            "numbers from 1e-6 to 1e6: a group is as long as its longest",
            grouped(10, 4, 0.7, SCALES),
        ),
        Recipe(
            "half of the groups vanish",
            "whole groups vanish, single numbers do not",
            grouped(24, 10, 5.1),
        ),
        Recipe("one group of eight", "the whole vector", grouped(8, 1, 2.3)),
    ],
    "project_l1_ball": [
        Recipe(
            "ordinary",
            "wrong formulas have nowhere to hide",
            beyond_the_ball(15, 0.3),
        ),
        Recipe(
            "small ball",
            "few numbers survive",
            beyond_the_ball(20, 0.02),
        ),
        Recipe(
            "large ball",
            "θ is small, and yet some numbers vanish",
            beyond_the_ball(20, 0.9),
        ),
        Recipe(
            "well inside the ball",
            "the nearest point of the ball is v itself",
            beyond_the_ball(8, 1.4),
        ),
        Recipe(
            "badly scaled",
            "numbers from 1e-6 to 1e6: only the largest survive",
            beyond_the_ball(10, 0.4, SCALES),
        ),
        Recipe(
            "equal sizes",
            "ties in the order, in decimal fractions",
            until(close_to_the_ball, equal_sizes),
        ),
    ],
}

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


def accepting(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def group_mistake(function):
    return lambda v, t, groups: by_group(v, t, groups, function)


def runs(v, t, groups):
    """Neighbours with the same label."""
    refuse_negative(t, *groups)
    return block(v, t, np.append(0, np.cumsum(np.diff(groups) != 0)))


def unguarded(part, t):
    with np.errstate(all="ignore"):
        return np.maximum(0, 1 - t / np.linalg.norm(part))


def on_the_sphere(v, radius):
    refuse_radius(radius)
    norm = np.abs(v).sum()
    return v * min(1, radius / norm) if norm else v


def euclidean(v, radius):
    refuse_radius(radius)
    norm = np.linalg.norm(v)
    return v * min(1, radius / norm) if norm else v


def stretched(v, radius):
    """Always onto the sphere ‖u‖₁ = radius, with a negative θ if need be."""
    refuse_radius(radius)
    m = np.sort(np.abs(v))[::-1]
    thetas = (np.cumsum(m) - radius) / np.arange(1, len(v) + 1)
    theta = thetas[np.flatnonzero(m > thetas)[-1]]
    return np.sign(v) * np.maximum(np.abs(v) - theta, 0)


def one_pass(v, radius):
    refuse_radius(radius)
    return soft(v, max(0.0, (np.abs(v).sum() - radius) / len(v)))


def after_the_first_gap(v, radius):
    """θ by the first k + 1 numbers: one more than survive."""
    refuse_radius(radius)
    if np.abs(v).sum() <= radius:
        return v.copy()
    m = np.sort(np.abs(v))[::-1]
    thetas = (np.cumsum(m) - radius) / np.arange(1, len(v) + 1)
    k = np.flatnonzero(m > thetas)[-1]
    return soft(v, max(thetas[min(k + 1, len(v) - 1)], 0))


def simplex(v, radius):
    """Onto u ≥ 0, Σu ≤ radius."""
    return ball(np.maximum(v, 0), radius)


def any_radius(v, radius):
    if radius <= 0:
        return np.zeros(len(v))
    return ball(v, radius)


MISTAKES = {
    "soft_threshold": {
        "what exceeds t is kept whole: the hard threshold": checked(
            lambda v, t: np.where(np.abs(v) > t, v, 0)
        ),
        "the sign is lost": checked(lambda v, t: np.maximum(np.abs(v) - t, 0)),
        "negative numbers are set to 0": checked(lambda v, t: np.maximum(v - t, 0)),
        "t is subtracted from negative numbers too": checked(
            lambda v, t: np.where(np.abs(v) > t, v - t, 0)
        ),
        "small numbers pass through 0 and change their sign": checked(
            lambda v, t: v - t * np.sign(v)
        ),
        "what is taken away is returned, not what remains": checked(
            lambda v, t: np.clip(v, -t, t)
        ),
        "the ½ before the square is forgotten, so the threshold is t/2": checked(
            lambda v, t: soft(v, t / 2)
        ),
        "the threshold is t²": checked(lambda v, t: soft(v, t * t)),
        "zeros are replaced by tiny numbers": checked(
            lambda v, t: np.sign(v) * np.maximum(np.abs(v) - t, 1e-12)
        ),
        "the penalty is t‖u‖²/2 and shrinks everything by one factor": checked(
            lambda v, t: v / (1 + t)
        ),
        "v is multiplied by max(0, 1 − t/|v|), which is 0/0 at 0": checked(
            lambda v, t: v * np.maximum(0, 1 - t / np.abs(v))
        ),
        "a negative t is accepted": accepting,
    },
    "prox_elastic_net": {
        "the threshold is t, without l₁": checked(
            lambda v, t, l1, l2: soft(v, t) / (1 + t * l2)
        ),
        "the threshold is l₁, without t": checked(
            lambda v, t, l1, l2: soft(v, l1) / (1 + t * l2)
        ),
        "the divisor is 1 + l₂, without t": checked(
            lambda v, t, l1, l2: soft(v, t * l1) / (1 + l2)
        ),
        "the divisor is 1 + 2t l₂: the ½ of (l₂/2)‖u‖² is forgotten": checked(
            lambda v, t, l1, l2: soft(v, t * l1) / (1 + 2 * t * l2)
        ),
        "the numbers are divided first and then thresholded at t l₁": checked(
            lambda v, t, l1, l2: soft(v / (1 + t * l2), t * l1)
        ),
        "the square is a gradient step, the factor 1 − t l₂": checked(
            lambda v, t, l1, l2: soft(v, t * l1) * (1 - t * l2)
        ),
        "l₁ and l₂ are exchanged": checked(lambda v, t, l1, l2: elastic(v, t, l2, l1)),
        "the square is left out": checked(lambda v, t, l1, l2: soft(v, t * l1)),
        "what exceeds the threshold is kept whole": checked(
            lambda v, t, l1, l2: np.where(np.abs(v) > t * l1, v, 0) / (1 + t * l2)
        ),
        "only t l₁ is checked, not t, l₁ and l₂ one by one": lambda v, t, l1, l2: (
            soft(v, t * l1) / (1 + t * l2)
        ),
        "the parameters are not checked": lambda v, t, l1, l2: (
            accepting(v, t * l1) / (1 + t * l2)
        ),
    },
    "prox_group": {
        "a group is a run of neighbours with the same label": runs,
        "the norm is squared": group_mistake(
            lambda part, t: factor(np.linalg.norm(part) ** 2, t)
        ),
        "every number is thresholded by itself": lambda v, t, groups: (
            refuse_negative(t, *groups),
            soft(v, t),
        )[1],
        "all numbers are one group": lambda v, t, groups: (
            refuse_negative(t, *groups),
            block(v, t, 0 * groups),
        )[1],
        "the norm of a group is the sum of its absolute values": group_mistake(
            lambda part, t: factor(np.abs(part).sum(), t)
        ),
        "the norm is a root mean square: t is multiplied by the root of the group's size": group_mistake(
            lambda part, t: factor(np.linalg.norm(part), t * np.sqrt(len(part)))
        ),
        "short groups turn round instead of vanishing": group_mistake(
            lambda part, t: (
                1 - t / np.linalg.norm(part) if part.any() else 0 * part.sum()
            )
        ),
        "long groups are kept whole": group_mistake(
            lambda part, t: float(np.linalg.norm(part) > t)
        ),
        "every group becomes shorter by the factor 1 − t": group_mistake(
            lambda part, t: max(0.0, 1 - t)
        ),
        "a group of zeros is divided by its norm": group_mistake(unguarded),
        "negative labels are accepted": lambda v, t, groups: (
            refuse_negative(t),
            block(v, t, np.unique(groups, return_inverse=True)[1]),
        )[1],
        "a negative t is accepted": lambda v, t, groups: (
            refuse_negative(*groups),
            block(v, max(t, 0), groups),
        )[1],
    },
    "project_l1_ball": {
        "v is scaled down to the ball": on_the_sphere,
        "the ball is the Euclidean one": euclidean,
        "what lies in the ball is stretched to its surface": stretched,
        "θ comes from the numbers as they stand, not sorted": lambda v, radius: ball(
            v, radius, order=lambda m: m[::-1]
        ),
        "θ = (‖v‖₁ − radius)/p, as if no number vanished": one_pass,
        "θ counts one number too many": after_the_first_gap,
        "the sign is lost": lambda v, radius: np.abs(ball(v, radius)),
        "negative numbers are set to 0: the simplex": simplex,
        "the radius is taken for the threshold": lambda v, radius: (
            refuse_radius(radius),
            soft(v, radius),
        )[1],
        "every number is cut off at the radius": lambda v, radius: (
            refuse_radius(radius),
            np.clip(v, -radius, radius),
        )[1],
        "the answer stays sorted": lambda v, radius: np.sort(ball(v, radius))[::-1],
        "a ball without a positive radius is accepted": any_radius,
    },
}

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

# ------------------------------------------------------------------ what is timed

WORKLOADS = {
    "soft_threshold": Workload(
        sizes={"p": 10_000_000},
        quick={"p": 1_000_000},
        draw=lambda rng, p: {"v": rng.standard_normal(p), "t": 1.0},
        flops=lambda p: 2 * p,
        bytes=lambda p: 16 * p,
    ),
    "prox_group": Workload(
        sizes={"p": 1_000_000},
        quick={"p": 50_000},
        draw=lambda rng, p: {
            "v": rng.standard_normal(p),
            "t": 3.0,
            "groups": rng.integers(0, max(1, p // 10), p),
        },
        flops=lambda p: 3 * p,
        bytes=lambda p: 24 * p,
    ),
    "project_l1_ball": Workload(
        sizes={"p": 1_000_000},
        quick={"p": 100_000},
        draw=lambda rng, p: {"v": rng.standard_normal(p), "radius": 0.1 * p},
        flops=lambda p: p * np.log2(p),
        bytes=lambda p: 16 * p,
    ),
}
