"""The charts of the page, as Vega-Lite by Altair. Colours of text follow the page, dark or light."""

from typing import Any

import altair as alt
import numpy as np

from dojo.bench.axes import DECADES, doublings, log
from dojo.bench.entries import AGAIN
from dojo.bench.statistics import exponent
from dojo.bench.summary import Summary

Spec = dict[str, Any]  # a chart in Vega-Lite
Data = list[dict[str, Any]]

FAINT = "#8888"
TEXT = {"labelColor": "currentColor", "titleColor": "currentColor"}
CONFIG = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {**TEXT, "gridColor": "#8883", "domainColor": FAINT, "tickColor": FAINT},
    "legend": {**TEXT, "orient": "bottom", "columns": 2, "labelLimit": 300},
    "title": {"color": "currentColor", "anchor": "start"},
}
COLOURS = {
    "reference": "#888888",
    "faster": "#2e9e5b",
    "tie": "#3b8ac4",
    "unclear": "#d19a2a",
    "slower": "#d1495b",
}
TRIANGLES = [f"triangle-{way}" for way in ("up", "down", "left", "right")]
STAR = "M0,.5L.6,.8L.5,.1L1,-.3L.3,-.4L0,-1L-.3,-.4L-1,-.3L-.5,.1L-.6,.8Z"
BAR, BOW_TIE = "M-1,-.4L1,-.4L1,.4L-1,.4Z", "M-1,-1L1,1L1,-1L-1,1Z"
SHAPES = ["circle", "square", "cross", "diamond", *TRIANGLES, STAR, BAR, BOW_TIE]


def finished(chart: Any, height: int) -> Spec:
    """As wide as its place on the page, and `height` pixels high."""
    sized = chart.properties(width="container", height=height)
    spec: Spec = sized.configure(**CONFIG).to_dict()
    return spec


def plot(data: Data) -> Any:
    """A chart without marks."""
    return alt.Chart(alt.Data(values=data))


def precise(*fields: str, digits: str = ".3s") -> list[Any]:
    """What is shown of numbers under the pointer."""
    return [alt.Tooltip(f"{field}:Q", format=digits) for field in fields]


# ---------------------------------------------------------------- one problem


def forest(summary: Summary) -> Spec:
    """A point and its interval for each program: the ratio to the reference, and the span of a tie."""
    data = [
        {
            "program": f"{row.rank}  {row.label}",
            "ratio": row.ratio,
            "low": row.low,
            "high": row.high,
            "word": row.word,
        }
        for row in summary.timed
    ]
    order = [f"{row.rank}  {row.label}" for row in summary.timed]
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    base = plot(data).encode(
        y=alt.Y("program:N", sort=order, title=None, axis=alt.Axis(labelLimit=160)),
        color=alt.Color("word:N", scale=colours, legend=None),
        tooltip=["program:N", *precise("ratio", "low", "high", digits=".3f"), "word:N"],
    )

    ticks = doublings(
        min(r.low for r in summary.timed), max(r.high for r in summary.timed)
    )

    def x(field: str) -> Any:
        return log(alt.X, field, "time / reference's time", padding=12, **ticks)

    points = base.mark_point(filled=True, size=60).encode(x=x("ratio"))
    bars = base.mark_rule(strokeWidth=2).encode(x=x("low"), x2="high:Q")
    span = [{"from": np.exp(-summary.margin), "to": np.exp(summary.margin)}]
    tie = plot(span).mark_rect(opacity=0.15, color=COLOURS["tie"])
    return finished(
        tie.encode(x=x("from"), x2="to:Q") + bars + points, 24 * len(data) + 10
    )


def first_answer(summary: Summary) -> Spec:
    """Seconds until k answers are there: build + boot + load + first call + (k − 1) · steady."""
    data = [
        {
            "program": row.label,
            "calls": float(k),
            "seconds": (row.build or 0.0)
            + row.boot
            + row.load
            + row.first
            + (k - 1) * row.median,
        }
        for row in summary.timed
        if not row.label.endswith(AGAIN)
        for k in np.logspace(0, 6, 25)
    ]
    chart = plot(data).mark_line()
    encoded = chart.encode(
        x=log(alt.X, "calls", "calls", padding=0, format="~s", tickCount=4),
        y=log(alt.Y, "seconds", "seconds until then", **DECADES),
        color=alt.Color("program:N", title=None),
        tooltip=["program:N", *precise("seconds", "calls")],
    )
    return finished(encoded, 220)


