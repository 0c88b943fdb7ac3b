"""Regression Kata's machinery: `dojo.load("rust", "solutions").ridge(X, y, lam=0.1, fit_intercept=1)`."""

from dojo.library import Library, load
from dojo.refusals import (
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
from dojo.session import Unavailable

__all__ = [
    "EmptyInput",
    "InvalidLabel",
    "InvalidParameter",
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
