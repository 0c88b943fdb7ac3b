"""A lane: one source of one language in a process of its own, held still while it is timed."""

import shutil
import time

import numpy as np

from dojo.grade.compare import differences
from dojo.grade.grader import Grader
from dojo.grade.verdict import Word
from dojo.run import build as builds
from dojo.run.language import FAST, languages
from dojo.run.results import Profile
from dojo.run.runner import SECONDS
from dojo.run.worker import Worker
from dojo.spec.cases import Case, kata
from dojo.spec.draws import workload

PATIENCE = 60.0  # seconds that one sample may take
AGREE = 1e-7  # of two answers on the timed arrays, where no case of the kata is looser


class Failed(RuntimeError):
    """An entry gets no time; the message says why."""


class Timed(Worker):
    """A worker whose process also holds problems and takes samples."""

    CHILD = "dojo.bench.child"

    def ask(self, action, *request):
        reply = self._ask(PATIENCE, action, *request)
        if reply.status != "done":
            raise Failed(f"{reply.status}: {reply.value}")
        return reply.value


class Lane:
    """One source, such as the solutions in C++ or a peer, and the functions that it has."""

    def __init__(self, label, track, source, core, clean=False):
        self.label, self.track, self.source, self.core = label, track, source, core
        place = languages()[track].source(source)
        if clean and place.is_dir():
            shutil.rmtree(
                builds.folder(languages()[track], place, Profile.TIMED),
                ignore_errors=True,
            )
        self.grader = Grader(
            track,
            source,
            profile=Profile.TIMED,
            seconds=SECONDS,
            memory=None,
            worker=Timed,
        )
        self.worker = self.grader.worker
        self.held = None
        self.known_threads = []
        self.build_seconds = builds.seconds(languages()[track], place, Profile.TIMED)

    def __repr__(self):
        return f"<{self.label}>"

    def has(self, function):
        """Whether the function is written: a peer need not have it, a learner may be on the way."""
        path = self.grader.file(function.kata)
        if not path.exists() or self.repeats(function):
            return False
        text = path.read_text()
        found = self.grader.language.functions(text)
        return (
            function.name in found
            and function.name not in self.grader.language.placeholders(text)
        )

    def repeats(self, function):
        """Whether fast/ has neither the function's kata nor one that it calls: then it is the solution once more."""
        track, names = self.grader.language, [*kata(function.kata).needs, function.kata]
        own = [track.folder / FAST / f"{name}{track.SUFFIX}" for name in names]
        return self.source == FAST and not any(path.exists() for path in own)

    def lines(self, function):
        """Lines of code of the function, without blank lines and comments."""
        text = self.grader.text(function.kata)
        match = self.grader.language.functions(text).get(function.name)
        lines = [line.strip() for line in match[0].splitlines()] if match else []
        comment = ("#", "//", '"""', "/*", "*")
        return sum(bool(line) and not line.startswith(comment) for line in lines)

    # ---------------------------------------------------------------- processes

    def restart(self):
        """A fresh process on its core; seconds until it was up."""
        self.grader.close()
        self.held = None
        start = time.perf_counter()
        self.worker.ask("settle", self.core)
        return time.perf_counter() - start

    def threads(self):
        """What is loaded that could use threads; Failed if it does."""
        found = self.worker.ask("threads")
        if busy := [each for each in found if each["num_threads"] > 1]:
            raise Failed(
                f"{busy[0]['internal_api']} uses {busy[0]['num_threads']} threads"
            )
        self.known_threads = found

    def ready(self, function):
        """Load the function's kata, in a fresh process if the last one died; seconds that it took."""
        if self.worker.process is None:
            self.restart()
        start = time.perf_counter()
        if failed := self.grader.ready(function.kata):
            raise Failed(f"{failed.status}: {failed.value}")
        return time.perf_counter() - start

    def close(self):
        self.grader.close()

    # ---------------------------------------------------------------- the gate

    def examine(self, function, beyond=()):
        """Failed unless every case of the function passes; a peer refuses in its own way, and fails what it lists."""
        peer = "peers" in str(self.source)
        for case in kata(function.kata).cases:
            if case.function.name != function.name or (peer and case.refuses):
                continue
            if f"{function.name}: {case.name}" in beyond:
                continue
            verdict = self.grader.grade(case)
            if verdict.word != Word.PASSED:
                raise Failed(f"{verdict.word} in the case “{case.name}”")

    def answer(self, problem):
        """What the function returns on the timed arrays, by name."""
        arrays = self.worker.ask(
            "answer", problem.key, problem.function.name, problem.expect
        )
        names = [a.name for a in problem.function.signature.outputs]
        return dict(zip(names, arrays, strict=True))

    def check(self, problem):
        """Failed unless the answer on the timed arrays is the one that the others agree on.

        What tells of the road (a count, or an output that a case bounds instead of fixing it) may differ.
        """
        got, wanted = self.answer(problem), problem.case.outputs
        same = {
            name: value if name in problem.graded else wanted[name]
            for name, value in got.items()
        }
        if wrong := differences(problem.case, same):
            raise Failed(f"wrong on the timed arrays: {wrong[0]}")

    # ---------------------------------------------------------------- samples

    def hold(self, problem):
        """The arrays of this problem, in this process."""
        if self.held != problem.key:
            self.worker.ask("hold", problem.key, list(problem.inputs.values()))
            self.held = problem.key

    def sample(self, problem, k=1, inside=False):
        """Seconds per call."""
        name, expect = problem.function.name, problem.expect
        return self.worker.ask("sample", problem.key, k, name, expect, inside)

    def peak(self, problem):
        """Bytes beside the inputs that one call holds at its peak."""
        name, expect = problem.function.name, problem.expect
        return self.worker.ask("peak", problem.key, name, expect)

    def spin(self):
        return self.worker.ask("spin")


