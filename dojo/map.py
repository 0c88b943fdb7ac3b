"""The map of all katas: a table for the terminal, one for shared_tests/README.md, and a picture of what needs what."""

import json
import re

import numpy as np

from dojo.paths import BUILD, ROOT
from dojo.report import fingerprint
from dojo.spec import katas
from dojo.tracks import tracks

PICTURE = ROOT / "shared_tests" / "map.svg"
README = ROOT / "shared_tests" / "README.md"
BEGIN, END = (
    "<!-- map: written by `nox -s map -- --write` -->\n",
    "<!-- end of map -->\n",
)


def state(track, name):
    """to do, 2 of 5 written, written, or the last verdict if the file is still the same."""
    path = track.file("katas", name)
    if not path.exists():
        return "missing"
    functions, holes = katas()[name].functions, track.holes(path.read_text())
    if holes:
        written = len(functions) - len(holes)
        return f"{written} of {len(functions)} written" if written else "to do"
    known = BUILD / track.name / "verdicts.json"
    verdicts = json.loads(known.read_text()) if known.exists() else {}
    word, graded = verdicts.get(name, ("written", ""))
    return word if graded == fingerprint(path) else "written"


def rows():
    """One row per kata: name, stage, level, needs, functions."""
    for each in katas().values():
        stage = each.stage.partition(" ")[0]
        yield each.name, stage, each.level, each.needs, list(each.functions)


def show():
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in (
        "kata",
        "stage",
        "level",
        *(t.TITLE for t in tracks().values()),
        "needs",
    ):
        table.add_column(column, no_wrap=column == "kata")
    for name, stage, level, needs, _ in rows():
        states = [state(track, name) for track in tracks().values()]
        table.add_row(name, stage, str(level), *states, ", ".join(needs))
    Console().print(table)


def markdown():
    stages = dict(each.stage.split(" ", 1) for each in katas().values())
    lines = [
        "![which kata needs which](map.svg)",
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
        [*lines, "", f"{legend}. Level 1 takes a quarter of an hour, 5 an evening.", ""]
    )


def write():
    """The table in shared_tests/README.md and the picture beside it."""
    text = README.read_text()
    new = re.sub(
        f"{re.escape(BEGIN)}.*{re.escape(END)}",
        lambda _: BEGIN + markdown() + END,
        text,
        flags=re.DOTALL,
    )
    README.write_text(new)
    PICTURE.write_text(picture())


def picture():
    """An SVG: an arrow from each kata to those that need it, by the length of the longest chain."""
    import io

    import matplotlib
    import networkx

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "map", "svg.fonttype": "none"}
    from matplotlib import pyplot

    graph = networkx.DiGraph()
    graph.add_nodes_from(katas())
    graph.add_edges_from(
        (need, each.name) for each in katas().values() for need in each.needs
    )
    place = places()
    wide, high = np.ptp(list(place.values()), axis=0) + 1
    figure = pyplot.figure(figsize=(2.3 * wide, 0.8 * high))
    axes = figure.add_axes((0, 0, 1, 1))
    stages = sorted({each.stage for each in katas().values()})
    colours = dict(zip(stages, pyplot.cm.Set3.colors, strict=False))
    arrows = {"edge_color": "#999999", "node_size": 2200, "node_shape": "s"}
    networkx.draw_networkx_edges(graph, place, ax=axes, **arrows)
    for name, (x, y) in place.items():
        stage = katas()[name].stage
        box = {"boxstyle": "round", "facecolor": colours[stage], "edgecolor": "#666666"}
        label = f"{stage.partition(' ')[0]}\n{name}"
        axes.text(x, y, label, ha="center", va="center", fontsize=7, bbox=box)
    axes.margins(0.1)
    axes.axis("off")
    file = io.StringIO()
    figure.savefig(file, format="svg", facecolor="white", metadata={"Date": None})
    pyplot.close(figure)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def places():
    """A column per depth; in it, each kata as near as may be to the katas that it needs."""
    place = {}
    for depth in range(1 + max(each.depth for each in katas().values())):
        column = [each for each in katas().values() if each.depth == depth]
        column.sort(key=lambda k: np.mean([place[n][1] for n in k.needs] or [0]))
        for i, each in enumerate(column):
            place[each.name] = (depth, i - (len(column) - 1) / 2)
    return place
