"""Hints, one at a time, readable in a terminal."""

import re

import pytest

from dojo.cli import hint
from dojo.spec.cases import kata, katas
from dojo.watch import hints


@pytest.fixture(autouse=True)
def nothing_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(hints, "SEEN", tmp_path / "hints.json")


def asked(capsys, *words):
    assert hint.main([*words]) == 0
    return capsys.readouterr().out


def test_each_time_there_is_one_more_and_the_last_stays(capsys):
    titles = [re.findall(r"Hint \d", asked(capsys, "ridge")) for _ in range(4)]
    assert titles == [["Hint 1"], ["Hint 2"], ["Hint 3"], ["Hint 3"]]
    assert "This is the last hint" in asked(capsys, "python/katas/ridge.py")


def test_another_kata_has_a_count_of_its_own_and_again_begins_anew(capsys):
    asked(capsys, "ridge")
    assert "Hint 1" in asked(capsys, "lasso_coordinate_descent")
    assert "Hint 1" in asked(capsys, "ridge", "--again")
    assert "Hint 2" in asked(capsys, "ridge")


@pytest.mark.parametrize("name", katas())
def test_every_hint_is_plain_unicode(name):
    for text in hints.hints(kata(name)):
        assert not re.search(r"\$|\\[a-z]", text), text


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (r"$\sqrt{n\lambda} \, I$", "√(nλ) I"),
        (r"$e^{-|z|}$", "e^{-|z|}"),
        (r"$\frac{q}{1 + q}$", "q/(1 + q)"),
        (r"$(\frac{df}2, \frac12)$", "(df/2, 1/2)"),
        (r"$\frac1n \sum_i x_i$", "1/n ∑_i x_i"),
        (r"$U \operatorname{diag}(s) V^\top$", "U diag(s) V^⊤"),
    ],
)
def test_a_formula_keeps_its_meaning(formula, line):
    """What stands below a fraction line or in an exponent is not torn apart."""
    assert hints.in_unicode(formula) == line
