"""What is timed: a function on arrays of given sizes, and the sizes of a quick run, a full run and a sweep."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from dojo.spec.cases import Case, Function, kata
from dojo.spec.draws import Workload, workload

Sizes = dict[str, float]
Call = tuple[str, str, list[Any]]  # key of the inputs, function, outputs to expect
AGREE = 1e-7  # of two answers on the timed arrays, where no case of the kata is looser
QUICK_FLOPS = 2e7  # of a problem in a quick run
SWEEP = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4]  # times the size of a quick run
SWEEP_FLOPS = 4e8  # of the largest problem in a sweep


class Problem:
    """The arrays that are timed; what must come out of them is what a graded program says, and all must agree.

    sizes   letter of the signature, or parameter → its value
    swept   the letter that grows, where the problem is one of a sweep
    """

    def __init__(
        self,
        function: Function,
        sizes: Mapping[str, float],
        seed: int = 0,
        swept: str = "",
    ) -> None:
        self.function, self.sizes, self.swept = function, dict(sizes), swept
        work = workload(function)
        if work is None:
            raise ValueError(f"{function.name} has no workload in its spec.toml.")
        self.key = f"{function.name}/{sorted(self.sizes.items())}/{seed}"
        drawn = work.draw(np.random.default_rng(seed), **self.sizes)
        signature = function.signature
        self.inputs = signature.bind(*(drawn[a.name] for a in signature.inputs))
        signature.check(self.inputs)
        expect = signature.expect(self.inputs)
        self.call: Call = (self.key, function.name, expect)
        self.flops = float(work.flops(**self.sizes))
        self.bytes = float(work.bytes(**self.sizes))
        self.footprint = sum(np.asarray(v).nbytes for v in self.inputs.values())
        self.case: Any = None  # once the right answer is known
        cases = [c for c in kata(function.kata).cases if c.function == function]
        self.rtol = max([AGREE, *(case.rtol for case in cases)])
        road = {name for case in cases for name in case.bound}
        first, *others = signature.outputs
        self.graded = {first.name}
        self.graded |= {
            a.name for a in others if a.type == "float" and a.name not in road
        }

    def expect(self, answer: dict[str, Any]) -> None:
        """The right answer is known from now on."""
        why = "a fast wrong answer is worth nothing"
        tolerances = {"rtol": self.rtol, "atol": self.function.table.get("atol", 0.0)}
        self.case = Case(
            self.function, "the timed arrays", why, self.inputs, answer, **tolerances
        )

    def tiny(self) -> "Problem":
        """The smallest arrays that the workload can draw; ValueError or IndexError if it cannot."""
        shape, first = letters(self.function), next(iter(self.sizes))
        least = {
            name: 4 if name == first and name in shape else min(size, 2)
            for name, size in self.sizes.items()
        }
        return Problem(self.function, least)


def letters(function: Function) -> set[str]:
    """The letters of the signature's shapes: n and p of X[n,p]."""
    return {letter for a in function.signature.inputs for letter in a.sizes}


def full(workload: Workload) -> list[Sizes]:
    """All sizes of a workload."""
    return [workload.sizes, *workload.more]


def quick(workload: Workload) -> list[Sizes]:
    """The workload's sizes for a quick run: its own, or the first one halved until there are few operations."""
    if workload.quick:
        return [workload.sizes | workload.quick]
    sizes = dict(workload.sizes)
    first = next(iter(sizes))
    while workload.flops(**sizes) > QUICK_FLOPS and sizes[first] >= 40:
        sizes[first] //= 2
    return [sizes]


def problems(
    functions: Iterable[Function], sizes: Callable[[Workload], list[Sizes]]
) -> list[Problem]:
    """The problems of these functions that have a workload, at all the sizes that `sizes(workload)` lists."""
    return [
        Problem(function, each)
        for function in functions
        if (work := workload(function)) is not None
        for each in sizes(work)
    ]


def sweeps(functions: Iterable[Function]) -> list[Problem]:
    """Problems in which one size after the other grows."""
    return [
        Problem(function, sizes, swept=letter)
        for function in functions
        for letter, sizes in swept_sizes(function)
    ]


def swept_sizes(function: Function) -> Iterator[tuple[str, Sizes]]:
    """(the letter that grows, the sizes) of each problem of a function's sweeps."""
    if (work := workload(function)) is None:
        return
    (base,) = quick(work)
    for letter in (name for name in base if name in letters(function)):
        for factor in SWEEP:
            sizes = base | {letter: max(2, round(base[letter] * factor))}
            if work.flops(**sizes) <= SWEEP_FLOPS:
                yield letter, sizes
