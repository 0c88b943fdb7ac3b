"""A Python prompt with the katas of a language as functions, and their cases: nox -s shell -- cpp ridge."""

import argparse
import code
import sys
from contextlib import suppress

import numpy as np

from dojo.cli import check_written, known_functions, known_language
from dojo.run.language import languages
from dojo.run.library import Library, load
from dojo.run.results import Unavailable
from dojo.spec.cases import Case, Function, functions, kata


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s shell --",
        description="A Python prompt with the katas of a language as functions.",
    )
    parser.add_argument("language", help=", ".join(languages()))
    parser.add_argument("katas", nargs="*", help="whose cases are at hand; all without")
    parser.add_argument("--solutions", action="store_true", help="the reference")
    options = parser.parse_intermixed_args(words)
    language = known_language(options.language)
    chosen = known_functions(options.katas)
    check_written(language, chosen)
    chosen = chosen or [f for f in functions().values() if not language.lacks(f.kata)]
    try:
        library = load(
            language.name, "solutions" if options.solutions else "katas", fast=False
        )
    except (Unavailable, RuntimeError) as error:
        sys.exit(str(error))
    with suppress(ImportError):
        import readline  # noqa: F401 (the arrows of the prompt)
    with library:
        code.interact(
            greeting(library, chosen), local=names(library, chosen), exitmsg=""
        )
    return 0


def names(library: Library, chosen: list[Function]) -> dict[str, object]:
    """What the prompt knows: every function, the cases of the chosen ones, np, and reload."""
    at_hand: dict[str, object] = {name: getattr(library, name) for name in functions()}
    return at_hand | {"cases": cases_of(chosen), "np": np, "reload": library.reload}


def cases_of(chosen: list[Function]) -> dict[str, dict[str, Case]]:
    """function → case → Case."""
    found: dict[str, dict[str, Case]] = {f.name: {} for f in chosen}
    for name in dict.fromkeys(f.kata for f in chosen):
        for case in kata(name).cases:
            if case.function in chosen:
                found[case.function.name][case.name] = case
    return found


def greeting(library: Library, chosen: list[Function]) -> str:
    """How to begin, with the first case as the example."""
    function = chosen[0].name
    case = next(iter(cases_of(chosen[:1])[function]))
    return "\n".join(
        [
            f"{library!r}, each under its name; reload() after a change.",
            f'>>> case = cases["{function}"]["{case}"]',
            f">>> {function}(**case.inputs), case.outputs, case.why",
        ]
    )
