"""`nox -s bench`: what is asked for becomes contenders and problems, a run, tables, a page and JSON lines."""

import argparse
import dataclasses
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from dojo import suite
from dojo.bench import correct_digits, machine, measure, page, publish, record, terminal
from dojo.bench.contender import Contender
from dojo.bench.entries import begun, contenders
from dojo.bench.problem import Problem, full, problems, quick, sweeps
from dojo.bench.summary import impossible, summaries
from dojo.paths import shown, write_text
from dojo.spec.cases import Function, Kata, functions, kata

COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    TimeElapsedColumn(),
)


def bench(options: argparse.Namespace) -> int:
    """Measure, or show again what was measured last; the exit code."""
    console = Console(highlight=False, soft_wrap=True)
    if options.self_test:
        return suite.run([str(Path(__file__).with_name("selftest.py")), "-rA"])
    if options.mark:
        publish.mark()
        return 0
    if options.again:
        path = options.again if options.again.exists() else record.latest()
        if path is None:
            raise SystemExit("Nothing was measured yet; run nox -s bench first.")
    else:
        path = measured(options, console)
    return finish(path, options.publish, console)


def finish(path: Path, wanted: bool, console: Console) -> int:
    """Show a record, write the page, and publish it if that is `wanted`; 1 where a program beats the machine."""
    found = summaries(record.read(path))
    terminal.show(found, console)
    report = record.FOLDER / "report.html"
    write_text(report, page.page(found))
    console.print(f"\nEvery sample is in {shown(path)}, the charts in {shown(report)}.")
    if impossible(found.all):
        return 1
    if wanted:
        publish.publish(found)
        console.print(f"{shown(publish.README)} has its table from this run.")
    return 0


# ---------------------------------------------------------------- a run


def measured(options: argparse.Namespace, console: Console) -> Path:
    """The record of a new run."""
    core, own = cores()
    os.sched_setaffinity(0, {own})
    katas: list[Kata] = options.katas
    asked = [f for f in functions().values() if not katas or kata(f.kata) in katas]
    with taking_part(options, core, console) as (present, absent):
        with telling(console) as tell:
            tell("probing the machine")
            limits = probed(core, own)
        curves = bool(katas) and not options.own
        runs = plans(asked, bool(katas), curves, options.full)
        facts = record.RunFacts(
            words=options.words,
            machine=machine.facts(),
            limits=limits,
            plan=dataclasses.asdict(runs[0][1]),
            absent=absent,
            sources={each.label: f"{each.language}/{each.source}" for each in present},
            builds={
                each.label: each.build_seconds
                for each in present
                if each.build_seconds is not None
            },
        )
        writer = record.Writer()
        writer.add(facts)
        for timed, plan in runs:
            seen = sampled(present, timed, plan, writer, console, (core, own))
            facts.limits = machine.best_of(facts.limits, seen)
        facts.threads = {c.label: c.known_threads for c in present if c.known_threads}
        facts.families = [
            correct_digits.measured(family, present)
            for family in correct_digits.families(asked)
        ]
        writer.add(facts)
    return writer.path


def plans(
    asked: list[Function], named: bool, curves: bool, in_full: bool
) -> list[tuple[list[Problem], measure.Plan]]:
    """What is timed, and how thoroughly; for `curves` at growing sizes too."""
    timed = problems(asked, full if in_full and named else quick)
    runs = [(timed, measure.full(len(timed)) if in_full else measure.QUICK)]
    return [*runs, (sweeps(asked), measure.SWEPT)] if curves else runs


@contextmanager
def taking_part(
    options: argparse.Namespace, core: int, console: Console
) -> Iterator[tuple[list[Contender], dict[str, str]]]:
    """(the contenders, {label: why it is absent}); their processes end with the block."""
    only = begun(options.katas) if options.own and options.katas else None
    if only == []:
        names = ", ".join(each.name for each in options.katas)
        raise SystemExit(f"Nothing of {names} is written in any language yet.")
    with telling(console) as tell:
        who = options.own, options.against, options.peers
        present, absent = contenders(core, *who, only, options.full, tell)
    for label, reason in absent.items():
        console.print(f"{label}: {reason}", style="yellow")
    try:
        yield present, absent
    finally:
        for each in present:
            each.close()


@contextmanager
def telling(console: Console) -> Iterator[Callable[[str], None]]:
    """A function that tells what happens: in a terminal's last line, else in a line each."""
    if not console.is_terminal:
        yield console.print
        return
    with console.status("") as status:
        yield status.update


def cores() -> tuple[int, int]:
    """The core that is timed, and the one that this process keeps to itself, if there are two."""
    available = sorted(os.sched_getaffinity(0))
    return available[-1], available[0]


def probed(core: int, own: int) -> machine.Limits | None:
    """What the core that is timed can do at best."""
    os.sched_setaffinity(0, {core})
    limits = machine.limits()
    os.sched_setaffinity(0, {own})
    return limits


def sampled(
    present: list[Contender],
    timed: list[Problem],
    plan: measure.Plan,
    writer: record.Writer,
    console: Console,
    probing: tuple[int, int],
) -> machine.Limits | None:
    """Take all samples, writing them as they come and showing how far it is; the machine's limits, seen meanwhile."""
    limits = None
    with Progress(*COLUMNS, console=console, transient=True) as progress:
        bar = progress.add_task("", total=len(timed) * plan.repetitions)

        def tell(words: str) -> None:
            progress.update(bar, description=words, advance=1)
            if not console.is_terminal:
                console.print(words)

        run = measure.Run(present, timed, plan, tell, writer.add)
        for number in range(plan.repetitions):
            run.repetition(number)
            limits = machine.best_of(limits, probed(*probing))
    return limits
