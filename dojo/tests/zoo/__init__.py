"""Programs that go wrong, a module of each language, found by its name; a language that is begun may have none yet."""

import importlib
import importlib.util
from types import ModuleType
from typing import Any

import pytest

from dojo.run.language import languages


def of(language: str) -> ModuleType:
    """The zoo of a language, or a skipped test."""
    if (found := _module(language)) is None:
        pytest.skip(f"{language} has no zoo yet: dojo/tests/zoo/{language}.py.")
    return found


def entries(table: str) -> list[tuple[str, Any]]:
    """(language, entry) of a list that every zoo has."""
    zoos = {name: zoo for name in languages() if (zoo := _module(name))}
    return [(name, e) for name, zoo in zoos.items() for e in getattr(zoo, table)]


def _module(language: str) -> ModuleType | None:
    name = f"{__name__}.{language}"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None
