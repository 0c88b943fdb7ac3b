"""A worker's own end: it opens the language's program and answers one request at a time (see worker.py)."""

import contextlib
import ctypes
import faulthandler
import locale
import os
import resource
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from dojo.run import wire
from dojo.run.language import Language
from dojo.run.life import WHERE
from dojo.run.program import Program
from dojo.run.replies import printable
from dojo.run.results import ALLOCATION, SPOILED, Crashed, Status, WrongShape
from dojo.run.wire import Inbox, Message
from dojo.spec.refusals import Refusal
from dojo.spec.signature import Output

Answer = tuple[Status, Any]

LIBC = ctypes.CDLL(None)
DEFAULT_MODES = ctypes.c_void_p(-1)  # FE_DFL_ENV
LONG = 3600.0  # seconds within which the parent reads an answer


def serve(
    actions: dict[str, Callable], language: Language, path: Path, pipe: socket.socket
) -> None:
    """Answer requests, [action, argument, …] each, until the parent hangs up."""
    own = os.getpid()
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.register(WHERE, all_threads=False)
    inbox = Inbox(pipe)
    program = language.open(path)
    surroundings = Surroundings()
    answer(pipe, 0, (Status.DONE, None))
    try:
        while request := following(inbox):
            action, *arguments = request.value
            found = actions[action](program, request, *arguments)
            if file := program.peeked():
                found = Status.PEEKED, file
            if os.getpid() != own:  # a copy that a kata has made of this process
                os._exit(0)
            surroundings.restore()
            flush()
            answer(pipe, request.number, found)
    except Exception as error:  # noqa: BLE001 (whatever is broken by what a kata has left)
        with contextlib.suppress(Exception):
            os.write(2, words(error).encode())
        os._exit(SPOILED)


def following(inbox: Inbox) -> Message | None:
    """The next request, or None where the parent has hung up."""
    while not (request := inbox.message()):
        select.select([inbox.pipe], [], [])
        try:
            inbox.feed(descriptors=True)
        except EOFError:
            return None
    return request


def answer(pipe: socket.socket, number: int, found: Answer) -> None:
    status, value = found
    reply = {"status": status, "value": value, "children": has_children()}
    # who asks takes no descriptors
    wire.send(pipe, wire.encode(number, reply, share=False), LONG)


def has_children() -> bool:
    """Whether a process that a kata has started still runs."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # a kata may have closed it
            stream.flush()
    LIBC.fflush(None)


class Surroundings:
    """What belongs to the process and not to a kata, as it was at first; C++, Rust and Julia share it."""

    def __init__(self) -> None:
        self.errors, self.folder = np.geterr(), os.getcwd()
        self.environment, self.locale = (
            dict(os.environ),
            locale.setlocale(locale.LC_ALL),
        )
        self.recursion = sys.getrecursionlimit()

    def restore(self) -> None:
        """Put it back: floating-point modes and flags, alarms, folder, environment, locale."""
        np.seterr(**self.errors)
        np.seterrcall(None)
        if sys.platform == "linux":
            LIBC.fesetenv(DEFAULT_MODES)
        for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 0)
        sys.settrace(None)
        sys.setprofile(None)
        sys.setrecursionlimit(self.recursion)
        os.chdir(self.folder)
        if os.environ != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
        if locale.setlocale(locale.LC_ALL) != self.locale:
            locale.setlocale(locale.LC_ALL, self.locale)


# ---------------------------------------------------------------- the actions


def load(program: Program, request: Message, kata: str, path: str) -> Answer:
    try:
        program.load(kata, Path(path))
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 (whatever a kata raises)
        return Status.BROKEN, words(error)
    return Status.DONE, None


def prepare(program: Program, request: Message, name: str, inputs: list[Any]) -> Answer:
    program.prepare(name, inputs)
    return Status.DONE, None


def call(
    program: Program,
    request: Message,
    name: str,
    inputs: list[Any],
    outputs: list[Output],
    rooms: list[int | None],
) -> Answer:
    """rooms    descriptors of shared memory for the big outputs"""
    try:
        forms = [form(x) for x in inputs]
        status, results = outcome(program, name, inputs, outputs)
        if status != Status.DONE:
            return status, results
        for i, x in enumerate(inputs):
            if form(x) != forms[i] or not request.unchanged(x):
                return Status.CHANGED, i
        return Status.DONE, [handed(x, r) for x, r in zip(results, rooms, strict=True)]
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 (no key is pressed in a worker)
        return Status.ERROR, words(error)
    finally:
        for room in rooms:
            if room is not None:
                with contextlib.suppress(OSError):  # a kata may have closed it
                    os.close(room)


def form(x: Any) -> tuple[Any, ...]:
    """What an array is beside its numbers."""
    return (x.shape, x.strides, x.dtype) if isinstance(x, np.ndarray) else ()


def outcome(
    program: Program, name: str, inputs: list[Any], outputs: list[Output]
) -> Answer:
    """done and the arrays, or how the function failed to return them."""
    try:
        return Status.DONE, program.call(name, inputs, outputs)
    except NotImplementedError as error:
        return Status.TO_DO, str(error)
    except Refusal as refusal:
        return Status.REFUSED, (type(refusal).__name__, printable(refusal))
    except WrongShape as error:
        return Status.WRONG_SHAPE, str(error)
    except MemoryError as error:
        return Status.OUT_OF_MEMORY, words(error)
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        return Status.ERROR, words(error)


def handed(result: np.ndarray, room: int | None) -> np.ndarray | None:
    """The result, or None where it has been put into its room."""
    if room is None:
        return result
    wire.put(room, wire.bytes_of(result))
    return None


def repeat(
    program: Program,
    request: Message,
    k: int,
    name: str,
    inputs: list[Any],
    outputs: list[Output],
) -> Answer:
    start = time.perf_counter()
    results = program.repeat(k, name, inputs, outputs)
    return Status.DONE, (time.perf_counter() - start, results)


def words(error: BaseException) -> str:
    """The exception and the innermost frames of the learner's own files."""
    if isinstance(error, Crashed):
        return str(error)
    machinery = (f"{os.sep}dojo{os.sep}", "language.py", "<frozen")
    found = traceback.extract_tb(error.__traceback__)
    frames = [f for f in found if not any(part in f.filename for part in machinery)]
    lines = [f"{Path(f.filename).name}:{f.lineno}: {f.line}" for f in frames[-2:]]
    said = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, MemoryError):
        said = str(error) or ALLOCATION
    return printable("\n".join([*lines, said]))


ACTIONS: dict[str, Callable] = {
    "load": load,
    "prepare": prepare,
    "call": call,
    "repeat": repeat,
}
