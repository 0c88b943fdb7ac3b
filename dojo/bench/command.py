"""`nox -s bench`: what is asked for becomes lanes and problems, a run, a table, a page and JSON lines."""

import os
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from dojo.bench import (
    digits,
    entries,
    machine,
    measure,
    page,
    readme,
    record,
    report,
    table,
)
from dojo.bench.lane import full, quick
from dojo.cli import known_katas
from dojo.paths import shown
from dojo.spec.cases import functions, kata
from dojo.spec.draws import workload

SWEEP = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4]
SWEPT = measure.Plan(sessions=1, rounds=5, fewest=3, budget=1.0)
LARGEST = 4e8  # operations of a problem in a sweep


def bench(options):
    """Measure, or show again what was measured last."""
    console = Console(highlight=False, soft_wrap=True)
    if options.self_test:
        return int(pytest.main([str(Path(__file__).with_name("selftest.py")), "-rA"]))
    if options.mark:
        return readme.write()
    if options.again:
        path = options.again if options.again.exists() else record.latest()
        if path is None:
            raise SystemExit("Nothing was measured yet; run nox -s bench first.")
        return finish(*record.read(path), path, options.publish, console)
    katas = known_katas(options.katas)
    asked = [f for f in functions().values() if not katas or kata(f.kata) in katas]
    core, own = cores()
    os.sched_setaffinity(0, {own})
    with console.status("building, and starting every language"):
        lanes, absent = entries.lanes(
            core, options.own, options.against, options.peers, options.full
        )
    for words in (f"{label}: {reason}" for label, reason in absent.items()):
        console.print(words, style="yellow")
    with console.status("probing the machine"):
        limits = probed(core, own)
    try:
        sized = full if options.full and katas else (lambda w: [quick(w)])
        timed = measure.problems(asked, sized)
        runs = [(timed, measure.full(len(timed)) if options.full else measure.QUICK)]
        if katas:
            runs.append((sweeps(asked), SWEPT))
        done = []
        for problems, how in runs:
            run, seen = measured(lanes, problems, how, console, (core, own))
            done.append(run)
            limits = machine.best_of(limits, seen)
        header = record.header(done[0], limits, absent, options.words)
        lines = []
        for run in done:
            found = [record.line(result, limits) for result in run.results]
            report.settle(found)
            lines += found
        header["families"] = [
            digits.measured(family, lanes)
            for family in digits.families()
            if {f.name for f in asked} & set(family.inputs)
        ]
    finally:
        for lane in lanes:
            lane.close()
    path = record.write([header, *lines])
    return finish(header, lines, path, options.publish, console)


def cores():
    """The core that is timed, and the one that this process keeps to itself, if there are two."""
    available = sorted(os.sched_getaffinity(0))
    return available[-1], available[0]


def probed(core, own):
    """What the core that is timed can do at best."""
    os.sched_setaffinity(0, {core})
    limits = machine.limits()
    os.sched_setaffinity(0, {own})
    return limits


def measured(lanes, problems, plan, console, probing):
    """(a finished Run, whose progress is shown; the machine's limits, seen after each session: a probe can be
    disturbed, but not be too good)"""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
    )
    limits = None
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(problems) * plan.sessions)

        def tell(words):
            progress.update(task, description=words, advance=1)

        run = measure.Run(lanes, problems, plan, tell)
        for session in range(plan.sessions):
            run.session(session)
            limits = machine.best_of(limits, probed(*probing))
    return run, limits


def sweeps(asked):
    """Problems in which one size after the other grows."""
    found = []
    for function in asked:
        if (work := workload(function)) is None:
            continue
        shape = {letter for a in function.signature.inputs for letter in a.sizes}
        base = quick(work)
        for letter in (name for name in base if name in shape):
            for factor in SWEEP:
                sizes = base | {letter: max(2, round(base[letter] * factor))}
                if work.flops(**sizes) <= LARGEST:
                    found.append(measure.Problem(function, sizes, swept=letter))
    return found


def finish(header, lines, path, publish, console):
    """Show, and write the page, and the README's table where it was asked for."""
    table.show(header, lines, console)
    charts = record.FOLDER / "report.html"
    charts.write_text(page.page(header, lines))
    console.print(f"\nEvery sample is in {shown(path)}, the charts in {shown(charts)}.")
    if report.impossible(lines):
        return 1
    if publish:
        readme.publish(header, lines)
        console.print(f"{shown(readme.README)} has its table from this run.")
    return 0
