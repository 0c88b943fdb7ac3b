"""Programs that part are found, programs that only round differently are not; and all of ours agree."""

import shutil

import numpy as np
import pytest

from dojo.grade import agree
from dojo.run.language import languages
from dojo.run.results import Reply, Status
from dojo.run.runner import Runner
from dojo.spec import odd
from dojo.spec.cases import functions

ROOT = "L[j, j] = np.sqrt(d)"
PIVOT = "dot(L[j, :j], L[j, :j])"


@pytest.fixture(scope="module")
def ours():
    session = Runner("python", "solutions")
    yield session
    session.close()


def survey(ours, tmp_path, right, wrong):
    """`cholesky` and the same with one change."""
    shutil.copytree(languages()["python"].folder / "solutions", tmp_path / "theirs")
    path = tmp_path / "theirs" / "cholesky_solve.py"
    text = path.read_text()
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong))
    theirs = Runner("python", tmp_path / "theirs")
    both = {"ours": ours, "theirs": theirs}
    tally = agree.survey([functions()["cholesky"]], both, 20, 0)
    theirs.close()
    return tally


@pytest.mark.parametrize(
    "right, wrong, words",
    [
        (ROOT, f"{ROOT} * (1 + 1e-6)", "an answer: "),
        ("raise NotPositiveDefinite(", "raise ValueError(", "failure, error: "),
        (ROOT, f"{ROOT} * np.nan", "failure, not finite: "),
        ("<= 1e-12 * A[j, j]", "<= 0.9 * A[j, j]", "NotPositiveDefinite: "),
        (
            "L = np.zeros_like(A)",
            "L, A[0, 0] = np.zeros_like(A), 1",
            "failure, changed",
        ),
    ],
)
def test_programs_that_part_are_found(ours, tmp_path, right, wrong, words):
    tally = survey(ours, tmp_path, right, wrong)
    assert tally.problems == 20
    assert any(f"\n  theirs\n      {words}" in each for each in tally.partings)


def test_programs_that_round_differently_agree(ours, tmp_path):
    tally = survey(ours, tmp_path, PIVOT, "np.sum(L[j, :j][::-1] ** 2)")
    assert not tally.partings


@pytest.mark.parametrize("above, verdict", [(1e-12, "ill-posed"), (1e-6, "part")])
def test_at_the_border_of_a_refusal_a_problem_is_ill_posed(ours, above, verdict):
    """A pivot of 1e-12, where the rank test lies, or of 1e-6; one program answers, the other refuses."""
    A = np.array([[1, 1], [1, 1 + above]])
    problem = agree.Problem(functions()["cholesky"], "two columns", {"A": A})
    answer = ours.call(problem.function, problem.inputs)
    assert answer.status == Status.DONE
    refusal = Reply(Status.REFUSED, ("NotPositiveDefinite", "pivot 1 is small"))
    assert agree.compare(ours, problem, [answer, refusal]) == verdict


def test_odd_problems_are_accepted_by_their_signatures():
    for function in functions().values():
        for number in range(30):
            function.signature.check(agree.odd_problem(function, str(number)).inputs)


def test_a_problem_depends_on_its_number_alone():
    f = functions()["cholesky_solve"]
    few, many = (list(agree.problems(f, count, 7))[1] for count in (2, 5))
    assert few.name == many.name
    assert all((few.inputs[a] == many.inputs[a]).all() for a in few.inputs)


def test_sizes_given_by_a_number_are_kept():
    f = functions()["softmax_value_grad"]
    rng = np.random.default_rng(0)
    for _ in range(20):
        _, inputs = odd.problem(f, {"K": 4, "lam": 0.1}, rng)
        assert inputs["K"] == 4 and inputs["W"].shape[1] == len(inputs["b"]) == 4


@pytest.mark.slow("all programs on odd problems")
def test_all_programs_agree():
    """Those of the languages that are here, on three problems of every function."""
    sessions = agree.sources(languages())
    tally = agree.survey(list(functions().values()), sessions, 3, 0)
    for session in sessions.values():
        session.close()
    assert tally.sources >= 2 and tally.problems == 3 * len(functions())
    assert not tally.partings, "\n\n".join(tally.partings)
