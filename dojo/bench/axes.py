"""Logarithmic axes, as the charts of the page and the README's picture have them."""

from typing import Any

import altair as alt

TICKS = {0.125: "⅛×", 0.25: "¼×", 0.5: "½×"} | {2**k: f"{2**k}×" for k in range(11)}
DECADES: dict[str, Any] = {
    "values": [10.0**k for k in range(-9, 9)],
    "format": "~s",
}  # of seconds


def log(
    channel: Any, field: str, title: str | None, padding: int = 8, **axis: Any
) -> Any:
    """A channel of a chart, alt.X or alt.Y, with a logarithmic axis."""
    scale = alt.Scale(type="log", nice=False, padding=padding)
    return channel(f"{field}:Q", scale=scale, title=title, axis=alt.Axis(**axis))


def doublings(low: float, high: float) -> dict[str, Any]:
    """The axis of ratios between two: "½×", "1×", "2×"; where that would be one or two, as numbers."""
    ticks = [tick for tick in TICKS if low <= tick <= high]
    if len(ticks) < 3:
        return {"format": "~g", "tickCount": 6}
    labels = "{" + ", ".join(f"'{tick}': '{TICKS[tick]}'" for tick in ticks) + "}"
    return {"values": ticks, "labelExpr": f"{labels}[datum.value]"}
