"""What `nox -s apply` and `nox -s predict` do, from a file to a folder of results."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from dojo.apply import Unusable, recipe, report, store, suspicions, words
from dojo.apply.columns import LEAVE_OUT
from dojo.apply.fit import Result, run
from dojo.apply.read import Reading, is_large, look, read, typed_frame
from dojo.apply.recipe import Recipe, Split
from dojo.apply.solve import Request
from dojo.apply.source import recognised
from dojo.apply.tasks import Task
from dojo.paths import BUILD, make, shown, write_text

OUT = BUILD / "apply"
PACKED = (".gz", ".bz2", ".xz", ".zip")


@dataclass
class Wishes:
    """What the command line says beside the recipe; what it leaves open the recipe decides."""

    target: str = ""
    positive: str = ""
    split: Split | None = None
    without_repeats: bool = False
    leave_out: list[str] = field(default_factory=list)


def stem(path: Path) -> str:
    """A file's name without its endings: autos of autos.csv.gz."""
    name = path.name
    while Path(name).suffix.lower() in PACKED:
        name = Path(name).stem
    return Path(name).stem


def looked_at(
    path: Path, wishes: Wishes, tell: Callable[[str], None], given: Path | None = None
) -> tuple[Reading, bool]:
    """(the table, whether its recipe is new): read as its recipe says, or looked at, and a recipe written beside it."""
    place = given or path.with_name(f"{stem(path)}.recipe.toml")
    if place.exists():
        reading = read(path, _wished(recipe.read(place), wishes))
        tell(f"Read as {shown(place)} says.")
        return reading, False
    if given:
        raise Unusable(f"There is no recipe {given}.")
    reading = look(path)
    reading.recipe = _wished(reading.recipe, wishes)
    if not os.access(path.parent, os.W_OK):
        place = OUT / stem(path) / "recipe.toml"
    recipe.write(place, reading.recipe)
    tell(f"Recipe written: {shown(place)}. Edit it, and it decides the next run.")
    return reading, True


def of_task(task: Task, cured: bool, wishes: Wishes) -> tuple[Path, Reading]:
    """(a copy of the task's file, the table under the task's recipe)."""
    path = task.copied(OUT / "tasks")
    reading = look(path)
    reading.recipe = _wished(task.applied(reading.recipe, cured), wishes)
    return path, reading


def without_repeats(frame: pd.DataFrame, each: Recipe) -> pd.DataFrame:
    """The rows that the recipe keeps."""
    return frame.drop_duplicates(ignore_index=True) if each.without_repeats else frame


def fitted(
    path: Path,
    reading: Reading,
    request: Request,
    tell: Callable[[str], None],
    folder: Path,
) -> Result:
    """Fit, and write the results into `folder`: all of them or none."""
    frame = without_repeats(reading.frame, reading.recipe)
    result = run(frame, reading.recipe, request, tell)
    tell("Drawing the report.")
    about = suspicions.of_table(frame, reading.recipe)
    result.suspicions += about
    table = store.model(result, path)
    texts = {
        "report.html": report.page(result, table),
        "model.json": store.as_json(table),
        "card.md": words.card(result),
        "predictions.csv": store.as_csv(store.held_out(result)),
        "recipe.toml": recipe.to_toml(result.recipe),
    }
    whole(folder, texts)
    return result


def whole(folder: Path, texts: dict[str, str]) -> None:
    """Put these files where `folder` is, in the place of what was there; an interruption leaves what was there."""
    make(folder.parent)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        made.chmod(0o755)
        for name, text in texts.items():
            write_text(made / name, text)
        if folder.exists():
            old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".old-"))
            os.replace(folder, old / folder.name)
            os.replace(made, folder)
            shutil.rmtree(old)
        else:
            os.replace(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def predicted(model: Path, path: Path) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """(the new rows as they stand in the file, predictions, warnings) of a model.json for a new file."""
    table = store.read(model)
    if path.exists() and is_large(recognised(path)):
        raise Unusable(
            f"{path.name} is too large to be predicted at once: split it (`split -l 1000000`, the names on top of each)."
        )
    learned = store.columns(table)
    needed = {f["column"] for f in table["features"]}
    columns = {n: c for n, c in learned.columns.items() if n in needed}
    reading = replace(learned.reading, footer=0)
    mine = replace(learned, reading=reading, columns=columns, target="")
    try:
        given = read(path, mine).given
    except Unusable as error:
        if "but its recipe says" not in str(error):
            raise
        found = look(path)
        given, mine = found.given, replace(mine, reading=found.recipe.reading)
        if lacking := [name for name in columns if name not in given]:
            raise Unusable(
                f"{path.name} has no column {', '.join(lacking)}, which the model needs; it has {', '.join(given)}."
            ) from None
    frame = typed_frame(given, mine)
    numbers, said = store.predict(table, frame)
    for name in columns:
        if missing := int(frame[name].isna().sum()):
            said.append(
                f"{name} has no value in {missing} of {len(frame)} rows; what training put in its place stands there."
            )
    return given, store.predictions(table, numbers), said


def _wished(each: Recipe, wishes: Wishes) -> Recipe:
    """The recipe with what the command line says."""
    target = wishes.target or each.target
    if wishes.target and wishes.target not in each.columns:
        raise Unusable(
            f"There is no column {wishes.target!r}; there are {', '.join(each.columns)}."
        )
    split = wishes.split or each.split
    if split.column and split.column not in each.columns:
        raise Unusable(
            f"There is no column {split.column!r} to split by; there are {', '.join(each.columns)}."
        )
    columns = dict(each.columns)
    for name in wishes.leave_out:
        if name not in columns:
            raise Unusable(
                f"There is no column {name!r} to leave out; there are {', '.join(columns)}."
            )
        columns[name] = replace(columns[name], kind=LEAVE_OUT, why="asked for")
    # what holds whole groups out cannot predict new ones
    if (
        wishes.split
        and split.kind == "group"
        and columns[split.column].kind != LEAVE_OUT
    ):
        columns[split.column] = replace(
            columns[split.column], kind=LEAVE_OUT, why="rows are held out by it"
        )
    return replace(
        each,
        target=target,
        positive=wishes.positive or each.positive,
        split=split,
        columns=columns,
        without_repeats=wishes.without_repeats or each.without_repeats,
    )
