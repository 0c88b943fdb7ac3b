"""Sources that tests have in common: each is built and opened once per process."""

import os
from functools import cache

import pytest

from dojo.grade.grader import Grader
from dojo.run.language import Language, languages
from dojo.run.results import Profile, Unavailable


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
