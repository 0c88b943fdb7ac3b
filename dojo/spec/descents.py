"""Descents on f(w) = ‖Xw − y‖²/2n: its value and gradient, and paths with 50 digits and in float64."""

from collections.abc import Callable, Iterable
from typing import Any

import mpmath
import numpy as np

from dojo.spec.refusals import NotConverged

LARGEST = np.finfo(float).max

Gradient = Callable[[Any], Any]
Update = Callable[[Any, Gradient], Any]  # (w, gradient) → the next w


def value_grad(X: np.ndarray, y: np.ndarray, w: np.ndarray) -> tuple[float, np.ndarray]:
    """f and ∇f at w."""
    r = X @ w - y
    return r @ r / (2 * len(y)), X.T @ r / len(y)


def smoothness(X: np.ndarray) -> float:
    """L = λmax(XᵀX)/n, the largest curvature of f."""
    return float(np.linalg.norm(X, 2) ** 2 / len(X))


def rounded_step(length: float) -> float:
    """To three digits, so that a fixture can be read."""
    return float(f"{length:.3g}")


def descend(
    value_grad: Callable, theta: Iterable, step: Any, iters: int
) -> tuple[Any, ...]:
    """θ = θ − step·∇J, `iters` times, in numbers of any kind: the parts of θ, and J along the path as a list.

    value_grad(*θ) is J and its derivative by every part. Refused as soon as J is no float64.
    """
    theta, history = list(theta), []
    for k in range(iters + 1):
        J, *gradients = value_grad(*theta)
        history.append(J)
        if not J <= LARGEST:
            raise NotConverged(f"the objective overflows after {k} steps")
        if k < iters:
            theta = [w - step * g for w, g in zip(theta, gradients, strict=True)]
    return *theta, history


def precise_walk(
    X: np.ndarray, y: np.ndarray, w0: np.ndarray, iters: int, update: Update
) -> tuple[np.ndarray, np.ndarray]:
    """w and history with 50 digits; refused as soon as f is no float64."""
    with mpmath.workdps(50):
        n = len(y)
        X, y, w = (mpmath.matrix(v.tolist()) for v in (X, y, w0))
        history: list[Any] = []
        for k in range(iters + 1):
            history.append(sum(v**2 for v in X * w - y) / (2 * n))
            if history[k] > LARGEST:
                raise NotConverged(f"f(w) overflows after {k} steps")
            if k < iters:
                w = update(w, lambda z: X.T * (X * z - y) / n)
        return np.array(list(w), float), np.array(history, float)


def walk(
    X: np.ndarray, y: np.ndarray, w0: np.ndarray, iters: int, update: Update
) -> tuple[np.ndarray, np.ndarray]:
    """The same in float64."""
    w, history = np.copy(w0), [value_grad(X, y, w0)[0]]
    for _ in range(iters):
        w = update(w, lambda z: value_grad(X, y, z)[1])
        history.append(value_grad(X, y, w)[0])
    return finite(w, np.array(history))


def padded(history: Iterable, iters: int) -> np.ndarray:
    """The last value repeated up to index iters."""
    known = np.array(list(history), float)
    return np.append(known, np.full(iters + 1 - len(known), known[-1]))


def finite(*outputs: Any) -> Any:
    """The outputs of a path whose last one, its history, must not overflow."""
    if not np.isfinite(outputs[-1]).all():
        raise NotConverged("the objective overflows")
    return outputs


def ends_at_its_value(
    X: np.ndarray, y: np.ndarray, w: np.ndarray, history: np.ndarray
) -> str:
    """A certificate: the last value of history is the objective at the w that is returned."""
    f, last = value_grad(X, y, w)[0], history[-1]
    scale = (np.linalg.norm(y) + np.linalg.norm(X) * np.linalg.norm(w)) ** 2 / len(y)
    ends = abs(f - last) <= 1e-8 * scale
    return "" if ends else f"history ends with {last:g}, but f(w) is {f:g}."
