"""The map of all katas: a table for the terminal, and a graph and a table for shared_tests/README.md."""

import argparse
import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dojo.grade.memory import fingerprint, remembered
from dojo.grade.verdict import Word
from dojo.paths import ROOT, shown, unreadable, write_text
from dojo.run.language import Language, languages
from dojo.spec.cases import katas

README = ROOT / "shared_tests" / "README.md"
BEGIN, END = (
    "<!-- map: written by `nox -s map -- --write` -->\n",
    "<!-- end of map -->\n",
)
COLOURS = {  # of the last word of a state
    "done": "green",
    "failing": "red",
    "missing": "red",
    "unreadable": "red",
    "written": "yellow",
    "do": "dim",
    "—": "dim",
}
ABSENT = "—"  # what is not written yet, in the row of a kata


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s map --")
    parser.add_argument(
        "--write", action="store_true", help="the map in shared_tests/ too"
    )
    if parser.parse_args(words).write:
        text = README.read_text(encoding="utf-8")
        old = f"{re.escape(BEGIN)}.*{re.escape(END)}"
        new = BEGIN + markdown() + END
        write_text(README, re.sub(old, lambda _: new, text, flags=re.DOTALL))
        print(f"wrote {shown(README)}")
    show(Console(highlight=False))
    return 0


def state(language: Language, name: str) -> str:
    """to do, 2 of 5, written, or the last verdict if the file is still the same."""
    path = language.file("katas", name)
    if language.lacks(name):
        return Word.NOT_WRITTEN
    if not path.exists():
        return "missing"
    if unreadable(path):
        return "unreadable"
    functions = katas()[name].functions
    placeholders = language.placeholders(path.read_text(encoding="utf-8"))
    if placeholders:
        written = len(functions) - len(placeholders)
        return f"{written} of {len(functions)}" if written else "to do"
    word, graded = remembered(language).get(name, ("written", ""))
    return word if graded == fingerprint(path) else "written"


def rows() -> Iterator[tuple[str, str, int, tuple[str, ...], list[str]]]:
    """One row per kata: name, stage, level, needs, functions."""
    for each in katas().values():
        yield (
            each.name,
            _short(each.stage),
            each.level,
            each.needs,
            list(each.functions),
        )


def show(console: Console) -> None:
    """A line per kata under its stage: how far you are in each language, and what it needs where there is room."""
    known = {language.TITLE: states(language) for language in languages().values()}
    lines = [["kata", "level", *known, "needs"]]
    for each in katas().values():
        words = [_in_a_row(found[each.name]) for found in known.values()]
        needs = ", ".join(direct(each.needs))
        lines.append([f"  {each.name}", str(each.level), *words, needs])
    lines.append(["done", "", *map(_done, known.values()), ""])
    columns = list(zip(*lines, strict=True))
    for title in ("needs", "level"):
        if sum(max(map(len, c)) + 2 for c in columns) > console.width:
            columns = [c for c in columns if c[0] != title]
    widths = [max(map(len, column)) for column in columns]
    head, *rows, foot = [_line(cells, widths) for cells in zip(*columns, strict=True)]
    console.print(head, style="dim")
    for stage in dict.fromkeys(each.stage for each in katas().values()):
        console.print(stage, style="bold")
        for each, row in zip(katas().values(), rows, strict=True):
            if each.stage == stage:
                console.print(row)
    console.print(foot, style="bold")
    if any(Word.NOT_WRITTEN in found.values() for found in known.values()):
        console.print(f"\n{ABSENT} is {Word.NOT_WRITTEN}.", style="dim")
    if columns[-1][0] != "needs":
        console.print("\n`nox -s show -- KATA` says what a kata needs.", style="dim")


def _in_a_row(state: str) -> str:
    return ABSENT if state == Word.NOT_WRITTEN else state


def _done(found: dict[str, str]) -> str:
    """How many of a language's katas are done."""
    states = list(found.values())
    return f"{states.count('done')} of {len(states) - states.count(Word.NOT_WRITTEN)}"


def _line(cells: tuple[str, ...], widths: list[int]) -> Text:
    """The cells in columns, each coloured by its last word."""
    padded = (cell.ljust(width + 2) for cell, width in zip(cells, widths, strict=False))
    coloured = (
        (cell, COLOURS.get(cell.split()[-1] if cell.strip() else "", ""))
        for cell in padded
    )
    text = Text.assemble(*coloured)
    text.rstrip()
    return text


def states(language: Language) -> dict[str, str]:
    """kata → how far it is in a language."""
    return {name: state(language, name) for name in katas()}


def markdown() -> str:
    """The graph and the table of shared_tests/README.md."""
    stages = dict(each.stage.split(" ", 1) for each in katas().values())
    lines = [
        graph(),
        "",
        "| kata | stage | level | needs | functions |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, stage, level, needs, functions in rows():
        link = f"[`{name}`](katas/{name}/README.md)"
        cells = [link, stage, str(level), ", ".join(needs), ", ".join(functions)]
        lines.append(f"| {' | '.join(cells)} |")
    legend = "; ".join(f"{short} {title}" for short, title in sorted(stages.items()))
    return "\n".join(
        [
            *lines,
            "",
            f"{legend}.",
            "Level 1 takes a quarter of an hour, 5 an evening.",
            "",
        ]
    )


def graph() -> str:
    """Mermaid: a box per stage, an arrow from each kata to those that need it; needs of needs are left out."""
    lines = ["```mermaid", "flowchart LR"]
    for stage in dict.fromkeys(each.stage for each in katas().values()):
        lines.append(f'  subgraph {_short(stage)}["{stage}"]')
        lines += [
            f"    {each.name}" for each in katas().values() if each.stage == stage
        ]
        lines.append("  end")
    for each in katas().values():
        lines += [f"  {need} --> {each.name}" for need in direct(each.needs)]
    return "\n".join([*lines, "```"])


def direct(needs: tuple[str, ...]) -> list[str]:
    """The needs that no other of them needs already."""
    return [n for n in needs if not any(n in katas()[other].before for other in needs)]


def _short(stage: str) -> str:
    return stage.partition(" ")[0]
