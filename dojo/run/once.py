"""One call in a process of its own, to see how it ends: `python -m dojo.run.once LANGUAGE PROGRAM < call`."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from dojo.paths import ROOT
from dojo.run.language import Language, languages
from dojo.spec.signature import Output

SECONDS = 10.0  # that a call may take, with everything watched


def watch(
    language: Language,
    program: Path,
    function: str,
    inputs: list[Any],
    outputs: list[Output],
    **environment: str,
) -> str:
    """What the process said on its error stream while it made one call; "" if it did not end in time.

    environment    variables beside those that the language needs
    """
    call = pickle.dumps((function, inputs, outputs))
    variables = os.environ | language.environment(program) | environment
    paths = os.pathsep.join(filter(None, [str(ROOT), *sys.path]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, language.name, str(program)],
            input=call,
            env=variables | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stderr.decode(errors="replace")


def main(language: str, program: str) -> None:
    """The child: what the call returns, or raises, is of no interest here."""
    function, inputs, outputs = pickle.loads(sys.stdin.buffer.read())
    try:
        languages()[language].open(Path(program)).call(function, inputs, outputs)
    except Exception as error:  # noqa: BLE001 (whatever a kata raises)
        print(error, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
