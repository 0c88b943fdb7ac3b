"""Sources that tests have in common: each is built and opened once per process."""

import os
from collections.abc import Iterable
from functools import cache

import pytest

from dojo.grade.grader import Grader
from dojo.grade.verdict import Verdict
from dojo.run.language import Language, languages
from dojo.run.results import Profile, Unavailable
from dojo.spec.cases import Case


def needs(language: Language, *katas: str) -> None:
    """Skip the test where the language is not here, or where one of these katas is not written in it yet."""
    for reason in (language.missing(), *map(language.lacks, katas)):
        if reason:
            pytest.skip(reason)


@cache
def opened(language: str, source: str, profile: Profile) -> Grader | Unavailable:
    """A source, or why there is none."""
    found = languages()[language]
    if found.takes_long(found.source(source)) and "PEERS" not in os.environ:
        name = source.rpartition("/")[2]
        return Unavailable(f"{name} takes a minute to build; `nox -s peers` does it.")
    try:
        return Grader(language, source, profile)
    except Unavailable as reason:
        return reason


def grader(language: str, source: str, profile: Profile) -> Grader:
    """The source, or a skipped test."""
    if isinstance(found := opened(language, source, profile), Unavailable):
        pytest.skip(f"{language}/{source} is not graded: {found}")
    return found


def verdicts(grader: Grader, cases: Iterable[Case]) -> list[tuple[Case, Verdict]]:
    """Each case with its verdict, a function at a time, as a learner's are graded."""
    of_function: dict[str, list[Case]] = {}
    for case in cases:
        of_function.setdefault(case.function.name, []).append(case)
    return [
        pair
        for each in of_function.values()
        for pair in zip(each, grader.grade_all(each), strict=True)
    ]
