"""The charts of a report, each with a sentence for those who cannot see it."""

import altair as alt
import numpy as np

from dojo.apply import held_out
from dojo.apply.drawing import ACCENT, INK, SECOND, Chart, across, plot, rows, svg, up
from dojo.apply.fit import Result
from dojo.apply.models import REGRESSION


def charts(result: Result) -> list[Chart]:
    """Those that the result has something for."""
    found: list[Chart] = []
    if len(result.truth):
        if result.model.task == REGRESSION:
            found += [
                held_out.against(result),
                held_out.residuals(result),
                held_out.quantiles(result),
            ]
        else:
            found += [held_out.confusion(result)]
            found += [held_out.calibration(result)] if len(result.classes) == 2 else []
    if result.coefficients.shape[0] == 1:
        found.append(_coefficients(result))
    if result.search is not None:
        found.append(_search(result))
        if result.search.paths.size:
            found.append(_paths(result))
    if len(result.curve) > 1:
        found.append(_learning(result))
    return found


def _coefficients(result: Result) -> Chart:
    w = result.coefficients[0]
    order = np.argsort(-np.abs(w), kind="stable")[:15]
    names = [result.features[j].name[:28] for j in order]
    data = rows(name=names, w=w[order])
    base = plot(data).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=150))
    )
    layers = base.mark_circle(color=ACCENT, size=60).encode(
        x=across("w", "per standard deviation")
    )
    if result.spread.size:
        bars = rows(
            name=names, low=result.spread[0][order], high=result.spread[1][order]
        )
        layers = (
            plot(bars)
            .mark_rule(color=ACCENT, strokeWidth=2)
            .encode(y=alt.Y("name:N", sort=names), x="low:Q", x2="high:Q")
            + layers
        )
    zero = plot(rows(w=[0.0])).mark_rule(color=INK, strokeDash=[4, 4]).encode(x="w:Q")
    largest = result.features[order[0]].name
    return Chart(
        "Coefficients",
        svg(zero + layers, 20 * len(names) + 20),
        "The change of the prediction for one standard deviation; bars are 95 % bootstrap intervals.",
        f"The largest is that of {largest}, {w[order[0]]:.3g}.",
    )


def _search(result: Result) -> Chart:
    found = result.search
    assert found is not None
    data = rows(
        lam=found.lams,
        error=found.errors,
        low=found.errors - found.spreads,
        high=found.errors + found.spreads,
    )
    base = plot(data).encode(x=across("lam", "lam", log=True))
    band = base.mark_area(color=ACCENT, opacity=0.2).encode(
        y=alt.Y("low:Q", scale=alt.Scale(zero=False)), y2="high:Q"
    )
    line = base.mark_line(color=ACCENT).encode(
        y=up("error", f"error over {found.over}")
    )
    marks = rows(lam=[found.chosen("min"), found.chosen("1se")])
    rules = plot(marks).mark_rule(color=SECOND, strokeDash=[4, 4]).encode(x="lam:Q")
    return Chart(
        "Choosing lam",
        svg(band + line + rules),
        "Dashed: the least error, and the strongest penalty within one standard error of it."
        if found.spreads.any()
        else "Dashed: the least error.",
        f"The error over {found.over} is least at lam = {found.chosen('min'):.3g}.",
    )


def _paths(result: Result) -> Chart:
    found = result.search
    assert found is not None
    top = np.argsort(-np.abs(found.paths).max(axis=0))[:10]
    data = [
        {
            "lam": float(lam),
            "w": float(found.paths[i, j]),
            "name": result.features[j].name[:24],
        }
        for i, lam in enumerate(found.lams)
        for j in top
        if j < len(result.features)
    ]
    lines = (
        plot(data)
        .mark_line()
        .encode(
            x=across("lam", "lam", log=True),
            y=up("w", "per standard deviation"),
            color=alt.Color(
                "name:N", legend=alt.Legend(columns=2, labelLimit=130, title=None)
            ),
        )
    )
    rule = (
        plot(rows(lam=[result.lam]))
        .mark_rule(color=SECOND, strokeDash=[4, 4])
        .encode(x="lam:Q")
    )
    zero = (
        int((np.abs(result.coefficients[0]) < 1e-12).sum())
        if result.coefficients.size
        else 0
    )
    return Chart(
        "Weights along lam",
        svg(lines + rule),
        "From right to left the penalty grows weaker.",
        f"At the chosen lam {zero} of {len(result.features)} weights are 0.",
    )


def _learning(result: Result) -> Chart:
    data = [
        {"rows": n, "error": e, "on": on}
        for n, own, other in result.curve
        for on, e in (
            ("learned from", own),
            ("held out of training", other),
        )
    ]
    lines = (
        plot(data)
        .mark_line(point=True)
        .encode(
            x=across("rows", "training rows"),
            y=up("error"),
            color=alt.Color("on:N", scale=alt.Scale(range=[ACCENT, SECOND])),
        )
    )
    last, first = result.curve[-1][2], result.curve[0][2]
    return Chart(
        "Would more rows help?",
        svg(lines),
        "Curves that have met say no: only other columns or another model would.",
        f"With all rows the held-out error is {last:.3g}, with a tenth of them {first:.3g}.",
    )
