"""Values as plain data: what container it is, its labels, its numbers. Only data leaves the process that ran a line.

{"is": "array", "shape": [2, 3], "values": …}              numbers, truth values or words
{"is": "Series", "index": …, "values": …}                  an index is {"names": …, "values": …}
{"is": "DataFrame", "columns": …, "index": …, "cells": […]}
{"is": "tuple", "items": […]}                              of descriptions
"""

import numbers
from typing import Any

import numpy as np

MOST = 100_000  # values of one answer
DEPTH = 6  # containers within containers

Plain = dict[str, Any]


def describe(value: Any, depth: int = 0) -> Plain:
    """The description of a value; of an unknown type, or of what cannot be looked into, its name alone."""
    try:
        return _described(value, depth)
    except Exception:  # noqa: BLE001 (a line may return anything)
        return {"is": type(value).__name__, "opaque": True}


def _described(value: Any, depth: int) -> Plain:
    kind, home = type(value).__name__, type(value).__module__.partition(".")[0]
    if value is None:
        return {"is": "None"}
    if isinstance(value, str):
        return {"is": "text", "values": [str(value)]}
    if isinstance(value, bool | np.bool_):
        return {"is": "truth value", "values": np.array(bool(value))}
    if isinstance(value, numbers.Real):
        return {"is": "number", "values": np.array(float(value))}
    if isinstance(value, tuple | list | dict) and depth < DEPTH and len(value) < MOST:
        return _of_a_collection(value, depth)
    if isinstance(value, np.ndarray):
        return _array("array", value)
    if home == "pandas" and hasattr(value, "to_numpy"):
        return _of_pandas(value, kind)
    if home == "polars" and kind in ("DataFrame", "Series"):
        return _of_polars(value, kind)
    if home == "torch" and kind in ("Tensor", "Parameter"):
        return _array("tensor", value.detach().numpy())
    if home == "scipy" and hasattr(value, "toarray"):
        return _array("sparse matrix", value.toarray())
    return {"is": kind, "opaque": True}


def _of_a_collection(value: Any, depth: int) -> Plain:
    if isinstance(value, dict):
        keys = [str(key) for key in value]
        items = [describe(item, depth + 1) for item in value.values()]
        return {"is": "dict", "keys": keys, "items": items}
    kind = "tuple" if isinstance(value, tuple) else "list"
    return {"is": kind, "items": [describe(item, depth + 1) for item in value]}


def _array(kind: str, x: np.ndarray) -> Plain:
    if x.size > MOST:
        return {"is": f"{kind} of {x.size} values", "opaque": True}
    return {"is": kind, "shape": list(x.shape), "values": values(x)}


def _of_pandas(value: Any, kind: str) -> Plain:
    if value.size > MOST:
        return {"is": f"{kind} of {value.size} values", "opaque": True}
    if kind == "DataFrame":
        cells = [values(value.iloc[:, j].to_numpy()) for j in range(value.shape[1])]
        labels = {"columns": _index(value.columns), "index": _index(value.index)}
        return {"is": kind, **labels, "cells": cells}
    if kind == "Series":
        labels = {"index": _index(value.index)}
        return {"is": kind, **labels, "values": values(value.to_numpy())}
    if hasattr(value, "names"):
        return {"is": "Index", **_index(value)}
    return _array("array", value.to_numpy())


def _index(index: Any) -> Plain:
    """The labels of an axis."""
    names = [word(name) for name in index.names]
    return {"names": names, "values": values(index.to_numpy())}


def _of_polars(value: Any, kind: str) -> Plain:
    if kind == "Series":
        return {"is": kind, "values": values(value.to_numpy())}
    cells = [values(column.to_numpy()) for column in value.iter_columns()]
    columns = {"names": [], "values": list(value.columns)}
    return {"is": kind, "columns": columns, "cells": cells}


def values(x: np.ndarray) -> np.ndarray | list[Any]:
    """Numbers as float64, truth values as bool, whatever else as words."""
    if x.dtype.kind == "b":
        return x.copy()
    if x.dtype.kind in "iuf":
        return x.astype(float)
    return [word(each) for each in x.ravel().tolist()]


def word(x: Any) -> Any:
    """One value as JSON has it; what is missing is None."""
    if isinstance(x, tuple | list | np.ndarray):
        return [word(each) for each in x]
    if isinstance(x, bool | int | str):
        return x
    if str(x) in ("None", "nan", "<NA>", "NaT"):
        return None
    return float(x) if isinstance(x, numbers.Real) else str(x)
