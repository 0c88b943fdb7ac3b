"""Every drill: its answer and its alternatives pass, each of its mistakes fails and is named, on fresh data."""

import pytest

from dojo.grade.verdict import Word
from dojo.practice import desk
from dojo.practice.drills import Drill, Library, drills, libraries
from dojo.practice.question import Question
from dojo.run.results import Unavailable

SEEDS = (0, 1)


@pytest.fixture(scope="module")
def opened():
    """A function: the warm process of a library, opened once."""
    found = {}

    def of(library: Library):
        if library.name not in found:
            try:
                found[library.name] = desk.opened(library)
            except Unavailable as reason:
                pytest.skip(str(reason))
        return found[library.name]

    yield of
    for each in found.values():
        each.close()


each_drill = pytest.mark.parametrize(
    "drill",
    [
        pytest.param(d, id=d.name, marks=pytest.mark.xdist_group(d.library))
        for d in drills().values()
    ],
)


@each_drill
def test_answers_pass_and_mistakes_are_named(drill: Drill, opened):
    room, wrong = opened(libraries()[drill.library]), []
    for seed in SEEDS:
        question = Question(room, drill, seed)
        for line in (drill.answer, *drill.alternatives):
            verdict = question.judge(line)
            if verdict.word != Word.PASSED:
                wrong.append(f"{line}\n{verdict}")
        for sentence, line in drill.mistakes.items():
            verdict = question.judge(line)
            if verdict.mistake != sentence:
                wrong.append(f"not named: {sentence}: {line}\n{verdict}")
    assert not wrong, "\n\n".join(wrong)


@each_drill
def test_a_drill_is_whole(drill: Drill):
    """It recalls names, goes wrong in two ways at least, and has an answer that is as good."""
    assert drill.task.endswith(".") and drill.recalls
    assert len(drill.mistakes) >= 2 and drill.alternatives


def test_there_are_sixty():
    assert len(drills()) >= 60
