"""The tables of the benchmark, as text; the terminal, the page and the README show the same ones."""

from collections.abc import Callable
from dataclasses import dataclass

from dojo.bench.summary import Row, Summary, format_seconds

CAVEAT = (
    "One machine, one core, these sizes, and our skill in each language. Ratios are to the first language's "
    "solution, called from Python, with a 95 % interval; programs that cannot be told apart share a rank. "
    "To challenge a number: run it again with -- --full, or improve the solution."
)


@dataclass(frozen=True)
class Column:
    """A column of the table of a problem.

    text     what it says of a row
    left     whether it is aligned to the left: words are, numbers are not
    least    the width of a terminal in characters from which on it is shown; None: on the page only
    """

    head: str
    text: Callable[[Row], str]
    left: bool = False
    least: int | None = 0


WIDE = 110
COLUMNS = [
    Column("rank", lambda r: str(r.rank)),
    Column("program", lambda r: r.label, left=True),
    Column("wall", lambda r: format_seconds(r.median)),
    Column("least", lambda r: format_seconds(r.least), least=WIDE),
    Column("in language", lambda r: format_seconds(r.in_language), least=WIDE),
    Column("ratio", lambda r: f"{r.ratio:.2f}"),
    Column("95 %", lambda r: f"{r.low:.2f}–{r.high:.2f}"),
    Column("verdict", lambda r: r.word, left=True),
    Column("overhead", lambda r: format_seconds(r.overhead), least=None),
    Column("smallest call", lambda r: format_seconds(r.smallest), least=None),
    Column("GFLOP/s", lambda r: f"{r.gflops:.2g}", least=None),
    Column("of roofline", lambda r: percent(r.fraction_of_roofline)),
    Column("memory", lambda r: multiple(r.memory), least=WIDE),
    Column("build", lambda r: format_seconds(r.build), least=None),
    Column("boot", lambda r: format_seconds(r.boot), least=None),
    Column(
        "first answer", lambda r: format_seconds(r.boot + r.load + r.first), least=WIDE
    ),
    Column("lines", lambda r: str(r.lines), least=WIDE),
]


@dataclass(frozen=True)
class Table:
    """Heads, whether each column is aligned to the left, and rows of cells; words that stand below."""

    heads: list[str]
    left: list[bool]
    rows: list[list[str]]
    notes: list[str]

    def markdown(self) -> str:
        """The table as GitHub shows it."""
        rules = ["---" if left else "---:" for left in self.left]
        lines = [" | ".join(cells) for cells in [self.heads, rules, *self.rows]]
        notes = "".join(f"\n{note}\n" for note in self.notes)
        return "".join(f"| {line} |\n" for line in lines) + notes


def table(summary: Summary, width: int | None = None) -> Table:
    """The table of a problem for a terminal of `width` characters, or for the page."""
    shown = [
        column
        for column in COLUMNS
        if width is None or (column.least is not None and column.least <= width)
    ]
    return Table(
        [column.head for column in shown],
        [column.left for column in shown],
        [[cell(column, row) for column in shown] for row in summary.rows],
        [f"{row.label}: {row.failed}" for row in summary.rows if row.failed],
    )


def cell(column: Column, row: Row) -> str:
    """What a column says of a row; of a program that has no time, that it failed."""
    if row.failed:
        return {"program": row.label, "wall": "FAIL"}.get(column.head, "")
    return column.text(row)


def percent(fraction: float | None) -> str:
    """12 %; nothing for None."""
    return "" if fraction is None else f"{100 * fraction:.0f} %"


def multiple(factor: float | None) -> str:
    """1.2×; nothing for None."""
    return "" if factor is None else f"{factor:.1f}×"
