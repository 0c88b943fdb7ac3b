"""From a case and a reply to a verdict that names the mistake."""

import signal
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
import numpy as np

from dojo.grade.compare import differences, listing
from dojo.run.results import Reply, Status, WrongShape, conform
from dojo.spec.cases import Case, kata
from dojo.spec.mistakes import known_mistakes
from dojo.spec.refusals import Refusal

BUDGET = 0.3  # seconds of CPU to recognise a mistake in


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
    CHANGED = "changed its input"
    DOES_NOT_COMPILE = "does not compile"
    BREAKS_A_RULE = "breaks a rule"
    TO_DO = "to do"
    WAITS = "waits"


@dataclass(frozen=True)
class Verdict:
    """A word and its facts, label by label; `mistake` is the recognised one's sentence."""

    word: Word
    facts: tuple[tuple[str, str], ...] = ()
    mistake: str = ""
    waits_for: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        """The word, and what it waits for."""
        return f"{self.word} for {', '.join(self.waits_for)}" if self.waits_for else self.word

    @property
    def attempted(self) -> bool:
        """Somebody has written something that can be judged."""
        return self.word not in (Word.TO_DO, Word.WAITS)

    def having(self, label: str, fact: str) -> "Verdict":
        """The same verdict with one fact set."""
        facts = [pair for pair in self.facts if pair[0] != label]
        return replace(self, facts=(*facts, (label, fact)))

    def __str__(self) -> str:
        lines = [self.phrase]
        for label, fact in self.facts:
            indented = textwrap.indent(fact, " " * 14)
            lines.append(indented.replace(" " * 14, f"  {label:<12}", 1))
        return "\n".join(lines)


@dataclass(frozen=True)
class Finding:
    """How a reply differs from what the case asks for; a usual mistake may explain it where it is nameable."""

    word: Word
    facts: tuple[tuple[str, str], ...] = ()
    nameable: bool = False


def judge(case: Case, reply: Reply, again: str = "", budget: float | None = BUDGET) -> Verdict:
    """The verdict on one reply; `again` is the command that runs this case again.

    budget    seconds of CPU to look for the mistake in; 0 to not look for it, None for as long as it takes
    """
    finding = find(case, reply)
    if finding.word == Word.PASSED:
        return Verdict(Word.PASSED)
    mistake = recognise(case, reply, budget) if finding.nameable else ""
    facts = [("why", case.why), ("inputs", listing(case.inputs)), *finding.facts]
    facts += [("mistake", f"this is what you get when {mistake}")] if mistake else []
    facts += [("printed", reply.printed)] if reply.printed else []
    facts += [("again", again)] if again else []
    return Verdict(finding.word, tuple(facts), mistake)


def find(case: Case, reply: Reply) -> Finding:
    """The word for a reply, and what shows it."""
    wanted = f"a refusal: {case.refuses}" if case.refuses else listing(case.outputs)
    expected = ("expected", wanted)
    match reply.status:
        case Status.DONE if case.refuses:
            got = listing(_named(case, reply.value))
            return Finding(Word.DID_NOT_REFUSE, (expected, ("got", got)), nameable=True)
        case Status.DONE:
            wrong = _wrong(case, reply)
            if not wrong:
                return Finding(Word.PASSED)
            got = listing(_named(case, reply.value))
            facts = (expected, ("got", got), ("difference", "\n".join(wrong)))
            return Finding(Word.WRONG, facts, nameable=True)
        case Status.REFUSED:
            kind, reason = reply.value
            if kind == case.refuses:
                return Finding(Word.PASSED)
            got = f"{kind}: {reason}"
            return Finding(Word.REFUSED_WRONGLY, (expected, ("got", got)), nameable=True)
        case Status.WRONG_SHAPE:
            return Finding(Word.WRONG, (expected, ("got", reply.value)), nameable=True)
        case Status.CHANGED:
            name = list(case.inputs)[reply.value]
            words = f"{name} is not what it was before the call; copy before you write."
            return Finding(Word.CHANGED, (("got", words),))
        case Status.CRASHED | Status.TIMED_OUT | Status.OUT_OF_MEMORY | Status.FLOODED:
            return Finding(Word(reply.status.value), (("got", reply.value),))
        case Status.BROKEN:
            return Finding(Word.DOES_NOT_COMPILE, (("got", reply.value),))
        case Status.TO_DO:
            words = "a function on the way still says that it is not implemented."
            return Finding(Word.TO_DO, (("got", words),))
        case _:
            return Finding(Word.ERROR, (expected, ("got", str(reply.value))))


