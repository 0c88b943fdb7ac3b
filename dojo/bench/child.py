"""The worker's process while it is timed: `python -m dojo.bench.child TRACK PROGRAM DESCRIPTOR` (see lane.py)."""

import gc
import hashlib
import os
import re
import sys
import time
from collections import deque
from pathlib import Path

import numpy as np

from dojo.run.child import ACTIONS, LIBC, serve

HELD = {}  # number of a problem → its inputs
BLOCK = bytes(1 << 20)
PAGE = 4096
COPIES, ROOM = 15, 1 << 26  # at most so many copies, in so many bytes


def settle(program, core):
    """Stay on one core, collect no garbage."""
    os.sched_setaffinity(0, {core})
    gc.disable()
    return "done", None


def threads(program):
    """The libraries with threads of their own that are loaded by now, and how many each takes."""
    from threadpoolctl import threadpool_info

    keys = ("internal_api", "version", "architecture", "num_threads")
    return "done", [{key: each.get(key) for key in keys} for each in threadpool_info()]


def hold(program, key, inputs):
    """Keep copies of the inputs, which samples take in turn: where an array lies must not decide who is faster."""
    size = sum(np.asarray(x).nbytes for x in inputs)
    copies = int(np.clip(ROOM / max(size, 1), 1, COPIES))
    HELD.clear()
    HELD[key] = deque(
        [aligned(x) if isinstance(x, np.ndarray) else x for x in inputs]
        for _ in range(copies)
    )
    return "done", None


def aligned(x):
    """A copy that begins with a page."""
    room = np.empty(x.nbytes + PAGE, np.uint8)
    start = -room.ctypes.data % PAGE
    copy = room[start : start + x.nbytes].view(x.dtype).reshape(x.shape)
    copy[...] = x
    return copy


def sample(program, key, k, name, outputs, inside):
    """Seconds per call of k calls, from Python or inside the language, after one that warms up if calls are short."""
    HELD[key].rotate()
    inputs = HELD[key][0]
    if k > 1:
        program.call(name, inputs, outputs)
    start = time.perf_counter()
    if inside:
        program.repeat(k, name, inputs, outputs)
    else:
        for _ in range(k):
            program.call(name, inputs, outputs)
    return "done", (time.perf_counter() - start) / k


def answer(program, key, name, outputs):
    return "done", program.call(name, HELD[key][0], outputs)


def peak(program, key, name, outputs):
    """Bytes that one call holds at its peak beside its inputs; None where the system does not tell."""
    try:
        LIBC.malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5")
        before = status("VmRSS")
        program.call(name, HELD[key][0], outputs)
        return "done", status("VmHWM") - before
    except (OSError, AttributeError):
        return "done", None


def status(key):
    text = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"{key}:\s+(\d+)", text)[1])


def spin(program):
    """Seconds of a fixed piece of work that no kata changes: the pulse of the machine."""
    start = time.perf_counter()
    hashlib.sha256(BLOCK).digest()
    return "done", time.perf_counter() - start


def told(action):
    """The same, where an exception is a reply."""

    def attempt(*request):
        try:
            return action(*request)
        except Exception as error:  # noqa: BLE001 (whatever a kata raises)
            return "error", f"{type(error).__name__}: {error}"

    return attempt


OWN = {f.__name__: told(f) for f in (settle, threads, hold, sample, answer, peak, spin)}

if __name__ == "__main__":
    serve({**ACTIONS, **OWN}, *sys.argv[1:])
