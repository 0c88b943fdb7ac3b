"""A call once more, in a process of its own, to see how it ends."""

import os
import shutil
import subprocess
import sys

from dojo.paths import ROOT
from dojo.run.environment import clean
from dojo.run.foreground import Call
from dojo.run.guard import guarded

SECONDS = 20.0  # that a call may take, with everything watched
DEBUGGER = ["gdb", "-nx", "-batch", "-ex", "run", "-ex", "backtrace 20"]


def watched(call: Call, debugger: bool = False, **environment: str) -> str:
    """What the process printed while it made the call; "" if it did not end in time.

    debugger       under gdb, if it is here, which shows the innermost frames where the process crashes
    environment    variables beside those that the language needs
    """
    gdb = [*DEBUGGER, "--args"] if debugger and shutil.which("gdb") else []
    paths = os.pathsep.join(filter(None, [str(ROOT), *sys.path]))
    variables = {
        **clean(PYTHONPATH=paths, PYTHONSAFEPATH="1"),
        **call.language.environment(call.program),
        **environment,
    }
    try:
        done = subprocess.run(
            guarded([*gdb, *call.command()]),
            env=variables,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace")
