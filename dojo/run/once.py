"""A call once more, in a process of its own, to see how it ends."""

import shutil

from dojo.run import guarded
from dojo.run.foreground import Call

SECONDS = 20.0  # that a call may take, with everything watched
DEBUGGER = ["gdb", "-nx", "-batch", "-ex", "run", "-ex", "backtrace 20"]


def watched(call: Call, debugger: bool = False, **environment: str) -> str:
    """What the process printed while it made the call; "" if it did not end in time.

    debugger       under gdb, if it is here, which shows the innermost frames where the process crashes
    environment    variables beside those that the language needs
    """
    gdb = [*DEBUGGER, "--args"] if debugger and shutil.which("gdb") else []
    needed = call.language.environment(call.program)
    try:
        command = [*gdb, *call.command()]
        ended = guarded.run(command, call.program, SECONDS, **needed, **environment)
    finally:
        call.file.unlink(missing_ok=True)
    return ended.said if ended.code is not None else ""
