"""What a person does with one case: own prints, a prompt, a debugger."""

import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

import dojo
from dojo.cli import shell
from dojo.paths import ROOT
from dojo.run.foreground import Call
from dojo.run.language import languages
from dojo.run.results import LINES, Reply, Status
from dojo.spec.cases import functions

CASE = ["matrix_products.dot", "-k", "one term"]  # x = [-3.], y = [0.5]
DOT = "    return (x * y).sum()\n"


@pytest.fixture
def source(tmp_path):
    """The Python solutions, and how to change the body of their first function."""
    folder = tmp_path / "katas"
    shutil.copytree(ROOT / "python" / "solutions", folder)
    path = folder / "matrix_products.py"
    text = path.read_text()

    def changed(body):
        assert DOT in text
        path.write_text(text.replace(DOT, f"    {body}\n{DOT}"))
        return folder

    return changed


def run(*words, typed=""):
    """(exit code, output) of a command."""
    done = subprocess.run(
        [sys.executable, "-m", "dojo", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


# ---------------------------------------------------------------- own prints


def test_what_a_passing_case_prints_is_shown_where_cases_are_named(source):
    folder = source('print("x is", x)')
    code, output = run("grade", "python", *CASE, "--source", folder)
    assert code == 0
    assert (
        "matrix_products · dot · one term\npassed\n  printed     x is [-3.]" in output
    )
    _, output = run("grade", "python", "matrix_products.dot", "--source", folder)
    assert "x is" not in output


def test_what_a_kata_prints_is_shown_where_it_is_called(source, capfd):
    with dojo.load("python", source('for i in range(99): print("step", i)')) as katas:
        assert katas.dot([2.0], [3.0]) == 6
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == LINES
    assert lines[0] == "step 0" and lines[-1] == "step 98" and "80 more" in lines[10]


@pytest.mark.parametrize("count", [0, 1, LINES, LINES + 1])
def test_prints_are_cut_in_the_middle(count):
    lines = [str(i) for i in range(count)]
    shown = Reply(Status.DONE, printed="\n".join(lines)).printed_briefly().splitlines()
    assert len(shown) == min(count, LINES)
    assert shown == lines or (shown[0], shown[-1]) == (lines[0], lines[-1])


# ---------------------------------------------------------------- a prompt


def test_the_prompt_has_functions_cases_and_what_was_saved_since(source):
    folder = source("pass")
    with dojo.load("python", folder, fast=False) as katas:
        known = shell.names(katas, [functions()["dot"]])
        case = known["cases"]["dot"]["one term"]
        assert known["dot"](**case.inputs) == case.outputs["s"] == -1.5
        source("return 7.0")
        assert known["dot"](**case.inputs) == -1.5
        known["reload"]()
        assert known["dot"](**case.inputs) == 7
    assert list(known["cases"]) == ["dot"]
    assert known["np"] is np


def test_the_prompt_begins_with_an_example_that_works():
    example = 'case = cases["dot"]["no terms"]\ndot(**case.inputs), case.outputs\n'
    code, output = run("shell", "python", "dot", "--solutions", typed=example)
    assert code == 0
    assert 'case = cases["dot"]["no terms"]' in output
    assert "(0.0, {'s': 0.0})" in output


def test_a_function_that_was_deleted_is_gone_after_a_reload(source):
    folder = source("pass")
    path = folder / "matrix_products.py"
    with dojo.load("python", folder, fast=False) as katas:
        assert katas.dot([1.0], [1.0]) == 1
        path.write_text(path.read_text().replace("def dot(", "def dots("))
        katas.reload()
        with pytest.raises(dojo.KataFailed, match="no function dot"):
            katas.dot([1.0], [1.0])


# ---------------------------------------------------------------- a debugger


def test_pdb_stops_at_the_first_line_and_at_an_own_breakpoint(source):
    folder = source("z = 2 * x; breakpoint()")
    words = ["grade", "python", *CASE, "--source", folder, "--debug"]
    code, output = run(*words, typed="p x\nc\np z\nc\n")
    assert code == 0
    assert "-> z = 2 * x" in output
    assert "array([-3.])" in output and "array([-6.])" in output
    assert "s = -1.5" in output


def test_the_debugger_says_why_there_is_nothing_to_look_at(source):
    folder = source("pass")
    path = folder / "matrix_products.py"
    path.write_text(languages()["python"].stub_of("matrix_products"))
    code, output = run("grade", "python", *CASE, "--source", folder, "--debug")
    assert code == 1 and f"dot is still to do in {path}." in output
    words = ["grade", "python", "ridge", "-k", "no such words", "--debug"]
    code, output = run(*words)
    assert code == 1 and "No case has the words 'no such words'" in output


def test_julia_has_the_call_in_its_history():
    if reason := languages()["julia"].missing():
        pytest.skip(reason)
    words = ["grade", "julia", "ridge.ridge", "-k", "one column", "--solutions"]
    typed = "ridge(X, y, lam, fit_intercept)\n(size(X), fit_intercept)\n"
    code, output = run(*words, "--debug", typed=typed)
    assert code == 0
    assert "([0.5], 1.5)" in output and "((2, 1), true)" in output


@pytest.mark.parametrize(
    "value", [0.1, -3, True, [1.5, -2.0], [[1.0, 2.0], [3.0, 4.0]]]
)
def test_julia_is_given_the_same_numbers(value):
    literal = sys.modules[type(languages()["julia"]).__module__].prompt.literal
    written = literal(np.asarray(value) if isinstance(value, list) else value)
    expected = {
        "0.1": 0.1,
        "-3": -3,
        "true": True,
        "Float64[1.5, -2.0]": [1.5, -2.0],
        "reshape(Float64[1.0, 3.0, 2.0, 4.0], 2, 2)": [[1.0, 2.0], [3.0, 4.0]],
    }
    assert expected[written] == value


@pytest.mark.slow("builds for a debugger")
@pytest.mark.parametrize("language", ["cpp", "rust"])
def test_gdb_stops_where_the_function_begins(language):
    if reason := languages()[language].missing():
        pytest.skip(reason)
    if not shutil.which("gdb"):
        pytest.skip("There is no gdb on PATH.")
    words = ["grade", language, "ridge.ridge", "-k", "one column", "--solutions"]
    typed = "p lam\nc\nc\nkill\nquit\n"
    code, output = run(*words, "--debug", typed=typed)
    assert code == 0
    # "hit" stands before it where there are several threads
    assert re.search(r"Breakpoint 1[.\d]*, ", output) and "$1 = 1\n" in output


def test_the_words_of_a_call():
    function = functions()["ridge"]
    call = Call(languages()["python"], ROOT, ROOT, function, {"X": 1, "lam": 2})
    assert call.words == "ridge(X, lam)"
