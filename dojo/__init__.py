"""Regression Kata's machinery: `dojo.load("rust", "solutions").ridge(X, y, lam=0.1, fit_intercept=1)`."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dojo.run.library import KataFailed, Library, load
    from dojo.run.results import Unavailable
    from dojo.spec.refusals import (
        EmptyInput,
        InvalidLabel,
        InvalidParameter,
        NoFiniteOptimum,
        NonFinite,
        NotConverged,
        NotPositiveDefinite,
        RankDeficient,
        Refusal,
        ShapeMismatch,
    )

__all__ = [
    "EmptyInput",
    "InvalidLabel",
    "InvalidParameter",
    "KataFailed",
    "Library",
    "NoFiniteOptimum",
    "NonFinite",
    "NotConverged",
    "NotPositiveDefinite",
    "RankDeficient",
    "Refusal",
    "ShapeMismatch",
    "Unavailable",
    "load",
]

# opened where they are asked for: a process that only watches another needs no numpy
PLACES = {
    "KataFailed": "dojo.run.library",
    "Library": "dojo.run.library",
    "Unavailable": "dojo.run.results",
    "load": "dojo.run.library",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(PLACES.get(name, "dojo.spec.refusals"))
    return getattr(module, name)
