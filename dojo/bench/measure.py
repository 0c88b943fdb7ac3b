"""Taking samples: repetitions in fresh processes, rounds in which everybody has a turn, in random order."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dojo.bench.contender import Contender, Failed
from dojo.bench.entries import AGAIN
from dojo.bench.problem import Problem
from dojo.bench.record import Entry, Timings
from dojo.run.language import FAST, Language
from dojo.run.peers import beyond, other
from dojo.spec.cases import Function, kata

SAMPLE_SECONDS = 4e-3  # that a sample takes at least
# A call of so many seconds, and so many times the fastest one's: no rounds are waited for it.
LONG, FAR = 1.0, 20.0
SMALL_CALLS = 100  # calls on arrays of a few numbers that are timed together


@dataclass(frozen=True)
class Plan:
    """How much is sampled: repetitions × rounds, but no longer than `budget` seconds for one problem and repetition."""

    repetitions: int = 2
    rounds: int = 9
    fewest: int = 3
    budget: float = 1.0


QUICK = Plan()
SWEPT = Plan(repetitions=1, rounds=5)


def full(problems: int) -> Plan:
    """Five repetitions of forty rounds, or what fits into eight minutes for all problems together."""
    return Plan(repetitions=5, rounds=40, budget=float(np.clip(45 / problems, 1, 6)))


@dataclass
class Task:
    """A problem, the contenders that have its function, and what is known of them, in the same order."""

    problem: Problem
    contenders: list[Contender]
    timings: Timings
    rounds: int = 0  # of every repetition: samples are compared round by round

    @property
    def running(self) -> list[tuple[Contender, Entry]]:
        """Who has not failed."""
        pairs = zip(self.contenders, self.timings.entries, strict=True)
        return [(contender, entry) for contender, entry in pairs if not entry.failed]


class Run:
    """All problems with all contenders: `timings` is filled repetition by repetition.

    tell    is told in words what happens next
    keep    is given the Timings of a problem whenever there are more
    """

    def __init__(
        self,
        contenders: list[Contender],
        problems: list[Problem],
        plan: Plan,
        tell: Callable[[str], None] = lambda words: None,
        keep: Callable[[Timings], None] = lambda timings: None,
        seed: int = 0,
    ) -> None:
        self.contenders, self.plan, self.tell, self.keep = contenders, plan, tell, keep
        self.rng = np.random.default_rng(seed)
        self.tasks = [self.task(problem) for problem in problems]
        self.verdicts: dict[tuple[Path, str], str] = {}

    @property
    def timings(self) -> list[Timings]:
        """What is known of each problem."""
        return [task.timings for task in self.tasks]

    def task(self, problem: Problem) -> Task:
        """Nothing is measured yet."""
        function = problem.function
        taking_part = [each for each in self.contenders if each.has(function)]
        entries = [
            Entry(
                each.label,
                lines=each.lines(function),
                source=fingerprint(each.grader.language, each.source, function),
                other=function.name in other(each.grader.path),
            )
            for each in taking_part
        ]
        work = problem.flops, problem.bytes, problem.footprint
        place = function.name, function.kata, problem.sizes, problem.swept
        timings = Timings(*place, *work, entries=entries)
        return Task(problem, taking_part, timings)

    def all(self) -> list[Timings]:
        """Every repetition."""
        for number in range(self.plan.repetitions):
            self.repetition(number)
        return self.timings

    def repetition(self, number: int) -> None:
        """Fresh processes; every problem in turn."""
        boots = {each.label: each.restart() for each in self.contenders}
        for task in self.tasks:
            name = task.problem.function.name
            self.tell(f"{name}, repetition {number + 1} of {self.plan.repetitions}")
            for contender, entry in task.running:
                entry.boot = entry.boot or boots[entry.label]
                self.guarded(self.prepare, task, contender, entry)
            leave_out(task.timings.entries)
            self.rounds(task)
            for contender, entry in task.running:
                self.guarded(self.finish, task, contender, entry)
            self.keep(task.timings)

    def guarded(
        self,
        step: Callable[[Problem, Contender, Entry], None],
        task: Task,
        contender: Contender,
        entry: Entry,
    ) -> None:
        """A step in which a contender may fail."""
        try:
            step(task.problem, contender, entry)
        except Failed as error:
            entry.failed = str(error)

    # ---------------------------------------------------------------- one contender

    def prepare(self, problem: Problem, contender: Contender, entry: Entry) -> None:
        """The gate, the first call, the answer, and how many calls make a sample."""
        load = contender.ready(problem.function)
        self.pass_cases(contender, problem.function)
        contender.hold(problem)
        first = contender.sample(problem)
        if not entry.wall:
            entry.load, entry.first = load, first
        if problem.case is None:
            problem.expect(contender.answer(problem))
        contender.check(problem)
        contender.check_threads()
        entry.once = contender.sample(problem)
        entry.k = max(1, int(np.ceil(SAMPLE_SECONDS / entry.once)))
        if entry.once < LONG:
            contender.sample(problem, entry.k, in_language=True)

    def pass_cases(self, contender: Contender, function: Function) -> None:
        """All cases, once per run."""
        key = contender.grader.path, function.name
        if key not in self.verdicts:
            try:
                contender.pass_cases(function, beyond(contender.grader.path))
                self.verdicts[key] = ""
            except Failed as error:
                self.verdicts[key] = str(error)
        if self.verdicts[key]:
            raise Failed(self.verdicts[key])

    def finish(self, problem: Problem, contender: Contender, entry: Entry) -> None:
        """The answer once more, the memory, and what a call costs that has nothing to do."""
        contender.check(problem)
        if entry.peak is None:
            entry.peak = contender.peak(problem)
        if entry.smallest is None:
            entry.smallest = smallest(contender, problem)

    # ---------------------------------------------------------------- rounds

    def rounds(self, task: Task) -> None:
        """Everybody has a turn in each round, in an order drawn anew."""
        running, problem = task.running, task.problem
        if not running:
            return
        for _, entry in running:
            entry.wall.append([])
            entry.in_language.append([])
        if not task.rounds:
            cost = sum(entry.k * each.sample(problem) for each, entry in running)
            count = self.plan.budget / (2 * cost)
            task.rounds = int(np.clip(count, self.plan.fewest, self.plan.rounds))
        for _ in range(task.rounds):
            for i in self.rng.permutation(len(running)):
                contender, entry = running[i]
                if not entry.failed:
                    self.guarded(self.turn, task, contender, entry)
            task.timings.machine_noise.append(running[0][0].sentinel())

    def turn(self, problem: Problem, contender: Contender, entry: Entry) -> None:
        """One sample from Python, one in the language."""
        entry.wall[-1].append(contender.sample(problem, entry.k))
        seconds = contender.sample(problem, entry.k, in_language=True)
        entry.in_language[-1].append(seconds)


def leave_out(entries: list[Entry]) -> None:
    """Nobody waits for a program that is far behind, unless the others are compared with it: its one call is told."""
    running = [entry for entry in entries if not entry.failed]
    fastest = min((entry.once for entry in running), default=0.0)
    reference = entries[0].label if entries else ""
    for entry in running:
        compared = entry.label in (reference, reference + AGAIN)
        if not compared and entry.once > max(LONG, FAR * fastest):
            times = f"{entry.once / fastest:.0f} times as long as the fastest"
            words = f"one call takes {entry.once:.1f} s, {times}: not timed in rounds"
            entry.failed = words


def smallest(contender: Contender, problem: Problem) -> float | None:
    """Seconds per call on the smallest arrays that the workload can draw; None if the function refuses them."""
    try:
        tiny = problem.tiny()
        contender.hold(tiny)
        contender.sample(tiny, SMALL_CALLS)
        return contender.sample(tiny, SMALL_CALLS)
    except (Failed, ValueError, IndexError):
        return None


def fingerprint(language: Language, source: str, function: Function) -> str:
    """Tells whether a function and what it needs is still what was timed."""
    path = language.source(source)
    if path.is_dir():
        names = (*kata(function.kata).before, function.kata)
        files = [language.file(source, name) for name in names]
        files += sorted((language.folder / FAST).glob("*")) if source == FAST else []
        texts = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    else:
        found = language.functions(path.read_text(encoding="utf-8"))
        texts = [found[function.name][0]] if function.name in found else []
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
