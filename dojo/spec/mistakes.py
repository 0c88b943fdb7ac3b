"""The usual mistakes of a function: a sentence, and the program that goes wrong that way.

mistakes.toml says each as an edit of the Python solution, the text there and the text instead:

    [ridge]
    "λ stands where nλ belongs" = ["len(y) * lam", "lam"]

Several edits are a list of such pairs. The few mistakes that are no edit are programs of oracle.py, in its MISTAKES.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from dojo.spec.cases import Function, Kata, kata, katas
from dojo.spec.reference import executed, executed_with, text

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
            function.name,
            sentence,
            getattr(edited(function, edits), function.name),
            edits,
        )
        for sentence, edits in _edits(each).get(function.name, {}).items()
    }
    programs = getattr(each.oracle, "MISTAKES", {}).get(function.name, {})
    programmed = {
        s: Mistake(function.name, s, program) for s, program in programs.items()
    }
    return programmed | found


def known_mistakes(function: Function) -> Iterator[Mistake]:
    """Its own first, then what the mistakes of the functions that it calls, in its kata or in others, make of it."""
    yield from mistakes(function).values()
    for called in _called(function):
        for mistake in mistakes(called).values():
            if mistake.edits:
                sentence = f"in {called.name}, {mistake.sentence}"
                module = executed_with(edited(called, mistake.edits), function.kata)
                yield Mistake(
                    called.name, sentence, getattr(module, function.name), mistake.edits
                )


def edited(function: Function, edits: Edits) -> ModuleType:
    """The solution with these edits in one function."""
    return executed(
        edited_text(kata(function.kata), edits, function.name), function.kata
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


@cache
def _called(function: Function) -> list[Function]:
    """The other kata functions that this one calls, directly or not, the nearest first."""
    found: list[Function] = []
    callers = [function]
    while callers:
        caller = callers.pop(0)
        source = text(caller.kata)
        body = "".join(_places(source, caller.name))
        within = {
            caller.kata,
            *re.findall(r"^from (\w+)", source, re.MULTILINE),
        } & katas().keys()
        for each in (
            f
            for name in katas()
            if name in within
            for f in katas()[name].functions.values()
        ):
            if each not in (function, *found) and re.search(rf"\b{each.name}\(", body):
                found.append(each)
                callers.append(each)
    return found
