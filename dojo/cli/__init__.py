"""What the nox sessions do. A module's `main` takes the words behind `--` and returns the exit code."""

import sys

from dojo.run.language import Language, languages
from dojo.spec.cases import Kata, kata


def known_language(name: str) -> Language:
    """The language of this name, or the end of the program with a sentence."""
    if name not in languages():
        sys.exit(f"There is no language {name}; there are {', '.join(languages())}.")
    return languages()[name]


def known_katas(names: list[str]) -> list[Kata]:
    """The katas of these names, or the end of the program with a sentence."""
    try:
        return [kata(name) for name in names]
    except (KeyError, ValueError) as error:  # no such kata; or a spec.toml is wrong
        sys.exit(error.args[0])
