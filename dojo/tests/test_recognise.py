"""What is named and what is not: detectors that know no kata, slips, two mistakes at once, first steps."""

import time
from dataclasses import replace

import numpy as np
import pytest

from dojo.grade.attempt import attempt
from dojo.grade.evidence import Evidence
from dojo.grade.plain import plainness
from dojo.grade.recognise import recognise
from dojo.grade.verdict import find
from dojo.run.results import Reply, Status
from dojo.spec.cases import Function, functions, kata
from dojo.spec.mistakes import edited, mistakes
from dojo.spec.reference import reference
from dojo.spec.signature import parse
from dojo.spec.values import as_tuple

X = [[1.5, 2, -3], [0, 4, 1], [7, -2, 0.5], [1, 1, 9]]


def cases_of(function):
    cases = (c for c in kata(function.kata).cases if c.function == function)
    return sorted(cases, key=plainness)


def answers(name, program):
    return [(case, attempt(case, program, 5)) for case in cases_of(functions()[name])]


def edit(name, old, new):
    """The Python solution with an edit that no mistakes.toml knows."""
    return getattr(edited(functions()[name], ((old, new),)), name)


def seen(outputs, right, change):
    """Answers to a made-up function of X and y, in two cases: `change` takes the right outputs and gives what came."""
    signature = parse(f"f(X[n,p], y[n]) -> {outputs}")
    function = Function("ridge", "ridge", signature, "", {"rtol": 1e-9})
    names = [a.name for a in signature.outputs]
    found = []
    for scale in (1, 3):
        values = {name: scale * value for name, value in zip(names, right, strict=True)}
        table = {"name": "one", "why": "because", "X": X, "y": [1, 2, 3, 5]}
        case = function.case(table | values)
        got = as_tuple(change(*(case.expected(name) for name in names)))
        found.append((case, Reply(Status.DONE, [np.asarray(v, float) for v in got])))
    return found


W = np.array([1.5, -2, 0.25])
C = np.array([[1.5, 2, 3], [4, 5.5, 6], [7, 8, 9]])


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda w: -w, "the sign of w is turned"),
        (lambda w: 2 * w, "w is doubled"),
        (lambda w: w / 2, "w is halved"),
        (lambda w: 4 * w, "w is multiplied by n"),
        (lambda w: w / 4, "w is divided by n"),
        (lambda w: w / 3 * 4, "w is divided by n − 1 instead of n"),
        (lambda w: w * 3 / 4, "w is divided by n instead of n − 1"),
        (lambda w: 3 * w, "w is multiplied by p"),
        (lambda w: w[::-1], "w is in the reverse order"),
        (lambda w: np.roll(w, 1), "w is one place too far on"),
        (np.trunc, "the fractions of w are cut off: it holds whole numbers"),
        (np.rint, "w is rounded to whole numbers"),
        (lambda w: 0 * w, "w is left at 0"),
        (np.abs, "the signs of w are lost"),
        (np.square, "the square of w stands in its place"),
        (lambda w: 1 / w, "1/w stands in its place"),
        (lambda w: w + 0.125, "w is 0.125 too large everywhere"),
        (lambda w: np.float32(w / 0.3) * np.float32(0.3), ""),
    ],
)
def test_what_a_vector_shows(change, words):
    assert recognise(seen("w[p]", [W], change)) == words


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda C: C.T, "C is transposed"),
        (lambda C: C[::-1], "C is in the reverse order"),
        (lambda C: C[:, ::-1], "the columns of C are in the reverse order"),
        (np.triu, "only the upper triangle of C is filled"),
        (np.tril, "only the lower triangle of C is filled"),
    ],
)
def test_what_a_matrix_shows(change, words):
    assert recognise(seen("C[p,p]", [C], change)) == words


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda a, b, s: (b, a, s), "a and b have changed places"),
        (lambda a, b, s: (2 * a, b, s), "a is doubled"),
        (lambda a, b, s: (2 * a, 2 * b, s), "a and b are doubled"),
        (
            lambda a, b, s: (-a, b / 4, s),
            "the sign of a is turned, and when b is divided by n",
        ),
        (lambda a, b, s: (a, a, s), "b is a second a"),
        (
            lambda a, b, s: (a, b, np.sqrt(s)),
            "the square root of s stands in its place",
        ),
        (lambda a, b, s: (-a, b + a * b, s), ""),  # one has a name, the other none
    ],
)
def test_outputs_are_looked_at_one_by_one(change, words):
    right = [W, np.array([3.0, 1, -5]), 7.0]
    assert recognise(seen("a[p], b[p], s", right, change)) == words


@pytest.mark.parametrize(
    "outputs, right, change",
    [
        (
            "C[p,p]",
            C + C.T,
            lambda C: C.T + np.eye(3),
        ),  # symmetric: it is not transposed
        ("w[p]", np.array([1.0, 5, 1]), lambda w: w[::-1] + [0, 1, 0]),
        ("s", 1.0, lambda s: s + s**2),  # 2 and 12, where 1 and 3 were right
        ("w[p]", np.ones(3), lambda w: w + 1e-3 * w**2 * [1, 2, 3]),
    ],
)
def test_a_coincidence_has_no_name(outputs, right, change):
    assert recognise(seen(outputs, [right], change)) == ""