class Problem:
    """The arrays that are timed; what must come out of them is what a graded program says, and all must agree."""

    def __init__(self, function, sizes, seed=0, swept=""):
        self.function, self.sizes, self.swept = function, dict(sizes), swept
        self.workload = workload(function)
        self.key = f"{function.name}/{sorted(self.sizes.items())}/{seed}"
        drawn = self.workload.draw(np.random.default_rng(seed), **self.sizes)
        signature = function.signature
        self.inputs = signature.bind(*(drawn[a.name] for a in signature.inputs))
        signature.check(self.inputs)
        self.expect = signature.expect(self.inputs)
        self.flops = float(self.workload.flops(**self.sizes))
        self.bytes = float(self.workload.bytes(**self.sizes))
        self.footprint = sum(np.asarray(v).nbytes for v in self.inputs.values())
        self.case = None
        cases = [c for c in kata(function.kata).cases if c.function == function]
        self.rtol = max([AGREE, *(case.rtol for case in cases)])
        road = {name for case in cases for name in case.bound}
        first, *others = signature.outputs
        self.graded = {first.name}
        self.graded |= {
            a.name for a in others if a.type == "float" and a.name not in road
        }

    def expecting(self, answer):
        """The same problem, whose right answer is now known."""
        why = "a fast wrong answer is worth nothing"
        tolerances = {"rtol": self.rtol, "atol": self.function.table.get("atol", 0.0)}
        self.case = Case(
            self.function, "the timed arrays", why, self.inputs, answer, **tolerances
        )
        return self


def full(workload):
    """All sizes of a workload."""
    return [workload.sizes, *workload.more]


def quick(workload, flops=2e7):
    """The workload's sizes for a quick run: its own, or the first one halved until there are few operations."""
    if workload.quick:
        return workload.sizes | workload.quick
    sizes = dict(workload.sizes)
    first = next(iter(sizes))
    while workload.flops(**sizes) > flops and sizes[first] >= 40:
        sizes[first] //= 2
    return sizes
