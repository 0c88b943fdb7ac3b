"""A drill on fresh data: what is given, and what a line is worth."""

import io
import re
import tokenize
from dataclasses import replace
from typing import Any

from dojo.grade.verdict import Verdict, Word
from dojo.practice.alike import brief, difference
from dojo.practice.desk import Desk
from dojo.practice.drills import Drill
from dojo.run.results import Reply, Status, Unavailable

NO_ANSWER = "it answered with a message that makes no sense"
Outcome = dict[str, Any]


class Question:
    """The answer is computed before the first line is judged, so no line can touch it."""

    def __init__(self, desk: Desk, drill: Drill, seed: int) -> None:
        self.desk, self.drill, self.seed = desk, drill, seed
        reply = desk.outcomes(drill, drill.answer, seed)
        if reply.status != Status.DONE:
            raise Unavailable(
                f"The answer of {drill.name} fails: {reply.value} {reply.printed}"
            )
        self.expected: list[Outcome] = reply.value

    def given(self, turn: int = 0) -> dict[str, str]:
        """The drawn data in words, by name."""
        return self.desk.given(self.drill, self.seed, turn)

    def judge(self, line: str) -> Verdict:
        """passed; or the word, what shows it, and the usual mistake that gives the same in every draw."""
        reply = self.desk.outcomes(self.drill, line, self.seed)
        if reply.status != Status.DONE:
            return self._of_a_process(reply)
        self.desk.renew()
        try:
            return self._of_outcomes(line, reply)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            return Verdict(Word.CRASHED, (("got", NO_ANSWER),))

    def _of_a_process(self, reply: Reply) -> Verdict:
        words = {
            Status.BROKEN: Word.DOES_NOT_COMPILE,
            Status.PEEKED: Word.BREAKS_A_RULE,
        }
        status = reply.status
        word = words[status] if status in words else Word(status.value)
        return Verdict(word, (("got", str(reply.value)),))

    def _of_outcomes(self, line: str, reply: Reply) -> Verdict:
        got: list[Outcome] = reply.value
        wrong = [self._wrong(a, b) for a, b in zip(self.expected, got, strict=True)]
        used = [name for name in self.drill.forbid if name in names(line)]
        first = next((turn for turn, verdict in enumerate(wrong) if verdict), None)
        if first is not None and (found := wrong[first]):
            verdict = found
            if first:
                told = (f"{k} = {v}" for k, v in self.given(first).items())
                verdict = verdict.having("given", "\n".join(told))
        elif used:
            words = f"the value is right, but without {', '.join(used)}"
            verdict = Verdict(Word.BREAKS_A_RULE, (("got", words),))
        else:
            return Verdict(Word.PASSED)
        if printed := reply.printed_briefly():
            verdict = verdict.having("printed", printed)
        if mistake := self._recognised(got, used if first is None else []):
            verdict = replace(verdict.having("mistake", mistake), mistake=mistake)
        return verdict

    def _wrong(self, expected: Outcome, got: Outcome) -> Verdict | None:
        """The verdict on one draw, or None where it is right."""
        due = ("expected", told(expected))
        if "raises" in got:
            if got["raises"] == expected.get("raises"):
                return None
            return Verdict(Word.ERROR, (due, ("got", told(got))))
        if got["changed"]:
            words = f"{', '.join(got['changed'])} is not what it was; the line may not write to it"
            return Verdict(Word.CHANGED, (("got", words),))
        facts = (due, ("got", told(got)))
        if "raises" in expected:
            return Verdict(Word.DID_NOT_REFUSE, facts)
        words = difference(expected["value"], got["value"], self.drill.rtol)
        return Verdict(Word.WRONG, (*facts, ("difference", words))) if words else None

    def _recognised(self, got: list[Outcome], used: list[str]) -> str:
        """The sentence of the mistake that gives the same in every draw (and has the forbidden names), or ""."""
        for sentence, line in self.drill.mistakes.items():
            if used and not set(used) & names(line):
                continue
            reply = self.desk.outcomes(self.drill, line, self.seed)
            if reply.status == Status.DONE and len(reply.value) == len(got):
                pairs = zip(reply.value, got, strict=True)
                if all(same(a, b, self.drill.rtol) for a, b in pairs):
                    return sentence
        return ""


def same(a: Outcome, b: Outcome, rtol: float) -> bool:
    """Whether two lines gave the same value, or failed in the same words."""
    if "raises" in a or "raises" in b:
        return a == b
    return a["changed"] == b["changed"] and not difference(a["value"], b["value"], rtol)


def told(outcome: Outcome) -> str:
    if "raises" in outcome:
        return f"{outcome['raises']}: {outcome['words']}".removesuffix(": ")
    return brief(outcome["value"])


def names(line: str) -> set[str]:
    """The names and keywords of a line, without those in its strings."""
    try:
        tokens = tokenize.generate_tokens(io.StringIO(line).readline)
        return {t.string for t in tokens if t.type == tokenize.NAME}
    except (tokenize.TokenError, SyntaxError):  # a line of another language
        return set(re.findall(r"\w+", line))
