"""Tolerances and verdicts."""

import numpy as np
import pytest

from dojo.grade.compare import differences
from dojo.grade.judge import judge
from dojo.grade.plain import degenerate, plainness
from dojo.run.results import Reply, Status
from dojo.spec.cases import Function
from dojo.spec.signature import parse

W = np.array([[1e6, 1.0], [2e6, 2.0]])


def case(compare="norm", rtol=1e-6, without=(), **changes):
    signature = parse("covariance(X[n,p], ddof:int) -> C[p,p]")
    table = {"compare": compare, "rtol": rtol}
    function = Function("stable_moments", "mean_var", signature, "C", table)
    entry = {"name": "one", "why": "because", "X": W, "ddof": 1, "C": W}
    entry = {k: v for k, v in (entry | changes).items() if k not in without}
    return function.case(entry)


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


def counted(**changes):
    signature = parse("descend(v[p], max_iter:int) -> w[p], iters:int")
    table = {"rtol": 1e-6, "at_most": {"iters": "max_iter"}}
    function = Function("gradient_descent", "descend", signature, "w", table)
    entry = {"name": "one", "why": "because", "v": [1, 2], "max_iter": 9}
    return function.case(entry | {"w": [1, 2], "iters": 4} | changes)


@pytest.mark.parametrize("iters", [0, 1, 4, 9])
def test_a_count_may_be_anything_up_to_the_maximum_that_the_caller_gave(iters):
    assert not differences(counted(), {"w": np.array([1.0, 2]), "iters": iters})
    tight = counted(bound={"iters": 1})
    assert not differences(tight, {"iters": np.array(iters)})


@pytest.mark.parametrize("iters", [-1, 10])
def test_a_count_beyond_the_maximum_is_a_difference(iters):
    (sentence,) = differences(counted(), {"iters": np.array(iters)})
    assert sentence == f"iters is {iters}, not between 0 and max_iter = 9"
    reply = Reply(Status("done"), [np.array([1.0, 2]), np.array(iters)])
    assert judge(counted(), reply).word == "wrong"


def sparse(**changes):
    signature = parse("lasso(v[p]) -> w[p]")
    table = {"rtol": 1e-6, "exact_zeros": ["w"]}
    function = Function("lasso_coordinate_descent", "lasso", signature, "w", table)
    entry = {"name": "one", "why": "because", "v": [0, 0, 0], "w": [2, 0, 1e-9]}
    return function.case(entry | changes)


@pytest.mark.parametrize(
    "w, sentences",
    [
        ([2, 0, 1e-9], []),
        ([2, -0.0, 2e-9], []),
        ([2, 4e-22, 1e-9], ["w[1] is 4e-22, not exactly 0"]),
        ([2, np.nan, 1e-9], ["w[1] is nan, not exactly 0"]),
        ([2, 0, 0], ["w[2] is 0, not 1e-09"]),
        ([2, 1e-300, 0], ["w[1] is 1e-300, not exactly 0 (2 of 3 entries differ)"]),
        ([2.1, 0, 1e-9], ["w[0] is off by 0.1, allowed 2e-06"]),
    ],
)
def test_an_exact_zero_is_compared_exactly(w, sentences):
    assert differences(sparse(), {"w": np.array(w)}) == sentences


def test_an_entry_whose_own_bound_reaches_0_may_be_0():
    """As where two columns are equal, and any split of the weight between them is right."""
    split = sparse(w=[1, 1, 0], bound={"w": [1, 1, 0]})
    assert not differences(split, {"w": np.array([0, 2, 0])})
    assert differences(split, {"w": np.array([0, 2, 1e-30])})


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
    due = case(refuses="InvalidParameter", ddof=-1, without=["C"])
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


def test_where_a_refusal_may_come_the_right_answer_may_come_too():
    """A budget that one valid algorithm keeps to and another does not: only a wrong answer is wrong."""
    free = counted(refuses="NotConverged", max_iter=1)
    right, count = np.array([1.0, 2]), np.array(1)
    assert (
        judge(free, Reply(Status("refused"), ("NotConverged", "no"))).word == "passed"
    )
    assert judge(free, Reply(Status("done"), [right, count])).word == "passed"
    verdict = judge(free, Reply(Status("done"), [right + 1, count]))
    assert verdict.word == "wrong"
    assert "iters = 4, or a refusal: NotConverged" in str(verdict)
    verdict = judge(free, Reply(Status("refused"), ("InvalidParameter", "no")))
    assert verdict.word == "refused wrongly"


def test_what_differs_is_seen_to_differ():
    """And what is right within its tolerance is not spelt out."""
    facts = dict(
        judge(case(rtol=1e-14), Reply(Status.DONE, [W + [[1e-5, 0], [0, 0]]])).facts
    )
    assert facts["expected"] == "C = [[1000000, 1], [2000000, 2]]"
    assert facts["got"] == "C = [[1000000.00001, 1], [2000000, 2]]"
    facts = dict(
        judge(
            counted(), Reply(Status.DONE, [np.array([1 + 1e-13, 2]), np.array(99)])
        ).facts
    )
    assert facts["got"] == "w = [1, 2], iters = 99"


def test_a_file_that_does_not_compile_has_no_inputs():
    assert [
        label
        for label, _ in judge(case(), Reply(Status.BROKEN, "syntax"), "again").facts
    ] == ["got"]


def test_a_crash_says_what_input_it_was():
    facts = dict(judge(case(), Reply(Status.CRASHED, "SIGSEGV"), "again").facts)
    assert facts["inputs"] == "X = [[1000000, 1], [2000000, 2]], ddof = 1"


@pytest.mark.parametrize(
    "values, plain",
    [
        ({"X": W}, True),
        ({"X": [[3]]}, False),
        ({"X": [[0, 0], [0, 0]]}, False),
        ({"X": [[0, 0], [0, 2]]}, True),
    ],
)
def test_a_plain_case_is_neither_empty_nor_one_number_nor_nothing_but_zeros(
    values, plain
):
    size = np.shape(values["X"])[1]
    assert degenerate(case(C=np.ones((size, size)), **values)) != plain


def test_the_plainest_case_has_an_answer():
    """Small before large, an answer before a refusal, and what is degenerate last."""
    small, large = case(), case(X=np.ones((9, 2)))
    refused = case(refuses="InvalidParameter", without=["C"])
    single = case(X=[[3]], C=[[0]])
    assert sorted([single, refused, large, small], key=plainness) == [
        small,
        large,
        refused,
        single,
    ]
