"""What every estimator is: words and numbers, a kata's name, and the library that has the kata."""

import os
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from dojo.run.language import languages
from dojo.run.library import Library, load
from dojo.run.results import Unavailable
from dojo.spec.cases import functions


def library(language: str, source: str) -> Library:
    """The functions of one source, opened once in each process."""
    return _library(os.getpid(), language, source)


@cache
def _library(process: int, language: str, source: str) -> Library:
    return load(language, source)


def to_do(language: str, source: str, names: tuple[str, ...]) -> list[str]:
    """Those of these functions that are still stubs."""
    if language not in languages():
        raise Unavailable(
            f"There is no language {language!r}; there are {', '.join(languages())}."
        )
    each = languages()[language]
    folder = each.source(source)
    found = []
    for name in names:
        kata = functions()[name].kata
        path = folder / f"{kata}{each.SUFFIX}" if folder.is_dir() else folder
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if name in each.placeholders(text):
            found.append(name)
    return found


class KataEstimator(BaseEstimator):  # type: ignore[misc]
    """A model whose fit is a kata. `_katas` names the functions that it calls."""

    language: str
    source: str | Path

    def _katas(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _library(self) -> Library:
        self._refuse_stubs()
        return library(self.language, str(self.source))

    def _refuse_stubs(self) -> None:
        if stubs := to_do(self.language, str(self.source), self._katas()):
            raise NotImplementedError(
                f"{', '.join(stubs)} is still to do in {self.language}/{self.source}: "
                "write it first, or fit with source='solutions'."
            )

    def __sklearn_clone__(self) -> Self:
        """A search clones before it fits: a stub is told here, and not as a failed fit."""
        self._refuse_stubs()
        clone: Self = super().__sklearn_clone__()
        return clone

    def _checked(self, X: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
        checked: tuple[np.ndarray, np.ndarray] = validate_data(
            self,
            X,
            y,
            dtype=np.float64,
            y_numeric=isinstance(self, RegressorMixin),
            ensure_min_samples=2,
        )
        return checked

    def _rows(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        rows: np.ndarray = validate_data(self, X, dtype=np.float64, reset=False)
        return rows
