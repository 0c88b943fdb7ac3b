"""The loop of a learner, driven through a terminal: saves, keys, and whatever editors and programs do."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from dojo.paths import BUILD, ROOT
from dojo.run.language import languages
from dojo.tests.terminal import Terminal

pytestmark = pytest.mark.xdist_group("watch")

LEFT_OUT = ["build", "attempts", "target", "__pycache__", "fast", "peers", ".*"]
KEYS = "q quit\n"
DOT = "return (x * y).sum()"  # the body of the first function


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the repository in which every Python kata is a stub."""
    copy = tmp_path_factory.mktemp("watch") / "clone"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return copy


@pytest.fixture(scope="module")
def screen(clone):
    screen = Terminal(clone, "watch", "python")
    screen.until("q quits.\n")
    yield screen
    screen.close()


@pytest.fixture
def file(clone):
    return clone / "python" / "katas" / "matrix_products.py"


@pytest.fixture
def solution(clone):
    text = (clone / "python" / "solutions" / "matrix_products.py").read_text()
    assert DOT in text
    return text


def save(path, text):
    """As editors do: a new file takes the place of the old one."""
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").replace(path)


def test_a_save_shows_the_first_failing_case_within_80_columns(screen, file, solution):
    save(file, solution.replace(DOT, "return (x * x).sum()"))
    seen = screen.until(KEYS)
    assert "matrix_products · dot · " in seen
    assert "this is what you get when the squares of x are summed" in seen
    assert "matrix_products  dot: wrong" in seen
    assert "solutions" not in seen.splitlines()[-1]
    assert max(map(len, seen.splitlines())) <= 80


def test_keys_show_the_next_case_and_one_hint_more(screen, file, solution):
    save(file, solution.replace(DOT, "return 0.0"))
    first = screen.until(KEYS)
    screen.press("n")
    second = screen.until(KEYS)
    assert " 1 of " in first and " 2 of " in second
    for number in (1, 2):
        screen.press("h")
        assert f"Hint {number}:" in screen.until(KEYS)
    screen.press("xsg")  # no key; not green yet; grade again
    assert "dot: wrong" in screen.until("wrong .*\n.*" + KEYS)


def test_a_green_kata_shows_its_solutions_and_what_is_built_on_it(
    screen, clone, file, solution
):
    other = clone / "python" / "katas" / "cholesky_solve.py"
    shutil.copy(clone / "python" / "solutions" / other.name, other)
    screen.until("cholesky_solve .*\n.*" + KEYS)
    save(file, solution)
    seen = screen.until(KEYS)
    assert seen.index("matrix_products  done") < seen.index("cholesky_solve  done")
    screen.press("s")
    seen = screen.until(KEYS)
    for name in languages():
        assert f"{name}/solutions/matrix_products." in seen


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("import os; os.abort()", "crashed"),
        ("return (", "does not compile"),
        ("return undefined", "error"),
        ("import sys; sys.exit()", "crashed"),
    ],
)
def test_whatever_a_kata_does_is_one_verdict(screen, file, solution, body, word):
    save(file, solution.replace(DOT, body))
    seen = screen.until(KEYS)
    assert word != "crashed" or "more cases, not tried" in seen
    assert f"\n{word}\n" in seen and seen.count("\nmatrix_products  ") == 1
    save(file, solution)
    assert "matrix_products  done" in screen.until(KEYS)


def test_a_file_that_is_no_text_is_survived(screen, file, solution):
    file.write_bytes(f"# é\n{solution}".encode("latin-1", errors="replace"))
    screen.until("(?i)utf-8")
    save(file, solution)
    assert "matrix_products  done" in screen.until("done.*\n.*" + KEYS)


def test_a_save_ends_the_grading_of_what_it_replaces(screen, file, solution):
    """An endless loop has ten seconds; nobody waits for them."""
    save(file, solution.replace(DOT, "print(flush=True)\n    while True: pass"))
    screen.until(r"\d\d:\d\d:\d\d")
    save(file, solution)
    seen = screen.until(KEYS, seconds=9)
    assert "matrix_products  done" in seen and "timed out" not in seen


def test_of_two_saves_at_once_the_later_counts(screen, file, solution):
    save(file, solution.replace(DOT, "return 0.0"))
    save(file, solution)
    assert "matrix_products  done" in screen.until(
        "matrix_products  done.*\n(.*\n)*.*" + KEYS
    )


