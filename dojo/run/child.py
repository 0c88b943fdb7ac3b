"""The worker's process: `python -m dojo.run.child LANGUAGE PROGRAM DESCRIPTOR` (see worker.py)."""

import ctypes
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from dojo.run.language import Program, languages
from dojo.run.results import FLOOD, Crashed, Status, WrongShape
from dojo.spec.refusals import Refusal
from dojo.spec.signature import Output

Answer = tuple[Status, Any]

LIBC = ctypes.CDLL(None)


def serve(
    actions: dict[str, Callable], language: str, path: str, descriptor: str
) -> None:
    """Answer requests, (action, *arguments) each, until the parent hangs up."""
    pipe = Connection(int(descriptor))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    program = languages()[language].open(Path(path))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FLOOD, FLOOD))
    pipe.send((Status.DONE, None))
    while True:
        try:
            action, *request = pipe.recv()
        except EOFError:
            return
        answer = actions[action](program, *request)
        _flush()
        pipe.send(answer)


def _load(program: Program, kata: str, path: str) -> Answer:
    try:
        program.load(kata, Path(path))
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        return Status.BROKEN, _words(error)
    return Status.DONE, None


def _call(
    program: Program, name: str, inputs: list[Any], outputs: list[Output]
) -> Answer:
    before = [np.copy(x) for x in inputs]
    try:
        results = program.call(name, inputs, outputs)
    except NotImplementedError as error:
        return Status.TO_DO, str(error)
    except Refusal as refusal:
        return Status.REFUSED, (type(refusal).__name__, str(refusal))
    except WrongShape as error:
        return Status.WRONG_SHAPE, str(error)
    except MemoryError:
        return Status.OUT_OF_MEMORY, "an allocation failed"
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        return Status.ERROR, _words(error)
    for i, (x, copy) in enumerate(zip(inputs, before, strict=True)):
        if np.shape(x) != copy.shape or np.asarray(x).tobytes() != copy.tobytes():
            return Status.CHANGED, i
    return Status.DONE, results


def _repeat(
    program: Program, k: int, name: str, inputs: list[Any], outputs: list[Output]
) -> Answer:
    start = time.perf_counter()
    results = program.repeat(k, name, inputs, outputs)
    return Status.DONE, (time.perf_counter() - start, results)


def _words(error: Exception) -> str:
    """The exception and the innermost frames of the learner's own files."""
    machinery = (f"{os.sep}dojo{os.sep}", "language.py", "<frozen")
    found = traceback.extract_tb(error.__traceback__)
    frames = [f for f in found if not any(part in f.filename for part in machinery)]
    lines = [f"{Path(f.filename).name}:{f.lineno}: {f.line}" for f in frames[-2:]]
    if isinstance(error, Crashed):
        return str(error)
    return "\n".join([*lines, "".join(traceback.format_exception_only(error)).strip()])


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    LIBC.fflush(None)


ACTIONS: dict[str, Callable] = {"load": _load, "call": _call, "repeat": _repeat}

if __name__ == "__main__":
    serve(ACTIONS, *sys.argv[1:])
