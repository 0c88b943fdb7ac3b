"""Digits against time: functions that solve the same problem, each in every language and library that has it."""

import numpy as np

from dojo.bench.lane import Failed
from dojo.grade.compare import correct_digits
from dojo.spec.cases import functions, katas

SAMPLES = 7


def families():
    """The Family of every oracle that has one."""
    found = [getattr(each.oracle, "FAMILY", None) for each in katas().values()]
    return [family for family in found if family]


def measured(family, lanes, seed=0):
    """A record: the worst digits of every program over the family's problems, and its time on other data."""
    data = family.draw(np.random.default_rng(seed))
    problems = family.problems()
    programs = []
    for name, inputs in family.inputs.items():
        for lane in lanes:
            if not lane.has(functions()[name]) or lane.label.endswith(" again"):
                continue
            try:
                found = {
                    problem: right(lane, functions()[name], inputs(*given), truth)
                    for problem, (given, truth) in problems.items()
                }
                seconds = timed(lane, functions()[name], inputs(*data))
            except Failed:
                continue
            worst = min(found, key=found.get)
            programs.append(
                {
                    "label": lane.label,
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


def right(lane, function, given, truth):
    """Correct digits of the first output; none where it refuses."""
    inputs = function.signature.bind(*given)
    reply = lane.grader.call(function, inputs)
    return correct_digits(reply.value[0], truth) if reply.status == "done" else 0.0


def timed(lane, function, given):
    """The least of a few times: enough for a chart over powers of ten."""
    inputs = function.signature.bind(*given)
    expect = function.signature.expect(inputs)
    key = f"family/{function.name}"
    lane.worker.ask("hold", key, list(inputs.values()))
    lane.held = key
    samples = [
        lane.worker.ask("sample", key, 1, function.name, expect, False)
        for _ in range(SAMPLES)
    ]
    return min(samples[1:])
