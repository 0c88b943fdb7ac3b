"""Excel: the largest sheet as rows of texts, which are then read like any other text."""

import warnings

import numpy as np
import pandas as pd

from dojo.apply import Unusable, rows
from dojo.apply.dialect import Dialect
from dojo.apply.source import EXCEL, Source
from dojo.apply.table import Shape


def guessed(source: Source, said: list[str]) -> tuple[pd.DataFrame, Dialect]:
    """(rows under their names, dialect) of the sheet with the most cells."""
    sheets = _sheets(source, None)
    name = max(sheets, key=lambda n: sheets[n].size)
    if not sheets[name].size:
        raise Unusable(f"{source.path.name} has no cells.")
    if len(sheets) > 1:
        said.append(f"Of its sheets {', '.join(sheets)} the largest is read, {name}.")
    found = Dialect(format=EXCEL, separator="", sheet=name)
    cells = sheets[name]
    filled = (cells != "").sum(axis=1)
    found.skip = int((filled > max(1, cells.shape[1] / 2)).to_numpy().argmax())
    if found.skip:
        said.append(
            f"Above the names {found.skip} row{'s are' if found.skip > 1 else ' is'} left out."
        )
    frame, shape = _below(cells, found)
    rows.find_header(frame, shape.width, found, said)
    given = rows.named(frame, shape, found, said)
    rows.find_footer(given, found, said)
    return rows.without_footer(given, found), found


def read(source: Source, found: Dialect, said: list[str]) -> pd.DataFrame:
    """The rows under their names, as the recipe says."""
    frame, shape = _below(_sheets(source, found.sheet)[found.sheet], found)
    return rows.without_footer(rows.named(frame, shape, found, said), found)


def _below(cells: pd.DataFrame, found: Dialect) -> tuple[pd.DataFrame, Shape]:
    """The names and what is below them; a sheet has no rows that are too long."""
    width = cells.shape[1]
    frame = (
        cells.iloc[found.skip :].assign(beyond="").set_axis(range(width + 1), axis=1)
    )
    return frame, Shape(width, False, [])


def _sheets(source: Source, name: str | None) -> dict[str, pd.DataFrame]:
    """Sheet → cells as texts that read back as the same values, without empty rows and columns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, on styles
        with pd.ExcelFile(source.path, engine="openpyxl") as book:
            names = [str(each) for each in book.sheet_names]
            if name is not None and name not in names:
                raise Unusable(
                    f"{source.path.name} has no sheet {name!r}; it has {', '.join(names)}."
                )
            found = pd.read_excel(
                book,
                sheet_name=names if name is None else [name],
                header=None,
                dtype=object,
                keep_default_na=False,
            )
    return {str(name): _texts(cells) for name, cells in found.items()}


def _texts(sheet: pd.DataFrame) -> pd.DataFrame:
    cells = sheet.map(_text)
    filled = cells != ""
    kept = cells.loc[filled.any(axis=1), filled.any(axis=0)]
    return kept.reset_index(drop=True)


def _text(value: object) -> str:
    if (
        value is None
        or value is pd.NaT
        or (isinstance(value, float) and np.isnan(value))
    ):
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
