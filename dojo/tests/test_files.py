"""Nothing is half-written: whatever hinders a write costs one sentence, and text is UTF-8 whatever the locale says."""

import errno
import json
import os
import re
import shutil

import pytest

from dojo import paths
from dojo.paths import ROOT, shown
from dojo.run.build import build
from dojo.run.language import languages
from dojo.run.results import Profile
from dojo.tests.opened import needs
from dojo.tests.typed import dojo, solve

ASCII = {
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "ascii",
}

each_language = pytest.mark.parametrize(
    "language",
    [
        pytest.param(
            each,
            id=each.name,
            marks=[pytest.mark.slow("C++ built anew")] if each.name == "cpp" else [],
        )
        for each in languages().values()
    ],
)


def one_sentence(code, output):
    """Whether a command ended with one sentence of why."""
    return code == 1 and re.fullmatch(r"[^\n]*\.\n", output)


# ---------------------------------------------------------------- what cannot be written


def test_a_file_in_the_place_of_build_is_named(clone):
    shutil.rmtree(clone / "build", ignore_errors=True)
    (clone / "build").touch()
    for words in (
        ["grade", "python", "--solutions"],
        ["grade", "cpp", "ridge", "--solutions"],
    ):
        code, output = dojo(clone, *words)
        assert one_sentence(code, output), output
        assert output.startswith("build is a file where a folder is due; move it away.")


@pytest.mark.parametrize("report", ["/proc/nowhere/x.json", "README.md/x", "data"])
def test_a_report_that_cannot_be_written_is_told_before_grading(clone, report):
    words = ["grade", "python", "matrix_products", "--solutions"]
    code, output = dojo(clone, *words, "--report", report)
    assert one_sentence(code, output), output


def test_a_report_goes_through_links_and_into_pipes(clone):
    words = ["grade", "python", "matrix_products", "--solutions", "--report"]
    real = clone / "real.json"
    real.write_text("old")
    (clone / "link.json").symlink_to(real)
    dojo(clone, *words, "link.json")
    assert (clone / "link.json").is_symlink() and json.loads(real.read_text())
    _, output = dojo(clone, *words, "/dev/stdout")
    assert '"verdict": "passed"' in output


def test_a_full_disk_leaves_fixtures_and_attempts_whole(clone):
    fixtures = clone / "shared_tests" / "katas" / "ridge" / "fixtures.json"
    attempt = clone / "cpp" / "katas" / "ridge.cpp"
    attempt.write_text("mine")
    before = fixtures.read_bytes()
    for words in (["fixtures", "ridge"], ["reset", "cpp", "ridge"]):
        code, output = dojo(clone, *words, first="ulimit -f 0")
        assert one_sentence(code, output) and "make room" in output, output
    assert fixtures.read_bytes() == before
    assert attempt.read_text() == "mine"
    assert not [*fixtures.parent.glob(".*"), *attempt.parent.glob(".*")]


@pytest.mark.parametrize(
    "number, way_out",
    [(errno.ENOSPC, "make room"), (errno.EACCES, "right"), (errno.EROFS, "a copy")],
)
def test_every_hindrance_has_a_way_out(tmp_path, monkeypatch, number, way_out):
    def hindered(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", hindered)
    (tmp_path / "x").write_text("old")
    with pytest.raises(paths.Unwritable, match=way_out):
        paths.write_text(tmp_path / "x", "new")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_a_full_output_and_a_closed_one_are_no_traceback(clone):
    _, output = dojo(clone, "map", first="exec >/dev/full")
    assert output == "The output cannot be written (No space left on device).\n"
    assert dojo(clone, "show", "ridge", first="exec 2>&1 >&-") == (0, "")


def test_a_full_disk_is_no_fault_of_the_kata_that_is_compiled(tmp_path):
    rust = languages()["rust"]
    (tmp_path / "ridge.rs").write_text("")
    said = "fatal error: writing ridge.o: No space left on device"
    with pytest.raises(paths.Unwritable, match="make room"):
        build(rust, tmp_path, Profile.CHECKED, [], lambda _: (None, {"ridge": said}))


WRITES = re.compile(
    r'(?<!def )\b\w+\.(write_text|write_bytes|mkdir)\(|open\([^)]*"[wax]b?"'
)


def test_whatever_is_written_goes_through_paths():
    """One place tells what hinders a write. A lock and lines that are added are opened where `writing` stands."""
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in (*ROOT.glob("dojo/**/*.py"), *ROOT.glob("*/*.py"))
        if path != ROOT / "dojo" / "paths.py" and "test" not in str(path)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if WRITES.search(line)
        and "writing(" not in line
        and "/proc/" not in line
        and "lock." not in line
    ]
    assert not found


