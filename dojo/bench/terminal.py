"""What a person sees in the terminal: a table for each problem, and what the numbers cannot tell."""

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from dojo.bench.summary import Summaries, Summary, impossible
from dojo.bench.table import CAVEAT, table

COLOURS = {
    "faster": "green",
    "slower": "red",
    "tie": "cyan",
    "unclear": "yellow",
    "FAIL": "red",
}


def show(found: Summaries, console: Console) -> None:
    """All tables, then the caveat."""
    for each in found.problems:
        console.print(grid(each, console.width))
    for label, reason in found.run.absent.items():
        console.print(f"{label} does not take part: {reason}", style="yellow")
    for words in doubtful_blas(found):
        console.print(words, style="yellow")
    for words in impossible(found.all):
        console.print(words, style="bold red")
    console.print(CAVEAT, style="dim")


def doubtful_blas(found: Summaries) -> list[str]:
    """A sentence for every contender whose BLAS libraries take the CPU for different ones."""
    sentences = []
    for label, libraries in found.run.threads.items():
        cores = [each["architecture"] for each in libraries if each["architecture"]]
        if len(set(cores)) > 1:
            words = (
                f"one BLAS takes this CPU for a {cores[0]}, another for a {cores[-1]}."
            )
            sentences.append(f"{label}: {words}")
    return sentences


def grid(summary: Summary, width: int) -> Grid:
    """The table of a problem."""
    content = table(summary, width)
    shown = Grid(
        title=Text(f"\n{summary.timings.function}  {summary.title}"),
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        caption=Text("\n".join(content.notes)),
        caption_justify="left",
    )
    for head, left in zip(content.heads, content.left, strict=True):
        shown.add_column(head, justify="left" if left else "right", no_wrap=True)
    for cells in content.rows:
        shown.add_row(*(Text(cell, COLOURS.get(cell, "")) for cell in cells))
    return shown
