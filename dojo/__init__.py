"""Regression Kata's machinery: `dojo.load("rust", "solutions").ridge(X, y, lam=0.1, fit_intercept=1)`."""

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
