"""One call in a process of its own, to see how it ends: `python -m dojo.run.once LANGUAGE PROGRAM CALL`."""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dojo.paths import ROOT
from dojo.run.language import Language, languages
from dojo.spec.signature import Output

SECONDS = 10.0  # that a call may take, with everything watched
DEBUGGER = ["gdb", "-nx", "-batch", "-ex", "run", "-ex", "backtrace 20"]


def watch(
    language: Language,
    program: Path,
    function: str,
    inputs: list[Any],
    outputs: list[Output],
    debugger: bool = False,
    **environment: str,
) -> str:
    """What the process printed while it made one call; "" if it did not end in time.

    debugger       under gdb, if it is here, which shows the innermost frames where the process crashes
    environment    variables beside those that the language needs
    """
    gdb = [*DEBUGGER, "--args"] if debugger and shutil.which("gdb") else []
    variables = os.environ | language.environment(program) | environment
    paths = os.pathsep.join(filter(None, [str(ROOT), *sys.path]))
    with tempfile.NamedTemporaryFile() as file:
        file.write(pickle.dumps((function, inputs, outputs)))
        file.flush()
        words = [language.name, str(program), file.name]
        try:
            done = subprocess.run(
                [*gdb, sys.executable, "-m", __name__, *words],
                env=variables | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return ""
    return done.stdout.decode(errors="replace")


def main(language: str, program: str, call: str) -> None:
    """The child: what the call returns, or raises, is of no interest here."""
    function, inputs, outputs = pickle.loads(Path(call).read_bytes())
    try:
        languages()[language].open(Path(program)).call(function, inputs, outputs)
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        print(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
