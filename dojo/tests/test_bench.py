"""The benchmark's parts, on a run of seconds: no verdict on speed depends on this machine."""

import io
import shutil

import pytest
from rich.console import Console

from dojo.bench import charts, measure, readme, record, report, table
from dojo.bench.command import cores, sweeps
from dojo.bench.lane import Lane, Problem
from dojo.paths import ROOT
from dojo.spec.cases import functions
from dojo.spec.draws import workloads

SIZES = {"n": 60, "p": 4}
LIMITS = {"flops": 1e15, "bandwidth": [[1, 1e15], [1e12, 1e15]]}
RIGHT, WRONG = "return cholesky_solve(", "return 1.001 * cholesky_solve("
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The Python solutions, the same again, and a copy whose ols is wrong, on ols and on ols with growing n."""
    folder = tmp_path_factory.mktemp("wrong")
    shutil.copytree(ROOT / "python" / "solutions", folder, dirs_exist_ok=True)
    path = folder / "ols_normal_equations.py"
    text = path.read_text()
    assert RIGHT in text
    path.write_text(text.replace(RIGHT, WRONG))
    sources = {"Python": "solutions", "Python again": "solutions", "wrong": str(folder)}
    lanes = [
        Lane(label, "python", place, cores()[0]) for label, place in sources.items()
    ]
    ols = functions()["ols"]
    problems = [Problem(ols, SIZES)]
    problems += [Problem(ols, {"n": n, "p": 4}, swept="n") for n in (20, 40, 80)]
    run = measure.Run(lanes, problems, measure.Plan(sessions=2, rounds=3, budget=0.1))
    run.all()
    yield run
    for lane in lanes:
        lane.close()


@pytest.fixture(scope="module")
def recorded(run):
    lines = [record.line(result, LIMITS) for result in run.results]
    report.settle(lines)
    return record.header(
        run, LIMITS, {"Fortran": "it is not here"}, "nox -s bench"
    ), lines


def test_every_round_has_a_sample_of_everybody(run):
    for result in run.results:
        for entry in result.timed:
            assert len(entry.gross) == len(entry.net) == 2
            assert all(len(samples) == 3 for samples in entry.gross + entry.net)
            assert entry.first > 0 and entry.boot > 0 and entry.lines > 0


def test_all_sessions_have_as_many_rounds(run, monkeypatch):
    """Though calls may be slower in one of them: rounds are compared with rounds."""
    again = measure.Run(
        run.lanes[:2], [run.results[0].problem], measure.Plan(sessions=2)
    )
    again.session(0)
    monkeypatch.setattr(again, "plan", measure.Plan(budget=1e-9))
    again.session(1)
    first, second = again.results[0].entries[0].gross
    assert len(first) == len(second)


def test_a_program_that_dies_meanwhile_gets_no_time(run, monkeypatch):
    again = measure.Run(
        run.lanes[:2], [run.results[0].problem], measure.Plan(sessions=1)
    )
    victim = again.results[0].entries[1]
    turn = again.turn

    def dying(entry, problem):
        if entry is victim:
            raise measure.Failed("crashed: SIGSEGV")
        turn(entry, problem)

    monkeypatch.setattr(again, "turn", dying)
    again.all()
    assert victim.failed == "crashed: SIGSEGV"
    assert [e.label for e in again.results[0].timed] == ["Python"]


def test_a_wrong_program_gets_no_time(run):
    for result in run.results:
        wrong = next(e for e in result.entries if e.label == "wrong")
        assert wrong.failed and not wrong.gross


def test_a_program_that_is_right_in_the_cases_only_is_found_on_the_timed_arrays(run):
    problem, lane = run.results[0].problem, run.lanes[2]
    lane.ready(problem.function)
    lane.held = None
    lane.hold(problem)
    with pytest.raises(measure.Failed, match="wrong on the timed arrays"):
        lane.check(problem)


def test_the_rows_of_a_problem(recorded):
    _, lines = recorded
    rows, width, again = report.rows(lines[0])
    assert [r.label for r in rows][-1] == "wrong"
    assert {r.word for r in rows if r.label == "Python"} == {"reference"}
    assert width >= again.noise
    assert all(0 < r.share < 1 for r in rows if not r.failed)


def test_faster_than_the_machine_is_an_error(recorded):
    _, lines = recorded
    assert not report.impossible(lines)
    found = report.impossible([lines[0] | {"least": 10.0}])
    assert found and all("of the machine's limit" in words for words in found)


def test_what_is_written_is_read(recorded, tmp_path, monkeypatch):
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    header, lines = recorded
    path = record.write([header, *lines])
    assert path == record.latest()
    again, problems = record.read(path)
    assert again["words"] == "nox -s bench"
    assert problems[0]["entries"][0]["gross"] == lines[0]["entries"][0]["gross"]


def test_the_table_names_everybody(recorded):
    console = Console(width=120, file=io.StringIO())
    table.show(*recorded, console)
    text = console.file.getvalue()
    for word in ("ols", "Python again", "FAIL", "Fortran does not take part"):
        assert word in text


def test_every_workload_has_a_sweep():
    swept = {(p.function.name, p.swept) for p in sweeps(functions().values())}
    assert {name for name, _ in swept} == set(workloads())


def test_growth_is_fitted(recorded):
    _, lines = recorded
    text = str(charts.growth(lines[1:], "n", {"L1": 1000}))
    assert "Python, n^" in text and "L1" in text


def test_the_readme_shows_the_times_that_are_kept():
    """And a mark where a program has changed since; `nox -s bench -- --publish` measures anew."""
    hint = "The README's table of times is not up to date: nox -s bench -- --mark mends the marks."
    assert readme.README.read_text() == readme.text(), hint


def test_a_program_that_has_changed_since_is_marked(monkeypatch):
    monkeypatch.setattr(readme, "fingerprint", lambda *_: "another")
    assert readme.STALE in readme.text()


@pytest.mark.skipif(
    not CHROMIUM, reason="There is no Chromium here; install chromium (Debian)."
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_in_a_browser(recorded, tmp_path, width, scheme):
    from playwright.sync_api import sync_playwright

    from dojo.bench.page import page

    file = tmp_path / "report.html"
    file.write_text(page(*recorded))
    said = []
    with sync_playwright() as playwright:
        quiet = [
            "no-sandbox",
            "disable-gpu",
            "disable-background-networking",
            "no-first-run",
            "disable-sync",
        ]
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[f"--{q}" for q in quiet]
        )
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
        )
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(file.as_uri())
        places = tab.locator(".chart").count()
        tab.wait_for_function(
            f"document.querySelectorAll('.chart svg').length == {places}"
        )
        drawn = tab.evaluate(
            "[...document.querySelectorAll('.chart svg')].map(s => s.querySelectorAll('path').length)"
        )
        wide = tab.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert not said
    assert places == 3 and all(count > 5 for count in drawn)
    assert wide <= width
