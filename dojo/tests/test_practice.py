"""The history: append-only, whatever happens to a writer; what a grading run adds to it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from dojo.grade.verdict import Verdict, Word
from dojo.paths import ROOT
from dojo.practice import graded, history
from dojo.practice.history import DRILL, KATA, OPENED, Attempt
from dojo.spec.cases import kata
from dojo.tests.typed import dojo, solve

RED = Attempt("2026-01-01T10:00:00+00:00", KATA, "rust", "ridge", "wrong", file="a")


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICE", "on")
    return tmp_path / "practice" / "history.jsonl"


def test_what_is_appended_is_read_again(file):
    odd = replace(RED, mistake="κ\n“half a pair \ud800”", seconds=1.5)
    history.append([RED, odd], file)
    history.append([RED], file)
    first, second, third = history.read(file)
    assert (first, third) == (RED, RED) and second.mistake.startswith("κ\n“half")
    assert len(file.read_bytes().splitlines()) == 3


def test_it_can_be_switched_off(file, monkeypatch):
    monkeypatch.setenv("PRACTICE", "off")
    history.append([RED], file)
    assert not file.parent.exists() and history.read(file) == []


@pytest.mark.parametrize("kept", range(0, 120, 7))
def test_a_line_that_was_cut_off_costs_itself_alone(file, kept):
    """At any byte."""
    history.append([RED, RED], file)
    one = len(file.read_bytes()) // 2
    os.truncate(file, one + kept)
    history.append([RED], file)
    assert history.read(file) == [RED, RED]


def test_lines_that_are_no_attempts_are_passed_over(file):
    file.parent.mkdir()
    lines = [b"\xff\xfe", b"[]", b"null", b'{"time": 1}', b'{"kind": "kata"}', b""]
    no_zone = json.dumps({**vars(RED), "time": "2026-01-01T10:00:00"}).encode()
    later = json.dumps({**vars(RED), "mood": "good"}).encode()  # of a later version
    file.write_bytes(b"\n".join([*lines, no_zone, later]))
    assert history.read(file) == [RED]


WRITER = """
import sys; from pathlib import Path
from dojo.practice.history import *
a = Attempt(now(), DRILL, "numpy", sys.argv[2], "passed", mistake="m" * 3000)
print(flush=True)
for _ in range(int(sys.argv[3])): append([a], Path(sys.argv[1]))
"""


def writer(file, name, count):
    words = [sys.executable, "-c", WRITER, str(file), name, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, stdout=subprocess.PIPE, env=environment)


def test_two_processes_write_at_once(file):
    both = [writer(file, name, 200) for name in "ab"]
    assert [p.wait() for p in both] == [0, 0]
    found = [a.kata for a in history.read(file)]
    assert (found.count("a"), found.count("b")) == (200, 200)
    assert len(file.read_bytes().splitlines()) == 400


def test_a_writer_is_killed(file):
    """kill -9 while it writes: at most the line under way is lost, and none of those that follow."""
    process = writer(file, "a", 10**6)
    process.stdout.readline()
    while not file.exists() or file.stat().st_size < 100_000:
        assert process.poll() is None
    process.kill()
    process.wait()
    before = len(history.read(file))
    history.append([RED], file)
    found = history.read(file)
    assert len(found) == before + 1 and found[-1] == RED
    assert len(file.read_bytes().splitlines()) - len(found) <= 1


def test_the_table_has_a_row_per_attempt():
    rows = history.table([RED, replace(RED, mistake='a "b", c')]).splitlines()
    assert rows[0].startswith("time,kind,language,kata,verdict")
    assert len(rows) == 3 and '"a ""b"", c"' in rows[2]


# ---------------------------------------------------------------- what a grading run adds


def added(tmp_path, words, before=(), text="text"):
    """The attempts of a run on `center` and `ridge`, a list of verdicts each."""
    path = tmp_path / "ridge.py"
    path.write_text(text)
    language = SimpleNamespace(name="python")
    grader = SimpleNamespace(file=lambda name: path, language=language)
    results = {"ridge": {f: [(None, v) for v in found] for f, found in words.items()}}
    later = "2026-01-01T11:00:00+00:00"
    return list(graded.attempts(grader, results, list(before), later))


PASS, TO_DO = Verdict(Word.PASSED), Verdict(Word.TO_DO)
WRONG = Verdict(Word.WRONG, mistake="the intercept is penalised")
FUNCTIONS = list(kata("ridge").functions)


def test_a_run_adds_what_was_attempted(tmp_path):
    assert added(tmp_path, {f: [TO_DO] for f in FUNCTIONS}) == []
    (green,) = added(tmp_path, {f: [PASS, PASS] for f in FUNCTIONS})
    assert green.passed and green.blank and green.file == history.digest(b"text")
    (red,) = added(tmp_path, {FUNCTIONS[0]: [PASS], FUNCTIONS[1]: [PASS, WRONG]})
    assert (red.verdict, red.function) == ("wrong", FUNCTIONS[1])
    assert red.mistake == "the intercept is penalised" and not red.passed
    (part,) = added(tmp_path, {FUNCTIONS[0]: [PASS]})
    assert part.verdict == "passed" and not part.passed


def test_the_same_file_is_one_attempt(tmp_path):
    done = {f: [PASS] for f in FUNCTIONS}
    before = added(tmp_path, done)
    assert added(tmp_path, done, before) == []
    (polished,) = added(tmp_path, done, before, text="other")
    assert polished.passed and not polished.blank
    opened = Attempt("2026-01-01T10:30:00+00:00", KATA, "python", "ridge", OPENED)
    (again,) = added(tmp_path, done, [*before, opened])
    assert again.blank and again.seconds == 1800
    ahead = replace(opened, time="2026-01-01T12:00:00+00:00")  # the clock was put back
    assert added(tmp_path, done, [*before, ahead])[0].seconds is None


def test_grading_a_kata_is_kept(clone, monkeypatch):
    """By the command that a learner runs, in practice/ of the repository."""
    monkeypatch.setenv("PRACTICE", "on")

    def grade(*more):
        dojo(clone, "grade", "python", "matrix_products", *more)
        return history.read(clone / "practice" / "history.jsonl")

    assert grade() == []  # a stub is no attempt
    solve(clone, "matrix_products")
    assert [a.passed for a in grade()] == [True]
    assert len(grade("--solutions")) == len(grade()) == 1
    assert [a.kind for a in grade()] == [KATA] != [DRILL]
