"""A value of a case as the signature's type: numbers, nested lists, or columns of a file in data/."""

import csv
from collections.abc import Sequence
from typing import Any

import numpy as np

from dojo.paths import DATA
from dojo.spec.signature import Array


def given(argument: Array, value: Any) -> Any:
    """A number or nested lists, or {data = "longley.csv", columns = ["1", "GNP"]}, as the signature's type."""
    if isinstance(value, dict):
        value = table(**value)
    if not argument.sizes:
        scalars = {"float": float, "int": int, "bool": bool, "enum": str}
        return scalars[argument.type](value)
    array = np.array(value, argument.dtype)
    if array.ndim != len(
        argument.sizes
    ):  # a p×0 or 0×p array loses an axis in nested lists
        raise ValueError(f"{argument} is given with {array.ndim} axes")
    return array


def table(
    data: str,
    columns: Sequence[str] = (),
    column: str | None = None,
    one_hot: str | None = None,
    without: Sequence[str] = (),
    standardized: bool = False,
    unit: float = 1.0,
) -> np.ndarray:
    """Columns of a file in data/, divided by `unit`: a vector (`column`), the indicators of its
    classes 0 … K−1 (`one_hot`), or a matrix of the named columns or of all but some (`without`).
    The column "1" is constant."""
    with open(DATA / data, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if column is not None:
        return np.array([float(row[column]) for row in rows]) / unit
    if one_hot is not None:
        classes = np.array([int(row[one_hot]) for row in rows])
        return np.eye(max(classes) + 1)[classes]
    names = columns or [name for name in rows[0] if name not in without]
    X = np.array(
        [[1.0 if name == "1" else float(row[name]) for name in names] for row in rows]
    )
    X /= unit
    return (X - X.mean(axis=0)) / X.std(axis=0) if standardized else X


def as_tuple(result: Any) -> tuple[Any, ...]:
    """What a function returned, output by output: one output comes without a tuple."""
    return result if isinstance(result, tuple) else (result,)


def magnitude(compare: str, expected: np.ndarray) -> np.ndarray:
    """What rtol refers to, entry by entry: the largest of the array ("norm"), the
    largest of the column ("columns"), or the entry itself ("elementwise")."""
    sizes = np.abs(expected)
    if compare == "elementwise" or not sizes.size:
        return sizes
    axis = 0 if compare == "columns" and sizes.ndim > 1 else None
    return np.broadcast_to(sizes.max(axis=axis), sizes.shape)
