"""Save, verdict, key: what `nox -s watch` does until it is told to quit."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo.grade.report import OF_A_FILE, Scoreboard
from dojo.grade.verdict import Verdict, Word
from dojo.paths import shown
from dojo.practice import graded as practice
from dojo.spec.cases import Case, Function, Kata, kata, katas
from dojo.watch.terminal import cbreak
from dojo.watch.watched import Outdated, WatchedGrader

QUIT = ("q", "", "\x04")  # the key, the end of the terminal, Ctrl-D
Failures = list[tuple[Case, Verdict]]


class Renewed(Exception):
    """What is asked has changed, or the machinery: a new process must go on."""


@dataclass(frozen=True)
class Key:
    """What a key does, and when it is offered."""

    words: str
    action: Callable[["Loop", Kata], None]  # of the kata that was graded last
    offered: Callable[["Loop"], bool] = lambda loop: True


class Loop:
    """Which kata was graded last, and which of its cases are wrong."""

    def __init__(
        self, grader: WatchedGrader, chosen: list[Function], keys: dict[str, Key]
    ) -> None:
        """chosen    only these functions are graded; all if there are none"""
        self.grader, self.chosen, self.keys = grader, chosen, keys
        self.console = Console(highlight=False, soft_wrap=True)
        self.kata: Kata | None = None
        self.failed: Failures = []  # of its first function that is red, or none
        self.at = 0  # which of them is shown

    def run(self) -> None:
        """Until a key, or the end of the terminal, says to quit."""
        events = self.grader.events
        words = f"Watching {shown(self.grader.path)}: save a kata, and it is graded."
        with cbreak():
            self.console.print(words + (" q quits." if events.terminal else ""))
            self.saved({self.grader.file(f.kata) for f in self.chosen})
            self.offer()
            while (event := events.next()) not in QUIT:
                key = None if isinstance(event, set) else self.keys.get(event)
                if isinstance(event, set):
                    self.saved(event)
                elif key and self.kata and key.offered(self):
                    key.action(self, self.kata)
                self.offer()

    def offer(self) -> None:
        """One line: the keys that are of use now."""
        useful = [f"{k} {v.words}" for k, v in self.keys.items() if v.offered(self)]
        if self.grader.events.terminal and self.kata:
            self.console.print("   ".join([*useful, "q quit"]), style="dim")

    # ---------------------------------------------------------------- grading

    def saved(self, paths: set[Path]) -> None:
        """Grade these files, and what is built on those that are green; what is saved meanwhile joins them."""
        todo: set[str] = set()
        while paths:
            if any(path.parent != self.grader.path for path in paths):
                raise Renewed
            todo |= self.asked({path.stem for path in paths})
            try:
                self.grader.begin(paths)
                self.grade(todo)
            except Outdated:
                paths = self.grader.events.changes()
            except (OSError, RuntimeError, UnicodeError) as error:
                self.console.print(Text(f"\n{error}", "red"))
                paths = set()
            else:
                paths = set()
            finally:
                self.grader.end()

    def asked(self, names: set[str]) -> set[str]:
        """Of these katas those that are graded; for another, what is built on it."""
        own = {name for name in names if self.functions(name)}
        return own.union(*(self.built_on(name) for name in names - own))

    def functions(self, name: str) -> list[Function]:
        """Those of a kata that are graded."""
        own = kata(name).functions.values()
        return [f for f in own if not self.chosen or f in self.chosen]

    def built_on(self, name: str) -> set[str]:
        """The katas that need this one and are begun."""
        return {
            other.name
            for other in katas().values()
            if name in other.before
            and self.functions(other.name)
            and self.grader.file(other.name).exists()
            and self.grader.placeholders(other.name) != set(other.functions)
        }

    def grade(self, todo: set[str]) -> None:
        """In the order of the ladder. The first that is red is shown, and is what keys are about; else the first."""
        self.console.rule(time.strftime("%H:%M:%S"), style="dim")
        self.kata, self.failed = None, []
        while todo:
            name, start = min(todo, key=list(katas()).index), time.perf_counter()
            board, failed = self.graded(name)
            if not self.kata or (failed and not self.failed):
                self.kata, self.failed, self.at = kata(name), failed, 0
                self.show_case()
            line = Text.assemble((name, "bold"), "  ", board.state(name))
            line.append(f"  {time.perf_counter() - start:.2f} s", "dim")
            self.console.print(line)
            todo.discard(name)
            if board.done(name):
                todo |= self.built_on(name)

    def graded(self, name: str) -> tuple[Scoreboard, Failures]:
        """The verdicts on a kata up to its first function that is red, and what is wrong there, a named mistake first."""
        board, failed = Scoreboard(), []
        for function in self.functions(name):
            cases = [case for case in kata(name).cases if case.function == function]
            cases.sort(key=lambda case: case.size)
            for case, verdict in zip(cases, self.grader.grade_all(cases), strict=False):
                board.add(case, verdict)
                if verdict.attempted and verdict.word != Word.PASSED:
                    failed.append((case, verdict))
            if failed:
                break
        if self.functions(name) == list(kata(name).functions.values()):
            board.remember(self.grader)
        practice.remember(self.grader, board.results)
        failed.sort(key=lambda result: not result[1].mistake)
        one = failed and failed[0][1].word in OF_A_FILE
        return board, failed[:1] if one else failed

    def show_case(self) -> None:
        """The failing case that is looked at, in full."""
        if self.failed:
            case, verdict = self.failed[self.at]
            where = case.function.kata
            if verdict.word not in OF_A_FILE:
                where += f" · {case.function.name} · {case.name}"
            count = f"   {self.at + 1} of {len(self.failed)}" if self.failed[1:] else ""
            self.console.print(Text.assemble((where, "bold"), (count, "dim")))
            width = self.console.width if self.console.is_terminal else None
            self.console.print(Text(verdict.fitted(width)))