# ---------------------------------------------------------------- growth


def growth(panel: list[Summary], caches: dict[str, int]) -> Spec:
    """Time over one size, with fitted exponents and the roofline; marks where the inputs outgrow a cache of so many
    bytes, and where the bindings no longer cost a tenth."""
    letter = panel[0].timings.swept
    sizes = [each.timings.sizes[letter] for each in panel]
    x = log(alt.X, "size", letter, values=sizes, format=",d")
    y = log(alt.Y, "seconds", "seconds per call", **DECADES)
    chart = plot(grown(panel)).mark_line(point=True)
    layers = chart.encode(
        x=x,
        y=y,
        color=alt.Color("program:N", title=None),
        tooltip=["program:N", "size:Q", *precise("seconds")],
    )
    if roofline := [
        {"size": each.timings.sizes[letter], "seconds": each.roofline}
        for each in panel
        if each.roofline
    ]:
        dashed = plot(roofline).mark_line(strokeDash=[4, 4], color="gray")
        layers += dashed.encode(x=x, y=y)
    for i, mark in enumerate(cache_marks(panel, caches) + bindings_mark(panel)):
        at = plot([mark]).encode(x="size:Q")
        layers += at.mark_rule(strokeDash=[2, 3], color=FAINT)
        layers += at.mark_text(align="left", dx=3, y=12 * i + 6, color="gray").encode(
            text="name:N"
        )
    return finished(layers, 260)


def curves(panel: list[Summary]) -> dict[str, list[tuple[float, float, float]]]:
    """Program → (size, wall time, time in the language), for each size at which it was timed."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for each in panel:
        size = each.timings.sizes[each.timings.swept]
        for row in each.timed:
            if not row.label.endswith(AGAIN):
                point = (size, row.median, row.in_language)
                found.setdefault(row.label, []).append(point)
    return {label: sorted(points) for label, points in found.items()}


def grown(panel: list[Summary]) -> Data:
    """The points of the curves; where there are enough, a program's name has the exponent of its largest sizes."""
    data: Data = []
    for label, points in curves(panel).items():
        sizes, walls, _ = zip(*points, strict=True)
        power = (
            f"{panel[0].timings.swept}^{exponent(sizes[-4:], walls[-4:]):.1f}"
            if len(points) > 2
            else ""
        )
        name = ", ".join(filter(None, [label, power]))
        data += [
            {"program": name, "size": size, "seconds": wall}
            for size, wall in zip(sizes, walls, strict=True)
        ]
    return data


def cache_marks(panel: list[Summary], caches: dict[str, int]) -> Data:
    """The size at which the inputs outgrow each cache, where it lies within the sweep."""
    footprints = np.log([each.timings.footprint for each in panel])
    sizes = np.log([each.timings.sizes[each.timings.swept] for each in panel])
    return [
        {
            "size": float(np.exp(np.interp(np.log(size), footprints, sizes))),
            "name": name,
        }
        for name, size in caches.items()
        if footprints[0] < np.log(size) < footprints[-1]
    ]


def bindings_mark(panel: list[Summary]) -> Data:
    """The largest size of those below which the bindings cost some program more than a tenth of its time."""
    horizon: list[float] = []
    for points in curves(panel).values():
        for size, wall, in_language in points:
            if wall - in_language <= 0.1 * wall:
                break
            horizon.append(size)
    return [{"size": max(horizon), "name": "bindings 10 %"}] if horizon else []


# ---------------------------------------------------------------- correct digits


def correct_digits(family: dict[str, Any]) -> Spec:
    """Correct digits of the worst problem against time: up and to the left is better."""
    title = "correct digits, worst coefficient"
    chart = plot(family["programs"]).mark_point(filled=True, size=90, opacity=1)
    encoded = chart.encode(
        x=log(alt.X, "seconds", "seconds per call", padding=20, **DECADES),
        y=alt.Y("digits:Q", scale=alt.Scale(domain=[0, 16]), title=title),
        color=alt.Color("function:N", title=None, legend=alt.Legend(orient="top")),
        shape=alt.Shape(
            "label:N",
            title=None,
            scale=alt.Scale(range=SHAPES),
            legend=alt.Legend(symbolFillColor="currentColor", symbolStrokeWidth=0),
        ),
        tooltip=[
            "label:N",
            "function:N",
            *precise("digits", digits=".1f"),
            *precise("seconds"),
            "worst:N",
        ],
    )
    return finished(encoded, 340)
