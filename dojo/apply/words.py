"""What is said in the terminal, within 80 columns, and on the card."""

import numpy as np
from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from scipy.stats import t as student

from dojo.apply.columns import LEAVE_OUT
from dojo.apply.fit import Result
from dojo.apply.models import NEAR, REGRESSION
from dojo.apply.read import Reading
from dojo.apply.suspicion import Suspicion
from dojo.run.language import languages

SHOWN = 12  # coefficients


def looked(reading: Reading, suspicions: list[Suspicion]) -> RenderableType:
    """What the file is, column by column, and what looks wrong."""
    frame = reading.frame
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("column", overflow="fold", max_width=22)
    table.add_column("kind")
    table.add_column("first values", overflow="ellipsis", max_width=24, no_wrap=True)
    table.add_column("missing", justify="right")
    for name, column in reading.recipe.columns.items():
        series = frame[name]
        values = ", ".join(_short(v) for v in series.dropna().head(4))
        missing = int(series.isna().sum())
        table.add_row(
            Text(name),
            column.kind,
            Text(values),
            str(missing or ""),
            style="dim" if column.kind == LEAVE_OUT else "",
        )
    sentences = [
        *reading.said,
        *(f"{name}: {s}" for name, each in reading.of_columns.items() for s in each),
    ]
    parts: list[RenderableType] = [
        Text(
            f"{reading.recipe.file}: {len(frame)} rows, {frame.shape[1]} columns",
            style="bold",
        ),
        table,
    ]
    if sentences:
        parts += [Text("Decided", style="bold"), _list(sentences), Text()]
    return Group(*parts, suspected(suspicions))


def suspected(suspicions: list[Suspicion]) -> RenderableType:
    if not suspicions:
        return Text("Nothing looks suspicious.")
    return Group(
        Text("Suspicions", style="bold yellow"), _list([s.sentence for s in suspicions])
    )


def told(result: Result, place: str) -> RenderableType:
    """What the fit is worth."""
    parts: list[RenderableType] = [
        Text(title(result), style="bold"),
        _list(result.said),
        Text(),
    ]
    if result.scores:
        parts += [scores(result), Text(verdict(result)), Text()]
    style = "green" if result.certificate.holds else "bold red"
    parts.append(Text(str(result.certificate), style=style))
    parts += [Text(line) for line in certified(result)]
    if result.coefficients.size and len(result.coefficients) == 1:
        parts += [Text(), coefficients(result)]
    parts += [Text(), suspected(result.suspicions), Text(), Text(f"Written: {place}")]
    return Group(*parts)


def title(result: Result) -> str:
    lam = f", lam = {result.lam:.3g}" if result.lam is not None else ""
    how = languages()[result.request.language].TITLE
    return f"{result.recipe.target} by {result.model.name} ({result.model.what}) in {how}{lam}"


def certified(result: Result) -> list[str]:
    """Sentences that belong to the certificate: scikit-learn's, and the mistake that the answer looks like."""
    lines = []
    if result.twin_certificate:
        lines.append(
            f"scikit-learn's answer, with its default tolerance: {result.twin_certificate.value:.1e}."
        )
    if result.model.steps == NEAR and not result.certificate.holds:
        lines.append("Steps of this kind end near the optimum, not at it.")
    if result.mistake:
        lines.append(f"This is what you get when {result.mistake}.")
    return lines


def verdict(result: Result) -> str:
    """Whether the model is better than no model."""
    if result.better is None:
        return ""
    low, high = result.better
    simple = "the mean" if result.model.task == REGRESSION else "the class shares"
    if low > 0:
        return f"Better than {simple}, beyond chance: its error is smaller by {low:.3g} to {high:.3g}."
    if high < 0:
        return f"WORSE than {simple}, beyond chance: its error is larger by {-high:.3g} to {-low:.3g}."
    return f"No better than {simple}, as far as these test rows tell ({low:.3g} to {high:.3g})."


