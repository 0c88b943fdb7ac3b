"""A text of any size → a Parquet file of its number columns, so many rows at a time, which can then be streamed."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from dojo.apply import Unusable, counted, rows, table
from dojo.apply.columns import NUMBER
from dojo.apply.read import decoded, typed_frame
from dojo.apply.recipe import Recipe
from dojo.apply.source import recognised
from dojo.paths import make

ROWS = 100_000


def as_parquet(
    path: Path, recipe: Recipe, place: Path, tell: Callable[[str], None]
) -> None:
    """Write the number columns of the recipe to `place`; nothing stands there when this is interrupted."""
    source, found = recognised(path), recipe.reading
    shape = table.shape(decoded(source, found), found)
    numbers = {n: c for n, c in recipe.columns.items() if c.kind == NUMBER}
    if recipe.target not in numbers:
        raise Unusable(
            f"The target {recipe.target!r} is no number column, and large files are fitted to numbers only."
        )
    if bent := [n for n, c in numbers.items() if c.degree > 1]:
        raise Unusable(
            f"columns.{bent[0]}: a degree is for files that are read at once; large files are fitted to the numbers as they are."
        )
    part = place.with_suffix(".part")
    make(place.parent)
    schema = pa.schema([(name, pa.float64()) for name in numbers])
    said: list[str] = []
    names: list[str] = []
    done = 0
    try:
        with (
            io.TextIOWrapper(source.open(), encoding=found.encoding) as text,
            parquet.ParquetWriter(part, schema) as writer,
        ):
            for cells, long in table.frames(path.name, text, found, shape.width, ROWS):
                said += long
                if names:
                    given = rows.rectangular(cells, shape.width, names, said)
                else:
                    given = rows.named(cells, shape, found, said)
                    names = list(given)
                typed = typed_frame(given, _only(recipe, numbers))
                writer.write_table(_table(typed, schema))
                done += len(typed)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    tell(f"{counted(done)} read.")
    for sentence in said[:5]:
        tell(sentence)
    if len(said) > 5:
        tell(f"… and {len(said) - 5} more of that kind.")


def _only(recipe: Recipe, columns: dict) -> Recipe:
    return Recipe(recipe.file, recipe.reading, columns, recipe.target)


def _table(typed: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pandas(typed, schema, preserve_index=False)
