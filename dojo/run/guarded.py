"""A command that may do anything, in a process of its own, behind a guard (guard.py)."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dojo.paths import ROOT
from dojo.run import sandbox
from dojo.run.environment import clean

OUTER = 120.0  # seconds that the guard itself may take beside


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
    whole = re.fullmatch(r"-?\d{1,3}", code)  # else it is late, or its guard is gone
    return Ended(int(code) if whole else None, said)
