"""From a case and a reply to a verdict that names the mistake."""

import textwrap
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dojo.compare import differences, listing
from dojo.refusals import Refusal
from dojo.spec import kata
from dojo.tracks import WrongShape, conform
from dojo.worker import Reply

PASSED, TO_DO, WAITS = "passed", "to do", "waits"


@dataclass(frozen=True)
class Verdict:
    """passed, wrong, refused wrongly, did not refuse, error, crashed, timed out, out of memory, flooded,
    changed its input, does not compile, breaks a rule, to do, waits."""

    word: str
    facts: tuple[tuple[str, str], ...] = ()
    mistake: str = ""

    def having(self, label, fact):
        """The same verdict with one fact set."""
        facts = [pair for pair in self.facts if pair[0] != label]
        return Verdict(self.word, (*facts, (label, fact)), self.mistake)

    def __str__(self):
        lines = [self.word]
        for label, fact in self.facts:
            lines.append(
                textwrap.indent(fact, " " * 14).replace(" " * 14, f"  {label:<12}", 1)
            )
        return "\n".join(lines)


def judge(case, reply, again=""):
    """The verdict on one reply; `again` is the command that runs this case again."""
    word, facts, mistake = _judge(case, reply)
    if word == PASSED:
        return Verdict(PASSED)
    given = [("why", case.why), ("inputs", listing(case.inputs))]
    printed = [("printed", reply.printed)] if reply.printed else []
    named = [("mistake", f"this is what you get when {mistake}")] if mistake else []
    rerun = [("again", again)] if again else []
    return Verdict(word, tuple(given + facts + named + printed + rerun), mistake)


def _judge(case, reply):
    """(word, facts, recognised mistake)"""
    answer = [] if case.must_refuse else [listing(case.outputs)]
    refusal = [f"a refusal: {case.refuses}"] if case.refuses else []
    expected = "expected", ", or ".join(answer + refusal)
    match reply.status:
        case "done" if case.must_refuse:
            got = listing(_named(case, reply.value))
            return "did not refuse", [expected, ("got", got)], recognise(case, reply)
        case "done":
            got = _named(case, reply.value)
            wrong = differences(case, got) or _broken_certificates(case, got)
            if not wrong:
                return PASSED, [], ""
            facts = [expected, ("got", listing(got)), ("difference", "\n".join(wrong))]
            return "wrong", facts, recognise(case, reply)
        case "refused":
            kind, reason = reply.value
            if kind == case.refuses:
                return PASSED, [], ""
            return (
                "refused wrongly",
                [expected, ("got", f"{kind}: {reason}")],
                recognise(case, reply),
            )
        case "wrong shape":
            return "wrong", [expected, ("got", reply.value)], recognise(case, reply)
        case "changed":
            name = list(case.inputs)[reply.value]
            return (
                "changed its input",
                [
                    (
                        "got",
                        f"{name} is not what it was before the call; copy before you write.",
                    )
                ],
                "",
            )
        case "crashed" | "timed out" | "out of memory" | "flooded":
            return reply.status, [("got", reply.value)], ""
        case "broken":
            return "does not compile", [("got", reply.value)], ""
        case "to do":
            return (
                TO_DO,
                [
                    (
                        "got",
                        "a function on the way still says that it is not implemented.",
                    )
                ],
                "",
            )
        case _:
            return "error", [expected, ("got", str(reply.value))], ""


def _named(case, arrays):
    return dict(
        zip((a.name for a in case.function.signature.outputs), arrays, strict=True)
    )


def _broken_certificates(case, got):
    """What the oracle's certificate has to say against an answer that is close enough in value."""
    certificates = getattr(kata(case.function.kata).oracle, "CERTIFICATES", {})
    certificate = certificates.get(case.function.name)
    return (
        list(filter(None, [certificate(*case.inputs.values(), *got.values())]))
        if certificate
        else []
    )


def attempt(case, function):
    """The reply that a Python function would give to a case, without a worker: for oracles and mistakes."""
    try:
        with _quiet():
            result = function(*case.inputs.values())
        return Reply(
            "done", conform(result, case.function.signature.expect(case.inputs))
        )
    except Refusal as refusal:
        return Reply("refused", (type(refusal).__name__, str(refusal)))
    except WrongShape as error:
        return Reply("wrong shape", str(error))
    except Exception as error:  # noqa: BLE001 (a mistake may go wrong in any way)
        return Reply("error", str(error))


def recognise(case, reply):
    """The sentence of the usual mistake that gives this very reply, or ""."""
    usual = usual_replies(case)
    same = [
        s
        for s, u in usual.items()
        if u.status == reply.status and _judged_wrong(case, u)
    ]
    alike = [s for s in same if _alike(case, usual[s], reply)]
    # Where a refusal is due, whoever answers at all makes the mistake of not refusing.
    return next(
        iter(alike or (same if case.must_refuse and reply.status == "done" else [])), ""
    )


@lru_cache(maxsize=100)
def usual_replies(case):
    """What every usual mistake replies to a case."""
    mistakes = getattr(kata(case.function.kata).oracle, "MISTAKES", {})
    own = mistakes.get(case.function.name, {})
    return {sentence: attempt(case, function) for sentence, function in own.items()}


def _judged_wrong(case, reply):
    if reply.status == "done" and not case.must_refuse:
        got = _named(case, reply.value)
        return bool(differences(case, got) or _broken_certificates(case, got))
    return reply.status != "refused" or reply.value[0] != case.refuses


def _alike(case, usual, reply):
    if usual.status == "refused":
        return usual.value[0] == reply.value[0]
    if usual.status == "wrong shape":
        return usual.value == reply.value
    return all(
        _close(case, a, b) for a, b in zip(usual.value, reply.value, strict=True)
    )


def _close(case, a, b):
    scale = np.max(np.abs(a), initial=0.0, where=np.isfinite(a))
    return np.allclose(
        a, b, rtol=0, atol=max(case.rtol, 1e-9) * scale + case.atol, equal_nan=True
    )


def _quiet():
    return np.errstate(all="ignore")
