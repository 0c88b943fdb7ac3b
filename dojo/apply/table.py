"""A text in its dialect → frames of cells, all at once or so many rows at a time."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dojo.apply import Unusable
from dojo.apply.dialect import BLANKS, LINES, RULE, WIDE, Dialect, Parse, cells


class Lines(io.TextIOBase):
    """A text without the lines above the names and without comments."""

    def __init__(self, text: io.TextIOBase, dialect: Dialect) -> None:
        self._lines = self._kept(text, dialect)

    @staticmethod
    def _kept(text: io.TextIOBase, dialect: Dialect) -> Iterator[str]:
        mark = dialect.names_mark
        for number, line in enumerate(text):
            if number < dialect.skip:
                continue
            if mark and line.strip():
                line, mark = line.lstrip().removeprefix(mark), ""
            if RULE.fullmatch(line):
                continue
            if not (dialect.comment and line.startswith(dialect.comment)):
                if dialect.separator == WIDE:
                    line = re.sub(r"\s{2,}", "\x1f", line.strip()) + "\n"
                yield line.replace("\0", "")

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        return self._lines

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        found, length = [], 0
        for line in self._lines:
            found.append(line)
            length += len(line)
            if size is not None and 0 <= size <= length:
                break
        return "".join(found)


def frames(
    name: str, text: io.TextIOBase, dialect: Dialect, width: int, rows: int | None
) -> Iterator[tuple[pd.DataFrame, list[str]]]:
    """(cells without names, sentences), `rows` at a time or all at once. Absent cells are empty.

    There is one column more than the usual `width`: what stands there makes a row too long.
    """
    sep = {BLANKS: r"\s+", WIDE: "\x1f", "": "\x1f"}.get(
        dialect.separator, dialect.separator
    )
    above = dialect.header + dialect.units_row
    options: dict[str, Any] = {
        "sep": sep,
        "header": None,
        "names": range(width + 1),
        "dtype": str,
        "keep_default_na": False,
        "skipinitialspace": True,
        "on_bad_lines": "warn",
        "engine": "c",
        "escapechar": dialect.escape or None,
        "doublequote": not dialect.escape,
        "quoting": csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
    }
    if dialect.quote:
        options["quotechar"] = dialect.quote
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            reader = pd.read_csv(Lines(text, dialect), chunksize=rows, **options)
            for frame in reader if rows else [reader]:
                long = [
                    w for each in caught for w in _too_long(str(each.message), above)
                ]
                caught.clear()
                yield frame.fillna(""), long
        except pd.errors.EmptyDataError:
            raise Unusable(f"{name} has no rows.") from None
        except pd.errors.ParserError as error:
            if "EOF inside string" not in str(error):
                raise Unusable(f"{name} is no table: {error}.") from None
            raise Unusable(
                f"{name}: a quotation mark ({dialect.quote}) is opened and never closed. "
                'Close it, or say `quote = ""` in the recipe if quotation marks are ordinary characters there.'
            ) from None


@dataclass(frozen=True)
class Shape:
    """The usual number of cells in a row, and where the first rows have fewer."""

    width: int
    shifted: bool  # the row of names lacks the name of the first column, as R writes it
    short: list[int]  # data rows, counted from 1


def shape(sample: str, dialect: Dialect) -> Shape:
    """How wide the rows of a text are that begins so."""
    parsed = cells(list(Lines(io.StringIO(sample, newline=None), dialect)), dialect)
    parse = Parse(dialect.separator, parsed[:LINES])
    width, shifted = parse.width, parse.shifted
    data = parsed[1 + dialect.units_row :] if dialect.header else parsed
    short = [i for i, row in enumerate(data, 1) if len(row) < width]
    return Shape(width, shifted, short)


def _too_long(message: str, above: int) -> list[str]:
    """What pandas says of a line that is far too long, counted in rows of data."""
    found = re.findall(r"line (\d+): expected \d+ fields, saw (\d+)", message)
    return [
        f"Row {int(line) - above} of the data has {saw} cells, far more than names; left out."
        for line, saw in found
    ]
