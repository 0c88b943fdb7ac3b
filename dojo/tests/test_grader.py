"""A run judges the kata and nothing else: order, luck, slow machines, files that do not load, the reference."""

import json
import subprocess
import time

import pytest

from dojo.grade import fresh
from dojo.grade.grader import KEPT, LUCK, MOST_LOST, SPOILED, Grader
from dojo.run import sandbox
from dojo.run.language import languages
from dojo.run.results import Unavailable
from dojo.run.sandbox import ASKED
from dojo.spec.cases import functions, kata


@pytest.fixture
def graded(tmp_path):
    """A Grader of the Python solutions where some functions begin with other lines, or files with others."""
    graders = []

    def make(bodies=None, heads=None, **how):
        language = languages()["python"]
        bodies, heads = bodies or {}, heads or {}

        def new(name, body):
            return "".join(f"    {x}\n" for x in bodies.get(name, [])) + body

        for path in language.source("solutions").glob("*.py"):
            text = language.rewritten(path.read_text(), new)
            (tmp_path / path.name).write_text(heads.get(path.stem, "") + text)
        graders.append(Grader("python", tmp_path, **how))
        return graders[-1]

    yield make
    for grader in graders:
        grader.close()


def cases(name):
    found = [c for c in kata(functions()[name].kata).cases if c.function.name == name]
    return sorted(found, key=lambda case: case.size)


def verdicts(grader, name):
    return grader.grade_all(cases(name))


def words(found):
    return [verdict.word for verdict in found]


# ---------------------------------------------------------------- order and luck


def test_what_is_kept_from_an_earlier_call_is_noticed(graded):
    found = verdicts(
        graded({"dot": ["dot.n = getattr(dot, 'n', 0) + 1", "x = x * (dot.n < 3)"]}),
        "dot",
    )
    (wrong, *_) = [verdict for verdict in found if not verdict.passed]
    assert dict(wrong.facts)["alone"] == KEPT


def test_a_pass_that_was_luck_is_noticed(graded):
    count = len(cases("dot"))
    lines = ["dot.n = getattr(dot, 'n', 0) + 1", f"if dot.n > {count}: return 7.0"]
    found = verdicts(graded({"dot": lines}), "dot")
    assert dict(found[0].facts)["before"] == LUCK


def test_what_another_kata_has_left_is_not_held_against_one(graded):
    """As in Julia, where a new process for every kata would take long."""
    lines = ["import numpy", "numpy.log1p = numpy.exp"]
    grader = graded({"lag_matrix": lines}, isolated=False)
    verdicts(grader, "lag_matrix")
    found = verdicts(grader, "softplus")
    assert set(words(found)) == {"passed"}
    assert dict(found[0].facts)["note"] == SPOILED


def test_katas_have_processes_of_their_own(graded):
    grader = graded({"lag_matrix": ["import numpy", "numpy.log1p = numpy.exp"]})
    verdicts(grader, "lag_matrix")
    assert set(words(verdicts(grader, "softplus"))) == {"passed"}


# ---------------------------------------------------------------- time


def test_after_a_few_lost_cases_the_others_are_not_tried(graded):
    found = verdicts(graded({"dot": ["import os", "os.abort()"]}), "dot")
    assert words(found)[:MOST_LOST] == ["crashed"] * MOST_LOST
    assert set(words(found)[MOST_LOST:]) == {"not tried"}


def test_a_time_out_names_the_line(graded):
    grader = graded({"dot": ["while True: pass"]}, seconds=0.5)
    assert "matrix_products.py:" in str(grader.grade(cases("dot")[0]))


def test_waiting_for_a_processor_is_not_held_against_a_kata(graded):
    grader = graded({"dot": ["import time", "time.sleep(0.3)"]}, seconds=0.6)
    with subprocess.Popen(["sh", "-c", "while :; do :; done"]) as other:
        found = grader.grade(cases("dot")[0])
        other.kill()
    assert found.passed


def test_a_loop_outside_every_function_costs_one_verdict(graded, monkeypatch):
    monkeypatch.setattr("dojo.run.runner.LOAD_LIMIT", 0.5)
    grader = graded(heads={"ridge": "while True: pass\n"})
    start = time.monotonic()
    found = verdicts(grader, "ridge")
    assert set(words(found)) == {"timed out"}
    assert "while" in str(found[0]) and "was loaded" in str(found[0])
    assert time.monotonic() - start < 20
    assert verdicts(grader, "dot")[0].passed


