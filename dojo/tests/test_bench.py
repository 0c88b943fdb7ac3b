"""The benchmark's parts, on a run of seconds: no verdict on speed depends on this machine."""

import dataclasses
import io
import json
import shutil
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.console import Console

from dojo.bench import charts, publish, record, summary, terminal
from dojo.bench.page import page
from dojo.bench.problem import swept_sizes
from dojo.bench.table import Table, table
from dojo.paths import ROOT
from dojo.spec.cases import functions
from dojo.spec.draws import workloads

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def timings():
    """ols at one size and at three: two programs, and one that failed."""
    rng = np.random.default_rng(0)

    def samples(seconds):
        return (seconds * rng.uniform(1, 1.1, (2, 3))).tolist()

    def entry(label, seconds):
        known = {"boot": 0.4, "load": 0.01, "first": 2e-4, "lines": 9, "peak": 4000}
        wall, in_language = samples(seconds), samples(0.8 * seconds)
        return record.Entry(label, wall=wall, in_language=in_language, **known)

    def problem(n, swept=""):
        work = {"flops": 20 * n, "bytes": 40 * n, "footprint": 40 * n}
        place = "ols", "ols_normal_equations", {"n": n, "p": 4}, swept
        entries = [entry(label, 1e-6 * n) for label in ("Python", "Python again")]
        entries.append(record.Entry("wrong", "wrong in a case", lines=9))
        return record.Timings(
            *place, **work, machine_noise=[1e-3, 2e-3], entries=entries
        )

    return [problem(60), *(problem(n, "n") for n in (20, 40, 80))]


@pytest.fixture
def found(facts, timings):
    """The run as it is shown."""
    return summary.summaries(record.Record(facts, timings))


# ---------------------------------------------------------------- rows


def test_the_rows_of_a_problem(found):
    (ols,) = found.problems
    assert [row.label for row in ols.rows][-1] == "wrong"
    assert {row.word for row in ols.rows if row.label == "Python"} == {"reference"}
    assert ols.margin >= ols.aa_pair.noise
    assert all(0 < row.fraction_of_roofline < 1 for row in ols.timed)
    assert [len(panel) for panel in found.sweeps] == [3]


def test_faster_than_the_machine_is_an_error(facts, timings, found):
    assert not summary.impossible(found.all)
    facts.limits = {"flops": 1.0, "bandwidth": facts.limits["bandwidth"]}
    slow = summary.summaries(record.Record(facts, timings))
    words = summary.impossible(slow.all)
    assert words and all("of the machine's roofline" in each for each in words)


# ---------------------------------------------------------------- the file


@pytest.fixture
def written(facts, timings, tmp_path, monkeypatch):
    """The path of the run's file."""
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    writer = record.Writer()
    for state in (facts, *timings, facts):
        writer.add(state)
    return writer.path


def test_what_is_written_is_read(facts, timings, written):
    assert written == record.latest()
    assert record.read(written) == record.Record(facts, timings)


def test_a_file_with_the_former_keys_is_read(facts, timings, written):
    old = {new: old for old, new in record.RENAMED.items()}
    text = written.read_text()
    for key, former in old.items():
        assert f'"{key}": ' in text
        text = text.replace(f'"{key}": ', f'"{former}": ')
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        line |= {"least": 1e-9, "floor": 0.02} if line["kind"] == "problem" else {}
    written.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert record.read(written) == record.Record(facts, timings)


# ---------------------------------------------------------------- what is shown


def test_the_terminal_names_everybody(found):
    console = Console(width=120, file=io.StringIO())
    terminal.show(found, console)
    text = console.file.getvalue()
    for word in ("ols", "Python again", "FAIL", "Fortran does not take part"):
        assert word in text


