"""Is an answer the expected one? Errors, tolerances, and the words for a difference."""

from typing import Any

import numpy as np

from dojo.grade.numbers import short
from dojo.spec.cases import Case


def differences(case: Case, got: dict[str, np.ndarray]) -> list[str]:
    """One sentence for every output of `got` (name → array) that is not the expected one."""
    return list(wrong(case, got).values())


def wrong(case: Case, got: dict[str, np.ndarray]) -> dict[str, str]:
    """The same sentences, each by the name of its output."""
    found = {
        name: _difference(case, name, np.asarray(v, float)) for name, v in got.items()
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def alike(case: Case, name: str, a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two programs give the same output, both rounding as they do; any count of steps is right."""
    if name in case.function.at_most:
        return True
    scale = np.max(np.abs(a), initial=0.0, where=np.isfinite(a))
    tolerance = max(case.rtol, 1e-9) * scale + case.atol
    tolerance = np.maximum(tolerance, case.bound.get(name, 0.0))
    return bool(np.allclose(a, b, rtol=0, atol=tolerance, equal_nan=True))


def _difference(case: Case, name: str, got: np.ndarray) -> str:
    if name in case.function.at_most:
        return _above(case, name, got)
    expected, bound = case.expected(name), case.allowed(name)
    if not got.size:
        return ""
    if name in case.function.exact_zeros and (sentence := _support(case, name, got)):
        return sentence
    error = np.abs(got - expected)
    bad = ~(error <= bound)  # NaN and infinities never match
    if not bad.any():
        return ""
    with np.errstate(over="ignore"):
        excess = np.where(
            np.isfinite(error), error / np.maximum(bound, np.finfo(float).tiny), np.inf
        )
    worst = np.unravel_index(np.argmax(np.where(bad, excess, -1)), got.shape)
    where, many = _entry(name, worst), _count(bad)
    if not np.isfinite(got[worst]):
        return f"{where} is {got[worst]}{many}"
    return f"{where} is off by {error[worst]:.3g}, allowed {bound[worst]:.3g}{many}"


def _above(case: Case, name: str, got: np.ndarray) -> str:
    """A count has no right value: it tells of the road, which is free within the caller's maximum."""
    most = case.function.at_most[name]
    if np.all((0 <= got) & (got <= case.inputs[most])):
        return ""
    return f"{name} is {short(got)}, not between 0 and {most} = {case.inputs[most]}"


def _support(case: Case, name: str, got: np.ndarray) -> str:
    """Exactly 0 where the expected is, and nowhere else but where the entry's own bound reaches 0."""
    expected = case.expected(name)
    free = np.abs(expected) <= case.bound.get(name, 0.0)
    bad = np.where(expected == 0, got != 0, (got == 0) & ~free)
    if not bad.any():
        return ""
    first = tuple(np.argwhere(bad)[0])
    where, many = _entry(name, first), _count(bad)
    if expected[first] == 0:
        return f"{where} is {got[first]:.3g}, not exactly 0{many}"
    return f"{where} is 0, not {expected[first]:.3g}{many}"


def _entry(name: str, at: tuple[Any, ...]) -> str:
    """w[3], or b where it is a number."""
    return f"{name}[{', '.join(map(str, at))}]" if at else name


def _count(bad: np.ndarray) -> str:
    return f" ({bad.sum()} of {bad.size} entries differ)" if bad.sum() > 1 else ""


def correct_digits(value: Any, truth: Any) -> float:
    """Correct digits of the worst entry: −log₁₀ of the largest relative error, between 0 and 15.7 (2⁻⁵²)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        worst = np.max(np.abs(np.asarray(value) - truth) / np.abs(truth))
    if not np.isfinite(worst):
        return 0.0
    return float(np.clip(-np.log10(max(worst, 2.0**-52)), 0, 15.7))
