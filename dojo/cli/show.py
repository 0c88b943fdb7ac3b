"""A kata's specification, your attempt and the four solutions: nox -s show -- ridge."""

import argparse
import difflib

from rich.console import Console
from rich.syntax import Syntax

from dojo.cli import known_katas, known_language
from dojo.paths import shown
from dojo.run.language import languages
from dojo.spec import reference
from dojo.spec.cases import Kata
from dojo.spec.mistakes import edited_text, mistakes


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s show --")
    parser.add_argument("kata")
    parser.add_argument("languages", nargs="*", help="only these languages")
    parser.add_argument(
        "--mistakes",
        action="store_true",
        help="the usual mistakes, each as a change of the solution",
    )
    options = parser.parse_intermixed_args(words)
    (each,) = known_katas([options.kata])
    chosen = [
        known_language(name) for name in options.languages
    ] or languages().values()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{each.title}\n{each.stage}, level {each.level}", style="bold")
    console.print(f"needs {', '.join(each.needs) or 'nothing'}")
    console.print(f"Statement and derivation: {shown(each.folder / 'README.md')}")
    if options.mistakes:
        show_mistakes(each, console)
        return 0
    for f in each.functions.values():
        console.print(f"\n{f.signature}", style="bold")
        console.print(f"  {f.formula}")
        for case in (c for c in each.cases if c.function == f):
            console.print(f"  - {case.name}: {case.why}", style="dim")
    for language in chosen:
        for source in ("katas", "solutions"):
            path = language.file(source, each.name)
            console.rule(shown(path))
            if path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                lexer = language.TITLE.lower()
                console.print(Syntax(text, lexer, theme="ansi_light", word_wrap=True))
    return 0


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
