"""What to practise today, at most three things: nox -s practice, or nox -s practice -- --minutes 20."""

import argparse
import sys
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from dojo.cli import known_katas, known_language
from dojo.cli.map import states
from dojo.cli.reset import put, stub
from dojo.paths import shown, write_text
from dojo.practice import history, schedule
from dojo.practice.history import KATA, OPENED, Attempt
from dojo.practice.today import WEEK, Day, Item
from dojo.run.language import languages

TABLE = history.FILE.with_suffix(".csv")
NEXT = 5  # of what is due later that is shown


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s practice --",
        description="What to practise today: a kata that is due, on a blank page (your answer is kept), a new one, two drills.",
    )
    parser.add_argument("--minutes", type=float, help="what fits into them")
    parser.add_argument("--language", help="in this one only")
    parser.add_argument("--kata", help="this one")
    parser.add_argument(
        "--export", action="store_true", help=f"the history as {shown(TABLE)}"
    )
    options = parser.parse_args(words)
    attempts, now = history.read(), datetime.now(UTC)
    if options.export:
        write_text(TABLE, history.table(attempts))
        print(f"wrote {shown(TABLE)}: {len(attempts)} attempts.")
        return 0
    chosen = (
        [known_language(options.language).name] if options.language else begun(attempts)
    )
    asked = known_katas([options.kata]) if options.kata else []
    if not chosen:
        named = ", ".join(f"--language {name}" for name in languages())
        sys.exit(f"Nothing is begun yet; say in which language: {named}.")
    day = Day(attempts, now, {name: states(languages()[name]) for name in chosen})
    items, drills = day.plan(options.minutes)
    if asked:
        items, drills = [day.asked(asked[0].name)], 0
    show(Console(highlight=False), day, items, drills)
    return 0


def begun(attempts: list[Attempt]) -> list[str]:
    """The languages that somebody has begun, by the history or by the map."""
    practised = {a.language for a in attempts if a.kind == KATA}
    return [
        name
        for name, language in languages().items()
        if name in practised or {*states(language).values()} - {"to do", "missing"}
    ]


def show(console: Console, day: Day, items: list[Item], drills: int) -> None:
    """The plan, whose pages are made blank; then what is due when."""
    for item in items:
        title = f"{item.kata} in {languages()[item.language].TITLE}"
        about = f"   {item.why}; about {item.minutes} min"
        console.print(Text.assemble((f"\n{title}", "bold"), (about, "dim")))
        if item.blank:
            open_blank(item)
        readme = f"shared_tests/katas/{item.kata}/README.md"
        console.print(
            f"  {readme}\n  nox -s {item.language} -- {item.kata}", soft_wrap=True
        )
    if drills:
        console.print(
            Text.assemble(("\nTwo drills", "bold"), ("   about 2 min", "dim"))
        )
        console.print(f"  nox -s drill -- --mixed {drills}")
    console.print(Text(f"\n{later(day)}", "dim"))


def open_blank(item: Item) -> None:
    """The stub in the place of an answer, which is kept; the clock begins."""
    language = languages()[item.language]
    put(language, item.kata, stub(language, item.kata), "the stub")
    opened = Attempt(history.now(), KATA, item.language, item.kata, OPENED, blank=True)
    history.append([opened])


def later(day: Day) -> str:
    """What is due when, and how often somebody has practised."""
    found = schedule.cards(day.attempts, day.now)
    coming = sorted((c.due, k) for k, c in found.items() if c.due > day.now)[:NEXT]
    lines = [
        f"{name} in {language}: due {schedule.when(found[kind, name, language], day.now)}."
        for _, (kind, name, language) in coming
    ]
    days = f"Practised on {day.days_practised()} of the last {WEEK} days."
    return "\n".join([*lines, days])
