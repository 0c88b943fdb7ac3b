"""A line may do anything: it costs its own verdict, and the next one is judged."""

import pytest

from dojo.grade.verdict import Word
from dojo.paths import Damaged
from dojo.practice import desk
from dojo.practice.drills import Library, drills, libraries, read
from dojo.practice.question import Question


@pytest.fixture(scope="module")
def question():
    opened = desk.opened(libraries()["numpy"])
    opened.seconds = 2.0
    yield Question(opened, drills()["np_lstsq"], 0)
    opened.close()


@pytest.mark.parametrize(
    "line, word, fact",
    [
        ("X.sort(); np.linalg.lstsq(X, y)[0]", Word.CHANGED, "X is not what it was"),
        ("exit()", Word.CRASHED, "exit code 0"),
        ("import os; os.kill(os.getpid(), 11)", Word.CRASHED, "SIGSEGV"),
        (
            "(lambda f: f(f))(lambda f: [0 for _ in iter(int, 1)])",
            Word.TIMED_OUT,
            "2 s",
        ),
        ("np.linalg.lstsq(X, y", Word.DOES_NOT_COMPILE, "never closed"),
        ("np.linalg.lst(X, y)", Word.ERROR, "AttributeError"),
        ("np.zeros(10**6)", Word.WRONG, "array of 1000000 values"),
        ("np.linalg", Word.WRONG, "a module"),
        ("(c for c in X)", Word.WRONG, "a generator"),
        ("", Word.WRONG, "None"),
        ("for w in [np.linalg.lstsq(X, y)[0]]: w", Word.WRONG, "None"),
        ("w = np.linalg.lstsq(X, y)[0]", Word.PASSED, ""),
        ("for _ in X: pass\nnp.linalg.lstsq(X, y)[0]", Word.BREAKS_A_RULE, "for"),
        ("print('for'); np.linalg.lstsq(X, y)[0]", Word.PASSED, ""),
        ("np.round(np.linalg.lstsq(X, y)[0], 6)", Word.WRONG, "the values differ"),
        ("list(np.linalg.lstsq(X, y)[0])", Word.WRONG, "a list of 3, not an array"),
    ],
)
def test_what_a_line_is_worth(question, line, word, fact):
    verdict = question.judge(line)
    assert (verdict.word, fact in str(verdict)) == (word, True), str(verdict)


def test_a_line_does_not_change_what_the_next_one_finds(question):
    spoiling = "np.linalg.lstsq = lambda *_, **__: [np.zeros(3)]; np.zeros(3)"
    assert question.judge(spoiling).word == Word.WRONG
    assert question.judge("np.linalg.lstsq(X, y)[0]").passed


def test_a_mistake_is_named_only_where_it_explains_every_draw():
    """A line that fails in its own words is no mistake of the list."""
    opened = desk.opened(libraries()["numpy"])
    lstsq = Question(opened, drills()["np_lstsq"], 1)
    assert lstsq.judge("np.linalg.solve(X[:3], y)").mistake == ""
    assert lstsq.judge("np.linalg.solve(X, y)").mistake.startswith("solve wants")
    opened.close()


def test_an_absent_library_is_told_with_the_way_out():
    absent = Library("nothing", "Nothing", "", {}, module="no_such_module")
    with pytest.raises(RuntimeError, match="Nothing is not installed: `pip install"):
        desk.opened(absent)


def test_a_table_with_an_unknown_key_is_refused(tmp_path):

    path = tmp_path / "odd.toml"
    path.write_text('title = "odd"\nsetup = ""\n[a]\nanswr = "1"\n')
    with pytest.raises(Damaged, match="answr"):
        read(path)
