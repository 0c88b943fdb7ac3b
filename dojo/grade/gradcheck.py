"""Is a returned gradient the derivative of the returned value? By central differences, and in words.

A function of the kind `value, gradient…` says in its spec which output belongs to which input:
`gradients = { w = "gw", b = "gb" }`. Its first output is the value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dojo.grade.numbers import listing
from dojo.grade.plain import plainness
from dojo.spec.cases import Function, functions, kata

TOLERANCE = 1e-6  # of the largest entry; a central difference is good to about 1e-9


@dataclass(frozen=True)
class Finding:
    """The worst entry of one gradient."""

    output: str
    where: str
    got: float
    expected: float
    error: float  # relative to the largest entry of the gradient
    factor: float | None  # got = factor · expected in every entry, where there is one

    @property
    def passed(self) -> bool:
        return self.error <= TOLERANCE


@dataclass(frozen=True)
class Point:
    """Where a gradient is checked: the inputs of a function, and words for them."""

    words: str
    inputs: dict[str, Any]


def points(function: Function) -> list[Point]:
    """The plainest case as it is, then a generic point for each choice of its whole numbers and flags.

    At zeros a forgotten λw does not show, nor a penalised b; at a generic point nothing is 0, nor λ.
    """
    cases = [c for c in kata(function.kata).cases if c.function == function]
    cases = sorted((c for c in cases if c.outputs), key=plainness)
    found = [Point(cases[0].name, cases[0].inputs)]
    scalars = [a for a in function.signature.inputs if not a.sizes]
    whole = [a.name for a in scalars if a.type != "float"]
    chosen = {tuple(c.inputs[name] for name in whole): c for c in reversed(cases)}
    for number, case in enumerate(reversed(chosen.values())):
        rng = np.random.default_rng(number)
        moved: dict[str, Any] = {
            name: _like(
                np.asarray(case.inputs[name]),
                rng.normal(size=np.shape(case.inputs[name])),
            )
            for name in function.table["gradients"]
        }
        moved |= {
            a.name: 0.5
            for a in scalars
            if a.type == "float" and a.name not in moved and case.inputs[a.name] == 0
        }
        told = moved | {name: case.inputs[name] for name in whole}
        found.append(Point(f"{case.name}, but {listing(told)}", case.inputs | moved))
    return found


def check(function: Function, call: Callable, inputs: dict[str, Any]) -> list[Finding]:
    """A Finding for every gradient that `function` returns; `call` takes its inputs."""
    names = [a.name for a in function.signature.outputs]
    returned = dict(zip(names, call(*inputs.values()), strict=True))
    findings = []
    for point, output in function.table["gradients"].items():
        expected = differences(call, inputs, point)
        findings.append(compare(output, np.asarray(returned[output]), expected))
    return findings


def differences(call: Callable, inputs: dict[str, Any], point: str) -> np.ndarray:
    """∂value/∂x for every entry x of one input, by (f(x + h) − f(x − h)) / 2h."""
    x = np.asarray(inputs[point], float)
    slopes = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        h = 1e-6 * max(1.0, abs(float(x[i])))
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        values = [
            call(*(inputs | {point: _like(x, v)}).values())[0] for v in (ahead, behind)
        ]
        slopes[i] = (values[0] - values[1]) / (ahead[i] - behind[i])
    return slopes


def compare(output: str, got: np.ndarray, expected: np.ndarray) -> Finding:
    largest = max(np.max(np.abs(expected)), np.finfo(float).tiny)
    error = np.abs(got - expected) / largest
    worst = np.unravel_index(np.argmax(error), error.shape)
    where = f"{output}[{', '.join(map(str, worst))}]" if worst else output
    big = np.abs(expected) > 1e-3 * largest
    ratios = got[big] / expected[big]
    constant = ratios.size and np.ptp(ratios) <= 1e-5 * np.max(np.abs(ratios))
    factor = float(np.mean(ratios)) if constant else None
    return Finding(
        output,
        where,
        float(got[worst]),
        float(expected[worst]),
        float(error[worst]),
        factor,
    )


def words(finding: Finding, sizes: dict[str, int]) -> str:
    """The finding in a sentence or two; a factor that has a usual reason is told with it."""
    if finding.passed:
        return f"{finding.output} agrees with differences of the value."
    sentence = f"{finding.where} is {finding.got:.6g}, but differences of the value say {finding.expected:.6g}."
    if finding.factor is None:
        return sentence
    return f"{sentence} Every entry is {finding.factor:.6g} times what it should be: {reason(finding.factor, sizes)}."


def reason(factor: float, sizes: dict[str, int]) -> str:
    """What usually stands behind a factor between a gradient and its value."""
    n = sizes.get("n", 1)
    usual = {
        -1.0: "the sign is that of the residual y − Xw",
        2.0: "the ½ of the value is missing, or the square's 2 was kept",
        0.5: "the 2 of a square was lost, or a ½ applied twice",
        float(n): "1/n is missing in the gradient",
        1.0 / n: "1/n stands twice in the gradient, or is missing in the value",
        2.0 * n: "both 1/n and ½ differ between the value and the gradient",
    }
    for known, words_ in usual.items():
        if abs(factor - known) <= 1e-4 * abs(known):
            return words_
    return "look for a constant that stands in one of the two only"


def checkable() -> list[Function]:
    """The functions whose spec names gradients."""
    return [f for f in functions().values() if "gradients" in f.table]


def _like(x: np.ndarray, value: np.ndarray) -> Any:
    return value if x.ndim else float(value)
