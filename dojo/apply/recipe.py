"""The recipe: how a file is read and prepared. It is written once, edited by hand, and alone decides the next run."""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import tomlkit

from dojo.apply import Unusable
from dojo.apply.columns import KINDS, Column
from dojo.apply.dialect import Dialect
from dojo.paths import write_text

HEAD = """How {file} is read and prepared. Edit it: it alone decides the next run; delete it to have it written anew.
kind: number | category | date | leave out.
number:   missing = median | mean | zero | refuse; codes = [-999] are missing too; degree = 3 adds x² and x³
category: rare = 10 puts levels with fewer training rows together; keep = ["none"] are levels, not missing
date:     parts = year, month, day, weekday, hour, days (since 2000)
split:    kind = random | stratified | group | time; column for group and time; test = the share of test rows"""
T = TypeVar("T")
SPLITS = ("random", "stratified", "group", "time", "none")
PARTS = ("year", "month", "day", "weekday", "hour", "days")
DEGREE = 9  # of the highest power: beyond it float64 tells the powers apart no longer
FILLS = ("", "median", "mean", "zero", "refuse")


@dataclass
class Split:
    """Which rows test: at random, with the classes' shares kept, whole groups, or the latest."""

    kind: str = "random"
    column: str = ""
    test: float = 0.25
    seed: int = 0


@dataclass
class Recipe:
    """Everything that decides how a table becomes X and y."""

    file: str
    reading: Dialect
    columns: dict[str, Column]
    target: str = ""
    task: str = ""  # "regression" or "classification"; "" lets the model say
    positive: str = ""  # the class that is 1
    without_repeats: bool = False  # of rows that are alike only the first is kept
    split: Split = field(default_factory=Split)


def to_toml(recipe: Recipe) -> str:
    """The recipe as a person edits it: what is as usual is not said."""
    document = tomlkit.document()
    for line in HEAD.format(file=recipe.file).splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    for key in ("file", "target", "task", "positive", "without_repeats"):
        document.add(key, tomlkit.item(getattr(recipe, key)))
    split = tomlkit.inline_table()
    split.update({k: v for k, v in dataclasses.asdict(recipe.split).items() if v != ""})
    document.add("split", split)
    document.add(
        "reading", _table(recipe.reading, Dialect(encoding=""), {"format", "separator"})
    )
    columns = tomlkit.table(is_super_table=True)
    for name, column in recipe.columns.items():
        columns.add(name, _table(column, Column("", ""), set(), frozenset({"name"})))
    document.add("columns", columns)
    return tomlkit.dumps(document)


def write(path: Path, recipe: Recipe) -> None:
    """The whole file or none."""
    write_text(path, to_toml(recipe))


def read(path: Path) -> Recipe:
    """The recipe in this file; Unusable names the line or the key that is wrong, and what may stand there."""
    try:
        return from_table(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Unusable(f"{path.name} is no TOML: {error}.") from None
    except Unusable as error:
        raise Unusable(f"{path.name}: {error}") from None


def from_table(table: dict[str, Any]) -> Recipe:
    """The recipe of these tables."""
    table = dict(table)
    reading = _made(Dialect, "reading", table.pop("reading", {}))
    split = _made(Split, "split", table.pop("split", {}))
    columns = {
        name: _made(Column, f"columns.{name}", {"name": name} | entry)
        for name, entry in table.pop("columns", {}).items()
    }
    recipe = _made(
        Recipe,
        "the recipe",
        {"reading": reading, "columns": columns, "split": split} | table,
    )
    _one_of("split: kind", split.kind, SPLITS)
    if not 0 < split.test < 1:
        raise Unusable(f"split: test is {split.test}, and must lie between 0 and 1.")
    for name, column in columns.items():
        _one_of(f"columns.{name}: kind", column.kind, KINDS)
        _one_of(f"columns.{name}: missing", column.missing, FILLS)
        if not 1 <= column.degree <= DEGREE:
            raise Unusable(
                f"columns.{name}: degree is {column.degree}, and must lie between 1 and {DEGREE}."
            )
        for part in column.parts:
            _one_of(f"columns.{name}: parts", part, PARTS)
    return recipe


def _table(
    thing: Any, usual: Any, always: set[str], never: frozenset[str] = frozenset()
) -> Any:
    table = tomlkit.table()
    for each in dataclasses.fields(thing):
        value = getattr(thing, each.name)
        if each.name in always or (
            value != getattr(usual, each.name) and each.name not in never
        ):
            table.add(each.name, value)
    return table


def _made(kind: type[T], place: str, entries: dict[str, Any]) -> T:
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for key, value in entries.items():
        if key not in fields:
            raise Unusable(
                f"{place}: there is no key {key}; there are {', '.join(fields)}."
            )
        usual = fields[key].default
        plain = isinstance(usual, (str, int, float, bool))
        allowed = (int, float) if isinstance(usual, float) else type(usual)
        if plain and not isinstance(value, allowed):
            raise Unusable(f"{place}: {key} is {value!r}, and must be like {usual!r}.")
    try:
        return kind(**entries)
    except TypeError:
        lacking = [
            n
            for n, f in fields.items()
            if f.default is dataclasses.MISSING
            and f.default_factory is dataclasses.MISSING
            and n not in entries
        ]
        raise Unusable(f"{place} does not say {', '.join(lacking)}.") from None


def _one_of(place: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise Unusable(
            f"{place} is {value!r}, and must be one of {', '.join(a for a in allowed if a)}."
        )
