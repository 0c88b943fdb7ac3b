"""Does the benchmark tell the truth? With real programs and a real clock: `nox -s bench -- --self-test`.

It is no part of `nox -s tests`: on a machine that does much else at the time, a clock may be wrong.
"""

import shutil
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from dojo.bench.command import cores
from dojo.bench.contender import Contender
from dojo.bench.measure import Plan, Run
from dojo.bench.problem import Problem
from dojo.bench.record import Entry
from dojo.bench.statistics import compare, margin, noise_floor
from dojo.paths import ROOT
from dojo.spec.cases import functions

Maker = Callable[..., Contender]

FUNCTION = "gradient_descent"
SIZES = {"n": 1000, "p": 20, "iters": 100}
END = "    return w, history\n"
MORE_WORK = "    for _ in range(iters // 10):\n        mse_value_grad(X, y, w)\n" + END
WRONG = "    return 1.001 * w, history\n"


@pytest.fixture(scope="module")
def contender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    """A function that makes a contender of the Python solutions, with another end of the function or not."""
    made = []

    def make(label: str, end: str = END) -> Contender:
        folder = tmp_path_factory.mktemp("solutions")
        shutil.copytree(ROOT / "python" / "solutions", folder, dirs_exist_ok=True)
        path = folder / f"{FUNCTION}.py"
        text = path.read_text(encoding="utf-8")
        assert END in text
        path.write_text(text.replace(END, end))
        made.append(Contender(label, "python", str(folder), cores()[0]))
        return made[-1]

    yield make
    for each in made:
        each.close()


def timed(
    contenders: list[Contender], seed: int, plan: Plan | None = None
) -> list[Entry]:
    """The entries of one run, the first contender's first."""
    problem = Problem(functions()[FUNCTION], SIZES, seed)
    (timings,) = Run(contenders, [problem], plan or Plan(), seed=seed).all()
    return timings.entries


def test_an_aa_pair_is_a_tie_in_nine_of_ten_runs(contender: Maker) -> None:
    contenders = [contender("a"), contender("a again"), contender("b")]
    runs = [timed(contenders, seed) for seed in range(10)]
    aa_pairs = [compare(again.wall, a.wall) for a, again, _ in runs]
    floor = noise_floor(aa_pairs)
    words = [
        compare(b.wall, a.wall).word(margin(pair, floor))
        for (a, _, b), pair in zip(runs, aa_pairs, strict=True)
    ]
    print(f"the noise floor is {np.expm1(floor):.1%}: {words}")
    assert words.count("tie") >= 9, words


def test_a_tenth_more_work_is_slower(contender: Maker) -> None:
    contenders = [contender("a"), contender("more", MORE_WORK)]
    a, more = timed(contenders, 0, Plan(repetitions=5, rounds=12))
    found = compare(more.wall, a.wall)
    print(f"{found.ratio:.3f} [{np.exp(found.low):.3f}, {np.exp(found.high):.3f}]")
    assert found.word() == "slower"
    assert 1.05 < found.ratio < 1.15


def test_a_wrong_answer_gets_no_time(contender: Maker) -> None:
    a, wrong = timed([contender("a"), contender("wrong", WRONG)], 0)
    assert a.wall and not a.failed
    assert wrong.failed and not wrong.wall
