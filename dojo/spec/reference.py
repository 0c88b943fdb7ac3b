"""The Python solutions as functions of this process: tolerances are calibrated with them, and mistakes are edits of them."""

import builtins
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from dojo.paths import ROOT
from dojo.spec import refusals
from dojo.spec.cases import katas

SOLUTIONS = ROOT / "python" / "solutions"


def text(kata: str) -> str:
    """The Python solution of a kata."""
    return (SOLUTIONS / f"{kata}.py").read_text(encoding="utf-8")


@cache
def reference(kata: str) -> ModuleType:
    """The functions of a kata's Python solution."""
    return executed(text(kata), kata)


def executed(source: str, name: str) -> ModuleType:
    """The module that this text of a kata file makes; what it imports from other katas are their solutions."""
    return _executed(source, name, reference)


def executed_with(edited: ModuleType, name: str) -> ModuleType:
    """The solution of a kata, built on another kata's edited module."""
    known = {edited.__name__: edited}

    def found(other: str) -> ModuleType:
        if other not in known:
            built_on_it = edited.__name__ in katas()[other].before
            known[other] = (
                _executed(text(other), other, found)
                if built_on_it
                else reference(other)
            )
        return known[other]

    return found(name)


def _executed(source: str, name: str, found: Callable[[str], ModuleType]) -> ModuleType:
    """`found` gives the katas that the text imports."""

    def load(other: str, *rest: Any) -> ModuleType:
        if other == "refusals":
            return refusals
        return found(other) if other in katas() else builtins.__import__(other, *rest)

    module = ModuleType(name)
    vars(module)["np"] = np  # an edit may need it where the solution does not
    vars(module)["__builtins__"] = {**vars(builtins), "__import__": load}
    code = compile(source, f"python/solutions/{name}.py", "exec")
    exec(code, vars(module))  # noqa: S102 (the repository's own)
    return module