def scores(result: Result) -> Table:
    """The measures beside those of the simplest answer and of scikit-learn."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    simple = "the mean" if result.model.task == REGRESSION else "class shares"
    table.add_column("on the test rows")
    for head in ("your kata", "95 % interval", simple, "scikit-learn"):
        table.add_column(head, justify="right")
    for ours in result.scores:
        table.add_row(
            ours.name,
            f"{ours.value:.4g}",
            f"{ours.low:.4g} to {ours.high:.4g}",
            f"{result.baseline[ours.name]:.4g}",
            f"{result.twin[ours.name]:.4g}",
        )
    return table


def in_units(result: Result) -> tuple[np.ndarray, float]:
    """(coefficients per unit of each feature, intercept) of a model with one row of coefficients."""
    scales = np.array([f.scale for f in result.features])
    means = np.array([f.mean for f in result.features])
    w = result.coefficients[0] / scales
    intercept = float(np.ravel(result.estimator.intercept_)[0])
    return w, intercept - float(means @ w)


def coefficient_table(result: Result) -> tuple[list[str], list[list[str]]]:
    """(heads, rows) of a model with one row of coefficients, the largest for a typical change first, the intercept last."""
    w, b = in_units(result)
    standard = result.coefficients[0] + 0.0
    order = np.argsort(-np.abs(standard), kind="stable")
    heads = ["coefficient", "per unit", "per std. deviation"]
    rows = [
        [result.features[j].name, f"{w[j] + 0.0:.4g}", f"{standard[j]:.4g}"]
        for j in order
    ]
    if hasattr(result.estimator, "table_"):
        # the intercept is the first row of the kata's table
        _, errors, _, p = result.estimator.table_[1:].T
        reach = student.ppf(0.975, result.estimator.freedom_) * errors
        heads += ["95 % interval of that", "p"]
        for row, j in zip(rows, order, strict=True):
            row += [
                _span(standard[j] - reach[j], standard[j] + reach[j]),
                f"{p[j]:.2g}",
            ]
    elif result.spread.size:
        heads.append("95 % interval of that")
        for row, j in zip(rows, order, strict=True):
            row.append(_span(*result.spread[:, j]))
    blank = [""] * (len(heads) - 2)
    return heads, [*rows, ["intercept", f"{b:.4g}", *blank]]


def coefficients(result: Result) -> Table:
    """The largest coefficients: in the data's units, and for a typical change."""
    heads, rows = coefficient_table(result)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(heads[0], overflow="fold", max_width=26)
    for head in heads[1:]:
        table.add_column(head, justify="right")
    *most, intercept = rows
    for name, *cells in most[:SHOWN]:
        table.add_row(Text(name), *cells)
    if len(most) > SHOWN:
        table.add_row(f"… {len(most) - SHOWN} more", *[""] * (len(heads) - 1))
    table.add_row(*intercept)
    return table


def _span(low: float, high: float) -> str:
    return f"{low + 0.0:.3g} to {high + 0.0:.3g}"


def card(result: Result) -> str:
    """card.md: what the model is for, from what, how good, what to doubt; one sentence a line."""
    lines = [f"# {title(result)}", "", "## What it is worth", ""]
    lines += [f"* {s}" for s in map(str, result.scores)] or ["* No row was held out."]
    lines += [
        "",
        verdict(result),
        str(result.certificate),
        *certified(result),
        "",
        "## From what",
        "",
    ]
    lines += [f"* {s}" for s in [f"The file {result.recipe.file}.", *result.said]]
    lines += ["", "## What to doubt", ""]
    lines += [f"* {s.sentence}" for s in result.suspicions] or [
        "* Nothing looked suspicious."
    ]
    lines += [
        "* A coefficient is no cause: it says what goes together in these rows.",
        "",
    ]
    return "\n".join(lines)


def plain(thing: RenderableType, width: int = 80) -> str:
    """The text as a terminal of this width shows it, without colours."""
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


def _list(sentences: list[str]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for sentence in sentences:
        table.add_row("·", Text(sentence))
    return Padding(table, (0, 0))


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value).removesuffix(" 00:00:00")[:16]
