"""A language may be begun: five katas in plain C, laid beside the others, with no file outside their folder changed."""

import hashlib
import re
import shutil
import subprocess
import sys

import pytest

from dojo.paths import ROOT
from dojo.spec.cases import katas
from dojo.tests.typed import dojo

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="There is no cc here.")

C = ROOT / "dojo" / "tests" / "begun" / "c"
MADE = {"c", "build", "__pycache__"}  # folders that may change


@pytest.fixture
def begun(clone):
    """A copy of the repository in which C is begun."""
    before = contents(clone)
    shutil.copytree(C, clone / "c", ignore=shutil.ignore_patterns("__pycache__"))
    yield clone
    assert contents(clone) == before


def contents(clone):
    """file → what tells whether it has changed, outside of C's folder and of what is made."""
    return {
        path: hashlib.sha256(path.read_bytes()).digest()
        for path in clone.rglob("*")
        if path.is_file() and not MADE & set(path.relative_to(clone).parts)
    }


def state(output, kata):
    """What a table says of a kata."""
    return re.search(rf"^ *{kata} +(.+?)  ", output, re.MULTILINE)[1]


def test_its_solutions_pass_and_the_rest_is_not_written_yet(begun):
    code, output = dojo(begun, "grade", "c", "--solutions")
    assert code == 0, output
    assert f"5 done, 0 to do, {len(katas()) - 5} not written yet in C." in output
    assert state(output, "ols_normal_equations") == "done, 30 cases"
    assert state(output, "ridge") == "not written yet"


def test_every_attempt_has_its_verdict(begun):
    """Right, wrong with the mistake's name, not compiled, missing, to do, and not written at all."""
    own, solutions = begun / "c" / "katas", begun / "c" / "solutions"
    shutil.copy(solutions / "matrix_products.c", own)
    moments = (solutions / "stable_moments.c").read_text()
    wrong = moments.replace("*var /= x.n - ddof", "*var /= x.n")
    assert wrong != moments
    (own / "stable_moments.c").write_text(wrong)
    line = (own / "simple_linear_regression.c").read_text()
    (own / "simple_linear_regression.c").write_text(f"{line}}}\n")
    (own / "cholesky_solve.c").unlink()
    code, output = dojo(begun, "grade", "c")
    assert code == 1, output
    assert state(output, "matrix_products") == "done, 35 cases"
    assert state(output, "stable_moments").startswith("mean_var: wrong")
    assert "this is what you get when" in output
    assert state(output, "simple_linear_regression") == "does not compile"
    assert f"c/katas/simple_linear_regression.c:{line.count(chr(10)) + 1}:" in output
    assert "cholesky_solve.c is missing; `nox -s reset -- c cholesky_solve`" in output
    assert state(output, "ols_normal_equations") == "to do"
    assert state(output, "ridge") == "not written yet"
    assert f"1 done, 4 to do, {len(katas()) - 5} not written yet in C." in output
    _, output = dojo(begun, "map", COLUMNS="80")
    rows = {words[0]: words for line in output.splitlines() if (words := line.split())}
    assert (rows["kata"][1], rows["matrix_products"][1]) == ("C", "done")
    assert (rows["stable_moments"][1], rows["ridge"][1]) == ("failing", "—")
    assert rows["done"][1:4] == ["1", "of", "5"] and "— is not written yet." in output
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize("command", ["grade", "watch", "shell", "reset"])
def test_a_kata_that_is_not_written_yet_is_one_sentence(begun, command):
    code, output = dojo(begun, command, "c", "ridge")
    way_out = "`nox -s new -- ridge` begins it."
    assert (code, output) == (1, f"ridge is not written in C yet; {way_out}\n")


def test_the_next_kata_is_begun(begun):
    code, output = dojo(begun, "new", "ridge")
    assert code == 0, output
    assert {"wrote c/katas/ridge.c", "wrote c/solutions/ridge.c"} < {
        *output.split("\n")
    }
    code, output = dojo(begun, "grade", "c", "ridge")
    assert (code, state(output, "ridge")) == (1, "to do")


def test_a_kata_without_a_solution_is_graded(begun):
    """And replaced by a stub from the signatures where it does not compile."""
    (begun / "c" / "katas" / "theil_sen.c").write_text("refusal median(")
    names = ["theil_sen", "matrix_products"]
    code, output = dojo(begun, "grade", "c", *names)
    assert code == 1 and state(output, "theil_sen") == "does not compile", output
    assert "theil_sen.c does not define theil_sen." in output
    assert state(output, "matrix_products") == "to do"


CALLER = """
import dojo
with dojo.load("c", "solutions") as c:
    print(c.ols([[1.0, 0.0], [0.0, 2.0]], [3.0, 4.0]))
    try:
        c.ridge([[1.0]], [1.0], 0.1, False)
    except NotImplementedError as error:
        print(error)
"""


def test_python_calls_it_and_nox_has_its_session(begun):
    pytest.importorskip("nox")
    for words, said in (
        (["-c", CALLER], r"\[3\. 2\.\]\nridge is not written in C yet; .*\n"),
        (["-m", "nox", "-l"], r".*\n\* c -> Grade your katas in c/ .*"),
    ):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=begun,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(begun)},
        )
        assert re.fullmatch(said, done.stdout, re.DOTALL), done.stdout + done.stderr


@pytest.mark.slow("a benchmark of one kata in C")
def test_it_is_timed(begun):
    shutil.copy(begun / "c" / "solutions" / "matrix_products.c", begun / "c" / "katas")
    code, output = dojo(begun, "bench", "matrix_products", "--katas")
    assert code == 0, output
    assert re.search(r"^ +\d+ +C, yours +[\d.]+ [µm]s", output, re.MULTILINE), output


@pytest.mark.slow("the repository's own tests of C")
def test_the_repositorys_tests_hold_for_it(begun):
    suites = ["shared_tests/test_repo.py"]
    suites += [f"dojo/tests/test_{name}.py" for name in ("languages", "zoo", "words")]
    assert dojo(begun, "new") == (0, "wrote c/list.h\n")
    code, output = dojo(begun, "tests", *suites, "-n0", "-k", "[c] or [c-")
    assert code == 0 and int(re.search(r"(\d+) passed", output)[1]) > 30, output


def test_contributing_counts_its_lines():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in ("language.py", "katas.h", "bindings.c"):
        lines = (C / name).read_text(encoding="utf-8").count("\n")
        assert f"`{name}` ({lines} lines)" in text
