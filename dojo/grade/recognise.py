"""Which mistake gives these very answers? A usual one of the function, what can be seen in the numbers themselves, a slip
of the pen in the solution, a mistake of what it calls, or two mistakes at once: in this order, within a budget.

A name needs numbers: what only refuses, or only returns NaN, as the learner's program does may do so for another reason.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from dojo.grade import detect
from dojo.grade.attempt import attempt
from dojo.grade.compare import alike
from dojo.grade.evidence import Answers, Evidence, same, slip_reply, usual_reply
from dojo.grade.slips import slips
from dojo.run.results import Reply, Status
from dojo.spec.cases import Case, Function
from dojo.spec.mistakes import Mistake, edited, known_mistakes, mistakes
from dojo.spec.reference import reference

BUDGET = 0.3  # seconds of CPU

Call = Callable[[Function, dict[str, Any]], Reply]


def recognise(
    answers: Answers, budget: float | None = BUDGET, call: Call | None = None
) -> str:
    """The sentence of the mistake that explains these answers of one function, the plainest first, or "".

    budget    seconds of CPU, None for as long as it takes
    call      the learner's function: where it only refuses, its first steps are asked for, in three calls at most
    """
    with suppress(TimeoutError):
        end = None if budget is None else time.process_time() + budget
        evidence = Evidence(answers, end)
        if not evidence.failed:
            return ""
        if call and not evidence.tells:
            steps = _first_steps(evidence.failed[0], call)
            if steps and (first := Evidence(steps, end)).tells:
                evidence = first
        return _name(evidence)
    return ""


def _name(evidence: Evidence) -> str:
    function = evidence.function
    for mistake in mistakes(function).values():
        if evidence.explained_by(mistake.program, usual_reply):
            return mistake.sentence
    if sentence := _seen(evidence):
        return sentence
    if not evidence.tells:
        return ""
    for sentence, program in slips(function):
        if evidence.explained_by(program, slip_reply):
            return sentence
    for mistake in known_mistakes(function):
        if mistake.function != function.name and evidence.explained_by(
            mistake.program, usual_reply
        ):
            return mistake.sentence
    for one, other, program in _pairs(evidence):
        if evidence.explained_by(program, slip_reply):
            return f"{one.sentence}, and when {other.sentence}"
    return ""


def _seen(evidence: Evidence) -> str:
    """What the numbers show, output by output where they are wrong in different ways."""
    answers = [
        (c, r) for c, r in evidence.failed if r.status == Status.DONE and c.outputs
    ]
    if not answers or len(answers) < len(evidence.failed):
        return ""
    seen = [detect.answer(case, reply) for case, reply in answers]
    if sentence := detect.of_all(seen):
        return sentence
    found: dict[str, list[str]] = {}  # sentence → the outputs that it is about
    for name in detect.wrong_outputs(seen):
        sentence = _mistake_in(name, seen, evidence) or detect.of_output(seen, name)
        found.setdefault(sentence, []).append(name)
    if not found or "" in found:
        return ""
    return ", and when ".join(_about(names, words) for words, names in found.items())


def _about(names: list[str], words: str) -> str:
    """A sentence about one output or several."""
    words = words.replace("{} is", "{} are") if len(names) > 1 else words
    return words.format(" and ".join(names))


def _mistake_in(name: str, seen: list[detect.Answer], evidence: Evidence) -> str:
    """The usual mistake that explains one output, whatever has become of the others."""
    which = [a.name for a in evidence.function.signature.outputs].index(name)

    def explains(mistake: Mistake) -> bool:
        for each in seen:
            usual = usual_reply(each.case, mistake.program, evidence.left())
            if usual.status != Status.DONE:
                return False
            if not alike(each.case, name, usual.value[which], each.got[name]):
                return False
        return True

    finite = all(np.isfinite(each.got[name]).all() for each in seen)
    usual = mistakes(evidence.function).values()
    return next((m.sentence for m in usual if finite and explains(m)), "")


def _pairs(evidence: Evidence) -> Iterator[tuple[Mistake, Mistake, Callable]]:
    """Two usual mistakes in one program; one of them alone gives some of the replies."""
    usual = [m for m in mistakes(evidence.function).values() if m.edits]

    def alone(mistake: Mistake) -> int:
        replies = (
            (c, usual_reply(c, mistake.program, evidence.left()), r)
            for c, r in evidence.failed
        )
        return sum(same(*each) for each in replies)

    shares = {m.sentence: alone(m) for m in usual}
    for one in sorted(usual, key=lambda m: -shares[m.sentence]):
        for other in usual if shares[one.sentence] else ():
            with suppress(ValueError):  # where one edit has taken the other's text
                both = edited(evidence.function, one.edits + other.edits)
                yield one, other, getattr(both, evidence.function.name)


def _first_steps(failed: tuple[Case, Reply], call: Call) -> Answers:
    """The answers to a failing case whose iteration may end after its first steps, as far as the learner's function gives any."""
    case, reply = failed
    if reply.status != Status.REFUSED or case.must_refuse:
        return []
    answers = []
    program = getattr(reference(case.function.kata), case.function.name)
    for inputs in _gentler(case.inputs):
        right = attempt(replace(case, inputs=inputs), program)
        if right.status == Status.DONE:
            names = [a.name for a in case.function.signature.outputs]
            outputs = dict(zip(names, right.value, strict=True))
            new = replace(case, inputs=inputs, outputs=outputs, refuses=None, bound={})
            answers.append((new, call(case.function, inputs)))
    return answers


def _gentler(inputs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same problem with a tolerance that the first steps meet, else with one step and with two."""
    if "tol" in inputs:
        yield from (inputs | {"tol": tol} for tol in (1e6, 1.0, 0.1))
    elif "iters" in inputs:
        yield from (
            inputs | {"iters": iters} for iters in (1, 2) if iters < inputs["iters"]
        )
