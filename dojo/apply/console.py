"""The terminal's side of `apply` and `predict`: what is printed, and where the results go."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from dojo.apply import Unusable, command, store, suspicions, words
from dojo.apply.command import OUT, Wishes, stem
from dojo.apply.fit import Request
from dojo.apply.models import MODELS
from dojo.apply.recipe import Split
from dojo.paths import shown, write_text


def apply(options: argparse.Namespace) -> int:
    """Look at a file; with a target, fit and report. Returns the exit code."""
    console = Console(highlight=False)
    if options.models:
        console.print(_models())
        return 0
    if options.file is None:
        raise Unusable("Name a file: CSV, TSV, Excel, Parquet or Feather.")

    def tell(sentence: str) -> None:
        console.print(
            f"[dim]{sentence}[/dim]" if console.is_terminal else sentence,
            markup=console.is_terminal,
        )

    wishes = Wishes(
        options.target, options.positive, _split(options), options.without_repeats
    )
    reading, new = command.looked_at(options.file, wishes, tell, options.recipe)
    recipe = reading.recipe
    if new or not recipe.target:
        frame = command.without_repeats(reading.frame, recipe)
        console.print(words.looked(reading, suspicions.of_table(frame, recipe)))
    if not recipe.target:
        console.print(
            f"\nNext: nox -s apply -- {options.file} --target {_likely(recipe.columns)} --solutions"
        )
        return 0
    request = Request(
        options.model,
        options.language,
        options.source,
        options.lam,
        options.rule,
        options.prepare == "mine",
    )
    folder = OUT / stem(options.file)
    result = command.fitted(options.file, reading, request, tell, folder)
    console.print()
    console.print(words.told(result, shown(folder / "report.html")))
    return 0


def predict(model: Path, file: Path, out: Path | None) -> int:
    """Predict the rows of a file and write them beside the model."""
    console = Console(highlight=False)
    given, found, said = command.predicted(model, file)
    place = out or model.parent / f"{stem(file)}.predictions.csv"
    for sentence in said:
        console.print(f"Warning: {sentence}", style="yellow", markup=False)
    table = Table(box=box.SIMPLE_HEAD)
    for name in found:
        table.add_column(name, justify="right")
    for row in found.head(5).itertuples(index=False):
        table.add_row(*(f"{v:.6g}" if isinstance(v, float) else str(v) for v in row))
    console.print(table)
    import pandas as pd

    whole = pd.concat([given.reset_index(drop=True), found], axis=1)
    write_text(place, store.as_csv(whole))
    console.print(f"{len(found)} rows written: {shown(place)}", markup=False)
    return 0


def _split(options: argparse.Namespace) -> Split | None:
    if options.group:
        return Split("group", options.group, options.test, options.seed)
    if options.time:
        return Split("time", options.time, options.test, options.seed)
    if options.no_split:
        return Split("none")
    if (options.test, options.seed) != (0.25, 0):
        return Split("random", "", options.test, options.seed)
    return None


def _likely(columns: Iterable[str]) -> str:
    """The last column, which is the target more often than not."""
    name = list(columns)[-1]
    return f'"{name}"' if " " in name else name


def _models() -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for head in ("model", "predicts", "what it is"):
        table.add_column(head)
    for model in MODELS.values():
        table.add_row(
            model.name,
            "a number" if model.task == "regression" else "classes",
            model.what,
        )
    return table
