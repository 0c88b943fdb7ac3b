"""A kata file run as a program finds `refusals`, numpy and the earlier katas, in the environment that nox makes."""

import os
import subprocess
import sys
import tomllib

import pytest

from dojo.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EDITABLE = PROJECT["tool"]["hatch"]["build"]["dev-mode-dirs"]


@pytest.mark.parametrize("source", ["katas", "solutions"])
def test_a_kata_file_runs_as_a_program(source, tmp_path):
    path = os.pathsep.join(str(ROOT / folder) for folder in EDITABLE)
    done = subprocess.run(
        [sys.executable, str(ROOT / "python" / source / "ridge.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
