"""The check that learners run on their own gradients."""

import numpy as np
import pytest

from dojo.grade import gradcheck
from dojo.spec.cases import functions, kata
from dojo.spec.reference import reference

VALUE_GRAD = functions()["mse_value_grad"]
CASE = next(c for c in kata("gradient_descent").cases if c.function == VALUE_GRAD)
SIZES = VALUE_GRAD.signature.sizes(CASE.inputs)


def mse(X, y, w, factor=1.0):
    r = X @ w - y
    return r @ r / (2 * len(y)), factor * (X.T @ r) / len(y)


def told(call):
    (finding,) = gradcheck.check(VALUE_GRAD, call, CASE.inputs)
    return finding, gradcheck.words(finding, SIZES)


def test_a_right_gradient_agrees():
    finding, sentence = told(mse)
    assert finding.passed and "agrees" in sentence


@pytest.mark.parametrize(
    "factor, words",
    [
        (SIZES["n"], "1/n is missing in the gradient"),
        (2, "the ½ of the value is missing"),
        (-1, "the sign is that of the residual"),
        (1 / SIZES["n"], "1/n stands twice"),
        (7.7, "a constant that stands in one of the two only"),
    ],
)
def test_a_factor_is_named(factor, words):
    finding, sentence = told(lambda X, y, w: mse(X, y, w, factor))
    assert not finding.passed and words in sentence


def test_without_a_factor_the_worst_coordinate_is_named():
    def wrong(X, y, w):
        f, g = mse(X, y, w)
        return f, g + np.array([0, 5.0])

    finding, sentence = told(wrong)
    assert finding.where == "g[1]" and finding.factor is None
    assert sentence.startswith("g[1] is")


@pytest.mark.parametrize("function", gradcheck.checkable(), ids=lambda f: f.name)
def test_every_oracle_passes_its_own_check_at_every_point(function):
    oracle = getattr(kata(function.kata).oracle, function.name)
    for point in gradcheck.points(function):
        findings = gradcheck.check(function, oracle, point.inputs)
        assert all(f.passed for f in findings), point.words


LOGISTIC = functions()["logistic_value_grad"]


@pytest.mark.parametrize(
    "wrong, output",
    [
        (lambda gw, gb, w, b, lam: (gw - lam * w, gb), "gw"),  # λw is forgotten
        (lambda gw, gb, w, b, lam: (gw, gb + lam * b), "gb"),  # b is penalised
    ],
)
def test_what_does_not_show_at_zeros_shows_at_a_generic_point(wrong, output):
    right = reference(LOGISTIC.kata).logistic_value_grad

    def call(X, y, w, b, lam):
        J, gw, gb = right(X, y, w, b, lam)
        return J, *wrong(gw, gb, w, b, lam)

    found = {
        finding.output
        for point in gradcheck.points(LOGISTIC)
        for finding in gradcheck.check(LOGISTIC, call, point.inputs)
        if not finding.passed
    }
    assert found == {output}


def test_a_generic_point_is_told():
    words = [point.words for point in gradcheck.points(LOGISTIC)]
    assert " but w = [" in words[1] and "b = " in words[1]
