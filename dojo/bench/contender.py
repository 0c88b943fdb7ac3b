"""A contender: one source of one language in a process of its own, held still while it is timed."""

import shutil
import time
from collections.abc import Collection
from typing import Any

from dojo.bench.problem import Call, Problem
from dojo.grade.compare import differences
from dojo.grade.grader import Grader
from dojo.grade.verdict import Word
from dojo.run import build as builds
from dojo.run.language import FAST, languages
from dojo.run.results import Profile, Status
from dojo.run.runner import SECONDS
from dojo.run.worker import Worker
from dojo.spec.cases import Function, kata

PATIENCE = 60.0  # seconds that one sample may take
COMMENT = ("#", "//", '"""', "/*", "*")


class Failed(RuntimeError):
    """A contender gets no time; the message says why."""


class TimedWorker(Worker):
    """A worker whose process also holds problems and takes samples: it knows the actions of child.py."""

    ACTIONS = "dojo.bench.child"

    def value(self, action: str, *request: Any) -> Any:
        """The value of the child's reply; Failed if it has none."""
        reply = self.ask(PATIENCE, action, *request)
        if reply.status != Status.DONE:
            raise Failed(f"{reply.status}: {reply.value}")
        return reply.value


class Contender:
    """One source, such as the solutions in C++ or a peer, and the functions that it has.

    label    its name in tables
    source   "solutions", "fast", "katas", "peers/…" or a folder
    core     the number of the core that it is bound to
    clean    whether it is built anew
    """

    def __init__(
        self, label: str, language: str, source: str, core: int, clean: bool = False
    ) -> None:
        self.label, self.language = label, language
        self.source, self.core = source, core
        place = languages()[language].source(source)
        if clean and place.is_dir():
            built = builds.folder(languages()[language], place, Profile.TIMED)
            shutil.rmtree(built, ignore_errors=True)
        self.grader = Grader(
            language,
            source,
            profile=Profile.TIMED,
            seconds=SECONDS,
            memory=None,
            worker=TimedWorker,
            isolated=False,
        )
        assert isinstance(self.grader.worker, TimedWorker)
        self.worker = self.grader.worker
        self.held: str | None = None  # the key of the problem in the process
        self.known_threads: list[dict[str, Any]] = []
        self.build_seconds: float | None = builds.seconds(
            languages()[language], place, Profile.TIMED
        )

    def __repr__(self) -> str:
        return f"<{self.label}>"

    def has(self, function: Function) -> bool:
        """Whether the function is written: a peer need not have it, a learner may be on the way."""
        path = self.grader.file(function.kata)
        if not path.exists() or self.repeats_the_solution(function):
            return False
        language, text = self.grader.language, self.grader.text(function.kata)
        written = set(language.functions(text)) - set(language.placeholders(text))
        return function.name in written

    def repeats_the_solution(self, function: Function) -> bool:
        """Whether fast/ has neither the function's kata nor one that it calls."""
        fast = self.grader.language.folder / FAST
        names = [*kata(function.kata).needs, function.kata]
        own = [fast / f"{name}{self.grader.language.SUFFIX}" for name in names]
        return self.source == FAST and not any(path.exists() for path in own)

    def lines(self, function: Function) -> int:
        """Lines of code of the function, without blank lines and comments."""
        text = self.grader.text(function.kata)
        match = self.grader.language.functions(text).get(function.name)
        lines = [line.strip() for line in match[0].splitlines()] if match else []
        return sum(bool(line) and not line.startswith(COMMENT) for line in lines)

    # ---------------------------------------------------------------- processes

    def restart(self) -> float:
        """A fresh process on its core; seconds until it was up."""
        self.grader.close()
        self.held = None
        start = time.perf_counter()
        self.worker.value("pin", self.core)
        return time.perf_counter() - start

    def check_threads(self) -> None:
        """Note what is loaded that could use threads; Failed if it does."""
        found = self.worker.value("threads")
        for each in found:
            if each["num_threads"] > 1:
                raise Failed(
                    f"{each['internal_api']} uses {each['num_threads']} threads"
                )
        self.known_threads = found

    def ready(self, function: Function) -> float:
        """Load the function's kata, in a fresh process if the last one died; seconds that it took."""
        if not self.worker.sound():
            self.restart()
        start = time.perf_counter()
        if failed := self.grader.ready(function.kata):
            raise Failed(f"{failed.status}: {failed.value}")
        return time.perf_counter() - start

    def close(self) -> None:
        """End the process."""
        self.grader.close()

    # ---------------------------------------------------------------- the gate

    def pass_cases(self, function: Function, beyond: Collection[str] = ()) -> None:
        """Failed unless every case of the function passes; a peer refuses in its own way, and fails what it lists."""
        peer = "peers" in self.source
        for case in kata(function.kata).cases:
            if case.function.name != function.name or (peer and case.refuses):
                continue
            if f"{function.name}: {case.name}" in beyond:
                continue
            verdict = self.grader.grade(case)
            if verdict.word != Word.PASSED:
                raise Failed(f"{verdict.word} in the case “{case.name}”")

    def answer(self, problem: Problem) -> dict[str, Any]:
        """What the function returns on the timed arrays, by name."""
        arrays = self.worker.value("answer", *problem.call)
        names = [a.name for a in problem.function.signature.outputs]
        return dict(zip(names, arrays, strict=True))

    def check(self, problem: Problem) -> None:
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

    def hold(self, problem: Problem) -> None:
        """The arrays of this problem, in this process."""
        if self.held != problem.key:
            self.hold_inputs(problem.key, problem.inputs)

    def hold_inputs(self, key: str, inputs: dict[str, Any]) -> None:
        """These inputs, in this process, for calls with their key."""
        self.worker.value("hold", key, list(inputs.values()))
        self.held = key

    def sample(self, problem: Problem, k: int = 1, in_language: bool = False) -> float:
        """Seconds per call of k calls."""
        return self.sample_call(problem.call, k, in_language)

    def sample_call(self, call: Call, k: int = 1, in_language: bool = False) -> float:
        """The same for inputs that are held."""
        key, name, expect = call
        seconds: float = self.worker.value("sample", key, k, name, expect, in_language)
        return seconds

    def peak(self, problem: Problem) -> int | None:
        """Bytes beside the inputs that one call holds at its peak."""
        found: int | None = self.worker.value("peak", *problem.call)
        return found

    def sentinel(self) -> float:
        """Seconds of a fixed piece of work."""
        seconds: float = self.worker.value("sentinel")
        return seconds
