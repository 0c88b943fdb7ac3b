"""A Grader of what is being written: its grading ends when a file is saved again."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from dojo.grade.grader import Grader
from dojo.grade.judge import judge
from dojo.grade.memory import fingerprint
from dojo.grade.verdict import Verdict
from dojo.paths import KATAS, ROOT
from dojo.run.results import Reply, Status
from dojo.spec.cases import Case, Function, katas
from dojo.watch.events import Events

ENDED = (Status.CRASHED, Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.FLOODED)


class Outdated(Exception):
    """A file has been saved since its grading began."""


class Ended(Exception):
    """A call has ended its process: the cases that follow would tell the same, slowly."""


class WatchedGrader(Grader):
    """The katas of a language, and what happens to their files."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.under_way: dict[Path, str] = {}  # file → which text of it is being graded
        self.replies: dict[int, Reply] = {}  # id of the inputs → the last reply
        self.interrupted = False  # its worker has been killed since it began
        folders = [self.language.folder, KATAS, ROOT / "dojo"]
        self.events = Events(folders, self.watched, self.arrived)

    def watched(self, path: Path) -> bool:
        """Whether this is the file of a kata, or says what is asked or how it is graded."""
        if path.is_relative_to(self.language.folder):
            own = path.parent == self.path and path.suffix == self.language.SUFFIX
            return own and path.stem in katas()
        return path.suffix in (".toml", ".json", ".py")

    def begin(self, paths: set[Path]) -> None:
        """Build what has been saved; from now on a new save interrupts."""
        with self.events.lock:
            self.under_way = {path: text_of(path) for path in paths}
            dying, self.interrupted = self.interrupted, False
        if dying:
            self.worker.close()  # and not when the next call meets it
        self.rebuild()

    def grade_all(self, cases: list[Case]) -> list[Verdict]:
        """As a Grader's; where a call has ended its process, no further than this case."""
        self.replies = {}
        with suppress(Ended):
            return super().grade_all(cases)
        tried = [case for case in cases if id(case.inputs) in self.replies]
        verdicts = [judge(case, self.replies[id(case.inputs)]) for case in tried]
        if left := len(cases) - len(tried):
            verdicts[-1] = verdicts[-1].having("also", f"{left} more cases, not tried")
        return verdicts

    def end(self) -> None:
        """From now on a save is news; the worker is there when it comes."""
        self.under_way = {}
        if not self.worker.sound():
            self.worker.start()

    def arrived(self, paths: set[Path]) -> set[Path]:
        """Those that differ from what is being graded; if there are any, that call has no point any more."""
        new = {p for p in paths if self.under_way.get(p) != text_of(p)}
        if new and self.under_way:
            self.interrupted = True
            self.worker.interrupt()
        return new

    def call(
        self, function: Function, inputs: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """As a Runner's, or Outdated, or Ended."""
        reply = super().call(function, inputs, seconds)
        if self.events.waiting():
            raise Outdated
        self.replies[id(inputs)] = reply
        if reply.status in ENDED:
            raise Ended
        return reply


def text_of(path: Path) -> str:
    """Tells one text of a file from another; "" where there is no file."""
    try:
        return fingerprint(path)
    except OSError:
        return ""
