"""Mistakes are edits of the Python solution: which text they may change, what they are called, what they inherit."""

import shutil

import numpy as np
import pytest

from dojo.grade.attempt import attempt
from dojo.grade.detect import SINGLE
from dojo.grade.grader import Grader
from dojo.grade.recognise import recognise
from dojo.grade.verdict import Word
from dojo.paths import ROOT
from dojo.spec.cases import functions, kata, katas
from dojo.spec.mistakes import edited_text, known_mistakes, mistakes
from dojo.spec.reference import executed, text


def test_an_edit_changes_its_own_function_only():
    each = kata("ridge")
    changed = edited_text(each, (("y - y_mean", "y"),), "center")
    assert changed != text("ridge")
    assert changed.count("y - y_mean") == text("ridge").count("y - y_mean") - 1


def test_an_edit_of_a_text_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match=r"ridge/mistakes\.toml: \[ridge\]"):
        edited_text(kata("ridge"), (("no such text", ""),), "ridge")


def test_every_edit_finds_its_text():
    for each in katas().values():
        for function in each.functions.values():
            for mistake in mistakes(function).values():
                assert mistake.sentence
                assert callable(mistake.program)


def test_the_mistakes_of_what_is_called_are_known_behind_its_own():
    known = [mistake.sentence for mistake in known_mistakes(functions()["ridge"])]
    own = list(mistakes(functions()["ridge"]))
    assert known[: len(own)] == own
    assert "in center, y is not centred" in known


def test_a_mistake_in_what_is_called_is_named_with_the_called_function():
    (mistake,) = (
        m
        for m in known_mistakes(functions()["ridge"])
        if m.sentence == "in center, all columns lose the mean of all entries"
    )
    cases = [case for case in kata("ridge").cases if case.function.name == "ridge"]
    answers = [(case, attempt(case, mistake.program)) for case in cases]
    assert recognise(answers, None) == mistake.sentence


def test_single_precision_is_named():
    def single(*inputs):
        X, y, *others = inputs
        w, b = ridge(X, y, *others)
        return w.astype(np.float32).astype(float), float(np.float32(b))

    ridge = executed(text("ridge"), "ridge").ridge
    cases = [case for case in kata("ridge").cases if case.function.name == "ridge"]
    answers = [(case, attempt(case, single)) for case in cases]
    assert recognise(answers, None) == SINGLE
    exact = [(case, attempt(case, ridge)) for case in cases]
    assert recognise(exact, None) == ""


def test_a_crash_is_not_what_a_mistake_explains(tmp_path):
    """The plainest case crashes, the others show the mistake: it stands at the first wrong answer."""
    shutil.copytree(ROOT / "python" / "solutions", tmp_path, dirs_exist_ok=True)
    mistake = mistakes(functions()["ridge"])["λ stands where nλ belongs"]
    source = edited_text(kata("ridge"), mistake.edits, "ridge")
    head = "    if lam < 0:\n"
    crash = "    if X.size == 2:\n        import os\n\n        os._exit(3)\n"
    (tmp_path / "ridge.py").write_text(source.replace(head, crash + head, 1))
    cases = [c for c in kata("ridge").cases if c.function.name == "ridge"]
    cases.sort(key=lambda case: case.size)
    grader = Grader("python", tmp_path)
    verdicts = grader.grade_all(cases)
    grader.close()
    assert verdicts[0].word == Word.CRASHED
    (named,) = (verdict for verdict in verdicts if verdict.mistake)
    assert named.mistake == mistake.sentence
    assert named.word == Word.WRONG
