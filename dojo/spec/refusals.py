"""Why a kata refuses to answer. The first three are raised here, from the signature; the others by the katas."""

from collections.abc import Callable
from functools import wraps
from typing import Any


class Refusal(ValueError):
    """A clear refusal of bad input; its kind is the name of its class."""


class EmptyInput(Refusal):
    """An array has an axis of length 0."""


class ShapeMismatch(Refusal):
    """Two shapes disagree, or a matrix that must be square is not."""


class NonFinite(Refusal):
    """A number is NaN or infinite."""


class InvalidParameter(Refusal):
    """A scalar or an index lies outside its stated range."""


class InvalidLabel(Refusal):
    """A label lies outside its domain."""


class NotPositiveDefinite(Refusal):
    """A symmetric matrix has a pivot that is not positive."""


class RankDeficient(Refusal):
    """The columns are linearly dependent, to working precision."""


class NoFiniteOptimum(Refusal):
    """The infimum is not attained."""


class NotConverged(Refusal):
    """The stopping rule was not met, or the iterates left the finite numbers."""


KINDS = {kind.__name__: kind for kind in Refusal.__subclasses__()}


def after(check: Callable, program: Callable) -> Callable:
    """The program behind a check of its inputs, which may refuse them."""

    @wraps(program)
    def checked(*inputs: Any) -> Any:
        check(*inputs)
        return program(*inputs)

    return checked
