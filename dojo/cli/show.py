"""A kata's specification, your attempt and, once it is green, the solutions: nox -s show -- ridge."""

import argparse
import difflib
import textwrap

from rich.console import Console
from rich.syntax import Syntax

from dojo.cli import check_written, known_katas, known_language
from dojo.grade.memory import green_in
from dojo.paths import shown
from dojo.run.language import Language, languages
from dojo.spec import reference
from dojo.spec.cases import Kata
from dojo.spec.mistakes import edited_text, mistakes


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s show --")
    parser.add_argument("kata", help="ridge, center, python/katas/ridge.py")
    parser.add_argument("languages", nargs="*", help="only these languages")
    parser.add_argument(
        "--solutions", action="store_true", help="the solutions before it is green"
    )
    parser.add_argument(
        "--mistakes",
        action="store_true",
        help="the usual mistakes, each as a change of the solution",
    )
    options = parser.parse_intermixed_args(words)
    (each,) = known_katas([options.kata])
    asked = [known_language(name) for name in options.languages]
    for language in asked:
        check_written(language, [*each.functions.values()])
    chosen = asked or languages().values()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{each.title}\n{each.stage}, level {each.level}", style="bold")
    console.print(f"needs {', '.join(each.needs) or 'nothing'}")
    console.print(f"Statement and derivation: {shown(each.folder / 'README.md')}")
    if options.mistakes:
        show_mistakes(each, console)
        return 0
    for f in each.functions.values():
        console.print(f"\n{f.signature}", style="bold")
        console.print(indented(f.formula, console))
        for case in (c for c in each.cases if c.function == f):
            console.print(indented(f"- {case.name}: {case.why}", console), style="dim")
    for language in chosen:
        show_file(language, "katas", each, console)
    if options.solutions or green_in(each.name):
        show_solutions(each, console, list(chosen))
    else:
        console.print(
            f"\nThe solutions are shown once {each.name} is green in a language, "
            "or with --solutions.",
            style="dim",
        )
    return 0


def indented(text: str, console: Console) -> str:
    """A paragraph that ends where the terminal does."""
    return textwrap.fill(
        text, console.width, initial_indent="  ", subsequent_indent="    "
    )


def show_solutions(
    kata: Kata, console: Console, chosen: list[Language] | None = None
) -> None:
    """In these languages, or all."""
    for language in chosen or languages().values():
        show_file(language, "solutions", kata, console)


def show_file(language: Language, source: str, kata: Kata, console: Console) -> None:
    """A kata's file under its name, in colours."""
    path = language.file(source, kata.name)
    if path.is_file():
        console.rule(shown(path))
        text = path.read_text(encoding="utf-8", errors="replace")
        lexer = language.TITLE.lower()
        console.print(Syntax(text, lexer, theme="ansi_light").highlight(text))


def show_mistakes(kata: Kata, console: Console) -> None:
    """Each as the lines of the Python solution that it changes."""
    right = reference.text(kata.name).splitlines()
    for function in kata.functions.values():
        console.print(f"\n{function.name}", style="bold")
        for sentence, mistake in mistakes(function).items():
            console.print(f"  this is what you get when {sentence}")
            wrong = edited_text(kata, mistake.edits, function.name).splitlines()
            changes = list(difflib.unified_diff(right, wrong, n=0, lineterm=""))[2:]
            for line in (line for line in changes if not line.startswith("@@")):
                console.print(f"    {line}", style="dim")
