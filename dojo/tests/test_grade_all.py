"""What many learners have handed in: found, copied, graded, and shown on one page."""

import csv
import io
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from dojo.cli import grade_all
from dojo.paths import ROOT
from dojo.teach import marks, page
from dojo.teach.marks import Row
from dojo.tests.handing_in import (
    LOOP,
    PYTHON,
    git,
    hand_in,
    needs_git,
    repository,
    works,
)
from dojo.tests.typed import dojo

pytestmark = pytest.mark.xdist_group("grade_all")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SANDBOX = ["--no-sandbox"] if grade_all.no_sandbox(False) else []
ODD = "=1+1 <b>"
SQUARES = "the squares of x are summed"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(rows, the page's file, what was said) of eight learners."""
    place = tmp_path_factory.mktemp("teacher")
    folder = place / "handed-in"
    hand_in(folder / "ada" / "python" / "katas")
    (folder / "ada" / "python" / "katas" / "ridge.py").write_text(
        PYTHON.stub_of("ridge")
    )
    hand_in(folder / "bob", right="(x * y).sum()", wrong="(x * x).sum()")
    hand_in(folder / "cyd" / "python" / "katas")
    hand_in(folder / "cyd" / "python" / "katas", "stable_moments", head=LOOP)
    hand_in(folder / ODD)
    (folder / "dee").mkdir()
    (folder / "dee" / "matrix_products.py").symlink_to(
        PYTHON.file("solutions", "matrix_products")
    )
    (folder / "eve.bundle").write_text("no bundle")
    if shutil.which("git"):
        repository(place / "fork")
        git(place / "fork", "bundle", "create", str(folder / "fay.bundle"), "mine")
    (folder / "gil.zip").touch()
    lines = f"import os; seen = os.listdir({str(folder)!r})\n"
    lines += "seen += os.listdir(os.path.dirname(__file__))\n"
    lines += "up = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))\n"
    lines += (
        "seen += [n for p in os.scandir(up) if p.is_dir() for n in os.listdir(p)]\n"
    )
    hand_in(folder / "hal", head=f"{lines}raise ValueError(seen)\n")
    out = place / "out"
    words = ["grade_all", str(folder), "--out", str(out), "--language", "python"]
    code, said = dojo(ROOT, *words, *SANDBOX)
    assert code == 0, said
    text = (out / "results.csv").read_text()
    rows = [Row(**row) for row in csv.DictReader(io.StringIO(text))]
    return rows, out / "page.html", said


def of(rows, who):
    return [row for row in rows if row.who == who]


def test_a_fork_is_graded_where_it_is_begun(graded):
    rows = of(graded[0], "ada")
    assert {row.kata for row in rows} == {"matrix_products"}
    assert [row.function for row in rows][:2] == ["dot", "matvec"]
    assert all(row.passed and row.language == "python" for row in rows)


def test_a_mistake_is_named(graded):
    (row,) = [row for row in of(graded[0], "bob") if not row.passed]
    assert (row.function, row.verdict, row.mistake) == ("dot", "wrong", SQUARES)


def test_a_file_that_hangs_costs_its_own_verdicts(graded):
    rows = of(graded[0], "cyd")
    assert {(row.kata, row.verdict) for row in rows} == {
        ("matrix_products", "passed"),
        ("stable_moments", "timed out"),
    }
    assert "while stable_moments.py was loaded" in rows[-1].note


@pytest.mark.skipif(bool(SANDBOX), reason="There is no bubblewrap here.")
def test_nobody_sees_what_others_have_handed_in(graded):
    note = of(graded[0], "hal")[0].note
    # where temporary files are hidden as a whole, not even its own is seen
    own = note.startswith("ValueError") and note.count("matrix_products.py") == 1
    assert own or note.startswith("FileNotFoundError")
    assert "bob" not in note


@needs_git
def test_a_bundle_is_graded_as_a_folder_is(graded):
    rows = of(graded[0], "fay")
    assert rows and all(row.passed for row in rows)


@pytest.mark.parametrize(
    ("who", "note"),
    [
        ("dee", "No kata in Python is begun in dee."),
        ("gil.zip", "gil.zip is neither a folder nor a git bundle."),
        pytest.param("eve", "git cannot read eve.bundle: ", marks=needs_git),
    ],
)
def test_what_cannot_be_graded_is_a_row_that_says_so(graded, who, note):
    (row,) = of(graded[0], who)
    assert (row.kata, row.verdict) == ("", "not graded") and note in row.note
    assert note in graded[2]


def test_a_learners_words_are_no_formula_and_no_markup(graded):
    rows, file, _ = graded
    assert of(rows, f"'{ODD}")[0].passed and not of(rows, ODD)
    assert ODD not in file.read_text() and "=1+1 &lt;b&gt;" in file.read_text()


def test_the_page_has_every_learner_and_the_most_frequent_mistakes(graded):
    rows, file, said = graded
    text = file.read_text()
    for who in {row.who for row in rows} - {f"'{ODD}"}:
        assert f">{who}<" in text
    assert f"1 × <code>dot</code>: {SQUARES}" in text
    assert "dot: wrong; this is what you get when" in text
    assert "http" not in text and "<script" not in text
    assert "bob, Python: 0 of 1 katas passed" in said


@pytest.mark.slow("the page in a browser")
@pytest.mark.skipif(not CHROMIUM, reason="There is no Chromium; install chromium.")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_in_a_browser(graded, width, scheme):
    from playwright.sync_api import sync_playwright

    said = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
        )
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(graded[1].as_uri())
        wrong = tab.locator("details.bad", has_text="squares of x")
        assert SQUARES in wrong.locator("summary").get_attribute("title")
        assert not wrong.locator("p").first.is_visible()
        wrong.locator("summary").click()
        assert wrong.locator("p").first.is_visible()
        wide = tab.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert not said and wide <= width


