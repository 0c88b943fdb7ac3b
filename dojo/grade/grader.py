"""A Runner that judges: one verdict for every case, whatever the learner's file does."""

import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from dojo.grade.judge import judge
from dojo.grade.recognise import BUDGET
from dojo.grade.verdict import Verdict, Word
from dojo.paths import shown
from dojo.run.results import Status
from dojo.run.runner import Runner
from dojo.spec.cases import Case, Function, kata

IMPATIENT = (
    1.0  # seconds of a call, once the same function has taken longer than the limit
)


class Grader(Runner):
    """The source under test."""

    def __init__(self, language: str, source: str | Path = "katas", **how: Any) -> None:
        super().__init__(language, source, **how)
        self.slow: set[str] = set()
        # function → seconds of CPU that are left to recognise its mistake in
        self.budget: dict[str, float] = defaultdict(lambda: BUDGET)

    def grade(self, case: Case) -> Verdict:
        """The Verdict on one case; the mistake is named in the first failing case of a function that shows it."""
        name, function = case.function.kata, case.function
        if verdict := self._verdict_of_the_file(name, function):
            return verdict
        seconds = IMPATIENT if function.name in self.slow else None
        reply = self.call(function, case.inputs, seconds)
        if reply.status == Status.TIMED_OUT:
            self.slow.add(function.name)
        again = f'nox -s {self.language.name} -- {name} -k "{case.name}"'
        start = time.process_time()
        verdict = judge(case, reply, again, self.budget[function.name])
        self.budget[function.name] -= time.process_time() - start
        if verdict.mistake:  # one name is enough
            self.budget[function.name] = 0
        if verdict.word == Word.TO_DO:
            return self._waits(name) or verdict
        return verdict

    def _verdict_of_the_file(self, name: str, function: Function) -> Verdict | None:
        """What can be said without a call."""
        path = self.file(name)
        if not path.exists():
            way_out = (
                f"`nox -s reset -- {self.language.name} {name}` brings its stub back."
            )
            return said(Word.DOES_NOT_COMPILE, f"{shown(path)} is missing; {way_out}")
        if name in self.broken:
            return said(Word.DOES_NOT_COMPILE, self.broken[name])
        if not self.path.is_dir():
            return None
        if function.name in self.placeholders(name):
            return Verdict(Word.TO_DO)
        for number, line in self.language.forbidden(self.text(name)):
            words = (
                f"{shown(path)}:{number}: {line}\nYou may multiply, you may not solve."
            )
            return said(Word.BREAKS_A_RULE, words)
        return None

    def _waits(self, name: str) -> Verdict | None:
        """The verdict of a kata that called a function which is still to do."""
        waits_for = tuple(need for need in kata(name).before if self.unfinished(need))
        return Verdict(Word.WAITS, waits_for=waits_for) if waits_for else None


def said(word: Word, fact: str) -> Verdict:
    return Verdict(word, (("got", fact),))
