"""Which case to show first: the plainest, not the emptiest."""

import numpy as np

from dojo.spec.cases import Case


def plainness(case: Case) -> tuple[bool, bool, int]:
    """A key to sort by: what has an ordinary answer comes before what is degenerate or must be refused, small before large."""
    return degenerate(case), case.must_refuse, case.size


def degenerate(case: Case) -> bool:
    """Whether its arrays are empty, hold one number each or nothing but zeros: many mistakes do not show there."""
    arrays = [np.asarray(v) for v in case.inputs.values() if np.ndim(v)]
    if not arrays:
        return not any(case.inputs.values())
    empty = any(not array.size for array in arrays)
    return empty or all(a.size == 1 for a in arrays) or not any(a.any() for a in arrays)
