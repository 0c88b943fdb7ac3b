"""Which usual mistake an answer looks like, on the user's own data: the same call to the edited solutions of the kata."""

from typing import Any

import numpy as np

from dojo.run.library import Library
from dojo.spec.cases import functions
from dojo.spec.mistakes import known_mistakes
from dojo.spec.reference import reference

ROWS = 3000  # the most that the edited solutions are run on
ALIKE = 1e-6


class Recorder:
    """A library that remembers its calls: names, inputs, answers."""

    def __init__(self, katas: Library) -> None:
        self._katas = katas
        self.calls: list[tuple[str, tuple, Any]] = []

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._katas, name)

        def call(*inputs: Any, **named: Any) -> Any:
            answer = function(*inputs, **named)
            self.calls.append((name, (*inputs, *named.values()), answer))
            return answer

        return call


def mistake(estimator: Any, katas: Library, X: np.ndarray, y: np.ndarray) -> str:
    """The sentence of the mistake that gives the same answer on (some of) these rows; "" for none, or a right answer."""
    recorder = Recorder(katas)
    X, y = X[:ROWS], y[:ROWS]
    if hasattr(estimator, "_solve"):
        estimator._solve(recorder, X, y.astype(float))
    else:
        estimator.classes_, codes = np.unique(y, return_inverse=True)
        estimator._learn(recorder, X, codes)
    return next(filter(None, (_named(*call) for call in recorder.calls)), "")


def _named(name: str, inputs: tuple, answer: Any) -> str:
    """The sentence of the mistake that answers this call in the same way."""
    function = functions()[name]
    # the numbers that predict: weights, and an intercept where there is one
    count = 2 if [a.name for a in function.signature.outputs][1:2] == ["b"] else 1
    got = _numbers(answer, count)
    if _alike(
        got,
        _run(getattr(reference(function.kata), name), inputs, count),
    ):
        return ""
    for each in known_mistakes(function):
        if _alike(got, _run(each.program, inputs, count)):
            return each.sentence
    return ""


def _run(program: Any, inputs: tuple, count: int) -> np.ndarray | None:
    copies = [
        np.array(v, float)
        if isinstance(v, list)
        else np.copy(v)
        if isinstance(v, np.ndarray)
        else v
        for v in inputs
    ]
    try:
        with np.errstate(all="ignore"):
            return _numbers(program(*copies), count)
    except Exception:  # noqa: BLE001 (a mistake may do anything)
        return None


def _numbers(answer: Any, count: int) -> np.ndarray:
    """The first `count` outputs, one after the other."""
    outputs = answer if isinstance(answer, tuple) else (answer,)
    return np.concatenate(
        [np.ravel(np.asarray(each, float)) for each in outputs[:count]]
    )


def _alike(a: np.ndarray, b: np.ndarray | None) -> bool:
    if b is None or a.shape != b.shape or not np.isfinite(b).all():
        return False
    return bool(
        np.max(np.abs(a - b), initial=0.0)
        <= ALIKE * max(float(np.max(np.abs(b), initial=0.0)), 1e-12)
    )
