"""Signatures: parsing, conversion, and the refusals that no kata has to make."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import dojo
from dojo.spec import cases
from dojo.spec.signature import evaluate, parse

RIDGE = parse("ridge(X[n,p], y[n], lam, fit_intercept:bool) -> w[p], b")
LAGS = parse("lag_matrix(series[m], d:int) -> X[m-d,d], y[m-d]")
X, Y = np.arange(6.0).reshape(3, 2), np.arange(3.0)


def bound(X=X, y=Y, lam=1.0, fit_intercept=1):
    inputs = RIDGE.bind(X, y, lam, fit_intercept=fit_intercept)
    RIDGE.check(inputs)
    return inputs


def test_a_signature_prints_as_it_was_written():
    text = "ridge(X[n,p], y[n], lam, fit_intercept:bool) -> w[p], b"
    assert str(parse(text)) == text


@pytest.mark.parametrize("text", ["ridge", "ridge(X) w", "ridge(X[n) -> w"])
def test_what_is_no_signature_is_refused(text):
    with pytest.raises(ValueError, match="is no"):
        parse(text)


def test_outputs_get_their_shapes_from_the_inputs():
    w, b = RIDGE.expect(bound())
    assert (w.shape, b.shape) == ((2,), ())
    X, y = LAGS.expect(LAGS.bind(np.arange(9.0), 2))
    assert (X.shape, y.shape) == ((7, 2), (7,))


def test_sizes_are_expressions():
    assert evaluate("p+p*(p-1)//2", {"p": 4}) == 10


@pytest.mark.parametrize(
    "kind, changes",
    [
        (dojo.EmptyInput, {"X": np.zeros((0, 2)), "y": np.zeros(0)}),
        (dojo.ShapeMismatch, {"y": np.zeros(4)}),
        (dojo.ShapeMismatch, {"X": np.zeros(3)}),
        (dojo.NonFinite, {"lam": float("nan")}),
        (dojo.NonFinite, {"X": np.full((3, 2), np.inf)}),
        (dojo.InvalidParameter, {"fit_intercept": 2}),
    ],
)
def test_bad_input_is_refused_before_any_kata_sees_it(kind, changes):
    with pytest.raises(kind):
        bound(**changes)


def test_an_integer_may_be_a_size():
    softmax = parse("softmax(X[n,p], K:int, W[p,K]) -> L[n,K]")
    with pytest.raises(dojo.ShapeMismatch, match="K is 3 in K:int but 2 in W"):
        softmax.check(softmax.bind(X, 3, np.zeros((2, 2))))


LAYER = parse("layer(X[n,p], activation:{tanh, relu}, scale) -> A[n,p]")


def test_an_enumeration_lists_its_names():
    choice = LAYER.inputs[1]
    assert choice.choices == ("tanh", "relu") and choice.type == "enum"
    assert str(choice) == "activation:{tanh,relu}"
    assert LAYER.bind(X, np.str_("relu"), 1)["activation"] == "relu"


def test_a_name_that_is_not_listed_is_refused_with_those_that_are():
    with pytest.raises(dojo.InvalidParameter, match="'swish'; it is one of tanh, relu"):
        LAYER.check(LAYER.bind(X, "swish", 1))


def test_a_code_in_the_place_of_a_name_is_a_type_error():
    with pytest.raises(TypeError, match=r"activation:{tanh,relu} must be a string"):
        LAYER.bind(X, 0, 1)


@pytest.mark.parametrize(
    "argument", ["a:{}", "a:{x,x}", "a:{X}", "a[n]:{x,y}", "a:{x", "a:complex"]
)
def test_an_enumeration_that_makes_no_sense_is_no_signature(argument):
    with pytest.raises(ValueError):
        parse(f"f({argument}) -> b")


def test_an_enumeration_has_the_same_choices_everywhere(monkeypatch):
    found = {
        name: cases.Function("k", name, parse(f"{name}(a:{{{choices}}}) -> b"), "", {})
        for name, choices in {"f": "x,y", "g": "x,z"}.items()
    }
    monkeypatch.setattr(cases, "functions", lambda: found)
    with pytest.raises(ValueError, match="elsewhere one of x, y"):
        cases.enumerations()


def test_shapes_are_checked_before_numbers():
    with pytest.raises(dojo.ShapeMismatch):
        bound(y=np.full(4, np.nan))


@pytest.mark.parametrize("X", [[["a"]], [[1j]], [[None]]])
def test_what_is_no_real_number_is_a_type_error_with_the_signature(X):
    with pytest.raises(TypeError, match=r"ridge\(X\[n,p\]"):
        bound(X=X, y=[1.0])


def test_whole_numbers_must_be_whole():
    with pytest.raises(TypeError, match="whole numbers"):
        LAGS.bind([1.0, 2.0, 3.0], 1.5)
    assert LAGS.bind([1.0, 2.0, 3.0], 2.0)["d"] == 2


@given(
    arrays.arrays(
        st.sampled_from([np.int8, np.uint16, np.int64, np.float32, np.float64, bool]),
        arrays.array_shapes(min_dims=2, max_dims=2, max_side=4),
        elements=st.integers(0, 1),
    ),
    st.sampled_from("CF"),
    st.booleans(),
)
def test_any_layout_and_real_dtype_is_converted_without_loss(X, order, reverse):
    given = np.asarray(X, order=order)[:: -1 if reverse else 1]
    inputs = bound(X=given, y=np.zeros(len(given)))
    assert inputs["X"].dtype == np.float64
    assert inputs["X"].flags.c_contiguous
    assert np.array_equal(inputs["X"], given)
