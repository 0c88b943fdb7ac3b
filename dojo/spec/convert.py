"""What a person gives for an input, as the signature wants it: converted without loss, or refused with the way out."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dojo.spec.refusals import NonFinite

if TYPE_CHECKING:
    from dojo.spec.signature import Array

EXACT = 2**53  # up to here a float64 holds every whole number
INT64 = np.iinfo(np.int64)


def converted(a: "Array", value: Any) -> Any:
    """A contiguous array of the argument's type, or a Python number; TypeError or OverflowError says why not."""
    if a.type == "enum":
        if not isinstance(value, str):
            raise TypeError(f"{a} must be a string, one of its names.")
        return str(value)
    array = numbers(a, value)
    if array.dtype.kind not in "biuf" and array.size:
        raise TypeError(f"{a} must be real numbers, not {array.dtype}.")
    array = real(a, array) if a.type == "float" else whole(a, array)
    if a.sizes or array.ndim:
        return np.ascontiguousarray(array).reshape(array.shape)
    number = array.item()
    return bool(number) if a.type == "bool" and number in (0, 1) else number


def numbers(a: "Array", value: Any) -> np.ndarray:
    """A plain array of whatever holds numbers: lists, masked arrays, tables with columns that know what is missing."""
    if hasattr(value, "toarray"):  # scipy's and others' sparse matrices
        raise TypeError(
            f"{a} is sparse; `{a.name}.toarray()` makes it dense, if it fits into memory."
        )
    if hasattr(value, "columns") and hasattr(value, "dtypes"):
        return table(a, value)
    if isinstance(value, np.ma.MaskedArray):
        hidden = np.argwhere(np.ma.getmaskarray(value))
        if hidden.size:
            raise TypeError(
                f"{a} has {len(hidden)} masked entries, the first at {place(hidden[0])}; "
                f"fill them or leave these rows out."
            )
        value = value.data
    array = np.asarray(value)
    return plain(str(a), array) if array.dtype.kind == "O" else array


def table(a: "Array", value: Any) -> np.ndarray:
    """A data frame, column by column, for each has a type of its own."""
    names = [str(name) for name in value.columns]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise TypeError(f"{a} has more than one column {min(repeated)!r}.")
    columns = []
    for name, label in zip(names, value.columns, strict=True):
        words = f"column {name!r} of {a.name}"
        column = np.asarray(value[label])
        column = plain(words, column) if column.dtype.kind == "O" else column
        if column.dtype.kind not in "biuf":
            raise TypeError(
                f"The {words} holds {column.dtype}, not real numbers; leave it out or make numbers of it."
            )
        column = real(words, column) if a.type == "float" else column
        if column.dtype.kind == "f" and not np.isfinite(column).all():
            bad = np.argwhere(~np.isfinite(column))
            raise NonFinite(
                f"The {words} has {len(bad)} entries that are missing or not finite, the first at "
                f"{place(bad[0])}; fill them in or leave these rows out."
            )
        columns.append(column)
    return np.column_stack(columns) if columns else np.empty((len(value), 0))


def plain(words: str, array: np.ndarray) -> np.ndarray:
    """Python's numbers as numpy's; what is missing, or no number, is refused with its place."""
    for at, x in np.ndenumerate(array):
        if isinstance(x, (bool, int, float, np.bool_, np.integer, np.floating)):
            continue
        what = "is missing" if missing(x) else f"is {x!r}, a {type(x).__name__}"
        where = f"The entry at {place(at)} of {words}" if at else words
        raise TypeError(
            f"{where} {what}, not a real number; fill it in or leave its row out."
        )
    if any(isinstance(x, (float, np.floating)) for x in array.flat):
        return array.astype(float)
    if all(isinstance(x, (bool, np.bool_)) for x in array.flat):
        return array.astype(bool)
    largest = max((abs(int(x)) for x in array.flat), default=0)
    if largest > INT64.max:
        raise OverflowError(
            f"{words} has {largest!s:.20}, beyond the 64 bits of a whole number."
        )
    return array.astype(np.int64)


def missing(x: Any) -> bool:
    """None, pandas' NA and NaT: what is not equal to itself, or does not say."""
    return x is None or type(x).__name__ in ("NAType", "NaTType")


def real(a: Any, array: np.ndarray) -> np.ndarray:
    """As float64: every whole number exactly."""
    if array.dtype.kind in "iu" and array.size:
        large = np.abs(array.astype(np.float64)) > EXACT
        if large.any():
            at = np.argwhere(large)[0]
            x = array[tuple(at)]
            if int(float(x)) != int(x):
                raise OverflowError(
                    f"{a} has {x} at {place(at)}: a float64 holds whole numbers to 2^53 only."
                )
    return array.astype(np.float64, copy=False)


def whole(a: Any, array: np.ndarray) -> np.ndarray:
    """As int64, where every number is whole and small enough."""
    if array.dtype.kind == "f":
        bad = ~(np.isfinite(array) & (array == np.trunc(array)))
        if bad.any():
            at = np.argwhere(bad)[0]
            raise TypeError(
                f"{a} must be whole numbers, and {array[tuple(at)]} is none."
            )
        bad = (array < INT64.min) | (array >= 2.0**63)
    else:
        bad = (
            array > INT64.max
            if array.dtype.kind == "u"
            else np.zeros(array.shape, bool)
        )
    if bad.any():
        x = array[tuple(np.argwhere(bad)[0])]
        raise OverflowError(f"{a} has {x}, beyond the 64 bits of a whole number.")
    return array.astype(np.int64, copy=False)


def place(at: Any) -> str:
    """row 2, column 0"""
    words = ["row", "column", "axis"]
    return ", ".join(f"{w} {i}" for w, i in zip(words, np.atleast_1d(at), strict=False))
