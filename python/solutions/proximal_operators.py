"""Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md"""

import numpy as np

from refusals import InvalidParameter


def soft_threshold(v, t):
    """u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁"""
    if t < 0:
        raise InvalidParameter(f"t is {t:g}, below 0")
    # 0 ∈ u − v + t ∂|u|, where ∂|u| is sign u, and all of [−1, 1] at 0
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def prox_elastic_net(v, t, l1, l2):
    """u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)"""
    if min(t, l1, l2) < 0:
        raise InvalidParameter(f"t, l1, l2 are {t:g}, {l1:g}, {l2:g}, one is negative")
    # 0 ∈ (1 + t l₂) u − v + t l₁ ∂|u|
    return soft_threshold(v, t * l1) / (1 + t * l2)


def prox_group(v, t, groups):
    """u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖"""
    if t < 0:
        raise InvalidParameter(f"t is {t:g}, below 0")
    if groups.min() < 0:
        raise InvalidParameter(f"a group is {groups.min()}, they count from 0")
    # 0 ∈ u_g − v_g + t ∂‖u_g‖, so u_g = v_g max(0, 1 − t/‖v_g‖)
    _, g = np.unique(groups, return_inverse=True)
    norm = np.sqrt(np.bincount(g, weights=v * v))
    factor = np.zeros(len(norm))
    factor[norm > t] = 1 - t / norm[norm > t]
    return factor[g] * v


def project_l1_ball(v, radius):
    """u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius"""
    if radius <= 0:
        raise InvalidParameter(f"radius is {radius:g}, not positive")
    # u = S(v, θ); with the k largest |v| left, ‖u‖₁ = radius for θₖ = (Σ |v| − radius)/k
    m = np.sort(np.abs(v))[::-1]
    thetas = (np.cumsum(m) - radius) / np.arange(1, len(m) + 1)
    # θₖ rises while |v|₍ₖ₊₁₎ > θₖ and falls from there: θ is the largest, 0 inside the ball
    return soft_threshold(v, max(thetas.max(), 0))
