"""One cause, one verdict: a function that calls a wrong one is wrong because of it, and that one is to be mended first."""

import re
from collections.abc import Callable

from dojo.grade.plain import plainness
from dojo.grade.verdict import Verdict, Word, find
from dojo.run.runner import Runner
from dojo.spec.cases import Function, functions, kata

TRIED = 8  # cases of a called function that nobody has graded in this run
FINE = (Word.PASSED, Word.TO_DO)


def cause(
    runner: Runner, function: Function, known: Callable[[Function], bool | None]
) -> Function | None:
    """The wrong function that this one calls, directly or not, and that calls no other wrong one.

    known    whether a function is wrong, None where this run has not graded it
    """
    seen = {function.name}

    def search(caller: Function) -> Function | None:
        for each in called(runner, caller):
            if each.name not in seen:
                seen.add(each.name)
                wrong = known(each)
                if deeper := search(each):
                    return deeper
                if wrong or (wrong is None and fails(runner, each)):
                    return each
        return None

    return search(function)


def called(runner: Runner, function: Function) -> list[Function]:
    """The functions of katas that this one's own text names before a bracket, private helpers of its file included."""
    text = runner.text(function.kata)
    own = runner.language.functions(text)
    for name in own.keys() & kata(function.kata).functions.keys() - {function.name}:
        text = text.replace(own[name][0], "")
    names = dict.fromkeys(re.findall(r"\b(\w+)\s*\(", text))
    others = [f for name, f in functions().items() if name in names and f != function]
    return [f for f in others if runner.file(f.kata).exists()]


def fails(runner: Runner, function: Function) -> bool:
    """Whether one of a function's plainest cases is not passed."""
    cases = [c for c in kata(function.kata).cases if c.function == function]
    replies = (
        (case, runner.call(function, case.inputs))
        for case in sorted(cases, key=plainness)[:TRIED]
    )
    return any(find(case, reply).word not in FINE for case, reply in replies)


def because(verdict: Verdict, wrong: Function, language: str) -> Verdict:
    """The verdict of a function that calls a wrong one."""
    words = f"{wrong.name} is wrong; mend it first: nox -s {language} -- {wrong.kata}"
    return Verdict(verdict.word, (("first", words),))


def of_a_cause(verdict: Verdict) -> bool:
    return "first" in dict(verdict.facts)
