"""Charts of the rows that were held out: truth, prediction, and what is left."""

import altair as alt
import numpy as np
from scipy.stats import norm

from dojo.apply.drawing import ACCENT, INK, Chart, across, plot, rows, some, svg, up
from dojo.apply.fit import Result


def against(result: Result) -> Chart:
    y, p = some(result.truth, result.predicted)
    data = rows(predicted=p, true=y)
    low, high = float(min(y.min(), p.min())), float(max(y.max(), p.max()))
    line = alt.Chart(alt.Data(values=rows(x=[low, high], y=[low, high]))).mark_line(
        color=INK, strokeDash=[4, 4]
    )
    points = (
        plot(data)
        .mark_circle(color=ACCENT, opacity=0.5)
        .encode(x=across("predicted"), y=up("true"))
    )
    r = np.corrcoef(y, p)[0, 1] if np.ptp(p) > 0 else 0.0
    return Chart(
        "Predicted and true",
        svg(line.encode(x="x:Q", y="y:Q") + points),
        "On the dashed line a prediction is right.",
        f"{len(y)} test rows; the correlation of prediction and truth is {r:.2f}.",
    )


def residuals(result: Result) -> Chart:
    y, p = some(result.truth, result.predicted)
    points = plot(rows(predicted=p, residual=y - p)).mark_circle(
        color=ACCENT, opacity=0.5
    )
    zero = (
        plot(rows(residual=[0.0]))
        .mark_rule(color=INK, strokeDash=[4, 4])
        .encode(y="residual:Q")
    )
    size = np.abs(y - p)
    order = np.argsort(p)
    half = len(order) // 2
    ratio = np.mean(size[order[half:]]) / max(np.mean(size[order[:half]]), 1e-300)
    return Chart(
        "Residuals",
        svg(zero + points.encode(x=across("predicted"), y=up("residual"))),
        "A curve says that a column is missing; a funnel, that the logarithm may be the better target.",
        f"Residuals in the upper half of the predictions are {ratio:.1f} times as large as in the lower.",
    )


def quantiles(result: Result) -> Chart:
    r = np.sort(some(result.truth - result.predicted)[0])
    z = norm.ppf((np.arange(len(r)) + 0.5) / len(r))
    scale = r.std() or 1.0
    line = plot(
        rows(
            normal=[z[0], z[-1]],
            residual=[z[0] * scale + r.mean(), z[-1] * scale + r.mean()],
        )
    ).mark_line(color=INK, strokeDash=[4, 4])
    points = plot(rows(normal=z, residual=r)).mark_circle(color=ACCENT, opacity=0.5)
    both = line.encode(x="normal:Q", y="residual:Q") + points.encode(
        x=across("normal", "quantile of a normal distribution"), y=up("residual")
    )
    excess = float(np.mean(((r - r.mean()) / scale) ** 4)) - 3
    return Chart(
        "Are they normal?",
        svg(both),
        "Ends that bend away are outliers; intervals of coefficients do not expect them.",
        f"The excess kurtosis of the residuals is {excess:.1f}; 0 is normal.",
    )


def confusion(result: Result) -> Chart:
    got = result.predicted.argmax(axis=1)
    counts = np.zeros((len(result.classes),) * 2, int)
    np.add.at(counts, (result.truth, got), 1)
    data = [
        {
            "true": t,
            "predicted": p,
            "rows": int(counts[i, j]),
            "share": counts[i, j] / max(counts[i].sum(), 1),
        }
        for i, t in enumerate(result.classes)
        for j, p in enumerate(result.classes)
    ]
    base = plot(data).encode(
        x=alt.X(
            "predicted:N",
            sort=result.classes,
            axis=alt.Axis(labelAngle=0, labelLimit=70),
        ),
        y=alt.Y("true:N", sort=result.classes, axis=alt.Axis(labelLimit=70)),
    )
    squares = base.mark_rect().encode(
        color=alt.Color(
            "share:Q",
            scale=alt.Scale(range=["#8882", ACCENT], domain=[0, 1]),
            legend=None,
        )
    )
    numbers = base.mark_text(fontSize=13, color=INK).encode(
        text="rows:Q",
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value(INK)),
    )
    right = np.trace(counts) / counts.sum()
    return Chart(
        "True and predicted classes",
        svg(squares + numbers),
        "Rows of the test part. On the diagonal a prediction is right.",
        f"{right:.0%} of {counts.sum()} test rows are on the diagonal.",
    )


def calibration(result: Result) -> Chart:
    p = result.predicted[:, 1]
    edges = np.unique(np.quantile(p, np.linspace(0, 1, 9)))
    place = np.clip(
        np.searchsorted(edges, p, side="right") - 1, 0, max(len(edges) - 2, 0)
    )
    data = [
        {
            "predicted": float(p[place == k].mean()),
            "seen": float(result.truth[place == k].mean()),
            "rows": int((place == k).sum()),
        }
        for k in np.unique(place)
    ]
    line = (
        plot(rows(predicted=[0.0, 1.0], seen=[0.0, 1.0]))
        .mark_line(color=INK, strokeDash=[4, 4])
        .encode(x="predicted:Q", y="seen:Q")
    )
    points = (
        plot(data)
        .mark_line(point=True, color=ACCENT)
        .encode(
            x=across("predicted", "predicted probability"),
            y=up("seen", f"share of {result.classes[1]}"),
        )
    )
    gap = max(abs(d["predicted"] - d["seen"]) for d in data)
    return Chart(
        "Are the probabilities true?",
        svg(line + points),
        "On the dashed line 70 % means 70 of 100.",
        f"The largest gap between predicted and seen is {gap:.2f}, in {len(data)} groups of rows.",
    )
