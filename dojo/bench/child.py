"""What the worker's process does beside, while it is timed (see contender.py).

An action takes the program that is timed and a request, and returns a reply: its status and its value.
"""

import gc
import hashlib
import os
import re
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dojo.run import child
from dojo.run.child import LIBC

Reply = tuple[str, Any]
HELD: dict[str, deque[list[Any]]] = {}  # a problem's key → copies of its inputs
BLOCK = bytes(1 << 20)
PAGE = 4096  # bytes
COPIES, ROOM = 15, 1 << 26  # at most so many copies, in so many bytes


def pin(program: Any, core: int) -> Reply:
    """Stay on one core, collect no garbage."""
    os.sched_setaffinity(0, {core})
    gc.disable()
    return "done", None


def threads(program: Any) -> Reply:
    """The libraries with threads of their own that are loaded by now, and how many each takes."""
    from threadpoolctl import threadpool_info

    keys = ("internal_api", "version", "architecture", "num_threads")
    return "done", [{key: each.get(key) for key in keys} for each in threadpool_info()]


def hold(program: Any, key: str, inputs: list[Any]) -> Reply:
    """Keep copies of the inputs, which samples take in turn: where an array lies must not decide who is faster."""
    size = sum(np.asarray(x).nbytes for x in inputs)
    copies = int(np.clip(ROOM / max(size, 1), 1, COPIES))
    HELD.clear()
    HELD[key] = deque(
        [aligned(x) if isinstance(x, np.ndarray) else x for x in inputs]
        for _ in range(copies)
    )
    return "done", None


def aligned(x: NDArray[Any]) -> NDArray[Any]:
    """A copy that begins with a page."""
    room = np.empty(x.nbytes + PAGE, np.uint8)
    start = -room.ctypes.data % PAGE
    copy = room[start : start + x.nbytes].view(x.dtype).reshape(x.shape)
    copy[...] = x
    return copy


def sample(
    program: Any, key: str, k: int, name: str, outputs: Any, in_language: bool
) -> Reply:
    """Seconds per call of k calls, from Python or in the language, after one that warms up if calls are short."""
    HELD[key].rotate()
    inputs = HELD[key][0]
    if k > 1:
        program.call(name, inputs, outputs)
    start = time.perf_counter()
    if in_language:
        program.repeat(k, name, inputs, outputs)
    else:
        for _ in range(k):
            program.call(name, inputs, outputs)
    return "done", (time.perf_counter() - start) / k


def answer(program: Any, key: str, name: str, outputs: Any) -> Reply:
    """The arrays that the function returns for the inputs that are held."""
    return "done", program.call(name, HELD[key][0], outputs)


def peak(program: Any, key: str, name: str, outputs: Any) -> Reply:
    """Bytes that one call holds at its peak beside its inputs; None where the system does not tell."""
    try:
        LIBC.malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5")
        before = status("VmRSS")
        program.call(name, HELD[key][0], outputs)
        return "done", status("VmHWM") - before
    except (OSError, AttributeError):
        return "done", None


def status(key: str) -> int:
    """Bytes of a line of /proc/self/status."""
    text = Path("/proc/self/status").read_text(encoding="utf-8")
    if (found := re.search(rf"{key}:\s+(\d+)", text)) is None:
        raise OSError(f"the kernel does not tell {key}")
    return 1024 * int(found[1])


def sentinel(program: Any) -> Reply:
    """Seconds of a fixed piece of work that no kata changes: it shows the noise of the machine."""
    start = time.perf_counter()
    hashlib.sha256(BLOCK).digest()
    return "done", time.perf_counter() - start


def caught(action: Callable[..., Reply]) -> Callable[..., Reply]:
    """The same action, where an exception is a reply."""

    def attempt(program: Any, request: Any, *arguments: Any) -> Reply:
        try:
            return action(program, *arguments)
        except Exception as error:  # noqa: BLE001 (whatever a kata raises)
            return "error", f"{type(error).__name__}: {error}"

    return attempt


TIMED = (pin, threads, hold, sample, answer, peak, sentinel)
ACTIONS = {**child.ACTIONS, **{f.__name__: caught(f) for f in TIMED}}
