"""How a verdict writes numbers, and how it names a case."""

import shlex

import numpy as np
import pytest

from dojo.cli import grade
from dojo.grade.judge import again, named
from dojo.grade.numbers import short
from dojo.run.language import languages
from dojo.spec.cases import kata, katas
from dojo.tests.opened import needs


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


@pytest.mark.parametrize("name", sorted(languages()))
def test_a_case_is_printed_as_code(name, capsys):
    needs(languages()[name], "ridge")
    words = ["ridge", "-k", "ridge: one column", "--case-code"]
    assert grade.main([name, *words]) == 0
    output = capsys.readouterr().out
    comment = languages()[name].COMMENT
    head, code = output.split(f"{comment} b = 1.5\n")
    assert all(line.startswith(comment) for line in head.splitlines())
    assert "ridge(" in code and "3.0" in code


def test_code_to_paste_has_every_bit_of_the_inputs():
    python = languages()["python"]
    for each in katas().values():
        for case in each.cases[:20]:
            lines = python.code(case.function, case.inputs).splitlines()
            found = {"np": np}
            exec("\n".join(lines[3:-1]), found)  # noqa: S102 (the values alone)
            for value, (argument, given) in zip(
                (found[name] for name in case.inputs), case.inputs.items(), strict=True
            ):
                assert np.array_equal(value, given), argument
                assert np.shape(value) == np.shape(given)


def test_case_code_asks_for_one_case():
    with pytest.raises(SystemExit, match="27 cases have this name; say which with -k"):
        grade.main(["cpp", "ridge", "-k", "row", "--case-code"])