# ---------------------------------------------------------------- the grading of many


def test_a_grading_without_end_is_one_row(tmp_path):
    hand_in(tmp_path / "ada")
    told = []
    found = marks.grade(
        works(tmp_path, tmp_path / "ada"), False, 0.0, lambda *words: told.append(words)
    )
    assert found == [Row("ada", "python", note="No end within 0 minutes.")]
    assert told[0][1] == found


def test_an_interrupt_writes_nothing_and_leaves_nobody(tmp_path):
    hand_in(tmp_path / "interrupted" / "ada", head=LOOP)
    out = tmp_path / "out"
    words = [str(tmp_path / "interrupted"), "--out", str(out), "--no-sandbox"]
    with subprocess.Popen(
        [sys.executable, "-m", "dojo", "grade_all", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert "Grading 1 folders" in process.stdout.readline()
        me = psutil.Process(process.pid)
        while len(children := me.children(recursive=True)) < 2:  # it grades
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    _, left = psutil.wait_procs(children, timeout=5)
    assert [p for p in left if p.status() != psutil.STATUS_ZOMBIE] == []
    assert [*out.iterdir()] == []


def test_a_kata_is_as_good_as_its_functions():
    def kind(*verdicts):
        found = page.cell([Row("a", "python", "k", f"f{v}", v) for v in verdicts])
        return found.word, found.kind

    assert kind() == ("", "none")
    assert kind("passed", "passed") == ("✓", "good")
    assert kind("passed", "to do") == ("1 of 2", "part")
    assert kind("to do", "timed out", "passed") == ("timed out", "bad")
    assert kind("waits for ols") == ("waits", "none")


def test_mistakes_are_counted_by_learner():
    def row(who, function, mistake):
        return Row(who, "cpp", "ridge", function, "wrong", mistake)

    rows = [row(w, "ridge", "n is forgotten") for w in "aab"]
    rows += [row("c", "center", "y is not centred"), row("c", "ridge", "")]
    most = [(2, "ridge", "n is forgotten"), (1, "center", "y is not centred")]
    assert page.mistakes(rows) == [("ridge", most)]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=x", "\r=x", " =x"])
def test_what_a_spreadsheet_would_run_is_quoted(text):
    table = page.table([Row(text, note=text)])
    (found,) = csv.DictReader(io.StringIO(table))
    assert found["who"] == found["note"] == f"'{marks.plain(text)}"


def test_without_bubblewrap_there_is_a_way_out(tmp_path, monkeypatch):
    (tmp_path / "ada").mkdir()
    monkeypatch.setattr("dojo.run.sandbox.shutil.which", lambda name: None)
    with pytest.raises(SystemExit, match=r"no bwrap on PATH.*--no-sandbox grades"):
        grade_all.main([str(tmp_path)])
