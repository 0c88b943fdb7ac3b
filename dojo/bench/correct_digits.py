"""Correct digits against time: functions that solve the same problem, in every language and library that has them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dojo.bench.contender import Contender, Failed
from dojo.bench.entries import AGAIN
from dojo.grade.compare import correct_digits
from dojo.run.results import Status
from dojo.spec.cases import Function, functions, katas
from dojo.spec.draws import Family

SAMPLES = 7


def families(asked: Iterable[Function]) -> list[Family]:
    """The families that one of these functions is a member of."""
    names = {function.name for function in asked}
    found = [getattr(each.oracle, "FAMILY", None) for each in katas().values()]
    return [family for family in found if family and names & set(family.inputs)]


def measured(
    family: Family, contenders: list[Contender], seed: int = 0
) -> dict[str, Any]:
    """A record: the worst digits of every program over the family's problems, and its time on other data."""
    data = family.draw(np.random.default_rng(seed))
    problems = family.problems()
    programs = []
    for name, inputs in family.inputs.items():
        function = functions()[name]
        for contender in contenders:
            if not contender.has(function) or contender.label.endswith(AGAIN):
                continue
            try:
                found = {
                    problem: digits_of(contender, function, inputs(*given), truth)
                    for problem, (given, truth) in problems.items()
                }
                seconds = seconds_of(contender, function, inputs(*data))
            except Failed:
                continue
            worst = min(found, key=lambda problem: found[problem])
            programs.append(
                {
                    "label": contender.label,
                    "function": name,
                    "digits": found[worst],
                    "worst": worst,
                    "each": found,
                    "seconds": seconds,
                }
            )
    return {
        "title": family.title,
        "words": family.words,
        "problems": list(problems),
        "programs": programs,
    }


def digits_of(
    contender: Contender,
    function: Function,
    given: tuple[Any, ...],
    truth: NDArray[Any],
) -> float:
    """Correct digits of the first output; none where it refuses."""
    inputs = function.signature.bind(*given)
    reply = contender.grader.call(function, inputs)
    return (
        float(correct_digits(reply.value[0], truth))
        if reply.status == Status.DONE
        else 0.0
    )


def seconds_of(
    contender: Contender, function: Function, given: tuple[Any, ...]
) -> float:
    """The least of a few times of a call: enough for a chart over powers of ten."""
    inputs = function.signature.bind(*given)
    call = f"family/{function.name}", function.name, function.signature.expect(inputs)
    contender.hold_inputs(call[0], inputs)
    return min([contender.sample_call(call) for _ in range(SAMPLES)][1:])
