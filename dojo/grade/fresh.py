"""After a green kata: new instances that nobody has seen, graded silently; one that fails is saved and shown."""

import json
import time
from collections.abc import Iterator

from dojo.grade.grader import Grader
from dojo.grade.memory import fingerprint
from dojo.grade.verdict import Verdict
from dojo.paths import BUILD, shown, write_text
from dojo.spec import fixtures
from dojo.spec.cases import Case, Function
from dojo.spec.draws import recipes

COUNT = 10  # instances of a function
SECONDS = 2.0  # of CPU, after which no more are drawn: a few oracles take long


def instances(function: Function, seed: str) -> Iterator[Case]:
    """New cases of a function, if it has recipes."""
    own, end = recipes(function), time.process_time() + SECONDS
    for i in range(COUNT if own else 0):
        yield function.case(fixtures.another(own[i % len(own)], f"{seed}.{i}"))
        if time.process_time() > end:
            return


def first_failure(grader: Grader, function: Function) -> tuple[Case, Verdict] | None:
    """The first new instance that does not pass, saved; other ones after every change of the file."""
    seed = fingerprint(grader.file(function.kata))[:12]
    for case in instances(function, seed):
        verdict = grader.grade(case)
        if not verdict.passed:
            return case, saved(case, verdict, grader)
    return None


def saved(case: Case, verdict: Verdict, grader: Grader) -> Verdict:
    """The verdict with the command that runs the saved instance again."""
    name = f"{case.function.name}-{case.name.rpartition(' ')[2]}.json"
    path = BUILD / "failed" / name
    write_text(path, json.dumps(fixtures.entry(case), indent=1))
    again = f"nox -s {grader.language.name} -- --case {shown(path)}"
    return verdict.having("again", again)
