"""The README's picture: each language's time as a multiple of the fastest library's, one row for each problem.

It is narrow, so that its letters are still read on a phone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dojo.bench.charts import doublings
from dojo.bench.summary import format_seconds

THEMES = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1f2328",
        "faint": "#d8dde3",
        "library": "#8c959f",
        "C++": "#0b62b8",
        "Julia": "#8a3fb5",
        "Python": "#8f6400",
        "Rust": "#c2410c",
    },
    "dark": {
        "paper": "#0d1117",
        "ink": "#e6edf3",
        "faint": "#30363d",
        "library": "#7d8590",
        "C++": "#58a6ff",
        "Julia": "#d2a8ff",
        "Python": "#e3b341",
        "Rust": "#ff8a5c",
    },
}
FAST = ", fast"  # ends the label of a language's second tier
WIDTH, LINE = 440, 17  # pixels: of the plot, and from one language to the next


@dataclass(frozen=True)
class Row:
    """A problem: times as multiples of the `seconds` of the program called `unit`."""

    function: str
    sizes: str
    unit: str
    seconds: float
    ratios: dict[str, float]
    ours: list[str]
    marks: dict[str, str]  # label → a mark where the program has changed since


def draw(rows: list[Row], caption: str, theme: str) -> str:
    """The picture as SVG."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart(rows, caption, THEMES[theme])))


def points(row: Row) -> list[dict[str, Any]]:
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


def heading(row: Row) -> str:
    """Two lines: the function and its sizes; what 1× is."""
    mark = row.marks[row.unit]
    return f"{row.function}:  {row.sizes}|1× is {row.unit}{mark}, {format_seconds(row.seconds)}"


def chart(rows: list[Row], caption: str, colours: dict[str, str]) -> dict[str, Any]:
    """The picture in Vega-Lite: a panel for each problem, a line for each language in it."""
    import altair as alt

    data = [point for row in rows for point in points(row)]
    names = sorted({each["language"] for each in data if "language" in each})
    base = alt.Chart().encode(
        y=alt.Y("language:N", sort=names, axis=None),
        color=alt.Color(
            "language:N",
            scale=alt.Scale(domain=names, range=[colours[name] for name in names]),
            legend=None,
        ),
    )
    x = axis(rows)
    library = alt.Chart().transform_filter("isValid(datum.library)")
    own = base.transform_filter("isValid(datum.language)")
    both = base.transform_filter("isValid(datum.fast)")
    dots: dict[str, Any] = {"size": 75, "opacity": 1}
    halos: list[dict[str, Any]] = [{"stroke": colours["paper"], "strokeWidth": 5}, {}]
    panel = alt.layer(
        library.mark_rule(color=colours["library"], strokeWidth=2.5).encode(
            x=x("library")
        ),
        both.mark_rule(strokeWidth=2).encode(x=x("solution"), x2="fast:Q"),
        own.mark_point(fill=colours["paper"], strokeWidth=2, **dots).encode(
            x=x("solution")
        ),
        both.mark_point(filled=True, **dots).encode(x=x("fast")),
        *(
            own.mark_text(align="left", dx=9, fontSize=14, **halo).encode(
                x=x("last"), text="name:N"
            )
            for halo in halos
        ),
    ).properties(width=WIDTH, height=LINE * len(names))
    header = alt.Header(
        title=None,
        labelOrient="top",
        labelAnchor="start",
        labelExpr="split(datum.value, '|')",
        labelFontSize=14,
        labelColor=colours["ink"],
        labelPadding=4,
    )
    order = [heading(row) for row in rows]
    lines = [
        "Ring: a language's solution. Dot: its fast version. Grey: libraries.",
        caption[0].upper() + caption[1:],
    ]
    title = alt.Title(
        "Time as a multiple of the fastest library's",
        subtitle=lines,
        anchor="start",
        fontSize=17,
        subtitleFontSize=14,
        color=colours["ink"],
        subtitleColor=colours["ink"],
        subtitlePadding=6,
        offset=14,
    )
    facets = panel.facet(
        row=alt.Row("problem:N", sort=order, header=header),
        data=alt.Data(values=data),
        spacing=14,
        title=title,
    )
    axes = {"labelColor": colours["ink"], "gridColor": colours["faint"]}
    spec: dict[str, Any] = (
        facets.configure(background=colours["paper"], padding=12, font="sans-serif")
        .configure_view(stroke=colours["faint"])
        .configure_axis(labelFontSize=14, domain=False, ticks=False, **axes)
        .to_dict()
    )
    return spec


def axis(rows: list[Row]) -> Callable[[str], Any]:
    """A function that puts a field on the common axis of ratios, which leaves room for the names of the languages."""
    import altair as alt

    ratios = [ratio for row in rows for ratio in row.ratios.values()]
    low, high = min(ratios) / 1.25, max(ratios) * 2.6
    scale = alt.Scale(type="log", base=2, domain=[low, high], nice=False)
    marks = alt.Axis(title=None, **doublings(low, high / 1.5))

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=scale, axis=marks, title=None)

    return x
