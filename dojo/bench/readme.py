"""The README's table of times and its chart: written from a run, and marked where a program has changed since."""

import json
import re

from dojo.bench.entries import AGAIN
from dojo.bench.measure import fingerprint
from dojo.bench.report import rows, seconds, sizes
from dojo.paths import ROOT
from dojo.run.language import FAST, languages
from dojo.spec.cases import functions

README = ROOT / "README.md"
TIMES = ROOT / "shared_tests" / "speed.json"
PICTURE = ROOT / "shared_tests" / "speed.svg"
BEGIN = re.compile(r"<!-- speed of (.*?): written by `nox -s bench -- --publish` -->\n")
END = "<!-- end of speed -->\n"
STALE = "†"


def publish(header, problems):
    """Keep what the README shows of a run, and write it there."""
    wanted = asked()
    kept = [summary(p) for p in problems if p["function"] in wanted and not p["swept"]]
    lacking = set(wanted) - {each["function"] for each in kept}
    if lacking:
        raise SystemExit(
            f"This run did not time {', '.join(lacking)}; run all: nox -s bench -- --publish"
        )
    known = {key: header[key] for key in ("machine", "words", "sources")}
    known["machine"] = {key: known["machine"][key] for key in ("cpu", "time")}
    TIMES.write_text(
        json.dumps(known | {"problems": kept}, indent=1, ensure_ascii=False) + "\n"
    )
    write()
    draw(known | {"problems": kept})


def asked():
    """The functions that the README names in its marker."""
    return BEGIN.search(README.read_text())[1].split(", ")


def summary(problem):
    """Of a problem: each program's median, its ratio to the fastest, and its sources' fingerprint."""
    shown, _, _ = rows(problem)
    sources = {e["label"]: e["source"] for e in problem["entries"]}
    timed = [r for r in shown if not r.failed and not r.label.endswith(" again")]
    return {
        "function": problem["function"],
        "sizes": sizes(problem),
        "programs": {
            r.label: {"median": r.median, "rank": r.rank, "source": sources[r.label]}
            for r in timed
        },
    }


def markdown(known):
    """Our languages and the fastest library: times as multiples of that library's."""
    ours = [
        label
        for label, source in known["sources"].items()
        if source.endswith(("/solutions", f"/{FAST}")) and not label.endswith(AGAIN)
    ]
    lines = [
        f"| | {' | '.join(ours)} | fastest library |",
        "| --- |" + " ---: |" * len(ours) + " --- |",
    ]
    for problem in known["problems"]:
        name, programs = problem["function"], problem["programs"]
        peers = {k: v for k, v in programs.items() if k not in ours}
        best = min(peers, key=lambda label: peers[label]["median"], default=None)
        unit = (
            peers[best]["median"]
            if best
            else min(v["median"] for v in programs.values())
        )
        cells = [
            cell(programs.get(label), unit, stale(known, label, problem))
            for label in ours
        ]
        last = (
            f"{best}, {seconds(unit)}{stale(known, best, problem)}"
            if best
            else f"none; 1 is {seconds(unit)}"
        )
        lines.append(f"| `{name}`, {problem['sizes']} | {' | '.join(cells)} | {last} |")
    return "\n".join(lines) + "\n"


def cell(program, unit, mark):
    return f"{program['median'] / unit:.2g}{mark}" if program else ""


def stale(known, label, problem):
    """A mark where the program is no longer the one that was timed."""
    if label not in problem["programs"]:
        return ""
    name, _, source = known["sources"][label].partition("/")
    track, function = languages()[name], functions()[problem["function"]]
    now = fingerprint(track, source, function)
    return "" if now == problem["programs"][label]["source"] else STALE


def text():
    """The README as it should be now."""
    known = json.loads(TIMES.read_text())
    words = known["machine"]
    table = markdown(known)
    note = f"Times as multiples of the fastest library's, one core of an {words['cpu']}, {words['time'].split()[0]}. `nox -s bench` measures yours.\n"
    if STALE in table:
        note += f"{STALE} The program has changed since.\n"
    old = README.read_text()
    start = BEGIN.search(old)
    after = old[old.index(END, start.end()) :]
    return f"{old[: start.end()]}{table}\n{note}{after}"


def write():
    """The README with the marks of today."""
    README.write_text(text())


def draw(known):
    """The same as a picture."""
    import altair as alt

    data = [
        {
            "function": p["function"],
            "program": label,
            "ratio": each["median"] / min(v["median"] for v in p["programs"].values()),
        }
        for p in known["problems"]
        for label, each in p["programs"].items()
    ]
    order = [p["function"] for p in known["problems"]]
    chart = (
        alt.Chart(alt.Data(values=data), width=560, height=28 * len(order))
        .mark_point(filled=True, size=70, opacity=0.9)
        .encode(
            x=alt.X(
                "ratio:Q",
                scale=alt.Scale(type="log"),
                title="time / fastest time",
                axis=alt.Axis(format="~g"),
            ),
            y=alt.Y("function:N", sort=order, title=None),
            color=alt.Color("program:N", title=None),
            shape=alt.Shape("program:N", title=None),
        )
    )
    chart.configure(background="white").save(str(PICTURE))