@pytest.mark.parametrize("factor", [-1, 2, 0.5])
def test_one_wrong_number_has_no_name(factor):
    one = seen("s", [3.0], lambda s: factor * s)[:1]
    assert recognise(one) == ""


@pytest.mark.parametrize(
    "name, old, new, words",
    [
        (
            "forward_substitution",
            "b[i] - dot",
            "b[i] + dot",
            "a + stands where a − belongs in x",
        ),
        (
            "forward_substitution",
            "/ L[i, i]",
            "* L[i, i]",
            "a product stands where a quotient belongs in x",
        ),
        ("cholesky", "np.sqrt(d)", "d", "a root is missing in L"),
        (
            "matvec",
            ".sum(axis=1)",
            ".mean(axis=1)",
            "mean stands where sum belongs in y",
        ),
        (
            "adagrad",
            "w - step * g /",
            "w - step * g *",
            "a product stands where a quotient belongs in w",
        ),
        (
            "adagrad",
            "s + g**2",
            "s + abs(g)",
            "a square is missing, or an absolute value",
        ),
        (
            "gradient_descent",
            "step * g",
            "step * g / len(y)",
            "a value on the way is divided by n in w",
        ),
        ("heavy_ball", "mu * v -", "(1 - mu) * v -", "1 − mu stands where mu belongs"),
        (
            "pseudo_huber",
            "n + lam * w",
            "n - lam * w",
            "a − stands where a + belongs in g",
        ),
        (
            "gaussian_mle",
            "2 * (p + 1) - 2 * loglik,",
            "2 * (p + 1) - loglik,",
            "a factor is missing in aic",
        ),
    ],
)
def test_a_slip_of_the_pen_is_named(name, old, new, words):
    assert recognise(answers(name, edit(name, old, new)), None) == words


def test_two_mistakes_at_once_are_named():
    known = mistakes(functions()["ridge"])
    one, other = known["λ stands where nλ belongs"], known["b is ȳ + x̄ᵀw"]
    both = edited(functions()["ridge"], one.edits + other.edits).ridge
    words = recognise(answers("ridge", both), None)
    assert set(words.split(", and when ")) == {one.sentence, other.sentence}


def test_a_right_program_has_no_mistake():
    for name in ("ridge", "cholesky", "adam", "qr"):
        program = getattr(reference(functions()[name].kata), name)
        assert recognise(answers(name, program)) == ""


def test_a_shape_alone_has_no_name_and_its_numbers_have():
    """history without its first value and history without its last have one shape."""

    def without(part):
        def program(*inputs):
            w, history = adagrad(*inputs)
            return w, history[part]

        return program

    adagrad = reference("adaptive_steps").adagrad
    first = recognise(answers("adagrad", without(slice(1, None))), None)
    assert first.startswith("history has iters values")
    assert recognise(answers("adagrad", without(slice(0, -1))), None) == ""
    words_only = [
        (case, Reply(reply.status, reply.value.partition("\n")[0]))
        if reply.status == Status.WRONG_SHAPE
        else (case, reply)
        for case, reply in answers("adagrad", without(slice(1, None)))
    ]
    assert recognise(words_only, None) == ""


def test_what_is_not_finite_everywhere_has_no_name():
    nothing = np.nan
    for name in ("cholesky", "adam", "predict"):
        program = getattr(reference(functions()[name].kata), name)

        def nan(*inputs, program=program):
            values = as_tuple(program(*inputs))
            values = tuple(nothing * np.asarray(v) for v in values)
            return values if len(values) > 1 else values[0]

        assert recognise(answers(name, nan), None) == ""


def test_where_a_refusal_is_due_the_numbers_must_be_the_mistakes():
    """A lasso that does not count sweeps returns the right numbers: its penalty is not the square."""
    lasso = functions()["lasso"]
    program = reference(lasso.kata).lasso

    def patient(*inputs):
        return program(*inputs[:-1], 10**6)

    failed = [
        (case, attempt(case, patient, 20))
        for case in cases_of(lasso)
        if case.refuses == "NotConverged"
    ]
    assert any(find(*answer).word.nameable for answer in failed)
    assert "square" not in recognise(failed, None)


def test_the_first_steps_are_asked_for_where_only_a_refusal_comes():
    lasso = functions()["lasso"]
    mistake = mistakes(lasso)["the threshold is nλ"]
    case = next(c for c in cases_of(lasso) if c.outputs and c.inputs["lam"] > 0)
    refused = [(case, Reply(Status.REFUSED, ("NotConverged", "after all sweeps")))]
    calls = []

    def call(function, inputs):
        calls.append(inputs)
        return attempt(replace(case, inputs=inputs), mistake.program, 5)

    assert recognise(refused, None) == ""
    assert recognise(refused, None, call) == mistake.sentence
    assert 0 < len(calls) <= 3


def test_a_budget_is_kept():
    name = "svd"
    wrong = [
        (case, Reply(Status.DONE, [np.full_like(v, 0.37) for v in reply.value]))
        for case, reply in answers(name, reference("jacobi_svd").svd)
        if reply.status == Status.DONE
    ]
    mistakes(functions()[name])  # compiled once
    start = time.process_time()
    assert recognise(wrong, 0.1) == ""
    assert time.process_time() - start < 0.4


def test_the_plainest_failing_cases_are_the_evidence():
    failed = Evidence(answers("ridge", lambda *_: (np.zeros(0), 0.0)), None).failed
    assert len(failed) <= 12
