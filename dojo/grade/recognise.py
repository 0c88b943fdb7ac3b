"""Which usual mistake gives this very reply? Each is run on the case that failed, within a budget."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import numpy as np

from dojo.grade.verdict import Word, find
from dojo.run.results import Reply, Status, WrongShape, conform
from dojo.spec.cases import Case
from dojo.spec.mistakes import known_mistakes
from dojo.spec.refusals import Refusal

BUDGET = 0.3  # seconds of CPU
SINGLE = "the numbers are held in single precision"
EVIDENCE = 12  # failing cases that a mistake must explain, where there are so many


def recognise(answers: list[tuple[Case, Reply]], budget: float | None = BUDGET) -> str:
    """The sentence of the usual mistake that explains these answers of one function, or ""; of its own mistakes first.

    It must give the very replies that failed, in the plainest cases, and pass the plainest case that passed.
    budget    seconds of CPU, None for as long as it takes
    """
    findings = [(case, reply, find(case, reply)) for case, reply in answers]
    failed = [(c, reply) for c, reply, finding in findings if finding.word.nameable]
    failed = failed[:EVIDENCE]
    passed = [case for case, _, finding in findings if finding.word == Word.PASSED][:1]
    if not failed:
        return ""
    end = time.process_time() + budget if budget is not None else None

    def explains(program: Callable) -> bool:
        def usual(case: Case) -> Reply:
            return _usual_reply(case, program, end and end - time.process_time())

        return (
            all(_alike(case, usual(case), reply) for case, reply in failed)
            and all(find(case, usual(case)).word != Word.PASSED for case, _ in failed)
            and all(find(case, usual(case)).word == Word.PASSED for case in passed)
        )

    with suppress(TimeoutError):
        for mistake in known_mistakes(failed[0][0].function):
            if explains(mistake.program):
                return mistake.sentence
    return SINGLE if all(_single(case, reply) for case, reply in failed) else ""


USUAL: dict[tuple[Case, Callable], Reply] = {}  # the last few replies of usual mistakes


def _usual_reply(case: Case, program: Callable, seconds: float | None) -> Reply:
    if seconds is not None and seconds <= 0:
        raise TimeoutError("the budget is spent")
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
            result = program(
                *(np.copy(v) if np.ndim(v) else v for v in case.inputs.values())
            )
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
    """The same refusal, the same words about a shape, or the same numbers, the infinite ones among them."""
    if usual.status != reply.status:
        return False
    match usual.status:
        case Status.REFUSED:
            return usual.value[0] == reply.value[0]
        case Status.WRONG_SHAPE:
            return usual.value == reply.value
        case Status.DONE:
            names = [a.name for a in case.function.signature.outputs]
            return all(
                _close(case, name, a, b)
                for name, a, b in zip(names, usual.value, reply.value, strict=True)
                if name not in case.function.at_most  # any count of steps is right
            )
    return False


def _single(case: Case, reply: Reply) -> bool:
    """Whether an answer is roughly right and every number in it has 24 bits, though the right ones need more."""
    if reply.status != Status.DONE or case.outputs is None:
        return False
    pairs = [
        (case.expected(a.name), np.asarray(value))
        for a, value in zip(case.function.signature.outputs, reply.value, strict=True)
        if a.type == "float"
    ]
    return any(not _has_24_bits(right) for right, _ in pairs) and all(
        _has_24_bits(value)
        and np.allclose(
            value, right, rtol=0, atol=1e-4 * np.max(np.abs(right), initial=0)
        )
        for right, value in pairs
    )


def _has_24_bits(values: np.ndarray) -> bool:
    with np.errstate(over="ignore"):
        return bool(np.array_equal(values.astype(np.float32), values, equal_nan=True))


def _close(case: Case, name: str, a: np.ndarray, b: np.ndarray) -> bool:
    scale = np.max(np.abs(a), initial=0.0, where=np.isfinite(a))
    tolerance = max(case.rtol, 1e-9) * scale + case.atol
    tolerance = np.maximum(tolerance, case.bound.get(name, 0.0))
    return bool(np.allclose(a, b, rtol=0, atol=tolerance, equal_nan=True))
