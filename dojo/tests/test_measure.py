"""The benchmark at work: real programs, real clocks, wrong and dying programs among them."""

import shutil

import pytest

from dojo.bench import measure, record, summary
from dojo.bench.command import cores
from dojo.bench.contender import Contender
from dojo.bench.problem import Problem
from dojo.paths import ROOT
from dojo.spec.cases import functions

SIZES = {"n": 60, "p": 4}
RIGHT, WRONG = "return cholesky_solve(", "return 1.001 * cholesky_solve("

pytestmark = pytest.mark.slow("the benchmark at work")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The Python solutions, the same again, and a copy whose ols is wrong, on ols and on ols with growing n."""
    folder = tmp_path_factory.mktemp("wrong")
    shutil.copytree(ROOT / "python" / "solutions", folder, dirs_exist_ok=True)
    path = folder / "ols_normal_equations.py"
    text = path.read_text()
    assert RIGHT in text
    path.write_text(text.replace(RIGHT, WRONG))
    sources = {"Python": "solutions", "Python again": "solutions", "wrong": str(folder)}
    contenders = [
        Contender(label, "python", place, cores()[0])
        for label, place in sources.items()
    ]
    ols = functions()["ols"]
    problems = [Problem(ols, SIZES)]
    problems += [Problem(ols, {"n": n, "p": 4}, swept="n") for n in (20, 40, 80)]
    plan = measure.Plan(repetitions=2, rounds=3, budget=0.1)
    run = measure.Run(contenders, problems, plan)
    run.all()
    yield run
    for each in contenders:
        each.close()


def test_every_round_has_a_sample_of_everybody(run):
    for timings in run.timings:
        assert timings.timed
        for entry in timings.timed:
            assert len(entry.wall) == len(entry.in_language) == 2
            assert all(len(samples) == 3 for samples in entry.wall + entry.in_language)
            assert entry.first > 0 and entry.boot > 0 and entry.lines > 0


def again(run, repetitions):
    """A new run of the first problem by the programs that are right."""
    plan = measure.Plan(repetitions=repetitions)
    return measure.Run(run.contenders[:2], [run.tasks[0].problem], plan)


def test_all_repetitions_have_as_many_rounds(run, monkeypatch):
    """Though calls may be slower in one of them: rounds are compared with rounds."""
    new = again(run, 2)
    new.repetition(0)
    monkeypatch.setattr(new, "plan", measure.Plan(budget=1e-9))
    new.repetition(1)
    first, second = new.timings[0].entries[0].wall
    assert len(first) == len(second)


def test_a_program_that_dies_meanwhile_gets_no_time(run, monkeypatch):
    new = again(run, 1)
    victim = new.timings[0].entries[1]
    turn = new.turn

    def dying(problem, contender, entry):
        if entry is victim:
            raise measure.Failed("crashed: SIGSEGV")
        turn(problem, contender, entry)

    monkeypatch.setattr(new, "turn", dying)
    new.all()
    assert victim.failed == "crashed: SIGSEGV"
    assert [e.label for e in new.timings[0].timed] == ["Python"]


def test_a_wrong_program_gets_no_time(run):
    for timings in run.timings:
        wrong = next(e for e in timings.entries if e.label == "wrong")
        assert wrong.failed and not wrong.wall


def test_a_program_that_is_right_in_the_cases_only_is_found_on_the_timed_arrays(run):
    problem, contender = run.tasks[0].problem, run.contenders[2]
    contender.ready(problem.function)
    contender.held = None
    contender.hold(problem)
    with pytest.raises(measure.Failed, match="wrong on the timed arrays"):
        contender.check(problem)


def test_a_run_that_was_stopped_is_read(run, facts, tmp_path, monkeypatch):
    """The last of several lines on a problem counts; half a line does not."""
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    writer = record.Writer()
    writer.add(facts)
    new = again(run, 2)
    monkeypatch.setattr(new, "keep", writer.add)
    new.repetition(0)
    first = record.read(writer.path)
    new.repetition(1)
    with writer.path.open("a") as file:
        file.write('{"kind": "probl')
    second = record.read(writer.path)
    samples = [len(each.problems[0].entries[0].wall) for each in (first, second)]
    assert samples == [1, 2]
    assert [len(each.problems) for each in (first, second)] == [1, 1]
    assert summary.summaries(second).problems[0].timed
