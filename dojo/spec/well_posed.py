"""Is a case one on which two right programs must agree? Each check returns "" or one sentence."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dojo.spec.cases import functions, kata
from dojo.spec.reference import reference
from dojo.spec.refusals import Refusal, after
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


def unless_refused(refusal: Callable, check: Callable[..., str]) -> Callable[..., str]:
    """Inputs that are refused leave nothing to decide."""

    def checked(*inputs: Any) -> str:
        try:
            return str(after(refusal, check)(*inputs))
        except Refusal:
            return ""

    return checked


ROOM = 3  # steps that a search leaves beyond those of the truth


def budget_is_clear(iters: int, max_iter: int, tol: float, decrement: float) -> str:
    """A search of `iters` steps that ends with this decrement: no step count is nearly exhausted, the
    minimiser is found to the last digit, and tol decides nothing by a hair."""
    if iters and max_iter < iters + ROOM:
        return f"{iters} steps are needed, only {max_iter} allowed"
    if iters and tol > 1e-16:
        return "tol is so large that the minimiser is not found"
    if tol and abs(decrement / tol - 1) < 1e-6:
        return "a decrement is too near to tol"
    return ""


def budget_is_short(needed: int, max_iter: int) -> str:
    """A search that is not to converge needs far more steps than are allowed."""
    close = 0 < max_iter and needed <= max_iter + ROOM
    return f"{needed} steps are enough, {max_iter} are allowed" if close else ""
