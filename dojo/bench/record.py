"""What is known of a run, and its file: JSON lines in build/bench/, written as the samples come.

A line is the run (`kind` is "run") or the state of one problem ("problem") after another repetition of it.
Of several lines on the same thing the last one counts, so a run that was stopped can be shown.
"""

import dataclasses
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dojo.bench.machine import Limits
from dojo.paths import BUILD, make, writing

FOLDER = BUILD / "bench"
RENAMED = {  # keys of files that were written before
    "gross": "wall",
    "net": "in_language",
    "pulse": "machine_noise",
    "sessions": "repetitions",
}
DERIVED = {"least", "floor"}  # keys of such files that are computed when a file is read

Samples = list[list[float]]  # seconds per call, as (repetitions, rounds)


@dataclass
class Entry:
    """What was measured of one contender on one problem; times in seconds."""

    label: str
    failed: str = ""  # why it has no time
    boot: float = 0.0  # until its process was up
    load: float = 0.0  # until the kata was loaded
    first: float = 0.0  # the first call
    once: float = 0.0  # one call, before the rounds
    k: int = 1  # calls of a sample
    wall: Samples = field(default_factory=list)  # as called from Python
    in_language: Samples = field(default_factory=list)
    smallest: float | None = None  # a call on arrays of a few numbers: all but overhead
    peak: int | None = None  # bytes of one call beside its inputs
    lines: int = 0  # of code
    source: str = ""  # fingerprint of what was timed
    other: bool = False  # another algorithm, which has another roofline


@dataclass
class Timings:
    """One problem, who was timed on it, and what the sentinel took after each round, in seconds."""

    function: str
    kata: str
    sizes: dict[str, float]
    swept: str  # the letter that grows, in a sweep
    flops: float  # that the problem cannot avoid
    bytes: float  # of traffic that it cannot avoid
    footprint: float  # bytes of the inputs
    machine_noise: list[float] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def timed(self) -> list[Entry]:
        """The entries that have a time."""
        return [each for each in self.entries if each.wall and not each.failed]


@dataclass
class RunFacts:
    """What ran, where, and what could not take part."""

    words: str  # the command
    machine: dict[str, Any]
    limits: Limits | None
    plan: dict[str, Any]
    absent: dict[str, str]  # label → why
    sources: dict[str, str]  # label → "cpp/solutions"
    threads: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    builds: dict[str, float] = field(default_factory=dict)  # label → seconds
    families: list[dict[str, Any]] = field(default_factory=list)  # correct_digits.py


@dataclass
class Record:
    """A run and its problems."""

    run: RunFacts
    problems: list[Timings]


class Writer:
    """A new file of JSON lines."""

    def __init__(self) -> None:
        make(FOLDER)
        self.path = FOLDER / f"{time.strftime('%Y-%m-%d-%H%M%S')}.jsonl"

    def add(self, state: RunFacts | Timings) -> None:
        """Append the state of the run or of a problem."""
        kind = "run" if isinstance(state, RunFacts) else "problem"
        line = {"kind": kind, **dataclasses.asdict(state)}
        with writing(self.path), self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(path: Path) -> Record:
    """The record of a file, old or new."""
    run, problems = None, {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            state = renamed(json.loads(line))
        except json.JSONDecodeError:
            continue  # the run was stopped in the midst of a line
        if state.pop("kind") == "run":
            run = RunFacts(**state)
        else:
            state["entries"] = [Entry(**each) for each in state["entries"]]
            key = state["function"], str(state["sizes"]), state["swept"]
            problems[key] = Timings(**state)
    if run is None:
        raise SystemExit(f"{path} says nothing of a run.")
    return Record(run, list(problems.values()))


def renamed(state: Any) -> Any:
    """The same with today's keys."""
    if isinstance(state, list):
        return [renamed(each) for each in state]
    if isinstance(state, dict):
        return {
            RENAMED.get(key, key): renamed(value)
            for key, value in state.items()
            if key not in DERIVED
        }
    return state


def latest() -> Path | None:
    """The newest file, or None."""
    return max(FOLDER.glob("*.jsonl"), default=None)
