"""Soft-thresholding and friends — shared_tests/katas/proximal_operators/README.md"""

import numpy as np

from refusals import InvalidParameter


def soft_threshold(v, t):
    """u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁"""
    # v[p], t -> u[p]
    raise NotImplementedError


def prox_elastic_net(v, t, l1, l2):
    """u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)"""
    # v[p], t, l1, l2 -> u[p]
    raise NotImplementedError


def prox_group(v, t, groups):
    """u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖"""
    # v[p], t, groups[p]:int -> u[p]
    raise NotImplementedError


def project_l1_ball(v, radius):
    """u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius"""
    # v[p], radius -> u[p]
    raise NotImplementedError
