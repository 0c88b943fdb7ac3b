"""The charts of the page, as Vega-Lite by Altair. Colours of text follow the page, dark or light."""

import altair as alt
import numpy as np

from dojo.bench.entries import AGAIN
from dojo.bench.report import rows
from dojo.bench.statistics import exponent

FAINT = "#8888"
CONFIG = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "gridColor": "#8883",
        "domainColor": FAINT,
        "tickColor": FAINT,
    },
    "legend": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "orient": "bottom",
        "columns": 2,
        "labelLimit": 300,
    },
    "title": {"color": "currentColor", "anchor": "start"},
}
WORDS = ["reference", "faster", "tie", "unclear", "slower"]
COLOURS = ["#888888", "#2e9e5b", "#3b8ac4", "#d19a2a", "#d1495b"]
SECONDS = {"format": "~s", "title": "seconds per call"}


def finished(chart, height):
    """As wide as its place on the page."""
    return (
        chart.properties(width="container", height=height).configure(**CONFIG).to_dict()
    )


def forest(problem):
    """A point and its interval for each program: the ratio to the reference, and the span of a tie."""
    shown, margin, _ = rows(problem)
    timed = [r for r in shown if not r.failed]
    data = [
        {
            "program": f"{r.rank}  {r.label}",
            "ratio": r.ratio,
            "low": r.low,
            "high": r.high,
            "word": r.word,
        }
        for r in timed
    ]
    order = [each["program"] for each in data]
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("program:N", sort=order, title=None, axis=alt.Axis(labelLimit=160)),
        color=alt.Color(
            "word:N", scale=alt.Scale(domain=WORDS, range=COLOURS), legend=None
        ),
        tooltip=[
            alt.Tooltip("program:N"),
            *(
                alt.Tooltip(f"{name}:Q", format=".3f")
                for name in ("ratio", "low", "high")
            ),
            alt.Tooltip("word:N"),
        ],
    )
    scale = alt.Scale(type="log", nice=False, padding=12)
    x = alt.X(
        "ratio:Q",
        scale=scale,
        title="time / reference's time",
        axis=alt.Axis(format="~g", tickCount=6),
    )
    points = base.mark_point(filled=True, size=60).encode(x=x)
    bars = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    band = alt.Data(
        values=[{"from": float(np.exp(-margin)), "to": float(np.exp(margin))}]
    )
    tie = (
        alt.Chart(band)
        .mark_rect(opacity=0.15, color="#3b8ac4")
        .encode(x=alt.X("from:Q", scale=scale), x2="to:Q")
    )
    return finished(tie + bars + points, 24 * len(data) + 10)


def first_answer(problem, builds):
    """Seconds until k answers are there: build + boot + first call + k · steady."""
    shown, _, _ = rows(problem)
    data = []
    for r in shown:
        if r.failed or r.label.endswith(AGAIN):
            continue
        start = builds.get(r.label, 0.0) + r.boot + r.load + r.first
        data += [
            {
                "program": r.label,
                "calls": float(k),
                "seconds": start + (k - 1) * r.median,
            }
            for k in np.logspace(0, 6, 25)
        ]
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_line()
        .encode(
            x=alt.X(
                "calls:Q",
                scale=alt.Scale(type="log"),
                title="calls",
                axis=alt.Axis(format="~s", tickCount=4),
            ),
            y=alt.Y(
                "seconds:Q",
                scale=alt.Scale(type="log"),
                title="seconds until then",
                axis=alt.Axis(format="~s", tickCount=5),
            ),
            color=alt.Color("program:N", title=None),
            tooltip=[
                "program:N",
                alt.Tooltip("seconds:Q", format=".3s"),
                alt.Tooltip("calls:Q", format=".2s"),
            ],
        )
    )
    return finished(chart, 220)


def growth(problems, letter, caches):
    """Time over one size, with fitted exponents, the machine's limit, the caches, and where the binding costs a tenth."""
    data, limit, horizon = [], [], []
    sizes = [problem["sizes"][letter] for problem in problems]
    times = {}
    for problem in problems:
        size = problem["sizes"][letter]
        if problem["least"]:
            limit.append({"size": size, "seconds": problem["least"]})
        for e in problem["entries"]:
            if not e["failed"] and not e["label"].endswith(AGAIN):
                times.setdefault(e["label"], []).append(
                    (size, float(np.median(e["gross"])), float(np.median(e["net"])))
                )
    for label, points in times.items():
        n, gross, net = map(np.array, zip(*points, strict=True))
        last = slice(-4, None)
        name = (
            f"{label}, {letter}^{exponent(n[last], gross[last]):.1f}"
            if len(n) > 2
            else label
        )
        data += [
            {"program": name, "size": int(a), "seconds": b}
            for a, b in zip(n, gross, strict=True)
        ]
        cheap = np.append(gross - net <= 0.1 * gross, True)
        horizon += [int(size) for size in n[: np.argmax(cheap)]]
    x = alt.X(
        "size:Q",
        scale=alt.Scale(type="log", nice=False, padding=8),
        title=letter,
        axis=alt.Axis(format="~s", tickCount=5),
    )
    y = alt.Y(
        "seconds:Q", scale=alt.Scale(type="log"), axis=alt.Axis(tickCount=5, **SECONDS)
    )
    lines = (
        alt.Chart(alt.Data(values=data))
        .mark_line(point=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color("program:N", title=None),
            tooltip=["program:N", "size:Q", alt.Tooltip("seconds:Q", format=".3s")],
        )
    )
    chart = lines
    if limit:
        chart += (
            alt.Chart(alt.Data(values=limit))
            .mark_line(strokeDash=[4, 4], color="gray")
            .encode(x=x, y=y)
        )
    marks = cache_marks(problems, letter, sizes, caches)
    if horizon:
        marks.append({"size": max(horizon), "name": "binding 10 %"})
    if marks:
        rules = alt.Chart(alt.Data(values=marks))
        chart += rules.mark_rule(strokeDash=[2, 3], color=FAINT).encode(x="size:Q")
        chart += rules.mark_text(
            align="left", dx=3, baseline="top", y=0, color="gray", fontSize=10
        ).encode(x="size:Q", text="name:N")
    return finished(chart, 260)


def cache_marks(problems, letter, sizes, caches):
    """The size at which the inputs outgrow each cache, where it lies within the sweep."""
    footprints = np.log([problem["footprint"] for problem in problems])
    found = []
    for name, size in caches.items():
        if footprints[0] < np.log(size) < footprints[-1]:
            at = np.exp(np.interp(np.log(size), footprints, np.log(sizes)))
            found.append({"size": float(at), "name": name})
    return found


def digits(family):
    """Correct digits of the worst problem against time: up and to the left is better."""
    chart = (
        alt.Chart(alt.Data(values=family["programs"]))
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X(
                "seconds:Q",
                scale=alt.Scale(type="log", padding=20),
                axis=alt.Axis(tickCount=5, **SECONDS),
            ),
            y=alt.Y(
                "digits:Q",
                scale=alt.Scale(domain=[0, 16]),
                title="correct digits, worst coefficient",
            ),
            color=alt.Color("function:N", title=None),
            shape=alt.Shape("label:N", title=None),
            tooltip=[
                "label:N",
                "function:N",
                alt.Tooltip("digits:Q", format=".1f"),
                alt.Tooltip("seconds:Q", format=".3s"),
                "worst:N",
            ],
        )
    )
    return finished(chart, 340)
