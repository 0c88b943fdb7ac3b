"""What rows of text are: names, units below them, data, a total at the end."""

import re

import numpy as np
import pandas as pd

from dojo.apply import rows_have
from dojo.apply.dialect import LINES, NUMBER, Dialect
from dojo.apply.table import Shape

TOTALS = re.compile(
    r"\W*(grand |sub)?(total|sum|summe|gesamt|insgesamt|mean|average|mittelwert|source|quelle|note|notes|rows?)\b.*",
    re.IGNORECASE,
)
YEAR = re.compile(r"(19|20)\d\d")


def find_header(
    frame: pd.DataFrame, width: int, dialect: Dialect, said: list[str]
) -> None:
    """Decide whether the first row has the names, and whether the second has units."""
    first = [_cell(c) for c in frame.iloc[0, :width]]
    body = frame.iloc[1 : LINES + 1, :width]
    numeric = [_mostly_numbers(body[c]) for c in body]
    numbers = [c for c in first if NUMBER.fullmatch(c)]
    years = [c for c in numbers if YEAR.fullmatch(c)]
    text_first = len(numbers) < len([c for c in first if c])
    dialect.header = bool(
        text_first
        and (not numbers or (years == numbers and len(set(years)) == len(years)))
    )
    if not dialect.header:
        said.append(
            "The first row holds data, so the columns are named column_1, column_2, …"
        )
    elif not any(numeric):
        said.append(
            "The first row is taken for the names; if it is data, say `header = false` in the recipe."
        )
    if dialect.header and len(body) > 2:
        second = [_cell(c) for c in body.iloc[0]]
        below = [_mostly_numbers(body.iloc[1:][c]) for c in body]
        said_by = [
            c for c, number in zip(second, below, strict=True) if number and c.strip()
        ]
        if (
            said_by
            and not any(NUMBER.fullmatch(c) for c in second)
            and sum(below) > len(below) / 2
        ):
            dialect.units_row = True
            said.append(f"The row below the names has units ({', '.join(said_by)}).")


def named(
    frame: pd.DataFrame, shape: Shape, dialect: Dialect, said: list[str]
) -> pd.DataFrame:
    """The rows under their names; rows of a wrong length are told."""
    width = shape.width
    names = [f"column_{i + 1}" for i in range(width)]
    if dialect.header and len(frame):
        first = [_cell(c) for c in frame.iloc[0, :width]]
        if shape.shifted:
            first = ["row", *first[:-1]]
            said.append("The first column has no name; it is called row.")
        names = unique(first, said)
        frame = frame.iloc[1 + dialect.units_row :]
    if shape.short:
        rows = ", ".join(map(str, shape.short[:5]))
        said.append(
            f"{rows_have(len(shape.short))} fewer cells than names (row {rows} of the data): what lacks is missing."
        )
    return rectangular(frame, width, names, said)


def rectangular(
    frame: pd.DataFrame, width: int, names: list[str], said: list[str]
) -> pd.DataFrame:
    """The rows that have a cell for each name; longer ones and repetitions of the names are left out."""
    extra = frame[width].str.strip() != ""
    if extra.any():
        rows = ", ".join(str(i + 1) for i in np.flatnonzero(extra)[:5])
        said.append(
            f"{rows_have(extra.sum())} more cells than names and left out (row {rows} of the data): "
            "is a separator inside an unquoted text?"
        )
    frame = frame.loc[~extra, list(range(width))]
    frame = frame.set_axis(names, axis=1)
    again = (frame == pd.Series(names, index=names)).all(axis=1)
    if again.any():
        said.append(
            f"The names stand {again.sum()} more times among the rows; left out there."
        )
    blank = (frame == "").all(axis=1)
    return frame[~again & ~blank].reset_index(drop=True)


def find_footer(frame: pd.DataFrame, dialect: Dialect, said: list[str]) -> None:
    """Count the rows at the end that are no data: a total, a source, whatever their first word says."""
    while len(frame) - dialect.footer > 3 and dialect.footer < 5:
        last = frame.iloc[len(frame) - 1 - dialect.footer]
        above = frame.iloc[: len(frame) - 1 - dialect.footer]
        words = next((cell.strip() for cell in last if cell.strip()), "")
        filled = sum(bool(cell.strip()) for cell in last)
        if not TOTALS.fullmatch(words):
            return
        place = next(i for i, cell in enumerate(last) if cell.strip())
        lonely = filled == 1 and frame.shape[1] > 2
        if not (lonely or _mostly_numbers(above.iloc[:, place]) or _sums(last, above)):
            said.append(
                f"The last row begins with {words!r}: if it is no data, say `footer = 1` in the recipe."
            )
            return
        dialect.footer += 1
        said.append(f"A row at the end is left out: {words[:50]}.")


def unique(names: list[str], said: list[str]) -> list[str]:
    """The names on one line each, none empty, none twice."""
    found: list[str] = []
    for i, name in enumerate(names):
        name = " ".join(name.replace("\ufeff", "").split()) or f"column_{i + 1}"
        base, k = name, 1
        while name in found:
            k += 1
            name = f"{base}_{k}"
        found.append(name)
    changed = [
        f"{old!r} is now {new!r}"
        for old, new in zip(names, found, strict=True)
        if old.strip() != new
    ]
    if changed:
        more = f" and {len(changed) - 4} more" if len(changed) > 4 else ""
        said.append(f"Names: {', '.join(changed[:4])}{more}.")
    return found


def _mostly_numbers(column: pd.Series) -> bool:
    filled = [c for c in column if c and c.strip()]
    return bool(filled) and sum(bool(NUMBER.search(c)) for c in filled) > 0.7 * len(
        filled
    )


def _sums(last: pd.Series, above: pd.DataFrame) -> bool:
    """Whether some column's last cell is the sum or the mean of those above."""
    for name in above:
        total = pd.to_numeric(last[name], errors="coerce")
        column = pd.to_numeric(above[name], errors="coerce")
        if column.notna().sum() > 2 and np.isfinite(total):
            sums = (column.sum(), column.mean())
            if any(abs(total - s) <= 1e-3 * abs(s) for s in sums):
                return True
    return False


def _cell(value: str) -> str:
    return value.strip()


def without_footer(given: pd.DataFrame, dialect: Dialect) -> pd.DataFrame:
    """The rows but those at the end that are no data."""
    return given.iloc[: len(given) - dialect.footer]
