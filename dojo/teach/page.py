"""The rows of all learners as a CSV and as one self-contained page: learners down, katas across."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from dojo.pages import harmless, rendered
from dojo.run.language import languages
from dojo.spec.cases import katas
from dojo.teach.marks import Row, plain

TEMPLATE = Path(__file__).with_name("templates") / "grades.html"
MOST = 3  # mistakes of a kata that are shown


def table(rows: Iterable[Row]) -> str:
    """A CSV whose texts a spreadsheet takes for texts."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([field.name for field in fields(Row)])
    for row in rows:
        writer.writerow([plain(harmless(text)) for text in astuple(row)])
    return buffer.getvalue()


@dataclass(frozen=True)
class Cell:
    """A kata of a learner: a word, its kind (good, bad, part, none), and a line for each function."""

    word: str
    kind: str
    lines: tuple[str, ...] = ()


def cell(rows: list[Row]) -> Cell:
    """What the functions of a kata are worth together."""
    if not rows:
        return Cell("", "none")
    lines = tuple(line(row) for row in rows)
    passed = sum(row.passed for row in rows)
    if failed := [row for row in rows if row.failed]:
        return Cell(failed[0].verdict, "bad", lines)
    if passed == len(rows):
        return Cell("✓", "good", lines)
    if passed:
        return Cell(f"{passed} of {len(rows)}", "part", lines)
    return Cell(rows[0].verdict.partition(" for ")[0], "none", lines)


def line(row: Row) -> str:
    """`ridge: wrong; this is what you get when the intercept is penalised`"""
    words = f"{row.function}: {row.verdict}"
    if row.mistake:
        return f"{words}; this is what you get when {row.mistake}"
    return f"{words}; {row.note}" if row.note else words


def mistakes(rows: list[Row]) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """(kata, its most frequent mistakes as (how many learners, function, sentence)) in the order of the map."""
    made = {(r.kata, r.function, r.mistake, r.who) for r in rows if r.mistake}
    count = Counter(each[:3] for each in made)
    found = defaultdict(list)
    for (name, function, sentence), many in count.items():
        found[name].append((many, function, sentence))
    ordered = [(n, sorted(found[n], key=lambda m: (-m[0], *m[1:]))) for n in katas()]
    return [(name, most[:MOST]) for name, most in ordered if most]


def page(rows: list[Row], title: str, how: str) -> str:
    """The page's text; every word of a learner is escaped.

    how    a sentence on when and how it was graded
    """
    graded = [row for row in rows if row.kata]
    columns = [n for n in katas() if n in {row.kata for row in graded}]
    by_learner: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in graded:
        own = by_learner.setdefault((row.who, row.language), {})
        own.setdefault(row.kata, []).append(row)
    lines = [
        (who, languages()[language].TITLE, [cell(own.get(n, [])) for n in columns])
        for (who, language), own in by_learner.items()
    ]
    cells = [c for _, _, own in lines for c in own if c.lines]
    return rendered(
        TEMPLATE,
        title=title,
        how=how,
        who=len({row.who for row in rows}),
        passed=sum(c.kind == "good" for c in cells),
        katas=len(cells),
        columns=columns,
        lines=lines,
        several=len({language for _, language, _ in lines}) > 1,
        mistakes=mistakes(graded),
        absent=[row for row in rows if not row.kata],
    )
