"""The processes below this one, whoever has started them: kept together, timed and ended."""

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import psutil

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
SWEEPS = 1000


def adopting() -> None:
    """From now on whatever is left behind below this process becomes its child (Linux)."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def at_parents_end(sign: int = signal.SIGKILL) -> None:
    """This process gets the signal as soon as the one that started it has ended (Linux)."""
    _prctl(PR_SET_PDEATHSIG, sign)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def ended() -> tuple[int, int] | None:
    """(pid, status) of a child that has ended, and is forgotten now."""
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, status) if pid else None


def sweep() -> None:
    """An end to everything below this process: those who are stopped cannot start another."""
    for _ in range(SWEEPS):
        found = psutil.Process().children(recursive=True)
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for process in found:
                with contextlib.suppress(psutil.Error):
                    process.send_signal(sign)
        while ended():
            pass
        if not found:
            return
        time.sleep(0.001)


def own_seconds(pid: int | None) -> float:
    """A clock that stands still while a process waits for a processor that others have."""
    try:
        path = Path(f"/proc/{pid}/schedstat")
        waited = path.read_text(encoding="utf-8").split()[1]
    except (OSError, IndexError):
        waited = "0"
    return time.monotonic() - int(waited) / 1e9