def test_a_deleted_file_is_missing_until_it_is_back(screen, file, solution):
    file.unlink()
    seen = " ".join(screen.until(KEYS).split())
    assert "is missing" in seen and "nox -s reset -- python matrix_products" in seen
    file.write_text(solution)
    assert "matrix_products  done" in screen.until(KEYS)


def test_many_files_at_once_are_graded(screen, clone):
    """As after a switch of branches; the last key tells that nothing is left to grade."""
    names = ["cholesky_solve", "matrix_products", "stable_moments"]
    for name in names:
        solution = clone / "python" / "solutions" / f"{name}.py"
        shutil.copy(solution, clone / "python" / "katas" / f"{name}.py")
    for name in names:
        done = f"{name}  done"
        screen.text = screen.until(done) + screen.text
    screen.press("h")
    seen = screen.until(r"Hint \d:(.*\n)*?.*" + KEYS)
    assert "wrong" not in seen and "waits" not in seen


def test_the_debugger_has_the_terminal_and_gives_it_back(screen, file, solution):
    save(file, solution.replace(DOT, "return 0.0"))
    screen.until(KEYS)
    screen.press("d")
    screen.until(r"\(Pdb\) ")
    screen.press("p x.shape\n")
    assert "(" in screen.until(r"\(Pdb\) ")
    screen.press("q\n")
    screen.until(KEYS)
    screen.press("n")
    assert " 2 of " in screen.until(KEYS)


def test_reset_keeps_the_attempt(screen, clone, file, solution):
    save(file, solution.replace(DOT, "return 7.0"))
    screen.until(KEYS)
    screen.press("r")
    assert "attempts/python/matrix_products-" in screen.until(KEYS)
    assert "matrix_products  to do" in screen.until(KEYS)
    (kept,) = clone.glob("attempts/python/*")
    assert "return 7.0" in kept.read_text()


def test_a_changed_specification_begins_anew_and_quit_leaves_the_terminal_as_it_was(
    screen, clone
):
    spec = clone / "shared_tests" / "katas" / "ridge" / "spec.toml"
    spec.write_text(spec.read_text() + "\n")
    screen.until("What is asked has changed: starting again.\n")
    screen.until("q quits.\n")
    assert not screen.echoes()
    screen.press("q")
    assert screen.ended() == 0 and screen.echoes()


BODIES = {  # of dot: a wrong one, one that ends the process
    "cpp": ("  return 0;", "  std::abort();"),
    "julia": ("    return 0.0", "    ccall(:abort, Cvoid, ())"),
    "rust": ("    0.0", "    std::process::abort()"),
}


@pytest.mark.slow("watching the languages that compile")
@pytest.mark.parametrize("language", sorted(BODIES))
def test_every_language_is_watched(clone, language):
    found = languages()[language]
    if reason := found.missing():
        pytest.skip(reason)
    for own in BUILD.glob("*/debian"):  # what was fetched is not fetched again
        if not (place := clone / own.relative_to(ROOT)).exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(own)
    solution = found.file("solutions", "matrix_products").read_text()
    wrong, deadly = BODIES[language]
    screen = Terminal(clone, "watch", language, "matrix_products")
    file = clone / language / "katas" / f"matrix_products{found.SUFFIX}"
    screen.until(KEYS, seconds=300)
    for body, word in [(wrong, "wrong"), (deadly, "crashed"), ("((", "compile")]:
        new = found.rewritten(solution, lambda f, old, b=body: b if f == "dot" else old)
        save(file, new)
        assert word in screen.until(KEYS)
    save(file, solution)
    assert "matrix_products  done" in screen.until(KEYS)
    screen.close()


def test_without_a_terminal_there_are_verdicts_and_no_keys(clone, file, solution):
    save(file, solution.replace(DOT, "return 0.0"))
    command = [sys.executable, "-m", "dojo", "watch", "python", "matrix_products.dot"]
    watching = subprocess.Popen(
        command,
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = []
    while not lines or "matrix_products  dot: wrong" not in lines[-1]:
        lines.append(watching.stdout.readline())
        assert lines[-1], "".join(lines)
    watching.send_signal(signal.SIGTERM)
    rest, _ = watching.communicate(timeout=20)
    assert "quit" not in "".join(lines) + rest
