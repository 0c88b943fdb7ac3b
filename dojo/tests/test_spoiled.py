"""What a kata breaks in its own process, or says in a way of its own, costs it one verdict in words that can be read."""

import os
import time

import pytest

from dojo.grade.grader import Grader
from dojo.run.keeper import Keeper
from dojo.run.language import languages
from dojo.spec.cases import functions, kata

BROKE = "it broke what the grader needs in its process"
FIXTURES = os.fsencode(kata("ridge").folder / "fixtures.json")
# function → (lines before its body, the word of the verdict, words of its facts)
ANIMALS = {
    "dot": ("import os; os.closerange(3, 4096)", "crashed", BROKE),
    "cholesky": ("import json; json.dumps = None", "crashed", BROKE),
    "mean_var": ("import builtins; builtins.len = None", "crashed", BROKE),
    "qr": ("import sys; sys.modules.clear()", "crashed", BROKE),
    "svd": ("np.array_equal = np.frombuffer = None", "crashed", BROKE),
    "gram": ("np.ones(1 << 57)", "out of memory", "matrix_products.py:"),
    "fit_line": ("raise KeyboardInterrupt", "error", "KeyboardInterrupt"),
    "ols": ("raise BaseException('bare')", "error", "BaseException: bare"),
    "ridge": ("raise ValueError('x' * 10**7)", "error", "ValueError: xxxx"),
    "median": ("raise ValueError('\\x1b[2J')", "error", "ValueError: \\x1b[2J"),
    "pinv": ("return type('\\x1b[2J', (), {})()", "wrong", "is \\x1b[2J (object)"),
    "rls": ("import refusals; raise refusals.Refusal", "error", "is no kind of refusal"),
    "wls": (
        "import refusals; raise type('Mine', (refusals.RankDeficient,), {})('why')",
        "refused wrongly",
        "RankDeficient: why",
    ),
    "sgd": ("raise NotImplementedError('later')", "to do", "not implemented"),
    "cgls": ("y.shape = (-1, 1); y = y.ravel()", "changed its input", "y is not what it was"),
    "gaussian_loglik": ("import os; os.abort()", "crashed", "SIGABRT"),
    "adam": ("w0.dtype = int", "changed its input", "w0 is not what it was"),
    "sigmoid": ("return np.ma.masked_less(z, 9)", "wrong", "is MaskedArray"),
    "lasso": (f"open({FIXTURES!r}).read()", "breaks a rule", "fixtures.json was read"),
    "center": (
        "import os, signal; os.kill(os.getppid(), signal.SIGSTOP)",
        "passed",
        "passed",
    ),
    "ols_qr": (
        "import os, signal; os.kill(os.getppid(), signal.SIGSTOP); os.abort()",
        "crashed",
        "SIGABRT",
    ),
}  # fmt: skip
GOOD = "lag_matrix"  # a function that must be graded all the same


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("python")
    language = languages()["python"]

    def new(name, body):
        return f"    {ANIMALS[name][0]}\n{body}" if name in ANIMALS else body

    for path in language.source("solutions").glob("*.py"):
        (folder / path.name).write_text(language.rewritten(path.read_text(), new))
    grader = Grader("python", folder)
    yield grader
    grader.close()


def cases(name):
    found = kata(functions()[name].kata).cases
    return [c for c in found if c.function.name == name and c.outputs and c.size > 2]


@pytest.mark.parametrize("name", ANIMALS)
def test_what_is_broken_costs_one_verdict_in_plain_words(grader, name):
    _, word, words = ANIMALS[name]
    first, second = grader.grade_all(cases(name)[:2])
    assert first.word == second.word == word, first
    assert words in str(first), first
    assert "\x1b" not in str(first)
    assert "before" not in dict(first.facts)  # it did not pass at first
    assert grader.grade(cases(GOOD)[0]).passed


def test_an_end_is_told_however_late_it_is_seen(grader, monkeypatch):
    """Its last word, its closed pipe and the news of its end may be there at the same time."""

    def wait(keeper, life, seconds):
        time.sleep(0.3)
        return look(keeper, life, seconds)

    look = Keeper.wait
    monkeypatch.setattr(Keeper, "wait", wait)
    verdict = grader.grade(cases("gaussian_loglik")[0])
    assert "SIGABRT" in str(verdict)
