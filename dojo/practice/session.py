"""A series of drills at a prompt: the task, the data, a line, its verdict; the clock is shown afterwards."""

import contextlib
import secrets
import sys
import textwrap
import time
from collections.abc import Iterator
from statistics import median

from rich.console import Console
from rich.text import Text

from dojo.grade.verdict import Verdict
from dojo.practice import desk, history
from dojo.practice.desk import Desk
from dojo.practice.drills import Drill, libraries
from dojo.practice.history import DRILL, Attempt
from dojo.practice.question import Question
from dojo.practice.schedule import GIVEN_UP
from dojo.run.results import Unavailable

with contextlib.suppress(ImportError):  # keys that move within the line
    import readline  # noqa: F401

TRIES = 3  # before the answer is shown
LAST = 5  # times whose median is shown
PEEK = "?"


class Session:
    """The processes of the libraries, and what comes of each drill."""

    def __init__(self, console: Console, peek: bool = False) -> None:
        """peek    show every answer first; then nothing is repeated from memory"""
        self.console, self.peek = console, peek
        self.desks: dict[str, Desk] = {}
        self.absent: dict[str, str] = {}  # library → why it cannot be drilled

    def run(self, drills: list[Drill], count: int) -> bool:
        """Ask the first `count` whose library is here; False where none is."""
        asked = 0
        try:
            for question in self.questions(drills, count):
                asked += 1
                self.ask(question, f"{asked} of {count}")
        except (EOFError, KeyboardInterrupt):
            self.console.print()
        finally:
            for each in self.desks.values():
                each.close()
        for reason in self.absent.values():
            self.console.print(Text(f"Left out: {reason}", "yellow"))
        return bool(asked)

    def questions(self, drills: list[Drill], count: int) -> Iterator[Question]:
        """Each on fresh data."""
        found = (
            Question(room, drill, secrets.randbits(32))
            for drill in drills
            if (room := self.desk(drill.library))
        )
        for _, question in zip(range(count), found, strict=False):
            yield question

    def desk(self, name: str) -> Desk | None:
        """The process of a library, or None where it is not installed."""
        if name not in self.desks and name not in self.absent:
            library = libraries()[name]
            try:
                self.desks[name] = desk.opened(library)
            except Unavailable as reason:
                self.absent[name] = str(reason)
        return self.desks.get(name)

    def ask(self, question: Question, place: str) -> None:
        """One drill, until it is right or given up."""
        drill = question.drill
        title = f"{libraries()[drill.library].title} · {drill.name}"
        self.console.print(
            Text.assemble((f"\n{title}", "bold"), (f"   {place}", "dim"))
        )
        self.console.print(Text(drill.task), soft_wrap=False)
        self.show_given(question)
        if self.peek:
            self.show_answer(drill)
        peeked, start, line = self.peek, time.monotonic(), ""
        for _ in range(TRIES):
            line = self.line()
            if line == PEEK:
                peeked = True
                self.show_answer(drill)
                line = self.line()
            if not line:
                break
            verdict, seconds = question.judge(line), round(time.monotonic() - start, 1)
            before = [
                a for a in history.read() if a.key == (DRILL, drill.name, drill.library)
            ]
            remember(drill, line, verdict.word, verdict.mistake, seconds, peeked)
            self.show(verdict)
            if verdict.passed:
                self.console.print(Text(clock(before, seconds), "dim"))
                return
        remember(drill, line, GIVEN_UP, "", None, peeked)
        if not peeked:
            self.show_answer(drill)

    def line(self) -> str:
        """What is typed; `?` shows the answer, nothing goes on to the next."""
        typed = input(">>> ").strip()
        if not sys.stdin.isatty():
            self.console.print(Text(typed))
        return typed

    def show_given(self, question: Question) -> None:
        given = question.given()
        widest = max(map(len, given), default=0)
        for name, words in given.items():
            if "\n" in words:
                self.console.print(Text(f"  {name}"))
                self.console.print(Text(textwrap.indent(words, "    ")))
            else:
                self.console.print(Text(f"  {name:<{widest}}  {words}"))

    def show(self, verdict: Verdict) -> None:
        width = self.console.width if self.console.is_terminal else None
        self.console.print(
            Text(verdict.fitted(width), "green" if verdict.passed else "")
        )

    def show_answer(self, drill: Drill) -> None:
        self.console.print(Text(drill.answer.strip(), "cyan"))


def remember(
    drill: Drill,
    line: str,
    word: str,
    mistake: str,
    seconds: float | None,
    peeked: bool,
) -> None:
    """Add one line to the history."""
    attempt = Attempt(
        history.now(),
        *(DRILL, drill.library, drill.name, word),
        mistake=mistake,
        seconds=seconds,
        blank=not peeked,
        peeked=peeked,
        file=history.digest(line.encode("utf-8", "backslashreplace")),
    )
    history.append([attempt])


def clock(before: list[Attempt], seconds: float) -> str:
    """The seconds; beside them those of the first time, and the median of the last ones."""
    times = [a.seconds for a in before if a.passed and not a.peeked and a.seconds]
    if not times:
        return f"{seconds:.3g} s"
    usual = median(times[-LAST:])
    return f"{seconds:.3g} s; the first time {times[0]:.3g} s, of late {usual:.3g} s"
