"""Do all programs agree? Every source of every language on the same problems, and where any two part.

Problems come from the katas' recipes and, odd ones, from the signatures alone (dojo/spec/odd.py). All sources are compared
with the first, the Python solutions:

* Status: an answer, a refusal of one kind, or a failure (a crash, a NaN or an infinity, an input changed), which has no
  place in a reference program.
* Values: on a drawn problem within twice the case's tolerance, for both may err by it. On an odd one, norm-wise, within
  twice the function's, which says how far its stopping rule leads, or within 1e-9, what the intended algorithms leave
  where κ ≤ 1e5. Besides they may differ by 100 times what changes of the inputs in their last bits do to the Python
  solution, as two programs that round differently do, and by 2⁻⁵⁰ of the largest output, below which 0 is no zero.

A problem where such a change gives the Python solution itself another status, another whole number or values that are
off by more than 1e-6 has no answer in float64 to agree upon. It is ill-posed: counted, not listed. Failures are listed.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dojo.grade.numbers import listing
from dojo.run.language import FAST
from dojo.run.results import Profile, Reply, Status, Unavailable
from dojo.run.runner import Runner
from dojo.spec import fixtures, odd
from dojo.spec.cases import Case, Function, kata
from dojo.spec.draws import recipes

RTOL, ROOM = 1e-9, 100  # of odd problems
ROUNDING = 2.0**-50  # of the largest output
UNSTABLE = 1e-6  # what a last bit may change, relative to the largest entry
SHAKES = 12
SECONDS = 30.0  # for one call; the first of a function in Julia compiles it


@dataclass(frozen=True)
class Problem:
    function: Function
    name: str
    inputs: dict[str, Any]
    case: Case | None = None  # the exact answer and its tolerance, where it is drawn


@dataclass
class Tally:
    functions: int
    sources: int
    problems: int = 0
    ill_posed: int = 0
    partings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.problems} problems, {self.functions} functions, {self.sources} sources, "
            f"{len(self.partings)} disagreements; {self.ill_posed} problems were ill-posed."
        )


def problems(function: Function, count: int, seed: int) -> Iterable[Problem]:
    """A third from the kata's recipes, the others odd; each by its own number, whatever `count` is."""
    own = recipes(function)
    for i in range(count):
        number = f"{seed}.{i}"
        if own and i % 3 == 0:
            recipe = own[i // 3 % len(own)]
            case = function.case(fixtures.another(recipe, number))
            yield Problem(function, case.name, case.inputs, case)
        else:
            yield odd_problem(function, number)


def odd_problem(function: Function, number: str) -> Problem:
    """One from the signature, with the scalars of one of the function's cases."""
    rng = np.random.default_rng(zlib.crc32(f"{function.name}/{number}".encode()))
    cases = [
        c for c in kata(function.kata).cases if c.function is function and not c.refuses
    ]
    given = cases[rng.integers(len(cases))].inputs
    scalars = [a.name for a in function.signature.inputs if not a.sizes]
    words, inputs = odd.problem(function, {a: given[a] for a in scalars}, rng)
    return Problem(function, f"{words} ({number})", inputs)


def status(reply: Reply) -> str:
    """ "an answer", a refusal's kind, or how it failed."""
    if reply.status == Status.REFUSED:
        return reply.value[0]
    if reply.status != Status.DONE:
        return f"failure, {reply.status}"
    finite = all(np.isfinite(value).all() for value in reply.value)
    return "an answer" if finite else "failure, not finite"


def distances(function: Function, a: Reply, b: Reply) -> np.ndarray:
    """How far two answers are apart, output by output: infinitely where a whole number differs, and not at all in an
    output that every case only bounds, such as the steps taken and the gap that they leave."""
    cases = [c for c in kata(function.kata).cases if c.function is function]
    apart = []
    for output, u, v in zip(function.signature.outputs, a.value, b.value, strict=True):
        distance = np.max(np.abs(u - v), initial=0.0)
        if output.type != "float" and distance:
            distance = np.inf
        free = output.name in function.at_most or all(
            output.name in case.bound for case in cases if not case.refuses
        )
        apart.append(0.0 if free else distance)
    return np.array(apart)


def agrees(problem: Problem, reply: Reply, first: Reply, room: np.ndarray) -> bool:
    """Whether two replies are the same; `room` is the allowed distance of an odd problem's outputs."""
    if status(reply) != status(first):
        return False
    if status(first) != "an answer":
        return True
    if problem.case is None:
        return bool((distances(problem.function, reply, first) <= room).all())
    names = [a.name for a in problem.function.signature.outputs]
    return all(
        (np.abs(u - v) <= 2 * problem.case.allowed(name)).all()
        for name, u, v in zip(names, reply.value, first.value, strict=True)
        if name not in problem.function.at_most
    )


def shaken(problem: Problem, rng: np.random.Generator) -> dict[str, Any]:
    """The inputs with every number but 0 changed by up to two units of its last bit."""
    new = dict(problem.inputs)
    for a in problem.function.signature.inputs:
        if a.type == "float":
            unit = rng.integers(-2, 3, np.shape(new[a.name])) * 2.0**-52
            value = new[a.name] * (1 + unit)
            new[a.name] = value if a.sizes else float(value)
    return new


def compare(runner: Runner, problem: Problem, replies: list[Reply]) -> str:
    """ "agree", "part" or "ill-posed"; the first reply and the runner are the Python solutions'."""
    first, answers = replies[0], [r.value for r in replies if status(r) == "an answer"]
    sizes = [[np.max(np.abs(v), initial=0.0) for v in answer] for answer in answers]
    if any(status(reply).startswith("failure") for reply in replies):
        return "part"
    scale = np.max(sizes, axis=0) if sizes else np.zeros(1)
    rtol = max(RTOL, 2 * problem.function.table.get("rtol", 0.0))
    room = rtol * scale + ROUNDING * np.max(scale)
    if all(agrees(problem, reply, first, room) for reply in replies):
        return "agree"
    if problem.case is not None:
        return "part"
    rng = np.random.default_rng(0)
    changed = (shaken(problem, rng) for _ in range(SHAKES))
    others = [runner.call(problem.function, inputs) for inputs in changed]
    if {status(other) for other in others} != {status(first)}:
        return "ill-posed"
    if status(first) != "an answer":
        return "part"
    moved = np.max([distances(problem.function, r, first) for r in others], axis=0)
    if (moved > np.maximum(room, UNSTABLE * scale)).any():
        return "ill-posed"
    room = room + ROOM * moved
    agreed = (agrees(problem, reply, first, room) for reply in replies)
    return "agree" if all(agreed) else "part"


def told(problem: Problem, replies: dict[str, Reply]) -> str:
    """What each source says, those together that say the same."""
    said: dict[str, list[str]] = {}
    names = [a.name for a in problem.function.signature.outputs]
    for source, reply in replies.items():
        words = str(reply.value)
        if reply.status == Status.DONE:
            words = listing(dict(zip(names, reply.value, strict=True)))
        elif reply.status == Status.REFUSED:
            words = reply.value[1]
        said.setdefault(f"{status(reply)}: {words}", []).append(source)
    title = f"{problem.function.name}: {problem.name}\n  {listing(problem.inputs)}"
    lines = (f"\n  {', '.join(who)}\n      {words}" for words, who in said.items())
    return title + "".join(lines)


def sources(languages: Iterable[str]) -> dict[str, Runner]:
    """ "cpp/fast" → its Runner, the Python solutions first; whichever is not here is named."""
    found = {}
    for name in sorted(languages, key=lambda name: name != "python"):
        for source in ("solutions", FAST):
            try:
                profile = Profile.TIMED if source == FAST else Profile.CHECKED
                opened = Runner(name, source, profile, seconds=SECONDS)
                found[f"{name}/{source}"] = opened
            except Unavailable as reason:
                print(f"{name}/{source} takes no part: {reason}")
    return found


def survey(
    chosen: list[Function], runners: dict[str, Runner], count: int, seed: int
) -> Tally:
    """`count` problems of each function, on every runner."""
    tally, first = Tally(len(chosen), len(runners)), next(iter(runners.values()))
    for function in chosen:
        own = {n: s for n, s in runners.items() if s.file(function.kata).exists()}
        for problem in problems(function, count, seed):
            call = {n: s.call(function, problem.inputs) for n, s in own.items()}
            verdict = compare(first, problem, list(call.values()))
            tally.problems += 1
            tally.ill_posed += verdict == "ill-posed"
            tally.partings += [told(problem, call)] if verdict == "part" else []
    return tally
