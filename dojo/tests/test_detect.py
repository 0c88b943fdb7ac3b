"""Detectors that know no kata: what the numbers of a wrong answer show, and what is a coincidence."""

import numpy as np
import pytest

from dojo.grade.recognise import recognise
from dojo.run.results import Reply, Status
from dojo.spec.cases import Function
from dojo.spec.signature import parse
from dojo.spec.values import as_tuple

X = [[1.5, 2, -3], [0, 4, 1], [7, -2, 0.5], [1, 1, 9]]


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


def test_a_name_among_the_inputs_is_no_number():
    """An argument that is one of several names has not become an output."""
    signature = parse("f(y[n], kind:{one,two}) -> w[n]")
    function = Function("ridge", "ridge", signature, "", {"rtol": 1e-9})
    table = {"name": "one", "why": "because", "y": [1, 2, 3], "kind": "two", "w": W}
    reply = Reply(Status.DONE, [W + [0, 0.3, 0.1]])
    assert recognise([(function.case(table), reply)]) == ""


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
