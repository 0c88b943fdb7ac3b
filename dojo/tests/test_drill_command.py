"""What a learner sees who drills: in a terminal, and through a pipe."""

import io
import re
import sys

import pytest

from dojo.cli.drill import main
from dojo.paths import ROOT
from dojo.practice import history
from dojo.tests.terminal import Terminal


@pytest.fixture
def drill(tmp_path, monkeypatch, capsys):
    """A function: (exit code, output, new attempts) of `nox -s drill -- WORDS` where these lines are typed."""
    monkeypatch.setenv("PRACTICE", "on")
    file = tmp_path / "history.jsonl"
    append, read = history.append, history.read
    monkeypatch.setattr(history, "append", lambda attempts: append(attempts, file))
    monkeypatch.setattr(history, "read", lambda: read(file))

    def run(*words, typed=""):
        before = len(read(file))
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main(list(words))
        except SystemExit as end:
            return 1, end.code, []
        return code, capsys.readouterr().out, read(file)[before:]

    return run


def test_a_right_line_passes_and_the_clock_is_shown(drill):
    code, output, found = drill("numpy", "1", typed="X - X.mean(0)\n")
    assert code == 0 and "numpy · np_center   1 of 1" in output
    assert re.search(r"X +array of shape \(\d, \d\)\n", output)
    assert re.search(r"passed\n[\d.]+ s\n", output)
    (only,) = found
    assert only.passed and only.blank and only.kata == "np_center" and only.seconds < 60


def test_a_wrong_line_is_named_and_may_be_tried_again(drill):
    typed = "X - X.mean()\nX - X.mean(0)\n"
    _, output, found = drill("numpy", "1", typed=typed)
    assert "mistake     one mean for the whole matrix: axis is missing" in output
    assert [a.passed for a in found] == [False, True]
    assert found[0].mistake.startswith("one mean") and not found[1].mistake


def test_a_look_at_the_answer_costs_the_repetition(drill):
    _, output, found = drill("numpy", "1", typed="?\nX - X.mean(0)\n")
    assert "X - X.mean(axis=0)" in output and found[-1].peeked
    _, output, found = drill("numpy", "1", "--peek", typed="X.T @ X\n")
    assert output.index("X.T @ X") < output.index("passed")
    assert found[-1].peeked


def test_an_empty_line_gives_up_and_the_end_of_input_ends(drill):
    code, output, found = drill("numpy", "2", typed="\n")
    assert code == 0 and "X - X.mean(axis=0)" in output and "2 of 2" in output
    assert [a.verdict for a in found] == ["given up"]


def test_after_three_wrong_lines_the_answer_is_shown(drill):
    _, output, found = drill("numpy", "1", typed="X\nX\nX\n")
    assert output.rstrip().endswith("X - X.mean(axis=0)")
    assert [a.verdict for a in found] == ["wrong"] * 3 + ["given up"]


def test_libraries_take_turns(drill):
    _, output, _ = drill("numpy", "scipy", "4", "--mixed", typed="\n" * 4)
    asked = re.findall(r"^(\w+) · ", output, re.MULTILINE)
    assert sorted(asked) == ["numpy", "numpy", "scipy", "scipy"]
    assert asked[0] != asked[1] and asked[2] != asked[3]


def test_an_unknown_library_is_refused(drill):
    code, output, _ = drill("fortran")
    assert code == 1 and "There are no drills for fortran; there are numpy," in output


def test_a_terminal_of_eighty_columns():
    terminal = Terminal(ROOT, "drill", "numpy", "1")
    seen = terminal.until(">>> ")
    assert all(len(line) <= 80 for line in seen.splitlines())
    terminal.press("X - X.mean(1)\n")
    seen = terminal.until(">>> ")
    assert "the means of the rows" in seen
    terminal.press("\x04")
    assert terminal.ended() == 0
    terminal.close()
