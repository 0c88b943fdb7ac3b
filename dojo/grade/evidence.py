"""The failing answers of one function, and whether a program explains them: what can be known of a mistake from outside."""

import time
from collections.abc import Callable

import numpy as np

from dojo.grade import detect
from dojo.grade.attempt import attempt
from dojo.grade.compare import alike
from dojo.grade.verdict import Word, find
from dojo.run.results import Reply, Status
from dojo.spec.cases import Case

EVIDENCE = 12  # failing cases that a mistake must explain, where there are so many
SLIP = 0.02  # seconds of CPU that one slip may take

Answers = list[tuple[Case, Reply]]


class Evidence:
    """The failing answers of one function that are to be explained, and what passed."""

    def __init__(self, answers: Answers, end: float | None) -> None:
        words = [find(*answer).word for answer in answers]
        found = list(zip(answers, words, strict=True))
        self.function, self.end = answers[0][0].function, end
        failed = [answer for answer, word in found if word.nameable]
        passed = [case for (case, _), word in found if word == Word.PASSED]
        self.tells = any(_tells(*answer) for answer in failed[:EVIDENCE])
        # without numbers, only which cases fail and which pass can tell
        self.failed = failed[:EVIDENCE] if self.tells else failed
        self.passed = passed[:1] if self.tells else passed

    def left(self) -> float | None:
        """Seconds of CPU until the end; TimeoutError where there are none."""
        left = None if self.end is None else self.end - time.process_time()
        if left is not None and left <= 0:
            raise TimeoutError("the budget is spent")
        return left

    def explained_by(
        self, program: Callable, reply: Callable[[Case, Callable, float | None], Reply]
    ) -> bool:
        """Whether a program gives the replies that failed, and passes what passed."""

        def usual(case: Case) -> Reply:
            return reply(case, program, self.left())

        return (
            all(same(case, usual(case), got) for case, got in self.failed)
            and all(
                find(case, usual(case)).word != Word.PASSED for case, _ in self.failed
            )
            and all(find(case, usual(case)).word == Word.PASSED for case in self.passed)
            and (self.tells or bool(self.passed))
        )


def same(case: Case, usual: Reply, reply: Reply) -> bool:
    """The same refusal, the same wrong shape and numbers in it, or the same numbers."""
    if usual.status != reply.status:
        return False
    match usual.status:
        case Status.REFUSED:
            return bool(usual.value[0] == reply.value[0])
        case Status.WRONG_SHAPE:
            return bool(usual.value == reply.value)
        case Status.DONE:
            names = [a.name for a in case.function.signature.outputs]
            outputs = zip(names, usual.value, reply.value, strict=True)
            return all(alike(case, name, a, b) for name, a, b in outputs)
    return False


def _tells(case: Case, reply: Reply) -> bool:
    """Whether a wrong answer shows numbers that are wrong, in their right places or below a wrong shape."""
    if reply.status == Status.WRONG_SHAPE:
        return "\n" in reply.value
    if reply.status != Status.DONE:
        return False
    if case.must_refuse:
        return any(np.isfinite(value).any() for value in reply.value)
    each = detect.answer(case, reply)
    values = [
        each.got[name][each.got[name] != case.expected(name)]
        for name in each.wrong or each.got  # nothing is wrong but the certificate
    ]
    return any(np.isfinite(value).any() for value in values)


USUAL: dict[tuple[Case, Callable], Reply] = {}  # the last few replies of usual mistakes


def usual_reply(case: Case, program: Callable, seconds: float | None) -> Reply:
    if (case, program) not in USUAL:
        reply = attempt(case, program, seconds)
        if reply.status == Status.TIMED_OUT:
            return reply
        if len(USUAL) >= 1000:
            USUAL.clear()
        USUAL[case, program] = reply
    return USUAL[case, program]


def slip_reply(case: Case, program: Callable, seconds: float | None) -> Reply:
    return attempt(case, program, SLIP if seconds is None else min(SLIP, seconds))
