"""`dojo.load` under all that a program may do: any layout and type, several threads, forked copies, refusals between.

Whole numbers have exact answers in every language. FUZZ=300 runs each language for so many seconds.
"""

import itertools
import os
import threading
import time
import traceback

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import dojo
from dojo.run.language import languages
from dojo.spec.cases import functions
from dojo.tests.opened import needs

SECONDS = float(os.environ.get("FUZZ", "3"))
BATCH = 50  # examples of one seed
pytestmark = pytest.mark.slow("dojo.load under random use")

ARE_RIGHT = {  # function → what it must give, from whole numbers
    "dot": lambda x, y: x @ y,
    "matvec": lambda A, x: A @ x,
    "rmatvec": lambda A, y: A.T @ y,
    "matmul": lambda A, B: A @ B,
    "gram": lambda X: X.T @ X,
    "predict": lambda X, w: X @ w,
}
LAYOUTS = {  # what a person may hold: the same numbers
    "plain": lambda A: A,
    "by columns": np.asfortranarray,
    "every second": lambda A: np.repeat(A, 2, axis=-1)[..., ::2],
    "backwards": lambda A: np.ascontiguousarray(A[::-1])[::-1],
    "read only": lambda A: np.broadcast_to(A, A.shape),
    "lists": lambda A: A.tolist(),
    "float32": lambda A: A.astype(np.float32),
    "int16": lambda A: A.astype(np.int16),
    "uint8": lambda A: np.abs(A).astype(np.uint8) if (A >= 0).all() else A,
    "objects": lambda A: A.astype(object),
    "masked": np.ma.masked_invalid,
    "table": lambda A: pd.DataFrame(A) if A.ndim == 2 else pd.Series(A),
    "nullable": lambda A: (pd.DataFrame(A) if A.ndim == 2 else pd.Series(A)).astype(
        "Int64"
    ),
}
WRONG = [None, "text", [[1, [2]]], np.array([1j]), {}, object(), [np.nan], 10**400, []]


@st.composite
def calls(draw):
    """(function, arguments as arrays, arguments as a person gives them)"""
    name = draw(st.sampled_from(sorted(ARE_RIGHT)))
    n, p, q = (draw(st.sampled_from([1, 2, 3, 5, 17])) for _ in range(3))
    if draw(st.integers(0, 19)) == 0:
        n = 40_000  # beyond a mebibyte
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    shapes = {
        "dot": [(n,), (n,)],
        "matvec": [(n, p), (p,)],
        "rmatvec": [(n, p), (n,)],
        "matmul": [(n, p), (p, q)],
        "gram": [(n, p)],
        "predict": [(n, p), (p,)],
    }[name]
    arrays = [rng.integers(-9, 10, shape).astype(float) for shape in shapes]
    given = [LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))](A) for A in arrays]
    return name, arrays, given


def hammer(library, until, faults, counts):
    """One thread: answers that nobody else could be given."""
    own = threading.get_ident() % 10**6
    while time.monotonic() < until and not faults:
        counts.append(1)
        k = len(counts)
        if library.dot([1, own], [k, 1]) != k + own:
            faults.append(f"thread {own} got another's answer")


def in_a_copy(holds):
    """Whether it holds in a forked copy of this process too."""
    if (pid := os.fork()) == 0:
        code = 1
        try:
            code = int(not holds())
        except Exception:  # noqa: BLE001 (told, and never back into the parent's code)
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_answer_is_the_callers_own(language):
    needs(languages()[language], *(functions()[name].kata for name in ARE_RIGHT))
    faults, counts, tried = [], [], []

    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(calls(), st.sampled_from([*WRONG, *[False] * 30]), st.integers(0, 99))
    def ask(call, wrong, chance):
        name, arrays, given_ = call
        right = ARE_RIGHT[name](*arrays)
        tried.append(name)
        function = getattr(library, name)
        if wrong is not False:
            with pytest.raises((TypeError, ValueError, OverflowError)):
                function(wrong, *given_[1:])
        if chance == 0:
            in_a_copy(lambda: np.array_equal(function(*given_), right))
        if chance == 1:
            library._runner.worker.renew()
        assert np.array_equal(function(*given_), right), call

    with dojo.load(language, "solutions") as library:
        until = time.monotonic() + SECONDS  # once it is built
        threads = [
            threading.Thread(target=hammer, args=(library, until, faults, counts))
            for _ in range(2)
        ]
        for each in threads:
            each.start()
        for number in itertools.takewhile(
            lambda _: time.monotonic() < until, itertools.count()
        ):
            seed(number)(ask)()
        for each in threads:
            each.join()
    print(f"{language}: {len(tried)} calls of any kind, {len(counts)} of two threads")
    assert not faults and len(tried) > 20
