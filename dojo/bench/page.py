"""One self-contained HTML page: charts, numbers and the sources side by side, readable without a network."""

from pathlib import Path
from typing import Any

from dojo.bench import charts
from dojo.bench.statistics import exponent
from dojo.bench.summary import Summaries, Summary, format_sizes
from dojo.bench.table import CAVEAT, table
from dojo.pages import rendered
from dojo.run.language import languages
from dojo.spec.cases import functions

TEMPLATE = Path(__file__).with_name("templates") / "page.html"


def page(found: Summaries) -> str:
    """The page's text."""
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    caches = found.run.machine["caches"]
    return rendered(
        TEMPLATE,
        machine=machine_words(found),
        caveat=CAVEAT,
        colours=charts.COLOURS | {"FAIL": charts.COLOURS["slower"]},
        problems=[card(each) for each in found.problems],
        sweeps=[growth(panel, caches) for panel in found.sweeps if len(panel) > 1],
        families=[
            family | {"chart": charts.correct_digits(family)}
            for family in found.run.families
        ],
        absent=found.run.absent,
        vega=bundle.replace("</script", "<\\/script"),
    )


def card(summary: Summary) -> dict[str, Any]:
    """One problem: who is faster, the cost of the first answer, the table, the sources."""
    timed = bool(summary.timed)
    return {
        "function": summary.timings.function,
        "title": summary.title,
        "forest": charts.forest(summary) if timed else None,
        "first_answer": charts.first_answer(summary) if timed else None,
        "table": table(summary),
        "sources": sources(summary.timings.function),
    }


def sources(name: str) -> list[tuple[str, str]]:
    """(language, text) of the solutions of a function."""
    found = []
    for language in languages().values():
        path = language.file("solutions", functions()[name].kata)
        match = (
            language.functions(path.read_text(encoding="utf-8")).get(name)
            if path.exists()
            else None
        )
        if match:
            found.append((language.TITLE, match[0].strip()))
    return found


def growth(panel: list[Summary], caches: dict[str, int]) -> dict[str, Any]:
    """A problem over one of its sizes: the sizes that stay, how the operations grow, the curves."""
    problem, letter = panel[0].timings, panel[0].timings.swept
    words = format_sizes({k: v for k, v in problem.sizes.items() if k != letter})
    last = [each.timings for each in panel[-2:]]
    if all(each.flops for each in last):
        sizes, flops = [each.sizes[letter] for each in last], [e.flops for e in last]
        words += f"; the operations grow like {letter}^{exponent(sizes, flops):.1f}"
    return {
        "title": f"{problem.function} over {letter}",
        "words": f"{words}. Dashed: the machine's roofline.",
        "growth": charts.growth(panel, caches),
    }


def machine_words(found: Summaries) -> str:
    """Two sentences on the machine and the command."""
    facts, limits, plan = found.run.machine, found.run.limits, found.run.plan
    words = f"{facts['cpu']}, one of {facts['cores']} cores, {facts['system']}, {facts['time']}"
    if limits:
        peak, bandwidth = limits["flops"] / 1e9, limits["bandwidth"][-1][1] / 1e9
        words += f"; its peak is {peak:.0f} GFLOP/s, memory {bandwidth:.0f} GB/s"
    plan_words = f"{plan['repetitions']} repetitions of up to {plan['rounds']} rounds"
    return f"{words}. {found.run.words}: {plan_words}."
