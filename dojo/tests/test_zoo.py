"""The grader is graded: whatever a kata does, it gets its verdict and the run goes on.

One zoo per language: its solutions, in which thirteen functions go wrong, one kata does
not compile and one function is still to do.
"""

import re

import pytest

from dojo.grade.grader import Grader
from dojo.run.language import languages
from dojo.spec.cases import functions, kata
from dojo.tests import zoo

VERDICTS = {  # animal → the word of the verdict and words of its facts
    "segfault": ("crashed", "SIGSEGV"),
    "abort": ("crashed", "SIGABRT"),
    "stack overflow": ("crashed", "SIG"),
    "endless loop": ("timed out", "no answer in"),
    "endless allocation": ("out of memory", "it took more than"),
    "exit": ("crashed", "exit code 0"),
    "flood": ("flooded", "it printed more than"),
    "mutation": ("changed its input", "X is not what it was"),
    "NaN": ("wrong", "yhat[0] is nan"),
    "exception": ("error", "stable_moments."),  # its line
    "wrong shape": ("wrong", "V has shape (1, 1)"),
    "wrong type": ("wrong", "is str"),
    "wrong refusal": ("refused wrongly", "RankDeficient: no reason"),
}
BROKEN = "gradient_descent"  # the kata that does not compile
STUB = "cholesky"  # the function that is still to do
GOOD = "lag_matrix"  # a function that must be graded all the same


def build_zoo(language, folder):
    """The solutions of a language, with the animals in them."""
    indent = " " * (len(language.PLACEHOLDER) - len(language.PLACEHOLDER.lstrip()))
    own_zoo = zoo.of(language.name)
    bodies = {f: indent + body for f, body in own_zoo.ANIMALS.values()}
    bodies[STUB] = language.PLACEHOLDER
    for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
        own = dict(bodies)
        if path.stem == BROKEN:
            own["mse_value_grad"] = indent + own_zoo.SYNTAX_ERROR
        text = language.rewritten(
            path.read_text(), lambda name, body, own=own: own.get(name, body)
        )
        (folder / path.name).write_text(text)


@pytest.fixture(scope="module", params=sorted(languages()))
def grader(request, tmp_path_factory):
    language = languages()[request.param]
    if reason := language.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp(language.name)
    build_zoo(language, folder)
    used = [name for name, _ in zoo.of(language.name).ANIMALS.values()]
    names = {functions()[f].kata for f in [*used, STUB, GOOD, "mse_value_grad", "ols"]}
    grader = Grader(language.name, folder, seconds=3, memory=700 << 20, names=names)
    yield grader
    grader.close()


def first_case(name):
    """An ordinary case of a function: one that has an answer."""
    cases = kata(functions()[name].kata).cases
    return next(c for c in cases if c.function.name == name and c.outputs)


@pytest.mark.parametrize("animal", VERDICTS)
def test_animal_gets_its_verdict_and_the_next_case_is_graded(grader, animal):
    own = zoo.of(grader.language.name)
    if animal not in own.ANIMALS:
        assert animal == "wrong type"  # in a typed language it does not compile
        return
    function, _ = own.ANIMALS[animal]
    verdict = grader.grade(first_case(function))
    word, fact = getattr(own, "KINDER", {}).get(animal, VERDICTS[animal])
    assert verdict.word == word, verdict
    assert fact in str(verdict)
    assert grader.grade(first_case(GOOD)).word == "passed"


def test_a_kata_that_does_not_compile_fails_alone(grader):
    verdict = grader.grade(first_case("mse_value_grad"))
    assert verdict.word == "does not compile"
    assert f"{BROKEN}{grader.language.SUFFIX}" in str(verdict)
    assert grader.grade(first_case(GOOD)).word == "passed"


def test_a_stub_is_to_do_and_what_needs_it_waits(grader):
    assert grader.grade(first_case(STUB)).word == "to do"
    assert grader.grade(first_case("ols")).phrase == "waits for cholesky_solve"


def test_a_slow_function_is_not_waited_for_twice(grader):
    slow, _ = zoo.of(grader.language.name).ANIMALS["endless loop"]
    cases = [c for c in kata(functions()[slow].kata).cases if c.function.name == slow]
    first, second = (
        float(re.search(r"no answer in ([\d.]+) s", str(grader.grade(case)))[1])
        for case in cases[:2]
    )
    # it was slow before; a first call may besides take what compiling it takes
    assert second < first or first == 1 or grader.language.COMPILES_CALLS
