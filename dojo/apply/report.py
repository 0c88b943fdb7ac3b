"""report.html: one file without a network, for light and dark, for a desk and a phone."""

from pathlib import Path
from typing import Any

from dojo.apply import words
from dojo.apply.charts import charts
from dojo.apply.fit import Result
from dojo.pages import rendered

TEMPLATE = Path(__file__).with_name("templates") / "report.html"


def page(result: Result, table: dict[str, Any]) -> str:
    """The page's text; every word of the data is escaped."""
    return rendered(
        TEMPLATE,
        title=words.title(result),
        target=result.recipe.target,
        verdict=words.verdict(result),
        scores=[
            (s, result.baseline[s.name], result.twin[s.name]) for s in result.scores
        ],
        simple="the mean" if result.model.task == "regression" else "class shares",
        certificate=result.certificate,
        certified=words.certified(result),
        charts=charts(result),
        coefficients=words.coefficient_table(result)
        if len(result.coefficients) == 1
        else None,
        suspicions=[s.sentence for s in result.suspicions],
        said=[f"The file {result.recipe.file}.", *result.said],
        table=table,
    )
