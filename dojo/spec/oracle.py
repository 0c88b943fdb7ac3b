"""The oracle of a kata: the module oracle.py of its folder, whose functions answer the same question once."""

import copy
import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dojo.paths import shown
from dojo.spec.refusals import Refusal


def loaded(folder: Path, functions: Iterable[str]) -> ModuleType:
    """The module of this folder, its `functions` remembering what they answered."""
    name = f"oracle_{folder.name}"
    path = folder / "oracle.py"
    if not path.exists():
        raise ValueError(f"{shown(path)} is missing; it holds the true answers.")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for each in functions:
        if not hasattr(module, each):
            raise ValueError(f"{shown(path)} has no function {each}.")
        setattr(module, each, remembering(getattr(module, each)))
    return module


def remembering(program: Callable) -> Callable:
    """The same function, which computes each answer or refusal once: an exact answer takes its time."""
    known: dict[bytes, tuple[Any, Exception | None]] = {}

    @wraps(program)
    def call(*inputs: Any) -> Any:
        arrays = [np.asarray(value) for value in inputs]
        words = b"".join(f"{a.dtype}{a.shape}".encode() + a.tobytes() for a in arrays)
        key = hashlib.sha256(words).digest()
        if key not in known:
            try:
                known[key] = program(*inputs), None
            except Refusal as reason:
                known[key] = None, reason
        answer, refusal = known[key]
        if refusal:
            raise refusal.with_traceback(None)
        return copy.deepcopy(answer)

    return call
