"""Between this project and a command that may do anything: `python -m dojo.run.guard SECONDS COMMAND…` (see guarded.py).

Whatever the command starts ends with it, and it can end nobody but its guard, which is light: it knows no kata.
"""

import os
import subprocess
import sys
import threading
import time

from dojo.run.below import adopting, at_parents_end, own_seconds, sweep

MOST = 1 << 20  # bytes of what it says that are kept, from the end
LOOK = 0.005  # seconds between two looks at it
LATE = "late"


def main(seconds: float, command: list[str]) -> None:
    """The exit code, or "late", in the first line; then what the command said."""
    adopting()
    at_parents_end()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=at_parents_end,  # noqa: PLW1509 (this process has one thread yet)
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
