"""The worker's process while it is timed: `python -m dojo.bench.child TRACK PROGRAM DESCRIPTOR` (see lane.py)."""

import gc
import hashlib
import os
import re
import sys
import time
from pathlib import Path

from dojo.child import ACTIONS, serve

HELD = {}  # number of a problem → its inputs
BLOCK = bytes(1 << 20)


def settle(program, core):
    """Stay on one core, collect no garbage, and say which BLAS was found."""
    from threadpoolctl import threadpool_info

    os.sched_setaffinity(0, {core})
    gc.disable()
    return "done", threadpool_info()


def hold(program, key, inputs):
    HELD.clear()
    HELD[key] = inputs
    return "done", None


def sample(program, key, k, name, outputs, inside):
    """Seconds per call of k calls, from Python or inside the language."""
    inputs = HELD[key]
    start = time.perf_counter()
    if inside:
        program.repeat(k, name, inputs, outputs)
    else:
        for _ in range(k):
            program.call(name, inputs, outputs)
    return "done", (time.perf_counter() - start) / k


def answer(program, key, name, outputs):
    return "done", program.call(name, HELD[key], outputs)


def peak(program, key, name, outputs):
    """Bytes that one call holds at its peak beside its inputs; None where the system does not tell."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        before = status("VmRSS")
        program.call(name, HELD[key], outputs)
        return "done", status("VmHWM") - before
    except OSError:
        return "done", None


def status(key):
    text = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"{key}:\s+(\d+)", text)[1])


def spin(program):
    """Seconds of a fixed piece of work that no kata changes: the pulse of the machine."""
    start = time.perf_counter()
    hashlib.sha256(BLOCK).digest()
    return "done", time.perf_counter() - start


OWN = {f.__name__: f for f in (settle, hold, sample, answer, peak, spin)}

if __name__ == "__main__":
    serve({**ACTIONS, **OWN}, *sys.argv[1:])
