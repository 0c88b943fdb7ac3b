"""Taking samples: sessions of fresh processes, rounds in which everybody has a turn, in random order."""

import hashlib
from dataclasses import dataclass, field

import numpy as np

from dojo.bench.entries import AGAIN
from dojo.bench.lane import Failed, Problem
from dojo.run.language import FAST
from dojo.run.peers import beyond, other
from dojo.spec.cases import kata
from dojo.spec.draws import workload

LEAST = 4e-3  # seconds that a sample takes at least
# A call of so many seconds, and so many times the fastest one's: no rounds are waited for it.
LONG, FAR = 1.0, 20.0


@dataclass(frozen=True)
class Plan:
    """How much is sampled: sessions × rounds, but not longer than `budget` seconds for one problem and session."""

    sessions: int = 2
    rounds: int = 9
    fewest: int = 3
    budget: float = 1.0


QUICK = Plan()


def full(problems):
    """Five sessions of forty rounds, or what fits into eight minutes for all problems together."""
    return Plan(sessions=5, rounds=40, budget=float(np.clip(45 / problems, 1, 6)))


@dataclass
class Entry:
    """What is known of one program on one problem; times in seconds per call, as (sessions, rounds)."""

    label: str
    lane: object = field(repr=False)
    failed: str = ""
    boot: float = 0.0
    load: float = 0.0
    first: float = 0.0
    once: float = 0.0  # seconds of one call, before the rounds
    k: int = 1
    gross: list = field(default_factory=list)
    net: list = field(default_factory=list)
    smallest: float | None = (
        None  # per call on arrays of a few numbers: all but overhead
    )
    peak: float | None = None
    lines: int = 0
    source: str = ""
    other: bool = False  # another algorithm, which has another limit

    @property
    def time(self):
        return float(np.median(self.gross))


@dataclass
class Result:
    """One problem, who was timed on it, and the machine's pulse meanwhile."""

    problem: Problem
    entries: list
    pulse: list = field(default_factory=list)
    rounds: int = 0

    @property
    def timed(self):
        return [each for each in self.entries if not each.failed]


