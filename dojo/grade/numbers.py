"""Numbers for a person: the shortest digits that show what there is to see."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

FEW, ALL = (
    7,
    17,
)  # significant digits: where they suffice, and what tells any two numbers apart
MOST = 36  # entries of an array that are shown; of a longer one its first and last


def short(value: Any, gap: float | None = None) -> str:
    """A number or an array in one line.

    gap    a difference that the digits must show; None for those between the numbers of a column
    """
    array = np.asarray(value)
    if not array.size:
        return f"[] of shape {array.shape}"
    if array.dtype.kind != "f":
        return _line(array, str)
    digits = _digits(array, gap)
    return _line(array, lambda number: _word(float(number), digits))


def _word(x: float, digits: int) -> str:
    """Whole numbers are written in full."""
    if digits == ALL:
        return repr(x)
    whole = abs(x) < 1e15 and x.is_integer()
    return f"{x:.{15 if whole else digits}g}"


def listing(values: dict[str, Any], gaps: dict[str, float] | None = None) -> str:
    """Several of them by name; `gaps` as in `short`."""
    gaps = gaps or {}
    words = (
        f"{name} = {short(value, gaps.get(name))}" for name, value in values.items()
    )
    return ", ".join(words)


def _line(array: np.ndarray, word: Callable[[Any], str]) -> str:
    if not array.ndim:
        return word(array.item())
    line = np.array2string(
        array,
        separator=", ",
        threshold=MOST,
        edgeitems=2,
        max_line_width=10_000,
        formatter={"int": word, "float": word, "bool": word},
    )
    return line.replace("\n", "")


def _digits(array: np.ndarray, gap: float | None) -> int:
    """So many that rounding to them hides a tenth of the gap at most."""
    columns = array.T if array.ndim == 2 else array.reshape(1, -1)
    return max(
        _digits_of_column(column[np.isfinite(column)], gap) for column in columns
    )


def _digits_of_column(column: np.ndarray, gap: float | None) -> int:
    if not column.size:
        return FEW
    with np.errstate(over="ignore"):
        gap = float(np.ptp(column)) if gap is None else gap
    largest = float(np.max(np.abs(column)))
    if not largest or not gap or not math.isfinite(gap):
        return FEW
    digits = math.ceil(math.floor(math.log10(largest)) + 1 - math.log10(gap / 10))
    return min(max(digits, FEW), ALL)
