"""How a text is a table: separator, comments, lines above the names, quotes, decimal sign. Found from its first lines."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field

from dojo.apply import Unusable

BLANKS = "blanks"  # the separator where columns are set apart by any number of blanks
WIDE = "wide blanks"  # by two blanks or more: a single one stands within a text
SEPARATORS = (";", "\t", "|", ",", BLANKS, WIDE)  # a tie goes to the first
NAMES = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    ",": "commas",
    BLANKS: "blanks",
    WIDE: "two blanks or more",
    "": "nothing, so there is one",
}
NUMBER = re.compile(r"[^\w]*\d[\d.,' \u00a0\u202f]*([eEdD][+\-]?\d+)?\W*")
LINES = 400  # that are looked at
# a line that only rules the table: |---|---|
RULE = re.compile(r"[\s|+:=_-]*(---|===|___)[\s|+:=_-]*")

DIGITS = r"[+\-−]?\d"
# a cell that is whole: a number with at most a sign before and a unit behind, or words without any separator in them
WHOLE = re.compile(
    rf"\s*(|[(€$£]?\s?{DIGITS}[\d.,' \u00a0\u202f]*([eEdD][+-]?\d+)?\s*[%€$£°)]?|[\d./:\-TZ+ ]+|[^;|\t,]*)\s*"
)


@dataclass
class Dialect:
    """How a text is read. What the recipe says of it decides; `guess` only proposes."""

    format: str = "text"
    encoding: str = "utf-8"
    separator: str = ","
    decimal: str = "."
    quote: str = '"'
    escape: str = ""
    comment: str = ""
    skip: int = 0  # lines above the names
    header: bool = True  # the first row has the names
    names_mark: str = ""  # a comment mark before the names: "# x y z"
    units_row: bool = False  # the row below the names says their units
    footer: int = 0  # rows at the end that are no data
    sheet: str = ""
    missing: list[str] = field(default_factory=list)  # words for a missing value


@dataclass
class Parse:
    """The first lines under one separator."""

    separator: str
    rows: list[list[str]]

    @property
    def width(self) -> int:
        """The usual number of cells; a wider one wins where it is as frequent."""
        counts = Counter(len(row) for row in self.rows)
        return max(counts, key=lambda w: (counts[w], w)) if counts else 0

    @property
    def even(self) -> float:
        """The share of rows that have the usual number of cells."""
        return sum(len(row) == self.width for row in self.rows) / len(self.rows)

    @property
    def titled(self) -> bool:
        """Whether the names stand below the first row."""
        return len(self.rows) > 2 and not any(map(NUMBER.fullmatch, self.rows[1]))

    @property
    def shifted(self) -> bool:
        """Whether the names lack that of the first column, as R writes them: between blanks or tabs, over a row with numbers."""
        if len(self.rows) < 3 or self.separator not in (BLANKS, "\t"):
            return False
        first, second = self.rows[:2]
        return len(first) == self.width - 1 > 1 and any(map(NUMBER.fullmatch, second))

    @property
    def whole(self) -> float:
        """The share of cells that hold no other separator."""
        cells = [c for row in self.rows[1:] or self.rows for c in row]
        return sum(bool(WHOLE.fullmatch(c)) for c in cells) / max(len(cells), 1)


def cells(lines: list[str], dialect: Dialect) -> list[list[str]]:
    """The rows of these lines, empty lines left out."""
    if dialect.separator == WIDE:
        rows = [re.split(r"\s{2,}|\x1f", line.strip()) for line in lines]
        return [row for row in rows if any(row)]
    if dialect.separator == BLANKS:
        reader = csv.reader((" ".join(line.split()) for line in lines), delimiter=" ")
    else:
        reader = csv.reader(
            lines,
            delimiter=dialect.separator or "\x1f",
            quotechar=dialect.quote,
            escapechar=dialect.escape or None,
            doublequote=not dialect.escape,
            skipinitialspace=True,
        )
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unusable(f"The text is no table: {error}.") from None
