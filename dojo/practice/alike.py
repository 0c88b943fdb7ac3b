"""Whether two descriptions (describe.py) are of the same value; the words for what they are, and for how they differ."""

from typing import Any

import numpy as np

from dojo.practice.describe import Plain

DIGITS = 4
SHOWN = 8  # values in a sentence


def difference(expected: Plain, got: Plain, rtol: float) -> str:
    """ "" or one sentence: another container, other labels, or other values."""
    if expected["is"] != got["is"]:
        return f"it is {title(got)}, not {title(expected)}"
    if "items" in expected:
        return _of_items(expected, got, rtol)
    if expected.get("shape") != got.get("shape"):
        return f"it is {title(got)}, not {title(expected)}"
    for part in ("columns", "index"):
        if part in expected and (words := _of_labels(part, expected, got)):
            return words
    pairs = zip(cells(expected), cells(got), strict=True)
    return next((w for a, b in pairs if (w := _of_values(a, b, rtol))), "")


def cells(found: Plain) -> list[Any]:
    """Its columns, or its only one."""
    return found["cells"] if "cells" in found else [found.get("values", [])]


def _of_items(expected: Plain, got: Plain, rtol: float) -> str:
    if len(expected["items"]) != len(got["items"]):
        return f"it is {title(got)}, not {title(expected)}"
    if expected.get("keys") != got.get("keys"):
        return f"its keys are {got.get('keys')}, not {expected.get('keys')}"
    pairs = zip(expected["items"], got["items"], strict=True)
    for i, (a, b) in enumerate(pairs):
        if words := difference(a, b, rtol):
            return f"in entry {i}, {words}"
    return ""


def _of_labels(part: str, expected: Plain, got: Plain) -> str:
    a, b = expected[part], got[part]
    if _of_values(a["values"], b["values"], 0.0):
        return f"its {part} is {_short(b['values'])}, not {_short(a['values'])}"
    if a["names"] != b["names"]:
        return f"its {part} has the names {b['names']}, not {a['names']}"
    return ""


def _of_values(a: Any, b: Any, rtol: float) -> str:
    if _many(a) and _many(b) and len(a) != len(b):
        return f"it has {len(b)} values, not {len(a)}"
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        return "" if kind(a) == kind(b) and list(a) == list(b) else _apart(a, b)
    if a.dtype != b.dtype:
        return f"its values are {kind(b)}, not {kind(a)}"
    if a.shape != b.shape:
        return f"its shape is {b.shape}, not {a.shape}"
    scale = np.max(np.abs(a), initial=0.0, where=np.isfinite(a))
    if np.allclose(b, a, rtol=rtol, atol=rtol * scale, equal_nan=True):
        return ""
    return "the values differ"


def _many(values: Any) -> bool:
    """Whether it has a length: a list or an array with axes."""
    return not isinstance(values, np.ndarray) or values.ndim > 0


def _apart(a: Any, b: Any) -> str:
    if kind(a) != kind(b):
        return f"its values are {kind(b)}, not {kind(a)}"
    i = next(i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)
    return f"value {i} is {b[i]!r}, not {a[i]!r}"


def kind(values: Any) -> str:
    if not isinstance(values, np.ndarray):
        return "words"
    return "truth values" if values.dtype == bool else "numbers"


def title(found: Plain) -> str:
    """What it is: "an array of shape (3, 2)", "a tuple of 4"."""
    name = found["is"]
    article = "" if name == "None" else "an " if name[0] in "aeiouAEIOU" else "a "
    if "items" in found:
        return f"{article}{name} of {len(found['items'])}"
    if "shape" in found:
        return f"{article}{name} of shape {tuple(found['shape'])}"
    return article + name


def brief(found: Plain) -> str:
    """What it is, and its first values."""
    if found.get("opaque") or found["is"] == "None":
        return title(found)
    if "items" in found:
        inner = ", ".join(brief(item) for item in found["items"][:3])
        return f"{title(found)}: {inner}{', …' if len(found['items']) > 3 else ''}"
    if found["is"] in ("number", "truth value", "text"):
        return _short(found["values"])
    if "cells" in found:
        names = found["columns"]["values"]
        columns = zip(_listed(names), found["cells"], strict=True)
        lines = (f"{name}: {_short(cell)}" for name, cell in columns)
        return "\n".join([title(found), *list(lines)[:SHOWN]])
    return f"{title(found)}: {_short(found['values'])}"


def _listed(values: Any) -> list[Any]:
    return values.ravel().tolist() if isinstance(values, np.ndarray) else list(values)


def _short(values: Any) -> str:
    """The first values, to some digits."""
    if isinstance(values, np.ndarray):
        if values.ndim == 0:
            return (
                f"{values.item():.{DIGITS}g}"
                if kind(values) == "numbers"
                else str(values)
            )
        with np.printoptions(
            precision=DIGITS,
            suppress=True,
            threshold=SHOWN,
            edgeitems=3 if values.ndim == 1 else 1,
        ):
            return " ".join(str(values).split()).replace("[ ", "[").replace(" ]", "]")
    text = ", ".join(map(repr, values[:SHOWN]))
    return f"[{text}{', …' if len(values) > SHOWN else ''}]"
