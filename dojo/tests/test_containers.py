"""What a function returns instead of an answer, in words."""

import re

import numpy as np
import pytest

from dojo.grade.grader import Grader
from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.run.results import WrongShape, conform
from dojo.spec.cases import functions, kata
from dojo.spec.signature import parse

BODIES = {  # function → (its body, what is said)
    "predict": ("    nothing", "Nothing was returned: is a `return` missing?"),
    "ols_qr": ("    [1.0, 2.0]", "One array was returned for 2 outputs"),
    "median": ("    [x[1]]", "It is one number in an array: return the number itself."),
    "theil_sen": ("    1.0", "1 value was returned; the signature says 2."),
    "householder": ("    x[1], x", "These are alpha, v by their shapes"),
    "two_sum": ("    (v for v = (a, b))", "One generator was returned for 2 outputs"),
    "predict_line": ("    (v for v in x)", "which holds no numbers yet: collect it"),
    "soft_threshold": ("    reshape(v, :, 1)", "It is a column"),
}


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    julia = languages()["julia"]
    if reason := julia.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("julia")
    for path in (ROOT / "julia" / "solutions").glob("*.jl"):
        text = julia.rewritten(
            path.read_text(), lambda name, body: BODIES.get(name, (body, ""))[0]
        )
        (folder / path.name).write_text(text)
    grader = Grader("julia", folder)
    yield grader
    grader.close()


@pytest.mark.parametrize("name", BODIES)
def test_what_julia_returns_instead_is_told(grader, name):
    function = functions()[name]
    cases = (c for c in kata(function.kata).cases if c.function == function)
    case = next(
        c for c in cases if c.outputs and c.size > 6 or c.name and not c.refuses
    )
    verdict = grader.grade(case)
    assert verdict.word == "wrong"
    assert BODIES[name][1] in str(verdict)


TABLE = {"X": [[1, 2, 3], [4, 5, 6]], "y": [1, 2]}
FIT = parse("fit(X[n,p], y[n]) -> w[p], b, V[n,p]").expect(TABLE)
RIGHT = np.zeros(3), 0.0, np.zeros((2, 3))


@pytest.mark.parametrize(
    "result, words",
    [
        ((1.0, 2.0), "2 values were returned; the signature says w[p]."),
        ([1.0, 2.0], "w has shape (2,); the signature says w[p], here (3,)."),
        ([1.0, 2.0], "It has one entry too few.\nw, a list, = [1, 2]"),
        ("text", "w is str"),
        (None, "Nothing was returned: is a `return` missing?"),
        ((x for x in (1, 2, 3)), "A generator was returned"),
        ([1j, 2j, 3j], "w is list"),
        ([[1.0], [2.0, 3.0]], "w is list"),
        (np.ones((3, 1)), "(3,). It is a column: a matrix with one column"),
        (np.ones((1, 3)), "(3,). It is a row: a matrix with one row"),
        (np.asmatrix(np.ones(3)), "It is a row: a matrix with one row is no vector."),
        (np.asmatrix(np.ones(3)), "w, a matrix, = [[1, 1, 1]]"),
        (1.5, "It is one number, not a vector."),
        ({"w": 1}, "w is dict"),
    ],
)
def test_what_does_not_conform_is_told(result, words):
    outputs = parse("ols(X[n,p], y[n]) -> w[p]").expect(TABLE)
    with pytest.raises(WrongShape, match=re.escape(words)):
        conform(result, outputs)


@pytest.mark.parametrize(
    "result, words",
    [
        (list(RIGHT), "One list was returned for 3 outputs; write `return w, b, V`."),
        (np.zeros(3), "One array was returned for 3 outputs"),
        ((RIGHT[1], RIGHT[0], RIGHT[2]), "These are b, w, V by their shapes"),
        ((RIGHT[2], RIGHT[0], RIGHT[1]), "These are V, w, b by their shapes"),
        ((RIGHT[0], np.ones(1), RIGHT[2]), "one number in an array: return the number"),
        ((*RIGHT[:2], np.zeros((3, 2))), "It is transposed: its rows are the columns."),
    ],
)
def test_several_outputs_that_do_not_conform_are_told(result, words):
    with pytest.raises(WrongShape, match=re.escape(words)):
        conform(result, FIT)


def test_outputs_of_one_shape_are_not_taken_for_one_another():
    alike = parse("f(x[n], y[n]) -> a[n], b[n], c").expect({"x": [1, 2], "y": [1, 2]})
    with pytest.raises(WrongShape, match=r"^a has shape \(\)"):
        conform((0.0, np.zeros(2), np.zeros(2)), alike)


def test_what_conforms_may_come_in_any_container():
    w, b, V = conform((range(3), np.float32(1), ((1, 2, 3), [4, 5, 6])), FIT)
    assert w.dtype == b.dtype == V.dtype == float and V.shape == (2, 3)
