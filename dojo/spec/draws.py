"""How a problem is drawn, as spec.toml declares it.

    [[cholesky.drawn]]
    name = "ordinary"
    why = "wrong formulas have nowhere to hide"
    A = "definite(rng, 6)"

A string is an expression in the vocabulary of dojo/spec/designs.py and of the kata's oracle, in `rng`, and in the
inputs that stand before it; expressions are evaluated in their order. `draw` is one that gives several inputs at once,
which the keys that follow may replace. Anything else is the value itself.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from dojo.spec import designs
from dojo.spec.cases import Entry, Function, kata, katas

OTHER_KEYS = ("name", "why", "rtol", "sizes", "quick", "more", "flops", "bytes")


@dataclass(frozen=True)
class Recipe:
    """A kind of problem: what it is called, the mistake it is there to catch, and how one is drawn."""

    function: Function
    name: str
    why: str
    entry: Entry  # of spec.toml

    def draw(self, seed: object) -> dict[str, Any]:
        """The inputs of one problem. Its stream of random numbers is frozen."""
        rng = np.random.RandomState(
            zlib.crc32(f"{self.function.name}/{self.name}/{seed}".encode())
        )
        return drawn(self.function, self.entry, rng=rng)


def recipes(function: Function) -> list[Recipe]:
    """What spec.toml declares under [[function.drawn]]."""
    entries = function.table.get("drawn", [])
    return [Recipe(function, entry["name"], entry["why"], entry) for entry in entries]


def drawn(function: Function, entry: Entry, **names: Any) -> dict[str, Any]:
    """The inputs that an entry declares; `names` are known to its expressions."""
    known = vocabulary(function.kata) | names
    inputs: dict[str, Any] = {}
    for key, value in entry.items():
        if key in OTHER_KEYS:
            continue
        if isinstance(value, str):
            value = _evaluated(function, value, known | inputs)
        inputs |= value if key == "draw" else {key: value}
    return {a.name: inputs[a.name] for a in function.signature.inputs}


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The words of an expression: numpy, designs.py, and whatever the kata's oracle defines."""
    return {"np": np, **vars(designs), **vars(kata(name).oracle)}


def _evaluated(function: Function, expression: str, names: Mapping[str, Any]) -> Any:
    try:
        return eval(expression, dict(names))
    except Exception as error:
        error.add_note(f"in {function.kata}/spec.toml, [{function.name}]: {expression}")
        raise


# ---------------------------------------------------------------- what is timed


@dataclass(frozen=True)
class Workload:
    """What is timed: inputs of the given sizes, and the arithmetic and the memory traffic that they cannot avoid.

    [ridge.workload] of spec.toml has the sizes of a full run and `quick` ones (else the first size is halved),
    other problems of a full run (`more`), and the inputs, `flops` and `bytes` as expressions in the sizes.
    """

    function: Function
    sizes: dict[str, float]
    quick: dict[str, float] | None
    more: tuple[dict[str, float], ...]
    entry: Entry

    def draw(self, rng: np.random.Generator, **sizes: float) -> dict[str, Any]:
        return drawn(self.function, self.entry, rng=rng, **sizes)

    def flops(self, **sizes: float) -> float:
        """Floating-point operations."""
        return self._amount("flops", sizes)

    def bytes(self, **sizes: float) -> float:
        return self._amount("bytes", sizes)

    def _amount(self, what: str, sizes: dict[str, float]) -> float:
        names = vocabulary(self.function.kata) | sizes
        return float(_evaluated(self.function, self.entry[what], names))


@dataclass(frozen=True)
class Family:
    """Functions that solve the same problem: how many digits each gets right, and how long it takes.

    problems()     name → (data, truth)
    inputs         function → inputs(*data), the first output of which is compared with the truth
    draw(rng)      the data that are timed
    """

    title: str
    words: str  # what is timed
    problems: Callable[[], dict[str, Any]]
    inputs: dict[str, Callable]
    draw: Callable


def workload(function: Function) -> Workload | None:
    """What of this function is timed, if anything."""
    entry = function.table.get("workload")
    if entry is None:
        return None
    more = tuple(entry.get("more", ()))
    return Workload(function, entry["sizes"], entry.get("quick"), more, entry)


def workloads() -> dict[str, Workload]:
    """name → Workload, of all functions that have one."""
    found = {
        name: workload(f) for k in katas().values() for name, f in k.functions.items()
    }
    return {name: each for name, each in found.items() if each}
