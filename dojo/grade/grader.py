"""A Runner that judges: one verdict for every case, whatever the learner's file does."""

from pathlib import Path
from typing import Any

from dojo.grade.judge import again, judge
from dojo.grade.recognise import recognise
from dojo.grade.rules import violations
from dojo.grade.verdict import Verdict, Word, peeked
from dojo.paths import shown
from dojo.run.foreground import Call
from dojo.run.replies import left_behind
from dojo.run.results import ALLOCATION, Profile, Reply, Status
from dojo.run.runner import Runner
from dojo.run.sandbox import asked
from dojo.spec.cases import Case, Function, kata

Results = list[tuple[Verdict, Reply | None]]

IMPATIENT = 1.0  # seconds of a call, once its function has taken longer than the limit
LOST = {Status.CRASHED, Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.FLOODED}
MOST_LOST = 4  # cases of a function that may end so; the others are not tried
SPOILED = "it passes alone, and failed after others had run in the same process"
KEPT = "right when it is called alone: something is kept from an earlier call"
LUCK = "it passed at first, and not when it was tried again: it keeps something, or is lucky"


class Grader(Runner):
    """The source under test."""

    def __init__(
        self,
        language: str,
        source: str | Path = "katas",
        profile: Profile = Profile.CHECKED,
        isolated: bool = True,
        **how: Any,
    ) -> None:
        """As a Runner's; `isolated`: each kata in a process of its own, where that costs nothing."""
        super().__init__(language, source, profile, **how)
        many = self.path.is_dir()  # a peer's one file has nobody to spoil
        self.isolated = isolated and many and not self.language.COMPILES_CALLS
        self.slow: set[str] = set()
        self.rules: dict[tuple[str, str], Verdict | None] = {}  # by text and function
        self.current: str | None = None  # the kata that was graded last

    def grade(self, case: Case) -> Verdict:
        """The Verdict on one case."""
        return self.grade_all([case])[0]

    def grade_all(self, cases: list[Case]) -> list[Verdict]:
        """The Verdicts on cases of one function, the plainest first; the first wrong answer names the mistake."""
        if self.isolated and self.current not in (None, cases[0].function.kata):
            self.worker.renew()
        self.current = cases[0].function.kata
        alone = not self.worker.called()
        found = self._tried(cases)
        wrong = [
            i for i, (v, r) in enumerate(found) if r and v.attempted and not v.passed
        ]
        if wrong and self.path.is_dir() and not (alone and wrong[0] == 0):
            found = self._alone(cases, found, wrong[0])
        elif not wrong and len(cases) > 1:
            found = self._once_more(cases, found)
        return self._named(cases, self._left(found))

    def _tried(self, cases: list[Case]) -> Results:
        """Case after case, until too many have cost the process its life."""
        found: Results = []
        for case in cases:
            lost = sum(reply is not None and reply.status in LOST for _, reply in found)
            enough = lost >= MOST_LOST
            found.append(
                (Verdict(Word.NOT_TRIED), None) if enough else self._grade(case)
            )
        return found

    def _alone(self, cases: list[Case], found: Results, first: int) -> Results:
        """The first that failed once more, in a fresh process: is it right where nothing ran before?"""
        self.worker.renew()
        if not self._grade(cases[first])[0].passed:
            return found
        self.worker.renew()
        anew = self._tried(cases)
        if all(verdict.passed for verdict, _ in anew):
            return [(v.having("note", SPOILED), r) for v, r in anew]
        verdict, reply = found[first]
        return [
            *found[:first],
            (verdict.having("alone", KEPT), reply),
            *found[first + 1 :],
        ]

    def _once_more(self, cases: list[Case], found: Results) -> Results:
        """The plainest case again, after all others: a pass must not depend on their order, or on luck."""
        if not found[0][0].passed:
            return found
        verdict, reply = self._grade(cases[0])
        if verdict.passed or reply is None:
            return found
        return [(verdict.having("before", LUCK), reply), *found[1:]]

    def _left(self, found: Results) -> Results:
        """With the processes that the function has left behind, if it has."""
        if not (strays := self.worker.strays()):
            return found
        self.worker.renew()
        return [*found[:-1], (said(Word.LEFT, left_behind(strays)), None)]

    def _named(self, cases: list[Case], found: Results) -> list[Verdict]:
        """The verdicts; the first wrong answer names the mistake."""
        answers = [(c, r) for c, (_, r) in zip(cases, found, strict=True) if r]
        verdicts = [verdict for verdict, _ in found]
        self._help(cases, verdicts)
        wrong = [i for i, verdict in enumerate(verdicts) if verdict.word.nameable]
        if wrong and (mistake := recognise(answers, call=self.call)):
            verdicts[wrong[0]] = verdicts[wrong[0]].explained(mistake)
        return verdicts

    def _help(self, cases: list[Case], verdicts: list[Verdict]) -> None:
        """To the first that failed: the line where it crashed, and what the compiler has warned of."""
        failed = (i for i, v in enumerate(verdicts) if v.attempted and not v.passed)
        if (first := next(failed, None)) is None or not self.path.is_dir():
            return
        case, verdict = cases[first], verdicts[first]
        function = case.function
        if self._lacks_a_line(verdict, function.kata):
            program = self.worker.program
            call = Call(self.language, program, self.path, function, case.inputs)
            with asked(self.worker.sandbox):
                where = self.language.diagnose(call)
            if where:
                got = dict(verdict.facts)["got"]
                verdict = verdict.having("line", where.removesuffix(f": {got}"))
        if warnings := self.warnings.get(case.function.kata):
            verdict = verdict.having("warnings", warnings)
        verdicts[first] = verdict

    def _lacks_a_line(self, verdict: Verdict, name: str) -> bool:
        """Whether a call raised, was ended by a signal or got no memory, and nothing says where in the kata's file.
        What was ended at a limit is not called again without one."""
        got = dict(verdict.facts).get("got", "")
        by_a_signal = verdict.word == Word.CRASHED and got.startswith("SIG")
        went_wrong = by_a_signal or ALLOCATION in got or verdict.word == Word.ERROR
        told = f"{self.file(name).name}:" in got
        return went_wrong and not told and name not in self.unloadable

    def _grade(self, case: Case) -> tuple[Verdict, Reply | None]:
        """The verdict on one case, and the reply that it is about."""
        name, function = case.function.kata, case.function
        if verdict := self._verdict_of_the_file(name, function):
            return verdict, None
        seconds = IMPATIENT if function.name in self.slow else None
        reply = self.call(function, case.inputs, seconds)
        if name in self.unloadable:
            return self._of_loading(name), None
        if reply.status == Status.TIMED_OUT:
            self.slow.add(function.name)
        verdict = judge(case, reply, again(self.language.name, case))
        if verdict.word == Word.TO_DO:
            verdict = self._waits(name) or verdict
        return verdict, reply

    def _verdict_of_the_file(self, name: str, function: Function) -> Verdict | None:
        """What can be said without a call."""
        path = self.file(name)
        if words := self.language.lacks(name, self.path):
            return said(Word.NOT_WRITTEN, words)
        if not path.exists():
            way_out = (
                f"`nox -s reset -- {self.language.name} {name}` brings its stub back."
            )
            return said(Word.DOES_NOT_COMPILE, f"{shown(path)} is missing; {way_out}")
        if name in self.unloadable:
            return self._of_loading(name)
        if name in self.broken:
            return said(Word.DOES_NOT_COMPILE, self.broken[name])
        if not self.path.is_dir():
            return None
        if function.name in self.placeholders(name):
            return Verdict(Word.TO_DO)
        return self._broken_rule(name, function)

    def _broken_rule(self, name: str, function: Function) -> Verdict | None:
        """What solves in a function, as its file is now."""
        key = self.text(name), function.name
        if key not in self.rules:
            found = violations(self.language, *key)
            self.rules[key] = None
            for number, line in found[:1]:
                place = f"{shown(self.file(name))}:{number}: {line}"
                words = f"You may multiply, you may not solve. {self.language.ALLOWED}"
                self.rules[key] = said(Word.BREAKS_A_RULE, f"{place}\n{words}")
        return self.rules[key]

    def _of_loading(self, name: str) -> Verdict:
        """What came of loading a kata's file."""
        reply = self.unloadable[name]
        if reply.status == Status.BROKEN:
            return said(Word.DOES_NOT_COMPILE, reply.value)
        if reply.status == Status.PEEKED:
            return said(Word.BREAKS_A_RULE, peeked(reply.value))
        words = f"while {shown(self.file(name))} was loaded: {reply.value}"
        return said(Word(reply.status.value), words)

    def _waits(self, name: str) -> Verdict | None:
        """The verdict of a kata that called a function which is still to do."""
        waits_for = tuple(need for need in kata(name).before if self.unfinished(need))
        return Verdict(Word.WAITS, waits_for=waits_for) if waits_for else None


def said(word: Word, fact: str) -> Verdict:
    return Verdict(word, (("got", fact),))
