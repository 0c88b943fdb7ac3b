"""A Python function tried on a case in this process, as mistakes and oracles are, within so many seconds."""

import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from dojo.run.results import Reply, Status, WrongShape, conform
from dojo.spec.cases import Case
from dojo.spec.refusals import Refusal


def attempt(case: Case, program: Callable, seconds: float | None = None) -> Reply:
    """The reply that a Python function would give to a case, without a worker: for oracles and mistakes."""
    signature = case.function.signature
    try:
        with (
            np.errstate(all="ignore"),
            warnings.catch_warnings(action="ignore"),
            at_most(seconds),
        ):
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
