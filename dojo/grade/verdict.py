"""What an answer is worth: the words of the verdicts, and which of them a reply deserves."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from dojo.grade.compare import wrong
from dojo.grade.numbers import listing
from dojo.paths import shown
from dojo.run.results import Reply, Status
from dojo.spec.cases import Case, kata

Facts = tuple[tuple[str, str], ...]  # label, words
MARGIN = 14  # columns before a fact, for its label


class Word(StrEnum):
    """What an answer is worth."""

    PASSED = "passed"
    WRONG = "wrong"
    REFUSED_WRONGLY = "refused wrongly"
    DID_NOT_REFUSE = "did not refuse"
    ERROR = "error"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    FLOODED = "flooded"
    LEFT = "left behind"
    NOT_TRIED = "not tried"
    CHANGED = "changed its input"
    DOES_NOT_COMPILE = "does not compile"
    BREAKS_A_RULE = "breaks a rule"
    NOT_WRITTEN = "not written yet"
    TO_DO = "to do"
    WAITS = "waits"

    @property
    def nameable(self) -> bool:
        """Whether a usual mistake may explain it: there was an answer, and it is not the right one."""
        return self in (Word.WRONG, Word.REFUSED_WRONGLY, Word.DID_NOT_REFUSE)


@dataclass(frozen=True)
class Verdict:
    """A word and its facts, label by label; `mistake` is the recognised one's sentence."""

    word: Word
    facts: Facts = ()
    mistake: str = ""
    waits_for: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        """The word, and what it waits for."""
        return (
            f"{self.word} for {', '.join(self.waits_for)}"
            if self.waits_for
            else self.word
        )

    @property
    def attempted(self) -> bool:
        """Somebody has written something that can be judged."""
        nothing = (Word.NOT_WRITTEN, Word.TO_DO, Word.WAITS, Word.NOT_TRIED)
        return self.word not in nothing

    @property
    def passed(self) -> bool:
        return self.word == Word.PASSED

    def having(self, label: str, fact: str) -> "Verdict":
        """The same verdict with one fact set."""
        facts = [pair for pair in self.facts if pair[0] != label]
        return replace(self, facts=(*facts, (label, fact)))

    def explained(self, mistake: str) -> "Verdict":
        """The same verdict, and which usual mistake it shows."""
        facts = list(self.facts)
        after = [label for label, _ in facts].index("got") + 1
        if len(facts) > after and facts[after][0] == "difference":
            after += 1
        facts.insert(after, ("mistake", f"this is what you get when {mistake}"))
        return replace(self, facts=tuple(facts), mistake=mistake)

    def __str__(self) -> str:
        return self.fitted()

    def fitted(self, width: int | None = None) -> str:
        """In lines of at most so many characters, but for code and commands."""
        lines = [self.phrase]
        for label, fact in self.facts:
            fact = fact.rstrip()
            if width and label != "again" and "\n" not in fact:
                fact = textwrap.fill(fact, width - MARGIN, break_long_words=False)
            indented = textwrap.indent(fact, " " * MARGIN)
            lines.append(f"  {label:<12}{indented[MARGIN:]}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Finding:
    """How a reply differs from what the case asks for."""

    word: Word
    tell: Callable[[], Facts] = tuple

    @property
    def facts(self) -> Facts:
        return self.tell()


def find(case: Case, reply: Reply) -> Finding:
    """The word for a reply, and what shows it: written only where somebody asks."""

    def against(word: Word, got: Callable[[], str]) -> Finding:
        return Finding(word, lambda: (("expected", _expected(case)), ("got", got())))

    def alone(word: Word, got: str) -> Finding:
        return Finding(word, lambda: (("got", got),))

    match reply.status:
        case Status.DONE if case.must_refuse:
            named = _named(case, reply.value)
            return against(Word.DID_NOT_REFUSE, lambda: listing(named))
        case Status.DONE:
            return _of_an_answer(case, _named(case, reply.value))
        case Status.REFUSED:
            kind, reason = reply.value
            if kind == case.refuses:
                return Finding(Word.PASSED)
            return against(Word.REFUSED_WRONGLY, lambda: f"{kind}: {reason}")
        case Status.WRONG_SHAPE:
            return against(Word.WRONG, lambda: reply.value)
        case Status.CHANGED:
            name = list(case.inputs)[reply.value]
            words = f"{name} is not what it was before the call; copy before you write."
            return alone(Word.CHANGED, words)
        case (
            Status.CRASHED
            | Status.TIMED_OUT
            | Status.OUT_OF_MEMORY
            | Status.FLOODED
            | Status.LEFT
        ):
            return alone(Word(reply.status.value), reply.value)
        case Status.PEEKED:
            return alone(Word.BREAKS_A_RULE, peeked(reply.value))
        case Status.BROKEN:
            return alone(Word.DOES_NOT_COMPILE, reply.value)
        case Status.TO_DO:
            words = "a function on the way still says that it is not implemented."
            return alone(Word.TO_DO, words)
        case _:
            return against(Word.ERROR, lambda: str(reply.value))


def peeked(path: str) -> str:
    return (
        f"{shown(Path(path))} was read: this is the reference's file. Write your own."
    )


def _of_an_answer(case: Case, got: dict[str, np.ndarray]) -> Finding:
    """Its values are right and its oracle's certificate holds, or what is wrong, in digits that show it."""
    certificates = getattr(kata(case.function.kata).oracle, "CERTIFICATES", {})
    certificate = certificates.get(case.function.name)
    found = wrong(case, got)
    words = list(found.values())
    if not found and certificate:
        with np.errstate(all="ignore"):
            words = [certificate(*case.inputs.values(), *got.values())]
    if not any(words):
        return Finding(Word.PASSED)

    def tell() -> Facts:
        gaps = {
            name: _gap(case.expected(name), value, name in found)
            for name, value in got.items()
        }
        return (
            ("expected", _expected(case, gaps)),
            ("got", listing(got, gaps)),
            ("difference", "\n".join(words)),
        )

    return Finding(Word.WRONG, tell)


def _expected(case: Case, gaps: dict[str, float] | None = None) -> str:
    answer = [] if case.must_refuse else [listing(case.outputs or {}, gaps)]
    refusal = [f"a refusal: {case.refuses}"] if case.refuses else []
    return ", or ".join(answer + refusal)


def _gap(expected: np.ndarray, got: np.ndarray, wrong: bool) -> float:
    """The largest difference, which the digits of both must show; none in what is right."""
    if not wrong:
        return 0.0
    with np.errstate(invalid="ignore"):
        error = np.abs(got - expected)
    return float(np.max(error, initial=0.0, where=np.isfinite(error)))


def _named(case: Case, arrays: list[np.ndarray]) -> dict[str, np.ndarray]:
    names = (a.name for a in case.function.signature.outputs)
    return dict(zip(names, arrays, strict=True))
