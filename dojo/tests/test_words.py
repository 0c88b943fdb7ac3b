"""How a verdict writes numbers, and how it names a case."""

import shlex

import numpy as np
import pytest

from dojo.grade.judge import again, named
from dojo.grade.numbers import short
from dojo.spec.cases import kata, katas


@pytest.mark.parametrize(
    "value, words",
    [
        (np.arange(3.0), "[0, 1, 2]"),
        (np.arange(99.0), "[0, 1, ..., 97, 98]"),
        (1 / 3, "0.3333333"),
        (True, "True"),
        (
            1e9 + np.array([4, 7, 13, 16]),
            "[1000000004, 1000000007, 1000000013, 1000000016]",
        ),
        (np.array([1e9 + 0.25, 1e9 + 0.5]), "[1000000000.25, 1000000000.5]"),
        (np.array([0.1 + 0.2, 0.3]), "[0.30000000000000004, 0.3]"),
        (
            np.array([[1e9 + 4, 1 / 3], [1e9 + 7.5, 2]]),
            "[[1000000004, 0.33333333333], [1000000007.5, 2]]",
        ),
        (np.array([1e300, 1e-300, np.nan]), "[1e+300, 1e-300, nan]"),
        (np.zeros((0, 3)), "[] of shape (0, 3)"),
        (np.array([1, 2]), "[1, 2]"),
    ],
)
def test_numbers_have_the_digits_that_tell_them_apart(value, words):
    assert short(value) == words


def test_the_command_of_a_case_runs_that_case_alone():
    for each in katas().values():
        for one in each.cases:
            words = shlex.split(again("cpp", one))[-1]
            assert named(words, each.cases) == [one], words


def test_words_of_a_name_choose_all_that_have_them():
    cases = kata("ridge").cases
    assert len(named("column", cases)) > 1
