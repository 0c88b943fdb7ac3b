"""Does the benchmark tell the truth? With real programs and a real clock: `nox -s bench -- --self-test`.

It is no part of `nox -s tests`: on a machine that does much else at the time, a clock may be wrong.
"""

import shutil

import numpy as np
import pytest

from dojo.bench.command import cores
from dojo.bench.lane import Lane
from dojo.bench.measure import Plan, Run
from dojo.bench.statistics import compare, margin, noise_floor
from dojo.paths import ROOT
from dojo.spec.cases import functions

FUNCTION = "gradient_descent"
SIZES = {"n": 1000, "p": 20, "iters": 100}
END = "    return w, history\n"
CHANGED = {
    "a tenth more work": (
        END,
        "    for _ in range(iters // 10):\n        mse_value_grad(X, y, w)\n" + END,
    ),
    "a wrong answer": (END, "    return 1.001 * w, history\n"),
}


@pytest.fixture(scope="module")
def lane(tmp_path_factory):
    """A function that makes a lane of the Python solutions, with one line changed or not."""
    made = []

    def make(label, change=None):
        folder = tmp_path_factory.mktemp("solutions")
        shutil.copytree(ROOT / "python" / "solutions", folder, dirs_exist_ok=True)
        if change:
            path = folder / f"{FUNCTION}.py"
            text = path.read_text()
            assert change[0] in text
            path.write_text(text.replace(*change))
        made.append(Lane(label, "python", str(folder), cores()[0]))
        return made[-1]

    yield make
    for each in made:
        each.close()


def timed(lanes, seed, plan=None):
    """The entries of one run, the first lane's first."""
    from dojo.bench.lane import Problem

    problem = Problem(functions()[FUNCTION], SIZES, seed)
    (result,) = Run(lanes, [problem], plan or Plan(), seed=seed).all()
    return result.entries


def test_a_program_against_itself_is_a_tie_in_nine_of_ten_runs(lane):
    lanes = [lane("a"), lane("a again"), lane("b")]
    runs = [timed(lanes, seed) for seed in range(10)]
    agains = [compare(again.gross, a.gross) for a, again, _ in runs]
    floor = noise_floor(agains)
    words = [
        compare(b.gross, a.gross).word(margin(again, floor))
        for (a, _, b), again in zip(runs, agains, strict=True)
    ]
    print(f"the noise floor is {np.expm1(floor):.1%}: {words}")
    assert words.count("tie") >= 9, words


def test_a_tenth_more_work_is_slower(lane):
    lanes = [lane("a"), lane("more", CHANGED["a tenth more work"])]
    a, more = timed(lanes, 0, Plan(sessions=5, rounds=12))
    found = compare(more.gross, a.gross)
    print(f"{found.ratio:.3f} [{np.exp(found.low):.3f}, {np.exp(found.high):.3f}]")
    assert found.word() == "slower"
    assert 1.05 < found.ratio < 1.15


def test_a_wrong_answer_gets_no_time(lane):
    a, wrong = timed([lane("a"), lane("wrong", CHANGED["a wrong answer"])], 0)
    assert a.gross and not a.failed
    assert wrong.failed and not wrong.gross
