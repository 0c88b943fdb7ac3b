"""Drills as shared_tests/drills has them: one file per library, one table per line to recall."""

import importlib.util
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from dojo.paths import ROOT, Damaged

DRILLS = ROOT / "shared_tests" / "drills"


@dataclass(frozen=True)
class Drill:
    """One line to be recalled.

    task          what the line is worth, in words
    recalls       the names that it exercises
    draw          code that draws the data from `rng`; names with a leading underscore are not shown, `turn` counts the
                  draws of a question, `folder` is an empty folder
    answer        a line that is right, and `alternatives` that are as good
    mistakes      sentence → a line that goes wrong that way
    forbid        names that the line may not have
    changes       the name of the input that the line is to change; its new value is the answer
    signature     of a line in another language than Python: inputs from the draw, and outputs
    """

    name: str
    library: str
    task: str
    draw: str
    answer: str
    recalls: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    mistakes: dict[str, str] = field(default_factory=dict, hash=False)
    forbid: tuple[str, ...] = ()
    level: int = 1
    rtol: float = 1e-9
    changes: str = ""
    signature: str = ""


@dataclass(frozen=True)
class Library:
    """A file of drills.

    setup     code that draws and lines may rely on: imports
    module    the Python module that must be installed
    language  whose worker runs the lines
    head      code that lines in another language may rely on
    """

    name: str
    title: str
    setup: str
    drills: dict[str, Drill] = field(hash=False)
    module: str = ""
    language: str = "python"
    head: str = ""

    def missing(self) -> str:
        """ "" where the library is installed, else the way to it."""
        if not self.module or importlib.util.find_spec(self.module):
            return ""
        return f"{self.title} is not installed: `pip install {self.title}` brings it."


@cache
def libraries() -> dict[str, Library]:
    """All files of drills by name, numpy first."""
    found = [read(path) for path in sorted(DRILLS.glob("*.toml"))]
    return {l.name: l for l in sorted(found, key=lambda l: l.name != "numpy")}


@cache
def drills() -> dict[str, Drill]:
    """All drills by name."""
    return {n: d for l in libraries().values() for n, d in l.drills.items()}


def read(path: Path) -> Library:
    """One file; Damaged says what is wrong in it."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = {k: v for k, v in entries.items() if isinstance(v, dict)}
        rest = {k: v for k, v in entries.items() if k not in tables}
        found = {name: _drill(path.stem, name, v) for name, v in tables.items()}
        return Library(path.stem, drills=found, **rest)
    except (OSError, TypeError, ValueError) as error:
        raise Damaged(path, error) from None


def _drill(library: str, name: str, table: dict[str, Any]) -> Drill:
    if unknown := table.keys() - {f.name for f in fields(Drill)}:
        raise ValueError(
            f"[{name}] has {', '.join(sorted(unknown))}, which means nothing"
        )
    table = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Drill(name, library, **table)
