"""What a learner types and writes in a copy of the repository, the fixture `clone`."""

import os
import subprocess
import sys


def dojo(clone, *words, first="", **variables):
    """(exit code, output) of a command in a copy, in a shell with these `variables` that did something `first`."""
    done = subprocess.run(
        ["sh", "-c", f'{first}\nexec "$0" -m dojo "$@"', sys.executable, *words],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone), "COLUMNS": "120", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def solve(clone, kata, right="", wrong=""):
    """The solution becomes the attempt, with a mistake where one is named."""
    solution = clone / "python" / "solutions" / f"{kata}.py"
    text = solution.read_text()
    assert right in text
    text = text.replace(right, wrong) if right else text
    (clone / "python" / "katas" / f"{kata}.py").write_text(text)
