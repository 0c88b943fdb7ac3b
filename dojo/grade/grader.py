"""A Runner that judges: one verdict for every case, whatever the learner's file does."""

from pathlib import Path
from typing import Any

from dojo.grade.judge import judge
from dojo.grade.recognise import recognise
from dojo.grade.verdict import Verdict, Word
from dojo.paths import shown
from dojo.run.results import Profile, Reply, Status
from dojo.run.runner import Runner
from dojo.spec.cases import Case, Function, kata

IMPATIENT = (
    1.0  # seconds of a call, once the same function has taken longer than the limit
)


class Grader(Runner):
    """The source under test."""

    def __init__(
        self,
        language: str,
        source: str | Path = "katas",
        profile: Profile = Profile.CHECKED,
        **how: Any,
    ) -> None:
        """As a Runner's."""
        super().__init__(language, source, profile, **how)
        self.slow: set[str] = set()

    def grade(self, case: Case) -> Verdict:
        """The Verdict on one case."""
        return self.grade_all([case])[0]

    def grade_all(self, cases: list[Case]) -> list[Verdict]:
        """The Verdicts on cases of one function, the plainest first; the first wrong answer names the mistake."""
        found = [self._grade(case) for case in cases]
        answers = [
            (case, reply)
            for case, (_, reply) in zip(cases, found, strict=True)
            if reply
        ]
        verdicts = [verdict for verdict, _ in found]
        wrong = [i for i, verdict in enumerate(verdicts) if verdict.word.nameable]
        if wrong and (mistake := recognise(answers)):
            verdicts[wrong[0]] = verdicts[wrong[0]].explained(mistake)
        return verdicts

    def _grade(self, case: Case) -> tuple[Verdict, Reply | None]:
        """The verdict on one case, and the reply that it is about."""
        name, function = case.function.kata, case.function
        if verdict := self._verdict_of_the_file(name, function):
            return verdict, None
        seconds = IMPATIENT if function.name in self.slow else None
        reply = self.call(function, case.inputs, seconds)
        if reply.status == Status.TIMED_OUT:
            self.slow.add(function.name)
        again = f'nox -s {self.language.name} -- {name} -k "{case.name}"'
        verdict = judge(case, reply, again)
        if verdict.word == Word.TO_DO:
            verdict = self._waits(name) or verdict
        return verdict, reply

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
            words = f"{shown(path)}:{number}: {line}\nYou may multiply, you may not solve. {self.language.ALLOWED}"
            return said(Word.BREAKS_A_RULE, words)
        return None

    def _waits(self, name: str) -> Verdict | None:
        """The verdict of a kata that called a function which is still to do."""
        waits_for = tuple(need for need in kata(name).before if self.unfinished(need))
        return Verdict(Word.WAITS, waits_for=waits_for) if waits_for else None


def said(word: Word, fact: str) -> Verdict:
    return Verdict(word, (("got", fact),))
