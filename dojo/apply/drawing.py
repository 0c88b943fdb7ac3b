"""Charts as SVG on a page that may be dark or light."""

import re
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

POINTS = 2000  # that are drawn at most
INK, ACCENT, SECOND = "#8a8f98", "#2f7fd1", "#d1702f"
TEXT = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12}
CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {**TEXT, "gridColor": "#8883", "domainColor": INK, "tickColor": INK},
    "legend": {**TEXT, "orient": "top", "title": None},
}
WIDTH, HEIGHT = 340, 240


@dataclass(frozen=True)
class Chart:
    """A title, the picture, what is to be seen in it, and a sentence that says it without the picture."""

    title: str
    svg: str
    words: str
    alternative: str


def some(*columns: np.ndarray) -> list[np.ndarray]:
    """The same rows of each, few enough to draw."""
    n = len(columns[0])
    rows = np.sort(np.random.default_rng(0).permutation(n)[:POINTS])
    return [c[rows] for c in columns]


def rows(**columns: Any) -> list[dict[str, Any]]:
    return [
        {
            k: v if isinstance(v, str) else float(v)
            for k, v in zip(columns, row, strict=True)
        }
        for row in zip(*columns.values(), strict=True)
    ]


def plot(data: list[dict[str, Any]]) -> Any:
    return alt.Chart(alt.Data(values=data))


def across(field: str, title: str = "", log: bool = False) -> Any:
    scale = alt.Scale(type="log", nice=False) if log else alt.Scale(zero=False)
    axis = alt.Axis(format="~g", tickCount=4) if log else alt.Axis(tickCount=5)
    return alt.X(f"{field}:Q", title=title or field, scale=scale, axis=axis)


def up(field: str, title: str = "") -> Any:
    return alt.Y(
        f"{field}:Q",
        title=title or field,
        scale=alt.Scale(zero=False),
        axis=alt.Axis(tickCount=5),
    )


def svg(chart: Any, height: int = HEIGHT) -> str:
    import vl_convert

    spec = chart.properties(width=WIDTH, height=height).configure(**CONFIG).to_dict()
    text = str(vl_convert.vegalite_to_svg(spec))
    # the page gives the size; ids are none, so several pictures can stand on it
    return re.sub(r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r"<svg\1", text)
