"""Where the fast tier could touch somebody else's memory: at sizes at which a lane, a panel or a block is just full,
lacks one, or has one too many. What it answers is compared with the solution; C++ runs once more with every access
watched. `nox -s tests -- --all` runs this file.
"""

import numpy as np
import pytest

from dojo.grade.grader import Grader
from dojo.grade.verdict import Word
from dojo.run.language import FAST, languages
from dojo.run.results import Profile, Unavailable
from dojo.spec.cases import functions, kata, katas
from dojo.tests.edges import EDGES, FEW, lengths, problems
from dojo.tests.opened import grader, opened, verdicts

pytestmark = pytest.mark.slow("the fast tier at its edges, and sanitized")

# κ(X) ≤ 4 and sums have at most 260 terms, so rounding leaves 260·κ²·ε = 5e-13; three steps of a descent may amplify
# it by ten each. A number that is not where it belongs is off by far more.
RTOL = ATOL = 1e-9
# A duality gap of 1e-13 J(0) holds Xw within 2√1e-13 ‖y‖ of the minimum's; a path that stops at steps of 1e-7, 1e-5.
FIT = 1e-5


def files(language, function):
    """The katas with a file in fast/ among that of a function and those it needs."""
    names = [*kata(function.kata).before, function.kata]
    return [
        n for n in names if (language.folder / FAST / f"{n}{language.SUFFIX}").exists()
    ]


def swept(language):
    """(function, the largest edge) for what fast/ has, and what is built on it."""
    own = {
        name
        for path in (language.folder / FAST).glob(f"*{language.SUFFIX}")
        for name in language.functions(path.read_text())
    }
    for function in functions().values():
        if lengths(function.signature) and files(language, function):
            yield function, max(EDGES) if function.name in own else FEW


@pytest.fixture(scope="module", autouse=True)
def close_graders():
    yield
    opened.cache_clear()


def fitted(inputs, W, b):
    return inputs["X"] @ np.transpose(W) + b


# What is compared where more than one answer is valid: other programs take another number of sweeps, where there
# are more columns than rows only Xw is certain, and several w may have the smallest loss.
COMPARED = {
    "lasso": lambda inputs, w, b, gap, sweeps: [fitted(inputs, w, b)],
    "elastic_net_path": lambda inputs, W, b: [fitted(inputs, W, b)],
    "huber": lambda inputs, w, iters: [w],
    "lbfgs_minimize": lambda inputs, w, f, iters: [w, np.array(f)],
    "quantile_regression": lambda inputs, w, loss: [np.array(loss)],
}


def difference(function, inputs, fast, slow):
    """What the two replies do not agree in, or ""."""
    if slow.status != "done" or fast.status != "done":
        same = (
            slow.status == fast.status == "refused" and fast.value[0] == slow.value[0]
        )
        words = f"{fast.status} {fast.value}\n{fast.printed}"
        return "" if same else f"{words} where the solution says {slow.status}"
    shown, rtol = lambda inputs, *values: values, RTOL
    if function.name in COMPARED:
        shown, rtol = COMPARED[function.name], FIT
    pairs = zip(shown(inputs, *fast.value), shown(inputs, *slow.value), strict=True)
    for number, (got, expected) in enumerate(pairs):
        error = np.max(np.abs(got - expected), initial=0)
        allowed = ATOL + rtol * np.max(np.abs(expected), initial=0)
        if not error <= allowed:
            return f"output {number} is off by {error:.3g}, allowed {allowed:.3g}"
    return ""


SWEPT = [
    pytest.param(language, function, most, id=f"{language.name}-{function.name}")
    for language in languages().values()
    if (language.folder / FAST).exists()
    for function, most in swept(language)
]


@pytest.mark.parametrize("language, function, most", SWEPT)
def test_a_fast_program_agrees_with_the_solution_at_every_edge(
    language, function, most
):
    fast = grader(language.name, FAST, Profile.TIMED)
    slow = grader(language.name, "solutions", Profile.CHECKED)
    findings, done = [], 0
    for sizes, inputs in problems(function, most):
        replies = [each.call(function, inputs) for each in (fast, slow)]
        done += replies[1].status == "done"
        if words := difference(function, inputs, *replies):
            findings.append(f"{function.name} at {sizes}: {words}")
    assert not findings, "\n".join(findings)
    assert done, "every problem was refused"


# ---------------------------------------------------------------- with every access watched

each_source = pytest.mark.parametrize("source", ["solutions", FAST])


@each_source
def test_no_case_touches_what_is_not_its_own(source):
    watched = grader("cpp", source, Profile.SANITIZED)
    found = verdicts(watched, (c for k in katas().values() for c in k.cases))
    failed = [f"{c.id}: {v}" for c, v in found if v.word != Word.PASSED]
    assert not failed, "\n".join(failed)


@each_source
def test_no_edge_touches_what_is_not_its_own(source):
    watched = grader("cpp", source, Profile.SANITIZED)
    findings = []
    for function, most in swept(languages()["cpp"]):
        for sizes, inputs in problems(function, most):
            reply = watched.call(function, inputs, seconds=60)
            if reply.status not in ("done", "refused"):
                words = f"{reply.status} {reply.value}\n{reply.printed}"
                findings.append(f"{function.name} at {sizes}: {words}")
                break
    assert not findings, "\n".join(findings)


OVERFLOW = """
#include "conversions.hpp"
namespace kata {
double dot(VectorView x, VectorView y) {
  Vector copy(x.begin(), x.end());
  return copy.data()[y.size()];
}
} // namespace kata
KATAS = {KATA(dot)};
"""


def test_a_wrong_access_is_named(tmp_path):
    """A number behind the end of a vector."""
    (tmp_path / "overflow.cpp").write_text(OVERFLOW)
    try:
        watched = Grader("cpp", tmp_path / "overflow.cpp", Profile.SANITIZED)
    except Unavailable as reason:
        pytest.skip(str(reason))
    dot = functions()["dot"]
    cases = [
        c for c in kata(dot.kata).cases if c.function == dot and c.inputs["x"].size
    ]
    verdict = watched.grade(cases[0])
    watched.close()
    assert verdict.word == "crashed", verdict
    words = str(verdict)
    assert "heap-buffer-overflow" in words and "overflow.cpp:6" in words, verdict
