"""The usual mistakes of a function: a sentence, and the program that goes wrong that way.

mistakes.toml says each as an edit of the Python solution, the text there and the text instead:

    [ridge]
    "λ stands where nλ belongs" = ["len(y) * lam", "lam"]

Several edits are a list of such pairs. The few mistakes that are no edit are programs of oracle.py, in its MISTAKES.
"""

import ast
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dojo.spec.cases import Function, Kata, kata
from dojo.spec.reference import executed, text

Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mistake:
    """`function` names the one that goes wrong; a mistake of what it calls makes its callers wrong too."""

    function: str
    sentence: str
    program: Callable
    edits: Edits = ()  # none where it is a program of oracle.py


@cache
def mistakes(function: Function) -> dict[str, Mistake]:
    """sentence → Mistake, of this function itself."""
    each = kata(function.kata)
    found = {
        sentence: Mistake(
            function.name, sentence, edited(each, edits, function.name), edits
        )
        for sentence, edits in _edits(each).get(function.name, {}).items()
    }
    programs = getattr(each.oracle, "MISTAKES", {}).get(function.name, {})
    return found | {
        sentence: Mistake(function.name, sentence, program)
        for sentence, program in programs.items()
    }


@cache
def known_mistakes(function: Function) -> dict[str, Mistake]:
    """sentence → Mistake: its own first, then what a mistake in another function of its kata, which it calls, makes of it."""
    each, found = kata(function.kata), dict(mistakes(function))
    for name in _called(each, function.name):
        for sentence, mistake in mistakes(each.functions[name]).items():
            if mistake.edits and sentence not in found:
                program = edited(each, mistake.edits, name, function.name)
                found[sentence] = Mistake(name, sentence, program, mistake.edits)
    return found


def edited(kata: Kata, edits: Edits, function: str, call: str = "") -> Callable:
    """The function `call` (or `function`) of the solution whose `function` is edited."""
    return getattr(
        executed(edited_text(kata, edits, function), kata.name), call or function
    )


def edited_text(kata: Kata, edits: Edits, function: str) -> str:
    """The Python solution with these edits in one function, or else in the private helpers of its file."""
    source = text(kata.name)
    for old, new in edits:
        places = [p for p in _places(source, function) if old in p]
        if not places:
            raise ValueError(
                f"{kata.folder.name}/mistakes.toml: [{function}] has an edit of a text that is not in "
                f"python/solutions/{kata.name}.py:\n{old}"
            )
        source = source.replace(places[0], places[0].replace(old, new))
    return source


def _places(source: str, function: str) -> list[str]:
    """The text of the function, then that of each private helper."""
    lines, found = source.splitlines(keepends=True), {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = "".join(lines[node.lineno - 1 : node.end_lineno])
    return [
        found[function],
        *(body for name, body in found.items() if name.startswith("_")),
    ]


@cache
def _edits(kata: Kata) -> dict[str, dict[str, Edits]]:
    """function → sentence → edits, as mistakes.toml has them."""
    path = kata.folder / "mistakes.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if unknown := tables.keys() - kata.functions:
        raise ValueError(
            f"{path}: there is no function {', '.join(unknown)} in {kata.name}."
        )
    return {
        name: {
            s: tuple((old, new) for old, new in ([v] if isinstance(v[0], str) else v))
            for s, v in table.items()
        }
        for name, table in tables.items()
    }


def _called(kata: Kata, function: str) -> list[str]:
    """The other functions of the file that this one calls, directly or not."""
    source, open_ = text(kata.name), [function]
    found: list[str] = []
    while open_:
        body = "".join(_places(source, open_.pop()))
        for name in kata.functions:
            if name not in (function, *found) and re.search(rf"\b{name}\(", body):
                found.append(name)
                open_.append(name)
    return found