def test_a_narrow_terminal_shows_fewer_columns_of_the_same_table(found):
    (ols,) = found.problems
    narrow, wide, whole = (table(ols, width) for width in (80, 120, None))
    assert set(narrow.heads) < set(wide.heads) < set(whole.heads)
    assert all(len(row) == len(narrow.heads) for row in narrow.rows)


def test_a_table_in_markdown():
    text = Table(["", "a"], [True, False], [["x", "1"]], ["Note."]).markdown()
    assert text == "|  | a |\n| --- | ---: |\n| x | 1 |\n\nNote.\n"


def test_every_workload_has_a_sweep():
    swept = {f.name for f in functions().values() if list(swept_sizes(f))}
    assert swept == workloads().keys()


def test_growth_is_fitted(found):
    text = str(charts.growth(found.sweeps[0], {"L1": 1000}))
    assert "Python, n^" in text and "L1" in text


def test_the_readme_shows_the_times_that_are_kept():
    """And a mark where a program has changed since; `nox -s bench -- --publish` measures anew."""
    hint = (
        "The table of times is not up to date: nox -s bench -- --mark mends the marks."
    )
    assert publish.README.read_text() == publish.text(), hint


def test_the_pictures_show_what_the_table_shows():
    published = publish.stored()
    rows = publish.rows(published)
    names = {label for row in rows for label in row.ours if ", fast" not in label}
    changed = any(mark for row in rows for mark in row.marks.values())
    for path in publish.PICTURES.values():
        text = " ".join(ElementTree.fromstring(path.read_text()).itertext())
        assert all(name in text for name in names)
        assert all(row.function in text and row.sizes in text for row in rows)
        assert all(tick in text for tick in ("½×", "1×", "2×"))
        assert (publish.STALE in text) == changed
        assert path.name in (ROOT / "README.md").read_text()


def test_a_program_that_has_changed_since_is_marked(monkeypatch):
    monkeypatch.setattr(publish, "fingerprint", lambda *_: "another")
    assert publish.STALE in publish.text()


def test_a_run_without_a_wanted_function_is_not_published(found):
    with pytest.raises(SystemExit, match="did not time gram"):
        publish.publish(found)


def test_a_run_is_published(facts, timings, tmp_path, monkeypatch):
    """The solutions and the libraries, neither the A/A pair nor what a learner wrote."""
    monkeypatch.setattr(publish, "README", tmp_path / "README.md")
    monkeypatch.setattr(publish, "TIMES", tmp_path / "speed.json")
    monkeypatch.setattr(publish, "PICTURES", {"dark": tmp_path / "dark.svg"})
    marker = "<!-- speed of ols: written by `nox -s bench -- --publish` -->\n"
    publish.README.write_text(f"Before\n{marker}old\n{publish.END}After\n")
    first = timings[0].entries[0]
    labels = [("library", 2.0), ("Python, yours", 0.1)]
    timings[0].entries += [
        dataclasses.replace(
            first, label=label, wall=np.multiply(first.wall, factor).tolist()
        )
        for label, factor in labels
    ]
    publish.publish(summary.summaries(record.Record(facts, timings)))
    text = publish.README.read_text()
    assert text.startswith(f"Before\n{marker}|  | Python | fastest library |\n")
    assert (
        f"| `ols`, n = 60, p = 4 | 0.5{publish.STALE} | library{publish.STALE}, "
        in text
    )
    assert text.endswith(f"{publish.END}After\n") and "6502" in text
    svg = publish.PICTURES["dark"].read_text()
    assert "ols" in svg and "Python" + publish.STALE in svg and "yours" not in svg


@pytest.mark.slow("the page in a browser")
@pytest.mark.skipif(
    not CHROMIUM, reason="There is no Chromium here; install chromium (Debian)."
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_in_a_browser(found, tmp_path, width, scheme):
    from playwright.sync_api import sync_playwright

    file = tmp_path / "report.html"
    file.write_text(page(found))
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
    assert places == 4 and all(count > 5 for count in drawn)
    assert wide <= width
