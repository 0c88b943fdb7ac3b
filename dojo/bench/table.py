"""What a person sees in the terminal: a table for each problem, and what the numbers cannot tell."""

from rich.console import Console
from rich.table import Table

from dojo.bench.report import impossible, rows, seconds, sizes, unsteady

COLOURS = {"faster": "green", "slower": "red", "tie": "cyan", "unclear": "yellow"}
CAVEAT = (
    "One machine, one core, these sizes, and our skill in each language. Ratios are to the first language's "
    "solution, called from Python, with a 95 % interval; programs that cannot be told apart share a rank. "
    "To challenge a number: run it again with -- --full, or improve the solution."
)


def show(header, problems, console=None):
    """All tables, then the caveat."""
    console = console or Console(highlight=False, soft_wrap=True)
    for problem in problems:
        if not problem["swept"]:
            console.print(table(problem, console.width >= 110))
    absent = header["absent"]
    for label, reason in absent.items():
        console.print(f"{label} does not take part: {reason}", style="yellow")
    for label, found in header["threads"].items():
        cores = [each["architecture"] for each in found if each["architecture"]]
        if len(set(cores)) > 1:
            words = f"{label}: one BLAS takes this CPU for a {cores[0]}, another for a {cores[-1]}."
            console.print(words, style="yellow")
    for words in impossible(problems):
        console.print(words, style="bold red")
    console.print(CAVEAT, style="dim")


def table(problem, wide=False):
    """A row for each program, from the fastest on; in a wide terminal with all that is known of it."""
    shown, width, again = rows(problem)
    pulse = unsteady(problem)
    title = f"\n{problem['function']}  {sizes(problem)}"
    if again:
        title += f"   a tie is within ±{100 * width:.1f} %"
    if pulse > 1.1:
        title += f"   [yellow]unsteady machine: ×{pulse:.2f}[/]"
    grid = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        caption="\n".join(f"{r.label}: {r.failed}" for r in shown if r.failed),
        caption_justify="left",
    )
    columns = COLUMNS if wide else [c for c in COLUMNS if c[0] not in WIDE]
    for name, justify, _ in columns:
        grid.add_column(name, justify=justify, no_wrap=True)
    for r in shown:
        cells = [cell(r) for _, _, cell in columns]
        grid.add_row(*(["", r.label, "[red]FAIL[/]"] if r.failed else cells))
    return grid


COLUMNS = [
    ("", "left", lambda r: str(r.rank)),
    ("program", "left", lambda r: r.label),
    ("median", "right", lambda r: seconds(r.median)),
    ("min", "right", lambda r: seconds(r.least)),
    ("inside", "right", lambda r: seconds(r.net)),
    ("ratio", "right", lambda r: f"{r.ratio:.2f}"),
    ("95 %", "right", lambda r: f"{r.low:.2f}–{r.high:.2f}"),
    (" ", "left", lambda r: f"[{COLOURS.get(r.word, 'dim')}]{r.word}[/]"),
    ("of limit", "right", lambda r: "" if r.share is None else f"{r.share:.0%}"),
    ("memory", "right", lambda r: "" if r.memory is None else f"{r.memory:.1f}×"),
    ("first", "right", lambda r: seconds(r.boot + r.load + r.first)),
    ("lines", "right", lambda r: str(r.lines)),
]
WIDE = ("min", "inside", "memory", "first", "lines")