def test_what_needs_a_file_that_does_not_load_is_graded_with_its_stub(graded):
    grader = graded(heads={"cholesky_solve": "import os; os.abort()\n"})
    assert verdicts(grader, "ols")[0].phrase == "waits for cholesky_solve"
    assert verdicts(grader, "cholesky")[0].word == "crashed"


# ---------------------------------------------------------------- the reference


@pytest.mark.parametrize(
    "line",
    [
        "from solutions.matrix_products import dot",
        "import importlib; importlib.import_module('solutions.matrix_products')",
        "from dojo.spec.cases import kata; kata('matrix_products').oracle",
        "open({!r}).read()".format(str(kata("ridge").folder / "fixtures.json")),
    ],
)
def test_a_kata_that_reads_the_reference_breaks_a_rule(graded, line):
    found = verdicts(graded({"dot": [line]}), "dot")
    assert words(found)[0] == "breaks a rule"
    assert "this is the reference's file" in str(found[0])


def test_who_reads_the_reference_is_blamed_alone(graded):
    fixtures = str(kata("ridge").folder / "fixtures.json")
    grader = graded(heads={"cholesky_solve": f"open({fixtures!r}).close()\n"})
    assert verdicts(grader, "ols")[0].phrase == "waits for cholesky_solve"
    assert verdicts(grader, "cholesky")[0].word == "breaks a rule"
    assert verdicts(grader, "lag_matrix")[0].passed


def test_a_message_without_end_is_none(graded):
    """Its head promises half a tebibyte: nobody waits for it, or keeps it."""
    lines = [
        "import os, stat, struct",
        "for fd in range(3, 64):",
        "    try:",
        "        if not stat.S_ISSOCK(os.fstat(fd).st_mode): continue",
        "        os.write(fd, struct.pack('<4sQQ', b'kata', 2, 1 << 39) + b'{}')",
        "        while True: os.write(fd, bytes(1 << 16))",
        "    except OSError: pass",
    ]
    verdict = graded({"dot": lines}).grade(cases("dot")[0])
    assert verdict.word == "crashed" and "no message" in str(verdict)


def test_a_strangers_crash_is_tried_again_in_the_sandbox_only(graded, monkeypatch):
    grader = graded({"dot": ["import os; os.abort()"]})
    seen = []
    monkeypatch.setattr(
        grader.language, "diagnose", lambda call: str(seen.append(ASKED.get()) or "")
    )
    for grader.worker.sandbox in (False, True):
        assert grader.grade(cases("dot")[0]).word == "crashed"
    assert seen == [False, True]


def test_a_kata_cannot_speak_for_the_grader(graded):
    """Whatever it does to the machinery in its own process, what it sends is data."""
    forged = [
        "import dojo.run.child as child",
        "class P:",
        "    def __reduce__(self): return exec, ('import os; os._exit(3)',)",
        "child.outcome = lambda *a: ('done', [P()])",
        "return P()",
    ]
    grader = graded({"dot": forged})
    assert not any(verdict.passed for verdict in verdicts(grader, "dot"))
    assert verdicts(grader, "lag_matrix")[0].passed


def test_a_new_instance_finds_who_knows_the_old_ones_by_heart(graded, monkeypatch):
    known = [c.inputs["series"].tolist() for c in cases("lag_matrix")]
    line = f"if series.tolist() not in {json.dumps(known)}: series = series + 1"
    grader = graded({"lag_matrix": [line]})
    assert set(words(verdicts(grader, "lag_matrix"))) == {"passed"}
    case, verdict = fresh.first_failure(grader, functions()["lag_matrix"])
    assert "fresh" in case.name and verdict.word == "wrong"
    assert "--case build/failed/lag_matrix-" in str(verdict)
    assert fresh.first_failure(grader, functions()["dot"]) is None


def test_a_stranger_sees_no_network_no_reference_and_writes_nothing(graded):
    try:
        command = sandbox.sandboxed(["true"], languages()["python"].source("katas"))
    except Unavailable as reason:
        pytest.skip(str(reason))
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("bubblewrap may not make a sandbox here.")
    lines = [
        "import os, socket",
        f"seen = os.listdir({str(kata('ridge').folder.parent)!r})",
        "try: socket.create_connection(('192.0.2.1', 9), 1); net = 'network'",
        "except OSError as error: net = error.strerror",
        f"try: open({str(kata('ridge').folder.parents[1] / 'x')!r}, 'w'); disk = 'disk'",
        "except OSError as error: disk = error.strerror",
        "raise ValueError(f'{seen} {net} {disk}')",
    ]
    verdict = graded({"dot": lines}, sandbox=True).grade(cases("dot")[0])
    assert "[] Network is unreachable Read-only file system" in str(verdict)
