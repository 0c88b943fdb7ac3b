"""The grading of many: each learner's language in a process of its own, some at a time, and a row for every function."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dojo.grade.verdict import Word
from dojo.paths import ROOT, read_json, shown, writing
from dojo.run.build import folder
from dojo.run.results import Profile
from dojo.run.sandbox import HIDDEN
from dojo.teach.handed_in import Work

AT_ONCE = 2
LOOK = 0.05  # seconds between two looks at who has come to an end
PATIENCE = 5.0  # seconds that a process has to end in
LONGEST = 200  # characters of a note
ERROR = re.compile(
    r"^\w*Error\b|\berror(\[\w+\])?:"
)  # as interpreters and compilers say
NOT_GRADED = "not graded"
NOT_ATTEMPTED = (Word.NOT_WRITTEN, Word.TO_DO, Word.WAITS, Word.NOT_TRIED)


@dataclass(frozen=True)
class Row:
    """What one function of a learner is worth; without a kata: why nothing was graded."""

    who: str
    language: str = ""
    kata: str = ""
    function: str = ""
    verdict: str = NOT_GRADED
    mistake: str = ""
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.verdict == Word.PASSED

    @property
    def failed(self) -> bool:
        """Something was written, and it is not right."""
        return not (self.passed or self.verdict.startswith(NOT_ATTEMPTED))


class Run:
    """One Work under `dojo grade`, in a process group of its own."""

    def __init__(self, work: Work, sandbox: bool, hidden: Iterable[Path]) -> None:
        self.work = work
        self.report = work.folder.with_suffix(".json")
        self.log = work.folder.with_suffix(".log")
        words = [work.language.name, *work.katas, "--source", str(work.folder)]
        words += ["--report", str(self.report), *(["--sandbox"] if sandbox else [])]
        self.report.unlink(missing_ok=True)
        self.start = time.monotonic()
        with writing(self.log), self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dojo", "grade", *words],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(sys.path),
                    HIDDEN: os.pathsep.join(map(str, hidden)),
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def over(self, seconds: float) -> bool:
        """Whether it has come to an end, by itself or by the limit."""
        if self.process.poll() is not None:
            return True
        return time.monotonic() - self.start > seconds

    def rows(self, seconds: float) -> list[Row]:
        """One for each function; one alone where the grading itself came to no end."""
        late = self.process.poll() is None
        self.end()
        who, language = self.work.who, self.work.language.name
        if records := read_json(self.report, []):
            return rows(who, records)
        said = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        why = next((line for line in reversed(said) if line.strip()), "no reason given")
        why = f"No end within {seconds / 60:g} minutes." if late else why
        return [Row(who, language, note=why[:LONGEST])]

    def end(self) -> None:
        """An end to the process and its group; what it has started elsewhere ends with it."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(self.process.pid, number)
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(PATIENCE)


def grade(
    works: Iterable[Work],
    sandbox: bool,
    seconds: float,
    tell: Callable[[Work, list[Row]], None],
    hidden: Iterable[Path] = (),
) -> list[Row]:
    """The rows of all works, in their order; `tell` hears of each as it ends. None may take longer than `seconds`.
    Whatever ends this call ends the processes too.

    hidden    folders that no learner sees in the sandbox, beside what the others have handed in
    """
    waiting, found = list(works), {}
    order = {id(work): k for k, work in enumerate(waiting)}
    places = {work.who: traces(work.who, waiting) for work in waiting}
    running: list[Run] = []
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                work = waiting.pop(0)
                others = [p for who in places if who != work.who for p in places[who]]
                running.append(Run(work, sandbox, [*hidden, *others]))
            time.sleep(LOOK)
            for run in [run for run in running if run.over(seconds)]:
                found[order[id(run.work)]] = run.rows(seconds)
                running.remove(run)
                tell(run.work, found[order[id(run.work)]])
    finally:
        for run in running:
            run.end()
    return [row for k in sorted(found) for row in found[k]]


def traces(who: str, works: Iterable[Work]) -> list[Path]:
    """The folders that hold what a learner has handed in, as text or compiled."""
    own = [work for work in works if work.who == who]
    built = [folder(w.language, w.folder, Profile.CHECKED) for w in own]
    return [*dict.fromkeys(work.folder.parent for work in own), *built]


def rows(who: str, records: list[dict[str, Any]]) -> list[Row]:
    """A row for each function of a report, from its records of cases."""
    by_function: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_function.setdefault(record["function"], []).append(record)
    found = []
    for function, cases in by_function.items():
        first = next((c for c in cases if c["verdict"] != Word.PASSED), cases[0])
        mistake = next((c["mistake"] for c in cases if c["mistake"]), "")
        place = (first["language"], first["kata"], function)
        found.append(Row(who, *place, first["verdict"], mistake, note(first)))
    return found


def note(record: dict[str, Any]) -> str:
    """What shows a verdict that no mistake explains: the function to blame, a line of the message, the case."""
    facts, verdict = record["facts"], record["verdict"]
    if verdict == Word.PASSED or verdict.startswith(NOT_ATTEMPTED):
        return ""
    if "first" in facts:
        return facts["first"].partition(";")[0]
    if Word(verdict).nameable:
        return f"case: {record['case']}"
    got = facts.get("got", "").replace(f"{shown(Path(record['source']))}/", "")
    lines = [line.strip() for line in got.splitlines() if line.strip()]
    told = next(filter(ERROR.search, lines), "".join(lines[:1]))
    where = f", {facts['line']}" if "line" in facts else ""
    return f"{told}{where}"[:LONGEST]


def plain(words: str) -> str:
    """Without what would move a terminal's cursor, change its colours or end a line."""
    return "".join(c if c.isprintable() else "�" for c in words)
