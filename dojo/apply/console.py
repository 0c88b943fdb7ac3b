"""The terminal's side of `apply` and `predict`: what is printed, and where the results go."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from dojo.apply import Unusable, command, store, stream_command, suspicions, words
from dojo.apply.command import OUT, Wishes, stem
from dojo.apply.models import MODELS
from dojo.apply.pieces import as_parquet
from dojo.apply.read import is_large
from dojo.apply.recipe import Split
from dojo.apply.solve import Request
from dojo.apply.source import recognised
from dojo.apply.tasks import task, tasks
from dojo.paths import shown, write_text


def apply(options: argparse.Namespace) -> int:
    """Look at a file; with a target, fit and report. Returns the exit code."""
    console = Console(highlight=False)
    if options.models:
        console.print(_models())
        return 0
    if options.tasks:
        console.print(_tasks())
        return 0

    def tell(sentence: str) -> None:
        console.print(sentence, style="dim", markup=False)

    wishes = Wishes(
        options.target,
        options.positive,
        _split(options),
        options.without_repeats,
        options.leave_out,
    )
    request = Request(
        options.model,
        options.language,
        options.source,
        options.lam,
        options.rule,
        options.prepare == "mine",
    )
    if options.file and (options.scale is not None or "*" in options.file.name):
        name = stem(options.file).strip("*?_-.") or options.file.parent.name
        stream_command.run(
            str(options.file), options.target, request, options.scale or 0, OUT / name
        )
        return 0
    if options.task:
        asked = task(options.task)
        path, reading = command.of_task(asked, options.cured, wishes)
        request.model = request.model or asked.model
        console.print(f"{asked.question} ({asked.domain})", style="bold", markup=False)
        new = False
    elif options.file:
        path = options.file
        reading, new = command.looked_at(path, wishes, tell, options.recipe)
    else:
        raise Unusable("Name a file: CSV, TSV, Excel, Parquet or Feather.")
    recipe = reading.recipe
    if new or not recipe.target:
        frame = command.without_repeats(reading.frame, recipe)
        about = suspicions.of_table(frame, recipe)
        console.print(words.looked(reading, about))
    if not recipe.target:
        name = _likely(recipe.columns)
        console.print(f"\nNext: nox -s apply -- {path} --target {name}", markup=False)
        return 0
    folder = OUT / stem(path)
    if is_large(recognised(path)):
        whole = OUT / "large" / f"{stem(path)}.parquet"
        tell(f"The file is large: it is copied to {shown(whole)}, and streamed.")
        as_parquet(path, recipe, whole, tell)
        stream_command.run(
            str(whole), recipe.target, request, options.scale or 0, folder
        )
        return 0
    result = command.fitted(path, reading, request, tell, folder)
    console.print()
    console.print(words.told(result, shown(folder / "report.html")))
    if options.task:
        console.print(f"The trap: {asked.trap}", markup=False)
        if asked.leave_out and not options.cured:
            left = ", ".join(asked.leave_out)
            console.print(f"Once more without {left}: --cured", markup=False)
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


def _tasks() -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in ("domain", "task", "question"):
        table.add_column(head)
    last = ""
    for each in sorted(tasks().values(), key=lambda t: t.domain):
        table.add_row(
            each.domain if each.domain != last else "", each.name, each.question
        )
        last = each.domain
    return table
