"""The README's picture: each language's time as a multiple of the fastest library's, one row for each problem.

It is narrow, so that its letters are still read on a phone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dojo.bench.axes import doublings
from dojo.bench.summary import format_seconds

THEMES = ("light", "dark")
COLOURS = {  # in either theme
    "paper": ("#ffffff", "#0d1117"),
    "ink": ("#1f2328", "#e6edf3"),
    "faint": ("#d8dde3", "#30363d"),
    "library": ("#8c959f", "#7d8590"),
    "C++": ("#0b62b8", "#58a6ff"),
    "Julia": ("#8a3fb5", "#d2a8ff"),
    "Python": ("#8f6400", "#e3b341"),
    "Rust": ("#c2410c", "#ff8a5c"),
}
FAST = ", fast"  # ends the label of a language's second tier
WIDTH, LINE = 440, 17  # pixels: of the plot, and from one language to the next


@dataclass(frozen=True)
class Comparison:
    """A problem: times as multiples of the `seconds` of the program called `unit`."""

    function: str
    sizes: str
    unit: str
    seconds: float
    ratios: dict[str, float]
    ours: list[str]
    marks: dict[str, str]  # label → a mark where the program has changed since


def draw(rows: list[Comparison], caption: str, theme: str) -> str:
    """The picture as SVG."""
    import vl_convert

    colours = {k: pair[THEMES.index(theme)] for k, pair in COLOURS.items()}
    return str(vl_convert.vegalite_to_svg(chart(rows, caption, colours)))


def points(row: Comparison) -> list[dict[str, Any]]:
    """Of each language the ratio of its solution, and of its fast tier where that differs; of each library its ratio."""
    problem = heading(row)
    found: list[dict[str, Any]] = []
    for label, ratio in row.ratios.items():
        if label not in row.ours:
            found.append({"problem": problem, "library": ratio})
        elif not label.endswith(FAST):
            fast = row.ratios.get(label + FAST)
            mark = row.marks[label] or row.marks.get(label + FAST, "")
            found.append(
                {
                    "problem": problem,
                    "language": label,
                    "name": label + mark,
                    "solution": ratio,
                    "fast": fast,
                    "last": max(ratio, fast or 0.0),
                }
            )
    return found


def heading(row: Comparison) -> str:
    """Two lines: the function and its sizes; what 1× is."""
    mark = row.marks[row.unit]
    return f"{row.function}:  {row.sizes}|1× is {row.unit}{mark}, {format_seconds(row.seconds)}"


def chart(
    rows: list[Comparison], caption: str, colours: dict[str, str]
) -> dict[str, Any]:
    """The picture in Vega-Lite: a panel for each problem."""
    import altair as alt

    data = [point for row in rows for point in points(row)]
    names = sorted({each["language"] for each in data if "language" in each})
    ink = colours["ink"]
    header = alt.Header(
        title=None,
        labelOrient="top",
        labelAnchor="start",
        labelExpr="split(datum.value, '|')",
        labelFontSize=14,
        labelColor=ink,
        labelPadding=4,
    )
    title = alt.Title(
        "Time as a multiple of the fastest library's",
        subtitle=[
            "Ring: a language's solution. Dot: its fast version. Grey: libraries.",
            caption,
        ],
        anchor="start",
        fontSize=17,
        subtitleFontSize=14,
        color=ink,
        subtitleColor=ink,
        subtitlePadding=6,
        offset=14,
    )
    order = [heading(row) for row in rows]
    spec: dict[str, Any] = (
        panel(axis(rows), names, colours)
        .facet(
            row=alt.Row("problem:N", sort=order, header=header),
            data=alt.Data(values=data),
            spacing=14,
            title=title,
        )
        .configure(background=colours["paper"], padding=12, font="sans-serif")
        .configure_view(stroke=colours["faint"])
        .configure_axis(
            labelFontSize=14,
            domain=False,
            ticks=False,
            labelColor=ink,
            gridColor=colours["faint"],
        )
        .to_dict()
    )
    return spec


def panel(x: Callable[[str], Any], names: list[str], colours: dict[str, str]) -> Any:
    """One problem: libraries across, and a line for each language, from its solution to its fast version."""
    import altair as alt

    colour = alt.Scale(domain=names, range=[colours[name] for name in names])
    base = alt.Chart().encode(
        y=alt.Y("language:N", sort=names, axis=None),
        color=alt.Color("language:N", scale=colour, legend=None),
    )
    library = alt.Chart().transform_filter("isValid(datum.library)")
    own = base.transform_filter("isValid(datum.language)")
    both = base.transform_filter("isValid(datum.fast)")
    across = library.mark_rule(color=colours["library"], strokeWidth=2.5)
    ring = own.mark_point(fill=colours["paper"], strokeWidth=2, size=75, opacity=1)
    dot = both.mark_point(filled=True, size=75, opacity=1)
    # what lies behind a name must not cross it out
    halo = own.mark_text(
        align="left", dx=9, fontSize=14, stroke=colours["paper"], strokeWidth=5
    )
    name = own.mark_text(align="left", dx=9, fontSize=14)
    layers = alt.layer(
        across.encode(x=x("library")),
        both.mark_rule(strokeWidth=2).encode(x=x("solution"), x2="fast:Q"),
        ring.encode(x=x("solution")),
        dot.encode(x=x("fast")),
        halo.encode(x=x("last"), text="name:N"),
        name.encode(x=x("last"), text="name:N"),
    )
    return layers.properties(width=WIDTH, height=LINE * len(names))


def axis(rows: list[Comparison]) -> Callable[[str], Any]:
    """A function that puts a field on the common axis of ratios, which leaves room for the names of the languages."""
    import altair as alt

    ratios = [ratio for row in rows for ratio in row.ratios.values()]
    low, high = min(ratios) / 1.25, max(ratios) * 2.6
    scale = alt.Scale(type="log", base=2, domain=[low, high], nice=False)
    marks = alt.Axis(title=None, **doublings(low, high / 1.5))

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=scale, axis=marks, title=None)

    return x
