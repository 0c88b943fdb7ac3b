"""What the repository tells of one run: the table in this folder's README, and the picture in the first one.

Both are written from speed.json, and mark a program that has changed since it was timed.
"""

import json
import re
from pathlib import Path
from typing import Any

from dojo.bench import picture
from dojo.bench.entries import AGAIN
from dojo.bench.measure import fingerprint
from dojo.bench.picture import Comparison
from dojo.bench.summary import Summaries, Summary, format_seconds, format_sizes
from dojo.bench.table import Table
from dojo.paths import write_text
from dojo.run.language import languages
from dojo.spec.cases import functions

README = Path(__file__).with_name("README.md")
TIMES = Path(__file__).with_name("speed.json")
PICTURES = {
    each: Path(__file__).with_name(f"speed-{each}.svg") for each in picture.THEMES
}
BEGIN = re.compile(r"<!-- speed of (.*?): written by `nox -s bench -- --publish` -->\n")
END = "<!-- end of speed -->\n"
STALE = "†"
KEPT = re.compile(r"^\w+/(solutions|fast|peers/\w+)$")  # the sources that are told of

Published = dict[str, Any]  # what speed.json holds


def publish(found: Summaries) -> None:
    """Keep what is told of a run, and write the table and the pictures."""
    wanted = functions_of_the_table()
    sources = {
        label: source
        for label, source in found.run.sources.items()
        if KEPT.search(source) and not label.endswith(AGAIN)
    }
    kept = [
        kept_of(each, sources)
        for each in found.problems
        if each.timings.function in wanted
    ]
    if lacking := set(wanted) - {each["function"] for each in kept}:
        names = ", ".join(sorted(lacking))
        raise SystemExit(
            f"This run did not time {names}; run all: nox -s bench -- --publish"
        )
    published = {
        "machine": {key: found.run.machine[key] for key in ("cpu", "time")},
        "words": found.run.words,
        "sources": sources,
        "problems": kept,
    }
    write_text(TIMES, json.dumps(published, indent=1, ensure_ascii=False) + "\n")
    mark()


def mark() -> None:
    """The table and the pictures with the marks of today."""
    write_text(README, text())
    published = stored()
    for theme, path in PICTURES.items():
        write_text(path, picture.draw(rows(published), caption(published), theme))


def stored() -> Published:
    """What was published last."""
    published: Published = json.loads(TIMES.read_text(encoding="utf-8"))
    return published


def functions_of_the_table() -> list[str]:
    """The functions that the README names in its marker."""
    if (marker := BEGIN.search(README.read_text(encoding="utf-8"))) is None:
        raise SystemExit(
            f"{README} has no marker: <!-- speed of ridge, …: written by …"
        )
    return marker[1].split(", ")


def kept_of(summary: Summary, sources: dict[str, str]) -> dict[str, Any]:
    """Of a problem: each program's median of wall times in seconds, its rank, and its sources' fingerprint."""
    prints = {entry.label: entry.source for entry in summary.timings.entries}
    return {
        "function": summary.timings.function,
        "sizes": format_sizes(summary.timings.sizes),
        "programs": {
            row.label: {
                "median": row.median,
                "rank": row.rank,
                "source": prints[row.label],
            }
            for row in summary.timed
            if row.label in sources
        },
    }


# ---------------------------------------------------------------- the numbers that are shown


def rows(published: Published) -> list[Comparison]:
    """Each problem's times as multiples of the fastest library's, or of the fastest program's where there is none."""
    found = []
    for problem in published["problems"]:
        programs = problem["programs"]
        libraries = [each for each in programs if each not in ours(published)]
        unit = min(libraries or programs, key=lambda each: programs[each]["median"])
        times = {label: each["median"] for label, each in programs.items()}
        found.append(
            Comparison(
                function=problem["function"],
                sizes=problem["sizes"],
                unit=unit,
                seconds=times[unit],
                ratios={label: time / times[unit] for label, time in times.items()},
                ours=ours(published),
                marks={label: stale(published, label, problem) for label in programs},
            )
        )
    return found


def ours(published: Published) -> list[str]:
    """The labels of our languages, solutions and fast tier."""
    return [
        label
        for label, source in published["sources"].items()
        if "/peers/" not in source and not label.endswith(AGAIN)
    ]


def stale(published: Published, label: str, problem: dict[str, Any]) -> str:
    """A mark where the program is no longer the one that was timed."""
    name, _, source = published["sources"][label].partition("/")
    now = fingerprint(languages()[name], source, functions()[problem["function"]])
    return "" if now == problem["programs"][label]["source"] else STALE


def caption(published: Published) -> str:
    """The machine and the day."""
    machine = published["machine"]
    return f"{machine['cpu']}, one core, {machine['time'].split()[0]}"


def table(published: Published) -> Table:
    """A row for each problem, a column for each of our programs."""
    labels, lines = ours(published), []
    for row in rows(published):
        cells = [
            f"{row.ratios[label]:.2g}{row.marks[label]}" if label in row.ratios else "–"
            for label in labels
        ]
        unit = f"{row.unit}{row.marks[row.unit]}, {format_seconds(row.seconds)}"
        lines.append([f"`{row.function}`, {row.sizes}", *cells, unit])
    notes = [f"Times as multiples of the fastest library's.\n{caption(published)}."]
    if any(mark for row in rows(published) for mark in row.marks.values()):
        notes.append(f"{STALE} The program has changed since.")
    heads = ["", *labels, "fastest library"]
    return Table(heads, [True, *(False for _ in labels), True], lines, notes)


def text() -> str:
    """The README as it should be now."""
    old = README.read_text(encoding="utf-8")
    if (start := BEGIN.search(old)) is None:
        raise SystemExit(f"{README} has no marker.")
    after = old[old.index(END, start.end()) :]
    return f"{old[: start.end()]}{table(stored()).markdown()}{after}"