def test_text_is_read_and_written_as_utf8():
    """Whatever the locale says: every call names the encoding."""
    calls = re.compile(r"\.read_text\(\)|\btext=True|universal_newlines")
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in (*ROOT.glob("dojo/**/*.py"), *ROOT.glob("*/*.py"))
        if "tests" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if calls.search(line)
    ]
    assert not found


# ---------------------------------------------------------------- what was half-written


@pytest.mark.parametrize("text", ['{"matrix_pro', "[]", '{"ridge": 3}', "\xff\xfe"])
def test_half_written_verdicts_are_made_anew(clone, text):
    verdicts = clone / "build" / "python" / "verdicts.json"
    verdicts.parent.mkdir(parents=True)
    verdicts.write_text(text, encoding="latin-1")
    solve(clone, "matrix_products")
    code, output = dojo(clone, "map")
    assert code == 0, output
    code, output = dojo(clone, "grade", "python", "matrix_products")
    assert code == 0, output
    assert json.loads(verdicts.read_text())["matrix_products"][0] == "done"


@pytest.mark.parametrize("file", ["spec.toml", "fixtures.json"])
def test_a_damaged_file_of_a_kata_is_one_sentence(clone, file):
    path = clone / "shared_tests" / "katas" / "ridge" / file
    path.write_bytes(path.read_bytes()[:1000])
    code, output = dojo(clone, "grade", "python", "matrix_products", "ridge")
    assert one_sentence(code, output), output
    assert f"`git checkout -- {path.relative_to(clone)}`" in output


@pytest.mark.parametrize("text", [None, '{"functio', "[]", '{"function": "no"}'])
def test_a_saved_case_that_is_none_is_one_sentence(clone, text):
    if text:
        (clone / "case.json").write_text(text)
    code, output = dojo(clone, "grade", "python", "--case", "case.json")
    assert one_sentence(code, output) and "no saved case" in output, output


# ---------------------------------------------------------------- text


def test_the_locale_changes_nothing(clone):
    solve(clone, "matrix_products", right="(x * y).sum()", wrong="(x * x).sum()")
    words = ["grade", "python", "matrix_products"]
    code, usual = dojo(clone, *words)
    assert (code, "‖" in dojo(clone, "show", "ridge", **ASCII)[1]) == (1, True)
    _, output = dojo(clone, *words, **ASCII)
    assert without_times(output) == without_times(usual)


def without_times(output):
    return re.sub(r"in \d.*", "", output)


@each_language
def test_a_file_that_is_not_utf8_costs_its_verdict_only(clone, language):
    needs(language, "matrix_products", "simple_linear_regression")
    path = clone / language.name / "katas" / f"matrix_products{language.SUFFIX}"
    stub = path.read_bytes()
    comment = language.COMMENT.encode() + b" caf\xe9\n"
    path.write_bytes(comment + stub)
    names = ["matrix_products", "simple_linear_regression"]
    code, output = dojo(clone, "grade", language.name, *names)
    at = comment.index(b"\xe9")
    assert code == 1 and f"is not UTF-8 at byte {at}; save it as UTF-8." in output
    assert re.search(r"simple_linear_regression\s+to do", output), output
    for words in (["map"], ["show", "matrix_products"]):
        assert dojo(clone, *words)[0] == 0


@each_language
def test_a_folder_in_the_place_of_a_kata_costs_its_verdict_only(clone, language):
    needs(language, "matrix_products", "simple_linear_regression")
    path = clone / language.name / "katas" / f"matrix_products{language.SUFFIX}"
    path.unlink()
    path.mkdir()
    names = ["matrix_products", "simple_linear_regression"]
    code, output = dojo(clone, "grade", language.name, *names)
    assert code == 1 and "is a folder where a file is due; move it away." in output
    assert re.search(r"simple_linear_regression\s+to do", output), output
    for words in (["map"], ["show", "matrix_products"]):
        assert dojo(clone, *words)[0] == 0
    code, output = dojo(clone, "reset", language.name, "matrix_products")
    assert one_sentence(code, output), output


def test_an_exception_that_cannot_be_printed_is_printed_escaped(clone):
    call = "(x * y).sum()"
    wrong = 'int("\\ud800" + str(x))'
    solve(clone, "matrix_products", right=call, wrong=wrong)
    words = ["grade", "python", "matrix_products", "--report", "out.json"]
    code, output = dojo(clone, *words)
    assert code == 1 and "\\ud800" in output and "S1" in output, output
    facts = [record["facts"] for record in json.loads((clone / "out.json").read_text())]
    assert any("\\ud800" in str(fact) for fact in facts)
