"""The Python solutions as functions of this process: tolerances are calibrated with them, and mistakes are edits of them."""

import builtins
from functools import cache
from types import ModuleType
from typing import Any

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
    module = ModuleType(name)
    vars(module)["__builtins__"] = {**vars(builtins), "__import__": _import}
    code = compile(source, f"python/solutions/{name}.py", "exec")
    exec(code, vars(module))  # noqa: S102 (the repository's own)
    return module


def _import(name: str, *rest: Any) -> ModuleType:
    if name == "refusals":
        return refusals
    if name in katas():
        return reference(name)
    return builtins.__import__(name, *rest)
