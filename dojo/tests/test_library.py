"""`dojo.load`: every language as Python functions on numpy arrays."""

import numpy as np
import pytest

import dojo
from dojo import KataFailed
from dojo.run.language import languages

A = np.array([[4.0, 2, 2], [2, 5, 3], [2, 3, 6]])
B = np.array([8.0, 10, 11])


@pytest.fixture(scope="module", params=sorted(languages()))
def solutions(request):
    if reason := languages()[request.param].missing():
        pytest.skip(reason)
    with dojo.load(request.param, "solutions") as library:
        yield library


def test_one_output_comes_alone_and_several_as_a_tuple(solutions):
    assert np.allclose(solutions.cholesky_solve(A, B), 1)
    w, b = solutions.ridge(A, B, lam=0.1, fit_intercept=1)
    assert w.shape == (3,) and isinstance(b, float)
    assert solutions.merge_moments(0, 0, 0, 0, 0, 0)[0] == 0


def test_any_layout_and_dtype(solutions):
    assert np.allclose(solutions.cholesky_solve(np.asfortranarray(A), B), 1)
    assert np.allclose(solutions.cholesky_solve(A.astype(int)[::-1][::-1], B), 1)
    assert np.allclose(solutions.matvec(np.repeat(A, 2, axis=1)[:, ::2], B), A @ B)
    assert np.allclose(solutions.matvec(A.tolist(), list(B)), A @ B)


def test_a_choice_is_a_name(solutions):
    layer = solutions.mlp_layer
    assert np.allclose(layer(A, A, B, "tanh"), np.tanh(A @ A + B))
    assert np.allclose(layer(A, -A, B, activation="relu"), np.maximum(B - A @ A, 0))
    assert np.allclose(layer(A, A, B, "identity"), A @ A + B)
    with pytest.raises(dojo.InvalidParameter, match="tanh, relu, sigmoid, identity"):
        layer(A, A, B, "swish")


def test_refusals_are_exceptions(solutions):
    with pytest.raises(dojo.NotPositiveDefinite, match="pivot 0"):
        solutions.cholesky(-A)
    with pytest.raises(dojo.ShapeMismatch, match="n is 3"):
        solutions.cholesky_solve(A, B[:2])
    with pytest.raises(dojo.InvalidParameter):
        solutions.ridge(A, B, -1, 1)
    with pytest.raises(ValueError, match="NaN"):
        solutions.dot([np.nan], [1])


def test_a_wrong_name_lists_the_nearest(solutions):
    with pytest.raises(AttributeError, match="did you mean ridge"):
        _ = solutions.rigde


def test_a_wrong_argument_names_the_signature(solutions):
    with pytest.raises(TypeError, match=r"the signature is ridge\(X\[n,p\], y\[n\]"):
        solutions.ridge(A, B, alpha=1)


def test_an_unknown_language_is_named():
    with pytest.raises(dojo.Unavailable, match="cpp, julia, python, rust"):
        dojo.load("fortran")


def test_a_crash_is_an_exception_and_the_next_call_works(tmp_path):
    text = "def dot(x, y):\n    import os; os.abort()\n\n\ndef matvec(A, x):\n    return A @ x\n"
    (tmp_path / "matrix_products.py").write_text(text)
    with dojo.load("python", tmp_path) as library:
        with pytest.raises(KataFailed, match="SIGABRT"):
            library.dot([1], [1])
        assert library.matvec([[2]], [3]) == [6]
