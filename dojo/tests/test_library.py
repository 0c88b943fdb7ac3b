"""`dojo.load`: every language as Python functions on numpy arrays."""

import os
import signal
import threading

import numpy as np
import pandas as pd
import pytest
import scipy.sparse

import dojo
from dojo import KataFailed
from dojo.run import wire
from dojo.run.language import languages
from dojo.spec.cases import functions, katas
from dojo.tests.opened import needs

A = np.array([[4.0, 2, 2], [2, 5, 3], [2, 3, 6]])
B = np.array([8.0, 10, 11])


@pytest.fixture(scope="module", params=sorted(languages()))
def solutions(request):
    needs(languages()[request.param], *katas())
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


# ---------------------------------------------------------------- threads, copies, Ctrl-C


def test_every_thread_gets_its_own_answers(solutions):
    wrong = []

    def ask(thread):
        for i in range(100):
            if solutions.dot([1.0], [1000.0 * thread + i]) != 1000 * thread + i:
                wrong.append((thread, i))

    threads = [threading.Thread(target=ask, args=(k,)) for k in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong


def test_a_forked_copy_has_a_worker_of_its_own(solutions):
    solutions.dot([1], [1])
    copies = []
    for k in range(3):
        if (pid := os.fork()) == 0:
            right = [solutions.dot([1], [10 * k + i]) for i in range(20)]
            os._exit(right != [10 * k + i for i in range(20)])
        copies.append(pid)
    assert [solutions.dot([1], [i]) for i in range(20)] == [*range(20)]
    assert [os.waitpid(pid, 0)[1] for pid in copies] == [0, 0, 0]
    assert solutions.dot([1], [3]) == 3


def test_after_ctrl_c_no_answer_is_taken_for_another(solutions):
    solutions.power_iteration(np.eye(2), [1, 0], 1)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt):
            solutions.power_iteration([[2, 1], [1, 2]], [1, 0.5], 10**11)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert [solutions.dot([1], [v]) for v in (1, 2, 3)] == [1, 2, 3]


def test_a_compiled_program_can_be_opened_here():
    if not languages()["rust"].missing():
        with dojo.load("rust", "solutions", in_process=True) as library:
            assert library.dot([1, 2], [3, 4]) == 11
            with pytest.raises(dojo.InvalidParameter):
                library.ridge(A, B, -1, 1)
    with pytest.raises(dojo.Unavailable, match="leave out in_process"):
        dojo.load("python", "solutions", in_process=True)


def test_what_a_kata_prints_is_shown_at_most_twenty_lines(tmp_path, capsys):
    text = "def dot(x, y):\n    for i in range(99): print('line', i)\n    return 1.0\n"
    (tmp_path / "matrix_products.py").write_text(text)
    with dojo.load("python", tmp_path) as library:
        library.dot([1], [1])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "line 0" and lines[-1] == "line 98" and len(lines) <= 21


def test_big_arrays_come_whole_and_unchanged(solutions):
    X = np.random.default_rng(0).normal(size=(3000, 100))  # beyond a mebibyte
    Z, mean, scale = solutions.standardize(X)
    assert np.allclose(Z * scale + mean, X)
    Z[0, 0] = 7  # it is the caller's own
    assert np.array_equal(solutions.standardize(X)[1], mean)


def test_big_arrays_come_whole_where_memory_cannot_be_shared(solutions, monkeypatch):
    monkeypatch.setattr(wire, "CAN_SHARE", False)
    X = np.random.default_rng(0).normal(size=(3000, 100))
    Z, mean, scale = solutions.standardize(X)
    assert np.allclose(Z * scale + mean, X)


def test_a_refusal_keeps_no_shared_memory(solutions):
    def refused():
        with pytest.raises(dojo.InvalidParameter):
            solutions.gradient_descent([[1]], [1], [0], -1.0, 200_000)
        return len(os.listdir(f"/proc/{solutions._runner.worker.life.pid}/fd"))

    if not os.path.exists("/proc/self/fd"):
        pytest.skip("This system does not tell which descriptors are open.")
    before = refused()
    assert [refused() for _ in range(5)] == [before] * 5


# ---------------------------------------------------------------- what may be given

FRAME = pd.DataFrame({"a": [1.0, 2, 4, 5], "b": [0.5, 1, 0, 1]})
Y = [1.0, 2, 3, 4]


@pytest.mark.parametrize(
    "X",
    [
        FRAME,
        FRAME.astype("Float64"),
        FRAME.assign(a=FRAME.a.astype("Int64")),
        FRAME.assign(a=FRAME.a.astype("int8")),
        FRAME.assign(a=FRAME.a.astype(object)),
        FRAME.to_numpy(object),
        np.ma.masked_greater(FRAME.to_numpy(), 9),
        FRAME.to_numpy("float32"),
        FRAME.astype(pd.SparseDtype("float", 0.0)),
    ],
    ids=lambda X: type(X).__name__,
)
def test_what_can_be_converted_without_loss_is(X):
    with dojo.load("python", "solutions") as library:
        w, _ = library.ridge(X, Y, 0.1, 1)
        right, _ = library.ridge(FRAME.to_numpy(), Y, 0.1, 1)
    assert np.array_equal(w, right)


@pytest.mark.parametrize(
    "X, words",
    [
        (FRAME.astype("Float64").mask(FRAME == 0), "column 'b' of X"),
        (FRAME.mask(FRAME == 0), "column 'b' of X"),
        (FRAME.assign(c=list("abcd")), "column 'c' of X"),
        (FRAME.assign(c=pd.Timestamp("2020-02-02")), "column 'c' of X"),
        (FRAME.assign(c=[1, None, 2, 3]).astype({"c": object}), "column 'c' of X"),
        (pd.concat([FRAME, FRAME], axis=1), "more than one column 'a'"),
        (np.ma.masked_less(FRAME.to_numpy(), 0.1), "1 masked entries"),
        (scipy.sparse.csr_matrix(FRAME), "toarray"),
        ([[1, 2]] * 3 + [[1, None]], "row 3, column 1"),
        ([[2**60 + 1, 1]] * 4, "whole numbers to 2\\^53"),
        (np.full((4, 1), 2**64 - 1, np.uint64), "whole numbers to 2\\^53"),
        ([[10**400, 1]] * 4, "beyond the 64 bits"),
        ([[1j, 1]] * 4, "not complex128"),
        ([["1", "2"]] * 4, "real numbers"),
    ],
    ids=str,
)
def test_what_would_lose_something_is_refused_with_its_place(X, words):
    ridge = functions()["ridge"].signature
    with pytest.raises((TypeError, OverflowError, dojo.NonFinite), match=words):
        ridge.bind(X, Y, 0.1, 1)


@pytest.mark.parametrize("bad", [[0, 2**63], [0, 1e300], [0, 0.5], [0, np.nan]])
def test_whole_numbers_are_whole_and_have_64_bits(bad):
    sgd = functions()["sgd"].signature
    with pytest.raises((TypeError, OverflowError), match="whole number"):
        sgd.bind([[1.0], [2.0]], [1, 2], [0], bad, 1, 0.1, 0.1)


def test_a_count_far_too_large_is_refused_at_once(solutions):
    with pytest.raises(KataFailed, match="history.* would take .* GiB"):
        solutions.gradient_descent([[1]], [1], [0], 0.1, 10**13)
