"""A command that may do anything, in a process of its own: `python -m dojo.run.guard SECONDS COMMAND…`.

Whatever it starts ends with it, it takes and says no more than it may, and it can end nobody but its guard.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from dojo.paths import ROOT
from dojo.run import sandbox
from dojo.run.environment import clean
from dojo.run.life import own_seconds
from dojo.run.nursery import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG, prctl, sweep

MOST = 1 << 20  # bytes of what it says that are kept, from the end
LOOK = 0.005  # seconds between two looks at it
OUTER = 120.0  # seconds that the guard itself may take beside
LATE = "late"


@dataclass(frozen=True)
class Ended:
    """A command's exit code (below 0: the signal that ended it; None: it came to no end) and what it said."""

    code: int | None
    said: str


def run(command: list[str], program: Path, seconds: float, **environment: str) -> Ended:
    """The command in the project's clean environment and with these variables, within so many seconds of its own; in
    the sandbox, where one is asked for, which lets it read the program."""
    variables = [f"{name}={value}" for name, value in environment.items()]
    words = sandbox.if_asked(["env", *variables, *command], program)
    paths = os.pathsep.join(filter(None, [str(ROOT), *sys.path]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dojo.run.guard", str(seconds), *words],
            cwd=ROOT,
            env=clean(PYTHONPATH=paths, PYTHONSAFEPATH="1"),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
            timeout=seconds + OUTER,
        )
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    code, _, said = done.stdout.decode(errors="replace").partition("\n")
    return Ended(None if code in ("", LATE) else int(code), said)


def main(seconds: float, command: list[str]) -> None:
    """The exit code, or "late", in the first line; then what the command said."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # this process has one thread yet
        preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL),  # noqa: PLW1509
    )
    assert process.stdout
    said, pipe = bytearray(), process.stdout.fileno()

    def listen() -> None:
        while data := os.read(pipe, 1 << 16):
            said.extend(data)
            del said[:-MOST]

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    start = own_seconds(process.pid)
    while (code := process.poll()) is None:
        if own_seconds(process.pid) - start > seconds:
            break
        time.sleep(LOOK)
    sweep()  # nobody holds the pipe any more
    listener.join()
    first = LATE if code is None else str(code)
    sys.stdout.buffer.write(first.encode() + b"\n" + said)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
