"""Tolerances and verdicts."""

import numpy as np
import pytest

from dojo.grade.compare import differences, short
from dojo.grade.judge import judge
from dojo.run.results import Reply, Status
from dojo.spec.cases import Function
from dojo.spec.signature import parse

W = np.array([[1e6, 1.0], [2e6, 2.0]])


def case(compare="norm", rtol=1e-6, **changes):
    signature = parse("covariance(X[n,p], ddof:int) -> C[p,p]")
    table = {"compare": compare, "rtol": rtol}
    function = Function("stable_moments", "mean_var", signature, "C", table)
    entry = {"name": "one", "why": "because", "X": W, "ddof": 1, "C": W}
    return function.case(entry | changes)


@pytest.mark.parametrize(
    "compare, error, passes",
    [
        ("norm", [[0, 1.9], [0, 0]], True),  # small beside the largest entry
        ("columns", [[1.9, 0], [0, 0]], True),
        ("columns", [[0, 1.9], [0, 0]], False),
        ("elementwise", [[0.9, 0], [0, 0]], True),
        ("elementwise", [[1.9, 0], [0, 0]], False),
    ],
)
def test_a_tolerance_is_relative_to_what_its_function_says(compare, error, passes):
    assert (not differences(case(compare), {"C": W + error})) == passes


def test_a_stored_bound_overrides_rtol():
    bounded = case(bound={"C": [[0, 1], [0, 0]]})
    assert not differences(bounded, {"C": W + [[0, 0.9], [0, 0]]})
    assert differences(bounded, {"C": W + [[0.1, 0], [0, 0]]})


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_never_matches(bad):
    (sentence,) = differences(case(rtol=1.0), {"C": np.where(W == 2, bad, W)})
    assert sentence == f"C[1, 1] is {bad}"


def test_the_worst_entry_is_named():
    (sentence,) = differences(case("elementwise"), {"C": W * [[1, 1.5], [1.1, 1]]})
    assert sentence == "C[0, 1] is off by 0.5, allowed 1e-06 (2 of 4 entries differ)"


@pytest.mark.parametrize(
    "reply, word",
    [
        (Reply(Status("done"), [W]), "passed"),
        (Reply(Status("done"), [W + 9]), "wrong"),
        (Reply(Status("refused"), ("RankDeficient", "no")), "refused wrongly"),
        (Reply(Status("wrong shape"), "C has shape (1,)"), "wrong"),
        (Reply(Status("changed"), 0), "changed its input"),
        (Reply(Status("error"), "IndexError"), "error"),
        (Reply(Status("broken"), "syntax"), "does not compile"),
        (Reply(Status("crashed"), "SIGSEGV"), "crashed"),
        (Reply(Status("timed out"), "no answer"), "timed out"),
        (Reply(Status("to do")), "to do"),
    ],
)
def test_every_reply_has_its_verdict(reply, word):
    assert judge(case(), reply).word == word


def test_where_a_refusal_is_due_only_its_kind_counts():
    due = case(refuses="InvalidParameter", ddof=-1)
    assert (
        judge(due, Reply(Status("refused"), ("InvalidParameter", "any text"))).word
        == "passed"
    )
    assert (
        judge(due, Reply(Status("refused"), ("NotConverged", "no"))).word
        == "refused wrongly"
    )
    verdict = judge(due, Reply(Status("done"), [W]))
    assert verdict.word == "did not refuse"
    assert "a refusal: InvalidParameter" in str(verdict)


def test_long_arrays_are_shortened():
    assert short(np.arange(3.0)) == "[0., 1., 2.]"
    assert short(np.arange(99.0)) == "[ 0.,  1., ..., 97., 98.]"
    assert short(1 / 3) == "0.3333333"
