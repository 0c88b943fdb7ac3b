"""What the nox sessions do. A module's `main` takes the words behind `--` and returns the exit code."""

import sys
from pathlib import Path, PurePath

from dojo.run.language import Language, languages
from dojo.spec.cases import Case, Function, Kata, functions, kata, katas
from dojo.spec.near import near


def known_language(name: str) -> Language:
    """The language of this name, or the end of the program with a sentence."""
    if name not in languages():
        sys.exit(f"There is no language {name}; there are {', '.join(languages())}.")
    return languages()[name]


def check_written(
    language: Language, chosen: list[Function], source: str | Path = "katas"
) -> None:
    """The end of the program with a sentence where the language has not all of these functions yet."""
    for function in chosen:
        if words := language.lacks(function.kata, source):
            sys.exit(words)


def known_katas(names: list[str]) -> list[Kata]:
    """The katas of these names, each once, or the end of the program with a sentence."""
    return list(dict.fromkeys(kata(f.kata) for f in known_functions(names)))


def known_functions(names: list[str]) -> list[Function]:
    """The functions that are meant, each once, or the end of the program with a sentence.

    names    a kata (`ridge`), a function (`center`, `ridge.center`), or a file or folder of a
             kata (`python/katas/ridge.py`)
    """
    return list(dict.fromkeys(f for name in names for f in _meant(name)))


def named(words: str | None, cases: list[Case]) -> list[Case]:
    """The cases of this very name, else those whose name has these words; all without words."""
    if not words:
        return cases
    exact = [case for case in cases if case.name == words]
    return exact or [case for case in cases if words in case.name]


def _meant(name: str) -> list[Function]:
    found = name if name in katas() or name in functions() else _of_a_path(name)
    if found in katas():
        return list(katas()[found].functions.values())
    if found in functions():
        return [functions()[found]]
    owner, _, own = name.partition(".")
    if owner in katas() and own in katas()[owner].functions:
        return [katas()[owner].functions[own]]
    if owner in katas() and own:
        sys.exit(f"{owner} has no function {own}; it has {_listed(owner)}.")
    close = near(found, [*katas(), *functions()])
    hint = (
        f"Did you mean {' or '.join(close)}?" if close else "`nox -s map` lists them."
    )
    sys.exit(f"There is no kata or function {name}. {hint}")


def _of_a_path(name: str) -> str:
    """The kata that a path leads to, or the name as it is."""
    path = PurePath(name)
    suffixes = [language.SUFFIX for language in languages().values()]
    if path.suffix in suffixes:
        return path.stem
    return next((part for part in reversed(path.parts) if part in katas()), name)


def _listed(name: str) -> str:
    return ", ".join(katas()[name].functions)
