"""What a drill's process does: draw the data, run a line on it, say what came of it in plain data (see desk.py).

The libraries are imported once, before processes are forked; every question has a process of its own, so that no line
can change what the next one finds.
"""

import ast
import contextlib
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dojo.practice.alike import difference
from dojo.practice.describe import Plain, describe
from dojo.practice.drills import Drill, read
from dojo.run.child import Answer
from dojo.run.program import Program
from dojo.run.results import Status
from dojo.run.wire import Message

SETUP: dict[str, Any] = {}  # the names that every line may rely on
DRILLS: dict[str, Drill] = {}
LINES = 12  # of one value that is shown


def warm(program: Path) -> None:
    """Import what the library's lines rely on."""
    library = read(program.with_suffix(".toml"))
    DRILLS.update(library.drills)
    with warnings.catch_warnings(action="ignore"):
        execute(ast.parse(library.setup), SETUP)


# ---------------------------------------------------------------- the actions


def outcomes(
    program: Program, request: Message, name: str, line: str, seed: int, turns: int
) -> Answer:
    """What the line is worth on each draw."""
    try:
        code = ast.parse(line.strip())
    except (SyntaxError, ValueError) as error:
        return Status.BROKEN, f"{type(error).__name__}: {error}"
    found = []
    for turn in range(turns):
        with drawn(DRILLS[name], seed, turn) as names:
            found.append(outcome(DRILLS[name], code, names))
    return Status.DONE, found


def given(
    program: Program, request: Message, name: str, seed: int, turn: int
) -> Answer:
    """The drawn data in words, a name each."""
    with drawn(DRILLS[name], seed, turn) as names:
        return Status.DONE, {k: shown(names[k]) for k in own(names)}


def inputs(
    program: Program, request: Message, name: str, seed: int, turn: int
) -> Answer:
    """The drawn data themselves, for a line in another language."""
    with drawn(DRILLS[name], seed, turn) as names:
        return Status.DONE, {k: names[k] for k in own(names)}


ACTIONS = {f.__name__: f for f in (outcomes, given, inputs)}


# ---------------------------------------------------------------- data and lines


@contextlib.contextmanager
def drawn(drill: Drill, seed: int, turn: int) -> Iterator[dict[str, Any]]:
    """What a line finds: the setup's names and the data of one draw."""
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    names = {**SETUP, "turn": turn, "folder": folder}
    names["rng"] = np.random.default_rng([seed, turn])
    try:
        with warnings.catch_warnings(action="ignore"):
            execute(ast.parse(drill.draw), names)
            yield names
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def own(names: dict[str, Any]) -> list[str]:
    """The names of the data."""
    hidden = {*SETUP, "turn", "folder", "rng"}
    return [k for k in names if k not in hidden and not k.startswith("_")]


def outcome(drill: Drill, code: ast.Module, names: dict[str, Any]) -> Plain:
    """{"value": description, "changed": names of inputs}, or {"raises": type, "words": …}."""
    before = {k: describe(names[k]) for k in own(names)}
    try:
        value = run(code, names)
    except Exception as error:  # noqa: BLE001 (whatever a line raises)
        words = str(error).strip().partition("\n")[0]
        return {"raises": type(error).__name__, "words": words}
    changed = [
        k
        for k, was in before.items()
        if k != drill.changes and difference(was, describe(names[k]), 0.0)
    ]
    value = names[drill.changes] if drill.changes else value
    return {"value": describe(value), "changed": changed}


def run(code: ast.Module, names: dict[str, Any]) -> Any:
    """The value of the last expression, or of the name that the last line assigns to."""
    if not code.body:
        return None
    *body, last = code.body
    execute(ast.Module(body, []), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "<line>", "eval"), names)
    execute(ast.Module([last], []), names)
    target = last.targets[0] if isinstance(last, ast.Assign) else None
    return names[target.id] if isinstance(target, ast.Name) else None


def execute(code: ast.Module, names: dict[str, Any]) -> None:
    exec(compile(code, "<line>", "exec"), names)  # noqa: S102 (what this process is for)


def shown(value: Any) -> str:
    """A value as a person is told of it before the first try."""
    if isinstance(value, np.ndarray):
        kinds = {"f": "", "i": " of integers", "b": " of truth values"}
        return f"array of shape {value.shape}{kinds.get(value.dtype.kind, ' of words')}"
    text = value.to_string() if hasattr(value, "to_string") else str(value)
    if callable(value):
        return "a function"
    if hasattr(value, "toarray"):
        return f"sparse matrix of shape {value.shape}"
    if isinstance(value, str) and "\n" not in value:
        text = repr(value)
    lines = text.splitlines()
    more = [f"… {len(lines) - LINES} more lines"] if len(lines) > LINES else []
    return "\n".join([*lines[:LINES], *more])