def _wrong(case: Case, reply: Reply) -> list[str]:
    """What is wrong with an answer: its values, or else its oracle's certificate."""
    got = _named(case, reply.value)
    certificates = getattr(kata(case.function.kata).oracle, "CERTIFICATES", {})
    certificate = certificates.get(case.function.name)
    if wrong := differences(case, got):
        return wrong
    with np.errstate(all="ignore"):
        words = certificate(*case.inputs.values(), *got.values()) if certificate else ""
    return [words] if words else []


def _named(case: Case, arrays: list[np.ndarray]) -> dict[str, np.ndarray]:
    names = (a.name for a in case.function.signature.outputs)
    return dict(zip(names, arrays, strict=True))


# ---------------------------------------------------------------- the usual mistakes


def recognise(case: Case, reply: Reply, budget: float | None = BUDGET) -> str:
    """The sentence of the usual mistake that gives this very reply, or ""; of its own mistakes first.

    budget    seconds of CPU, None for as long as it takes
    """
    end = time.process_time() + budget if budget is not None else None
    for sentence, mistake in known_mistakes(case.function).items():
        left = end - time.process_time() if end is not None else None
        if left is not None and left <= 0:
            break
        usual = _usual_reply(case, mistake.program, left)
        if _alike(case, usual, reply) and find(case, usual).word != Word.PASSED:
            return sentence
    return ""


USUAL: dict[tuple[Case, Callable], Reply] = {}  # the last few replies of usual mistakes


def _usual_reply(case: Case, program: Callable, seconds: float | None) -> Reply:
    if (case, program) not in USUAL:
        reply = attempt(case, program, seconds)
        if reply.status == Status.TIMED_OUT:
            return reply
        if len(USUAL) >= 1000:
            USUAL.clear()
        USUAL[case, program] = reply
    return USUAL[case, program]


def attempt(case: Case, program: Callable, seconds: float | None = None) -> Reply:
    """The reply that a Python function would give to a case, without a worker: for oracles and mistakes."""
    signature = case.function.signature
    try:
        with np.errstate(all="ignore"), at_most(seconds):
            result = program(*(np.copy(v) if np.ndim(v) else v for v in case.inputs.values()))
        return Reply(Status.DONE, conform(result, signature.expect(case.inputs)))
    except Refusal as refusal:
        return Reply(Status.REFUSED, (type(refusal).__name__, str(refusal)))
    except WrongShape as error:
        return Reply(Status.WRONG_SHAPE, str(error))
    except TimeoutError as error:
        return Reply(Status.TIMED_OUT, str(error))
    except Exception as error:  # noqa: BLE001 (a mistake may go wrong in any way)
        return Reply(Status.ERROR, str(error))


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """TimeoutError after so many seconds of CPU; without a limit outside the main thread, which alone gets signals."""
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"no answer in {seconds:g} s of CPU")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _alike(case: Case, usual: Reply, reply: Reply) -> bool:
    """The same refusal, the same words about a shape, or the same numbers: finite ones, unless a refusal is due."""
    if usual.status != reply.status:
        return False
    match usual.status:
        case Status.REFUSED:
            return usual.value[0] == reply.value[0]
        case Status.WRONG_SHAPE:
            return usual.value == reply.value
        case Status.DONE:
            pairs = list(zip(usual.value, reply.value, strict=True))
            finite = all(np.isfinite(a).all() for a, _ in pairs)
            return (finite or bool(case.refuses)) and all(_close(case, a, b) for a, b in pairs)
    return False


def _close(case: Case, a: np.ndarray, b: np.ndarray) -> bool:
    scale = np.max(np.abs(a), initial=0.0, where=np.isfinite(a))
    tolerance = max(case.rtol, 1e-9) * scale + case.atol
    return bool(np.allclose(a, b, rtol=0, atol=tolerance, equal_nan=True))
