"""What a run says in the end: one cause has one verdict, and the last line is about the kata in hand."""

import shutil

import pytest

from dojo.grade.cause import called, cause
from dojo.grade.grader import Grader
from dojo.grade.report import Scoreboard, next_kata
from dojo.grade.verdict import Word
from dojo.paths import ROOT
from dojo.spec.cases import functions, kata, katas

DOT = "return (x * y).sum()"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "python" / "solutions", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def grader(folder):
    grader = Grader("python", folder)
    grader.source = "katas"  # as a learner's
    yield grader
    grader.close()


def rewrite(folder, name, old, new):
    path = folder / f"{name}.py"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def graded(grader, *names):
    """The scoreboard of a run, with three cases of each function."""
    board = Scoreboard()
    for name in names:
        for function in kata(name).functions.values():
            cases = [
                c for c in kata(name).cases if c.function == function and c.outputs
            ][:3]
            verdicts = board.explained(grader, function, grader.grade_all(cases))
            for case, verdict in zip(cases, verdicts, strict=True):
                board.add(case, verdict)
    return board


def shown(board, grader, capsys):
    board.show(grader)
    return capsys.readouterr().out


def test_a_function_is_wrong_because_of_the_one_that_it_calls(folder, grader, capsys):
    rewrite(folder, "matrix_products", DOT, f"{DOT} + 1")
    output = shown(graded(grader, "matrix_products", "cholesky_solve"), grader, capsys)
    assert "s is 1 too large everywhere" in output
    words = "first       dot is wrong; mend it first: nox -s python -- matrix_products"
    assert words in output
    assert output.count("inputs") == 1 and output.count("mistake") == 1
    assert "Mend dot: " in output


def test_a_called_function_that_was_not_graded_is_graded_quickly(folder, grader):
    rewrite(folder, "matrix_products", DOT, f"{DOT} + 1")
    board = graded(grader, "simple_linear_regression")
    facts = dict(board.results["simple_linear_regression"]["fit_line"][0][1].facts)
    assert facts["first"].startswith("dot is wrong")


def test_what_is_not_called_is_no_cause(folder, grader):
    rewrite(folder, "matrix_products", DOT, f"{DOT} + 1")
    rewrite(folder, "proximal_operators", "np.abs(v) - t", "np.abs(v) + t")
    board = graded(grader, "matrix_products", "proximal_operators")
    verdict = board.results["proximal_operators"]["soft_threshold"][0][1]
    assert verdict.mistake and "first" not in dict(verdict.facts)
    assert cause(grader, functions()["soft_threshold"], board.wrong) is None


def test_a_call_is_seen_in_a_helper_and_not_in_another_function(folder, grader):
    text = (
        "from matrix_products import dot\n\n\ndef _sum(x):\n    return dot(x, x)\n\n\n"
    )
    text += "def gaussian_loglik(X, y, w, sigma2):\n    return _sum(y)\n\n\n"
    text += "def gaussian_mle(X, y):\n    return cholesky(X)\n"
    (folder / "gaussian_mle.py").write_text(text)
    assert [f.name for f in called(grader, functions()["gaussian_loglik"])] == ["dot"]


def test_a_file_that_does_not_compile_is_told_once_without_inputs(
    folder, grader, capsys
):
    rewrite(folder, "proximal_operators", "np.abs(v) - t", "np.abs(v - t")
    board = graded(grader, "proximal_operators")
    output = shown(board, grader, capsys)
    assert output.count("SyntaxError") == 1 and "inputs" not in output


def test_the_last_line_is_red_before_half_done_before_new(folder, grader, capsys):
    stub = "    raise NotImplementedError\n"
    rewrite(folder, "matrix_products", f"    {DOT}\n", stub)
    rewrite(folder, "theil_sen", "/ dx[apart]", "* dx[apart]")
    names = "matrix_products", "theil_sen"
    output = shown(graded(grader, *names), grader, capsys)
    assert output.splitlines()[-1].startswith("0 done, 2 to do. Mend theil_sen: ")
    output = shown(graded(grader, "matrix_products"), grader, capsys)
    assert "0 done, 1 to do. Go on with dot: " in output


def test_after_green_comes_what_needs_it():
    done = {name for name in katas() if name not in ("ridge", "mlp_train", "theil_sen")}
    assert next_kata(done, {"mlp_gradients"}) == "mlp_train"
    assert next_kata(done) == next(n for n in katas() if n not in done)
    assert next_kata(set(katas())) is None


def test_a_stub_is_no_cause(folder, grader):
    rewrite(
        folder, "matrix_products", f"    {DOT}\n", "    raise NotImplementedError\n"
    )
    board = graded(grader, "simple_linear_regression")
    verdict = board.results["simple_linear_regression"]["fit_line"][0][1]
    assert verdict.word in (Word.WAITS, Word.TO_DO)
