"""Is a case one on which two right programs must agree? Each check returns "" or one sentence."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dojo.spec.cases import functions, kata
from dojo.spec.reference import reference
from dojo.spec.refusals import Refusal
from dojo.spec.values import as_tuple


def path_is_stable(
    name: str, largest: float = 1e290, tau: float = 1e-11
) -> Callable[..., str]:
    """The exact path and the Python solution's in float64 agree to τ of each output's largest entry, and no
    number is near the largest there is (`largest` leaves room for its square where that is summed)."""

    def check(*inputs: Any) -> str:
        each = functions()[name].kata
        try:
            truth = getattr(kata(each).oracle, name)(*inputs)
            with np.errstate(all="ignore"):
                got = getattr(reference(each), name)(*inputs)
        except Refusal:
            return ""
        for a, b in zip(as_tuple(truth), as_tuple(got), strict=True):
            size = np.max(np.abs(a), initial=0.0)
            if size > largest:
                return "a sum of squares may overflow where the answer does not"
            if np.max(np.abs(np.asarray(a) - b), initial=0.0) > tau * size:
                return f"the path amplifies rounding errors beyond {tau:g}"
        return ""

    return check
