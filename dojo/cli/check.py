"""For authors: is a kata itself sound, from its oracle to its solutions? nox -s check -- ridge.

What the rest is built on comes first, and the first fault ends the check of a kata.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from dojo.cli import known_katas
from dojo.grade import soundness
from dojo.grade.grader import Grader
from dojo.run.language import Language, languages
from dojo.spec.cases import Kata

SHOWN = 3  # of what is wrong in a step
STEPS: dict[str, Callable[[Kata], list[str]]] = {
    "cases have names, reasons and functions": soundness.named_cases,
    "the oracle agrees with the hand-written cases": soundness.contradictions,
    "the oracle agrees with all cases and its certificates": soundness.oracle,
    "every case is well posed": soundness.well_posed,
    "every alternative passes": soundness.alternatives,
    "fixtures.json is fresh": soundness.fresh_fixtures,
    "every mistake fails and is named": soundness.killed_mistakes,
    "needs are what the solutions call": soundness.needs,
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s check --", description=__doc__)
    parser.add_argument("katas", nargs="+", metavar="KATA")
    options = parser.parse_intermixed_args(words)
    try:
        return max([checked(kata) for kata in known_katas(options.katas)])
    except ValueError as error:  # of a spec.toml, mistakes.toml or oracle.py
        sys.exit("\n".join([str(error), *getattr(error, "__notes__", [])]))


def checked(kata: Kata) -> int:
    """Say step by step what holds; 1 at the first step that does not."""
    print(kata.name)
    for words, check in steps(kata):
        start = time.perf_counter()
        wrong = check()
        seconds = time.perf_counter() - start
        state = "WRONG" if wrong else "ok"
        print(f"  {state:5}  {words} ({seconds:.1f} s)", flush=True)
        if wrong:
            more = [f"And {len(wrong) - SHOWN} more."] if len(wrong) > SHOWN else []
            print("\n" + "\n\n".join([*wrong[:SHOWN], *more]))
            return 1
    return 0


def steps(kata: Kata) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """What is to hold, and its check; each is asked for when those before it have passed."""
    for words, check in STEPS.items():
        yield words, partial(check, kata)
    yield from solutions(kata)


def solutions(kata: Kata) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """The checks of the solutions in the languages whose toolchain is here."""
    for language in languages().values():
        if reason := language.lacks(kata.name) or language.missing():
            print(f"  not checked: {language.TITLE}. {reason}")
        else:
            words = f"the solution in {language.TITLE} passes"
            yield words, partial(solution, kata, language)


def solution(kata: Kata, language: Language) -> list[str]:
    """Its formulas, and then its answers, until three are wrong."""
    if wrong := soundness.formulas(kata, language):
        return wrong
    try:
        grader = Grader(language.name, "solutions")
    except RuntimeError as error:
        return [str(error)]
    try:
        return [*islice(soundness.solution(kata, grader), SHOWN)]
    finally:
        grader.close()
