"""A file → a table and the recipe of its reading, or a table as a recipe says."""

import codecs
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from dojo.apply import Unusable, rows, sheets, table
from dojo.apply.columns import Column, typed
from dojo.apply.decide import decide
from dojo.apply.dialect import LINES, Dialect
from dojo.apply.encoding import encoding
from dojo.apply.guess import guess
from dojo.apply.recipe import Recipe
from dojo.apply.source import EXCEL, PARQUET, TEXT, Source, recognised

SAMPLE = 1 << 20  # letters that a dialect is found from
LARGE = 200 << 20  # bytes of a text beyond which only its beginning is looked at
BEGINNING = 16 << 20  # bytes of it


@dataclass
class Reading:
    """A file as it was read: cells as they stand there, the recipe, and every decision in a sentence."""

    given: pd.DataFrame
    recipe: Recipe
    said: list[str]
    of_columns: dict[str, list[str]]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The columns in their kinds, those left out too (as texts)."""
        return typed_frame(self.given, self.recipe)


def look(path: Path) -> Reading:
    """Read a file that no recipe describes yet, deciding everything and saying so."""
    source, said = recognised(path), list[str]()
    if source.member:
        said.append(f"The archive holds {source.member}.")
    if source.format == TEXT:
        given, found = _guessed_text(source, said)
    elif source.format == EXCEL:
        given, found = sheets.guessed(source, said)
    else:
        given, found = _binary(source, said), Dialect(format=source.format)
    if given.empty:
        raise Unusable(f"{path.name} has names and no row below them.")
    columns: dict[str, Column] = {}
    of_columns: dict[str, list[str]] = {}
    for name in given:
        columns[name], of_columns[name] = decide(name, given[name], found)
    return Reading(given, Recipe(path.name, found, columns), said, of_columns)


def read(path: Path, recipe: Recipe) -> Reading:
    """Read a file as its recipe says."""
    source, said = recognised(path), list[str]()
    found = recipe.reading
    if source.format != found.format:
        raise Unusable(
            f"{path.name} is {source.format}, but its recipe says {found.format}: delete the recipe to have it written anew."
        )
    if source.format == TEXT:
        text = decoded(source, found)
        given = _named(source, text, found, table.shape(_sample(text), found), said)
    elif source.format == EXCEL:
        given = sheets.read(source, found, said)
    else:
        given = _binary(source, said)
    if lacking := [name for name in recipe.columns if name not in given]:
        raise Unusable(
            f"{path.name} has no column {', '.join(lacking)}, which its recipe names; it has {', '.join(given)}."
        )
    return Reading(given, recipe, said, {name: [] for name in recipe.columns})


def typed_frame(given: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """The columns of the recipe, in their kinds."""
    return pd.DataFrame(
        {
            name: typed(given[name], column, recipe.reading)
            for name, column in recipe.columns.items()
        }
    )


def is_large(source: Source) -> bool:
    """Whether it is a text that is not read into memory as a whole."""
    return source.format == TEXT and source.path.stat().st_size > LARGE


def decoded(source: Source, found: Dialect) -> str:
    """The whole text, or the first lines of a large one."""
    try:
        if is_large(source):
            raw = source.head(BEGINNING)
            text = codecs.getincrementaldecoder(found.encoding)().decode(raw)
            return text[: text.rfind("\n") + 1]
        return source.head(-1).decode(found.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unusable(
            f"{source.path.name} cannot be read as {found.encoding} ({error}): change `encoding` in the recipe."
        ) from None


def _guessed_text(source: Source, said: list[str]) -> tuple[pd.DataFrame, Dialect]:
    name = source.path.name
    raw = source.head(SAMPLE)
    code, why = encoding(name, raw, whole=len(raw) < SAMPLE)
    text = decoded(source, Dialect(encoding=code))
    if not text.strip():
        raise Unusable(f"{name} holds nothing but blanks.")
    sample = _sample(text)
    found, more = guess(name, sample, code)
    said += [*why, *more]
    width = table.shape(sample, found).width
    first, _ = next(table.frames(name, _stream(sample), found, width, LINES))
    rows.find_header(first, width, found, said)
    given = _named(source, text, found, table.shape(sample, found), said)
    if is_large(source):
        said.append(f"The file is large: decided on its first {len(given)} rows.")
    else:
        rows.find_footer(given, found, said)
    return rows.without_footer(given, found), found


def _named(
    source: Source, text: str, found: Dialect, shape: table.Shape, said: list[str]
) -> pd.DataFrame:
    """The rows of a text under their names."""
    parts = table.frames(source.path.name, _stream(text), found, shape.width, None)
    frame, long = next(parts)
    given = rows.named(frame, shape, found, said)
    said += long
    return rows.without_footer(given, found)


def _stream(text: str) -> io.StringIO:
    return io.StringIO(text, newline=None)


def _sample(text: str) -> str:
    """Its first lines."""
    return text if len(text) <= SAMPLE else text[: text.rfind("\n", 0, SAMPLE) + 1]


def _binary(source: Source, said: list[str]) -> pd.DataFrame:
    """Parquet or Feather."""
    reader = pd.read_parquet if source.format == PARQUET else pd.read_feather
    try:
        given = reader(source.path)
    except (OSError, ValueError) as error:
        raise Unusable(
            f"{source.path.name} cannot be read: {str(error).splitlines()[0]}."
        ) from None
    return given.set_axis(rows.unique([str(name) for name in given], said), axis=1)
