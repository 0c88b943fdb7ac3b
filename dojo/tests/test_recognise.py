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
from dojo.spec.cases import functions, kata
from dojo.spec.mistakes import edited, mistakes
from dojo.spec.reference import reference
from dojo.spec.values import as_tuple


def cases_of(function):
    cases = (c for c in kata(function.kata).cases if c.function == function)
    return sorted(cases, key=plainness)


def answers(name, program):
    return [(case, attempt(case, program, 5)) for case in cases_of(functions()[name])]


def edit(name, old, new):
    """The Python solution with an edit that no mistakes.toml knows."""
    return getattr(edited(functions()[name], ((old, new),)), name)


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