class Run:
    """All problems with all lanes: `results` is filled session by session; `progress(words)` is told what happens."""

    def __init__(self, lanes, problems, plan, progress=lambda words: None, seed=0):
        self.lanes, self.plan, self.progress = lanes, plan, progress
        self.rng = np.random.default_rng(seed)
        self.results = [Result(problem, self.entries(problem)) for problem in problems]
        self.passed = {}

    def entries(self, problem):
        function = problem.function
        return [
            Entry(
                lane.label,
                lane,
                lines=lane.lines(function),
                source=fingerprint(lane.grader.language, lane.source, function),
                other=function.name in other(lane.grader.path),
            )
            for lane in self.lanes
            if lane.has(function)
        ]

    def all(self):
        for session in range(self.plan.sessions):
            self.session(session)
        return self.results

    def session(self, number):
        """Fresh processes; every problem in turn."""
        boots = {lane.label: lane.restart() for lane in self.lanes}
        for result in self.results:
            name = result.problem.function.name
            self.progress(f"{name}, session {number + 1} of {self.plan.sessions}")
            for entry in result.timed:
                entry.boot = entry.boot or boots[entry.label]
                self.guarded(entry, self.prepare, result.problem)
            self.leave_out(result)
            self.rounds(result)
            for entry in result.timed:
                self.guarded(entry, self.finish, result.problem)

    def guarded(self, entry, step, problem):
        try:
            step(entry, problem)
        except Failed as error:
            entry.failed = str(error)

    # ---------------------------------------------------------------- one program

    def prepare(self, entry, problem):
        """The gate, the first call, the answer, and how many calls make a sample."""
        lane, function = entry.lane, problem.function
        load = lane.ready(function)
        self.examine(lane, function)
        lane.hold(problem)
        first = lane.sample(problem)
        if not entry.gross:
            entry.load, entry.first = load, first
        if problem.case is None:
            problem.expecting(lane.answer(problem))
        lane.check(problem)
        lane.threads()
        entry.once = lane.sample(problem)
        entry.k = max(1, int(np.ceil(LEAST / entry.once)))
        if entry.once < LONG:
            lane.sample(problem, entry.k, inside=True)

    def leave_out(self, result):
        """Nobody waits for a program that is far behind, unless the others are compared with it: its one call is told."""
        fastest = min((entry.once for entry in result.timed), default=0.0)
        reference = result.entries[0].label if result.entries else ""
        for entry in result.timed:
            compared = entry.label in (reference, reference + AGAIN)
            if not compared and entry.once > max(LONG, FAR * fastest):
                times = f"{entry.once / fastest:.0f} times as long as the fastest"
                entry.failed = (
                    f"one call takes {entry.once:.1f} s, {times}: not timed in rounds"
                )

    def examine(self, lane, function):
        """All cases, once per run."""
        key = lane.grader.path, function.name
        if key not in self.passed:
            try:
                lane.examine(function, beyond(lane.grader.path))
                self.passed[key] = ""
            except Failed as error:
                self.passed[key] = str(error)
        if self.passed[key]:
            raise Failed(self.passed[key])

    def finish(self, entry, problem):
        """The answer once more, the memory, and what a call costs that has nothing to do."""
        entry.lane.check(problem)
        if entry.peak is None:
            entry.peak = entry.lane.peak(problem)
        if entry.smallest is None:
            entry.smallest = smallest(entry.lane, problem)

    # ---------------------------------------------------------------- rounds

    def rounds(self, result):
        """Everybody has a turn in each round, in an order drawn anew."""
        entries, problem = result.timed, result.problem
        if not entries:
            return
        for entry in entries:
            entry.gross.append([])
            entry.net.append([])
        if (
            not result.rounds
        ):  # as many in every session: samples are compared round by round
            cost = sum(e.k * e.lane.sample(problem) for e in entries)
            count = self.plan.budget / (2 * cost)
            result.rounds = int(np.clip(count, self.plan.fewest, self.plan.rounds))
        for _ in range(result.rounds):
            for i in self.rng.permutation(len(entries)):
                if not entries[i].failed:
                    self.guarded(entries[i], self.turn, problem)
            result.pulse.append(entries[0].lane.spin())

    def turn(self, entry, problem):
        """One sample from Python, one inside the language."""
        sample = entry.lane.sample
        entry.gross[-1].append(sample(problem, entry.k))
        entry.net[-1].append(sample(problem, entry.k, inside=True))


def smallest(lane, problem, k=100):
    """Seconds per call on the smallest arrays that the workload can draw; None if the function refuses them."""
    shape = {letter for a in problem.function.signature.inputs for letter in a.sizes}
    first = next(iter(problem.sizes))
    least = {
        name: 4 if name == first else min(size, 2)
        for name, size in problem.sizes.items()
        if name in shape
    }
    sizes = {name: min(size, 2) for name, size in problem.sizes.items()} | least
    try:
        tiny = Problem(problem.function, sizes)
        lane.hold(tiny)
        lane.sample(tiny, k)
        return lane.sample(tiny, k)
    except (Failed, ValueError, IndexError):
        return None


def problems(functions, sizes, seed=0):
    """The Problems of these functions that are timed, at all the sizes that `sizes(workload)` lists."""
    found = []
    for function in functions:
        if work := workload(function):
            for each in sizes(work):
                found.append(Problem(function, each, seed))
    return found


def fingerprint(track, source, function):
    """Tells whether a function and what it needs is still what was timed."""
    path = track.source(source)
    if path.is_dir():
        names = (*kata(function.kata).before, function.kata)
        files = [track.file(source, name) for name in names]
        files += sorted((track.folder / FAST).glob("*")) if source == FAST else []
        texts = [file.read_text() for file in files if file.exists()]
    else:
        found = track.functions(path.read_text())
        texts = [found[function.name][0]] if function.name in found else []
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
