"""What takes long says what it does, and what is a stub is not run."""

import subprocess
import sys

import pytest

from dojo.grade.grader import Grader
from dojo.grade.verdict import Word
from dojo.run import build as builds
from dojo.run.language import languages
from dojo.run.progress import told
from dojo.run.results import Profile
from dojo.spec.cases import functions, kata
from dojo.tests.terminal import Terminal


def test_a_line_where_there_is_no_terminal(capsys):
    with told("counting sheep"):
        assert capsys.readouterr().err == "counting sheep\n"
    assert capsys.readouterr().err == ""


def test_only_the_first_build_speaks(tmp_path, monkeypatch, capsys):
    """Also where it takes a second attempt, with a stub in the place of what does not compile."""
    monkeypatch.setattr(builds, "BUILD", tmp_path / "build")
    python = languages()["python"]
    answers = iter([(None, {"ridge": "wrong"}), (tmp_path, {}), (tmp_path, {})])

    def build():
        source = python.source("katas")
        builds.build(python, source, Profile.CHECKED, [], lambda _: next(answers))
        return capsys.readouterr().err

    count = len(list(python.source("katas").glob("*.py")))
    assert build() == f"compiling {count} katas in Python (once)\n"
    assert build() == ""


@pytest.mark.parametrize("language", ["python", "julia"])
def test_what_is_a_stub_is_neither_loaded_nor_called(language, tmp_path):
    found = languages()[language]
    if reason := found.missing():
        pytest.skip(reason)
    for path in found.source("solutions").glob(f"*{found.SUFFIX}"):
        (tmp_path / path.name).write_text(found.stub(path.read_text()))
    stubs = Grader(language, tmp_path)
    for function in functions().values():
        case = next(c for c in kata(function.kata).cases if c.function == function)
        assert stubs.grade(case).word == Word.TO_DO
    assert not stubs.loaded
    stubs.close()


def test_what_a_person_sees_fits_into_80_columns(tmp_path):
    """Where lines may be broken at all: those of the usage and of a hint."""
    for words in (
        ["hint", "ridge", "--again"],
        ["grade", "--help"],
        ["watch", "--help"],
    ):
        screen = Terminal(builds.ROOT, *words)
        end = {"hint": "comes.*\n", "grade": "prompt\n", "watch": "exit\n"}[words[0]]
        seen = screen.until(end)
        screen.close()
        assert max(map(len, seen.splitlines())) <= 80


def test_grading_needs_nothing_that_only_watching_needs():
    code = "import dojo.cli.grade, dojo.cli.shell, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=builds.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"watchfiles", "pylatexenc"} & set(done.stdout.split())
