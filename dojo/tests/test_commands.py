"""What a learner types, in a copy of the repository: grade, reset, new, show."""

import json

import pytest

from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.tests.opened import needs
from dojo.tests.typed import dojo, solve


def test_a_fresh_clone_says_where_to_start(clone):
    code, output = dojo(clone, "grade", "python")
    count = len(list((ROOT / "shared_tests" / "katas").iterdir()))
    assert code == 0
    assert f"0 done, {count} to do. Start with matrix_products" in output


def test_a_stub_fails_only_when_it_is_asked_for_by_name(clone):
    code, output = dojo(clone, "grade", "python", "ridge")
    assert code == 1
    assert "to do" in output


def test_a_solved_kata_is_done_and_the_next_is_named(clone):
    solve(clone, "matrix_products")
    code, output = dojo(clone, "grade", "python")
    assert code == 0
    assert "Go on with" in output and "1 done" in output


@pytest.mark.parametrize("words", [["ridge.center"], ["ridge", "-k", "four rows"]])
def test_a_part_of_a_kata_is_not_the_whole(clone, words):
    """Neither on the map nor in the last words."""
    for path in (clone / "python" / "solutions").glob("*.py"):
        solve(clone, path.stem)
    code, output = dojo(clone, "grade", "python", *words)
    assert code == 0 and "passed" in output and "1 done" not in output
    assert not (clone / "build" / "python" / "verdicts.json").exists()


def test_a_mistake_is_named_with_all_that_helps(clone):
    solve(clone, "matrix_products", right="(x * y).sum()", wrong="(x * x).sum()")
    code, output = dojo(clone, "grade", "python", "matrix_products")
    assert code == 1
    assert "this is what you get when the squares of x are summed" in output
    assert 'nox -s python -- matrix_products -k "' in output
    for label in ("why", "inputs", "expected", "got", "difference"):
        assert f"\n  {label}" in output


def test_a_solver_breaks_the_rule(clone):
    call = "L = cholesky(A)"
    solve(clone, "cholesky_solve", right=call, wrong="L = np.linalg.cholesky(A)")
    code, output = dojo(clone, "grade", "python", "cholesky_solve")
    assert code == 1
    assert "You may multiply, you may not solve." in output


def test_a_kata_whose_need_is_a_stub_waits(clone):
    solve(clone, "ols_normal_equations")
    code, output = dojo(clone, "grade", "python")
    assert code == 0
    assert "waits for" in output and "cholesky_solve" in output


def test_a_failing_new_instance_is_saved_and_runs_again(clone):
    solve(clone, "matrix_products", right="(x * y).sum()", wrong="x[0] * y[0]")
    words = ["grade", "python", "matrix_products", "--fresh", "3", "--seed", "7"]
    code, output = dojo(clone, *words)
    again = next(line for line in output.splitlines() if "--case" in line)
    saved = again.split("--case ")[1].strip()
    assert code == 1
    assert (clone / saved).exists()
    code, output = dojo(clone, "grade", "python", "--case", saved)
    assert code == 1 and "wrong" in output


def test_a_report_has_a_record_per_case(clone):
    solve(clone, "matrix_products")
    report = clone / "out.json"
    dojo(clone, "grade", "python", "matrix_products", "--report", str(report))
    records = json.loads(report.read_text())
    assert {record["verdict"] for record in records} == {"passed"}
    assert {record["kata"] for record in records} == {"matrix_products"}


def test_unknown_names_list_the_nearest(clone):
    code, output = dojo(clone, "grade", "python", "rigde")
    assert code == 1 and "Did you mean ridge?" in output
    code, output = dojo(clone, "grade", "fortran")
    assert code == 1 and "cpp, julia, python, rust" in output


