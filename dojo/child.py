"""The worker's process: `python -m dojo.child TRACK PROGRAM DESCRIPTOR` (see worker.py)."""

import ctypes
import os
import resource
import signal
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from dojo.refusals import Refusal
from dojo.tracks import Crashed, WrongShape, tracks

FLOOD = 1 << 20  # bytes that one call may print
LIBC = ctypes.CDLL(None)


def serve(actions, track_name, program, descriptor):
    """Answer requests, (action, *arguments) each, until the parent hangs up."""
    border = Connection(int(descriptor))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    program = tracks()[track_name].open(Path(program))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FLOOD, FLOOD))
    border.send(("done", None))
    while True:
        try:
            action, *request = border.recv()
        except EOFError:
            return
        answer = actions[action](program, *request)
        _flush()
        border.send(answer)


def _load(program, kata, path):
    try:
        program.load(kata, Path(path))
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        return "broken", _words(error)
    return "done", None


def _call(program, name, inputs, outputs):
    before = [np.copy(x) for x in inputs]
    try:
        results = program.call(name, inputs, outputs)
    except NotImplementedError as error:
        return "to do", str(error)
    except Refusal as refusal:
        return "refused", (type(refusal).__name__, str(refusal))
    except WrongShape as error:
        return "wrong shape", str(error)
    except MemoryError:
        return "out of memory", "an allocation failed"
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        return "error", _words(error)
    for i, (x, copy) in enumerate(zip(inputs, before, strict=True)):
        if np.shape(x) != copy.shape or np.asarray(x).tobytes() != copy.tobytes():
            return "changed", i
    return "done", results


def _repeat(program, k, name, inputs, outputs):
    start = time.perf_counter()
    results = program.repeat(k, name, inputs, outputs)
    return "done", (time.perf_counter() - start, results)


def _words(error):
    """The exception and the innermost frames of the learner's own files."""
    machinery = (f"{os.sep}dojo{os.sep}", "track.py", "<frozen")
    frames = traceback.extract_tb(error.__traceback__)
    frames = [f for f in frames if not any(part in f.filename for part in machinery)]
    lines = [f"{Path(f.filename).name}:{f.lineno}: {f.line}" for f in frames[-2:]]
    if isinstance(error, Crashed):
        return str(error)
    return "\n".join([*lines, "".join(traceback.format_exception_only(error)).strip()])


def _flush():
    sys.stdout.flush()
    sys.stderr.flush()
    LIBC.fflush(None)


ACTIONS = {"load": _load, "call": _call, "repeat": _repeat}

if __name__ == "__main__":
    serve(ACTIONS, *sys.argv[1:])
