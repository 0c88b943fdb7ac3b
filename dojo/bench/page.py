"""One self-contained HTML page: charts, numbers and the sources side by side, readable without a network."""

import html
import itertools
import json
from pathlib import Path
from string import Template

from dojo.bench import charts
from dojo.bench.report import rows, seconds, sizes, unsteady
from dojo.bench.table import CAVEAT
from dojo.run.language import languages
from dojo.spec.cases import kata

TEMPLATE = Path(__file__).with_name("page.html")
HEADS = [
    "",
    "program",
    "ratio",
    "95 %",
    "",
    "median",
    "min",
    "inside",
    "overhead",
    "smallest call",
    "GFLOP/s",
    "of limit",
    "memory",
    "build",
    "boot",
    "first call",
    "lines",
]


def page(header, problems):
    """The page's text."""
    import vl_convert

    found = {}
    cards = [
        card(problem, header, found) for problem in problems if not problem["swept"]
    ]
    sections = [f'<h2>Who is faster</h2><div class="cards">{"".join(cards)}</div>']
    if grown := sweeps(problems, header, found):
        sections.append(f'<h2>Growth</h2><div class="cards">{grown}</div>')
    for family in header.get("families", []):
        place = chart(charts.digits(family), found)
        words = f"Worst of {html.escape(', '.join(family['problems']))}; time on {html.escape(family['words'])}."
        sections.append(
            f'<h2>Digits against time: {html.escape(family["title"])}</h2><div class="card wide"><p>{words}</p>{place}</div>'
        )
    if header["absent"]:
        absent = "".join(
            f"<li>{html.escape(label)}: {html.escape(why)}</li>"
            for label, why in header["absent"].items()
        )
        sections.append(f"<h2>Absent</h2><ul>{absent}</ul>")
    return Template(TEMPLATE.read_text()).substitute(
        machine=html.escape(machine_words(header)),
        caveat=html.escape(CAVEAT),
        sections="\n".join(sections),
        bundle=vl_convert.javascript_bundle().replace("</script", "<\\/script"),
        charts=json.dumps(found).replace("</", "<\\/"),
    )


def chart(spec, found):
    """A place on the page for a chart, which is kept in `found`."""
    name = f"chart{len(found)}"
    found[name] = spec
    return f'<div class="chart" id="{name}"></div>'


def card(problem, header, found):
    """One function: the forest, the cost of the first answer, the table, the sources."""
    shown, width, _ = rows(problem)
    title = f"<h3>{problem['function']}</h3>"
    words = f"{sizes(problem)}; a tie is within ±{100 * width:.1f} %"
    if (pulse := unsteady(problem)) > 1.1:
        words += f"; the machine was unsteady (×{pulse:.2f})"
    plots = ""
    if any(not r.failed for r in shown):
        plots = chart(charts.forest(problem), found)
        plots += "<p>Seconds until k answers are there: build, boot, first call and k calls</p>"
        plots += chart(charts.first_answer(problem, header["builds"]), found)
    head = "".join(f"<th>{name}</th>" for name in HEADS)
    body = "".join(cells(r, header["builds"]) for r in shown)
    numbers = f'<details><summary>Numbers</summary><div class="scroll"><table><tr>{head}</tr>{body}</table></div></details>'
    return f'<div class="card">{title}<p>{words}</p>{plots}{numbers}{sources(problem["function"])}</div>'


def cells(r, builds):
    """A row of the table."""
    if r.failed:
        return f'<tr><td></td><td>{html.escape(r.label)}</td><td colspan="{len(HEADS) - 2}" class="fail">FAIL: {html.escape(r.failed)}</td></tr>'
    values = [
        r.rank,
        html.escape(r.label),
        f"{r.ratio:.2f}",
        f"{r.low:.2f}–{r.high:.2f}",
        f'<span class="{r.word}">{r.word}</span>',
        seconds(r.median),
        seconds(r.least),
        seconds(r.net),
        seconds(max(r.overhead, 0.0)),
        "" if r.smallest is None else seconds(r.smallest),
        f"{r.gflops:.2g}",
        "" if r.share is None else f"{r.share:.0%}",
        "" if r.memory is None else f"{r.memory:.1f}×",
        seconds(builds[r.label]) if r.label in builds else "",
        seconds(r.boot),
        seconds(r.load + r.first),
        r.lines,
    ]
    return f"<tr>{''.join(f'<td>{value}</td>' for value in values)}</tr>"


def sources(name):
    """The four solutions of a function, side by side."""
    from dojo.spec.cases import functions

    blocks = []
    for track in languages().values():
        path = track.file("solutions", kata(functions()[name].kata).name)
        match = track.functions(path.read_text()).get(name) if path.exists() else None
        if match:
            blocks.append(
                f"<div><p>{track.TITLE}</p><pre>{html.escape(match[0].strip())}</pre></div>"
            )
    return f'<details><summary>Sources</summary><div class="sources">{"".join(blocks)}</div></details>'


def sweeps(problems, header, found):
    """Growth panels: one for each function and size."""
    swept = [p for p in problems if p["swept"]]
    panels = []
    for (name, letter), group in itertools.groupby(
        swept, key=lambda p: (p["function"], p["swept"])
    ):
        group = list(group)
        if len(group) < 2:
            continue
        others = ", ".join(
            f"{k} = {v}" for k, v in group[0]["sizes"].items() if k != letter
        )
        theory = ""
        first, last = group[-2], group[-1]
        if first["flops"] and last["flops"]:
            from dojo.bench.statistics import exponent

            power = exponent(
                [g["sizes"][letter] for g in (first, last)],
                [g["flops"] for g in (first, last)],
            )
            theory = f"; the operations grow like {letter}^{power:.1f}"
        words = f"{others}{theory}. Dashed: the machine's limit."
        panels.append(
            f'<div class="card"><h3>{name} over {letter}</h3><p>{words}</p>{chart(charts.growth(group, letter, header["machine"]["caches"]), found)}</div>'
        )
    return "".join(panels)


def machine_words(header):
    """One sentence on the machine, and the command."""
    m, limits = header["machine"], header["limits"]
    words = f"{m['cpu']}, one of {m['cores']} cores, {m['system']}, {m['time']}"
    if limits:
        bandwidth = limits["bandwidth"][-1][1] / 1e9
        words += f"; its peak is {limits['flops'] / 1e9:.0f} GFLOP/s, memory {bandwidth:.0f} GB/s"
    plan = header["plan"]
    return f"{words}. {header['words']}: {plan['sessions']} session(s) of up to {plan['rounds']} rounds."