def test_the_map_has_room_in_80_columns_and_counts_what_is_done(clone):
    solve(clone, "matrix_products")
    dojo(clone, "grade", "python", "matrix_products")
    _, output = dojo(clone, "map", COLUMNS="80")
    lines = output.splitlines()
    assert max(map(len, lines)) <= 80
    count = len(list((ROOT / "shared_tests" / "katas").iterdir()))
    assert any(f"1 of {count}" in line for line in lines)
    assert "needs" not in lines[0]
    _, output = dojo(clone, "map", COLUMNS="200")
    assert output.splitlines()[0].endswith("needs")


def test_reset_keeps_every_attempt(clone):
    kata = clone / "cpp" / "katas" / "ridge.cpp"
    stub = kata.read_text()
    for attempt in ("my first", "my second"):
        kata.write_text(attempt)
        code, _ = dojo(clone, "reset", "cpp", "ridge")
        assert code == 0 and kata.read_text() == stub
    kept = sorted(path.read_text() for path in clone.glob("attempts/cpp/*"))
    assert kept == ["my first", "my second"]
    _, output = dojo(clone, "reset", "cpp", "ridge")
    assert "is the stub already" in output


def test_reset_has_a_way_back(clone):
    kata = clone / "python" / "katas" / "ridge.py"
    code, output = dojo(clone, "reset", "--back", "python", "ridge")
    assert code == 1 and "No attempt at ridge is kept" in output
    for attempt in ("first", "second"):
        kata.write_text(attempt)
        dojo(clone, "reset", "python", "ridge")
    dojo(clone, "reset", "--back", "python", "ridge")
    assert kata.read_text() == "second"
    _, output = dojo(clone, "reset", "--back", "python", "ridge")
    assert "already" in output and "An older one is attempts/python/ridge-" in output
    kata.write_text("third")
    dojo(clone, "reset", "--back", "python", "ridge")
    assert kata.read_text() == "second"
    dojo(clone, "reset", "--back", "python", "ridge")
    assert kata.read_text() == "third"


def test_reset_brings_a_deleted_file_back(clone):
    kata = clone / "rust" / "katas" / "ridge.rs"
    stub = kata.read_text()
    kata.unlink()
    code, output = dojo(clone, "grade", "rust", "ridge")
    assert code == 1 and "nox -s reset -- rust ridge" in output
    dojo(clone, "reset", "rust", "ridge")
    assert kata.read_text() == stub


def shown_files(clone, *words):
    """The files that `show` prints."""
    code, output = dojo(clone, "show", "ridge", *words)
    assert code == 0
    return {
        f"{language.name}/{source}"
        for language in languages().values()
        for source in ("katas", "solutions")
        if f"{language.name}/{source}/ridge{language.SUFFIX}" in output
    }


def test_show_hides_the_solutions_until_the_kata_is_green(clone):
    names = [l.name for l in languages().values() if not l.lacks("ridge")]
    attempts = {f"{name}/katas" for name in names}
    everything = attempts | {f"{name}/solutions" for name in names}
    assert shown_files(clone) == attempts
    assert shown_files(clone, "--solutions") == everything
    for path in (clone / "python" / "solutions").glob("*.py"):
        solve(clone, path.stem)
    dojo(clone, "grade", "python", "ridge")
    assert shown_files(clone) == everything


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_scaffolded_kata_builds_and_is_to_do(clone, language):
    needs(languages()[language], "matrix_products")
    signature = "loess(X[n,p], y[n], delta, flag:bool) -> w[p], history[n+1], k:int"
    code, output = dojo(clone, "new", "local_fits", signature)
    assert code == 0, output
    spec = clone / "shared_tests" / "katas" / "local_fits" / "spec.toml"
    case = 'name = "one"\nwhy = "a number"\nX = [[1]]\ny = [1]\ndelta = 1\nflag = 0\n'
    answer = "w = [1]\nhistory = [1, 1]\nk = 1\n"
    spec.write_text(f"{spec.read_text()}[[loess.case]]\n{case}{answer}")
    code, output = dojo(clone, "grade", language, "local_fits", "matrix_products")
    assert "local_fits       to do" in output, output
    code, output = dojo(clone, "new", "local_fits")
    assert "wrote" not in output  # nothing is missing any more, nothing is overwritten
