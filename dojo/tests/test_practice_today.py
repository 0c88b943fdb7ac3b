"""The schedule as a function of the history, and the plan of a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dojo.practice import history, schedule
from dojo.practice.choice import chosen, interleaved
from dojo.practice.drills import drills, libraries
from dojo.practice.history import DRILL, KATA, OPENED, Attempt
from dojo.practice.schedule import GIVEN_UP, Rating
from dojo.practice.today import Day
from dojo.spec.cases import katas
from dojo.tests.typed import dojo, solve

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
MELT = Attempt(
    START.isoformat(), DRILL, "pandas", "pd_melt", "passed", seconds=10.0, blank=True
)
RIDGE = replace(MELT, kind=KATA, language="rust", kata="ridge")


def at(attempt, day, **changes):
    return replace(attempt, time=(START + timedelta(days=day)).isoformat(), **changes)


def card(attempts, day=1000.0, key=MELT.key):
    return schedule.cards(attempts, START + timedelta(days=day))[key]


def test_what_is_always_known_comes_back_later_and_later():
    attempts, day, gaps = [], 0, []
    for _ in range(6):
        attempts.append(at(MELT, day))
        gaps.append((card(attempts).due - START).days - day)
        day += gaps[-1]
    assert gaps == sorted(gaps) and gaps[0] <= 3 and gaps[-1] == schedule.MOST_DAYS


def test_what_is_forgotten_comes_back_soon():
    known = [at(MELT, day) for day in (0, 2, 13)]
    forgotten = [*known, at(MELT, 60, verdict=GIVEN_UP)]
    later = card([*known, at(MELT, 60)]).due
    assert card(forgotten).due < START + timedelta(days=70) < later


@pytest.mark.parametrize(
    "cycle, before, mark",
    [
        ([MELT], [], Rating.Good),
        ([MELT], [10, 11, 12], Rating.Good),
        ([MELT], [30, 31, 32], Rating.Easy),
        ([MELT], [4, 4, 4], Rating.Hard),
        ([replace(MELT, verdict="wrong"), MELT], [30, 31, 32], Rating.Hard),
        ([replace(MELT, verdict=GIVEN_UP)], [], Rating.Again),
        ([replace(MELT, peeked=True)], [], Rating.Again),
        ([replace(RIDGE, verdict="does not compile"), RIDGE], [], Rating.Good),
        ([replace(RIDGE, verdict="wrong", mistake="m"), RIDGE], [], Rating.Hard),
        ([replace(RIDGE, verdict=OPENED), RIDGE], [30, 31, 32], Rating.Easy),
    ],
)
def test_how_well_it_was_known_is_told_by_what_was_done(cycle, before, mark):
    assert schedule.rating(cycle, before) == mark


def test_a_green_kata_that_is_polished_is_no_repetition():
    once = card([RIDGE], key=RIDGE.key)
    assert card([RIDGE, at(RIDGE, 5, blank=False)], key=RIDGE.key) == once
    assert card([RIDGE, at(RIDGE, 5)], key=RIDGE.key) != once


def test_another_language_counts_as_hard():
    python = at(RIDGE, 5, language="python")
    alone, both = (card(a, key=RIDGE.key) for a in ([RIDGE], [RIDGE, python]))
    hard, _ = schedule.SCHEDULER.review_card(alone, Rating.Hard, python.when)
    assert both.due == hard.due > alone.due


@pytest.mark.parametrize("jump", [-4000, 4000])
def test_a_clock_that_jumps_costs_no_card(jump):
    """What it wrote meanwhile counts as now, or as the last time."""
    attempts = [at(MELT, 0), at(MELT, jump), at(MELT, 3)]
    due = card(attempts, day=4).due
    assert START < due <= START + timedelta(days=4 + schedule.MOST_DAYS)


def test_the_schedule_is_a_function_of_the_history():
    attempts = [at(MELT, 0), at(RIDGE, 1), at(MELT, 2, verdict=GIVEN_UP), at(MELT, 9)]
    found = [schedule.cards(attempts, START + timedelta(days=9)) for _ in range(2)]
    assert found[0] == found[1]
    assert [*found[0]] == [MELT.key, RIDGE.key]


def test_drills_that_are_due_come_first_then_new_ones_by_level():
    attempts = [at(MELT, 0), at(MELT, 1, kata="pd_lag")]
    order = chosen([libraries()["pandas"]], attempts, START + timedelta(days=3.5))
    assert {d.name for d in order[:2]} == {"pd_melt", "pd_lag"}
    assert [d.level for d in order[2:]] == sorted(d.level for d in order[2:])
    early = chosen([libraries()["pandas"]], attempts, START + timedelta(days=1.5))
    assert [d.name for d in early[-2:]] == ["pd_melt", "pd_lag"]
    turns = [d.library for d in interleaved([*drills().values()])][:16]
    assert len(set(turns[:8])) == len(set(turns[8:])) == len(libraries())


# ---------------------------------------------------------------- a day


def day_of(attempts, done, number, language=("rust",)):
    states = {
        l: {n: "done" if n in done else "to do" for n in katas()} for l in language
    }
    return Day(attempts, START + timedelta(days=number), states)


def test_a_beginner_begins_at_the_beginning():
    items, count = day_of([], set(), 0).plan()
    assert [i.kata for i in items] == [next(iter(katas()))] and count == 2
    assert not items[0].blank


def test_a_page_that_was_opened_is_gone_on_with():
    opened = at(RIDGE, 1, verdict=OPENED)
    before = set(katas()["ridge"].before)
    items, _ = day_of([RIDGE, opened], before, 2).plan()
    assert items[0].kata == "ridge" and not items[0].blank
    assert all("ridge" not in katas()[i.kata].before for i in items[1:])


def test_minutes_are_kept():
    names = {*katas()["ridge"].before, "ridge"}
    day = day_of([replace(RIDGE, seconds=600.0)], names, 30)
    both, _ = day.plan()
    assert [i.blank for i in both] == [True, False] and both[0].minutes == 10
    assert [i.kata for i in day.plan(13)[0]] == ["ridge"]
    assert day.plan(5) == ([], 2)


def test_ninety_days_of_a_learner_who_knows_everything():
    """At most three things a day; every kata comes, none twice on a day, and the stages change where they can."""
    attempts, done, repeated = [], set(), 0
    for number in range(90):
        items, _ = day_of(attempts, done, number).plan()
        assert len(items) <= 2 and len({i.kata for i in items}) == len(items)
        assert items or len(done) == len(katas())
        for item in items:
            repeated += item.blank
            own = replace(RIDGE, kata=item.kata, seconds=600.0)
            if item.blank:
                attempts.append(at(own, number, verdict=OPENED))
            attempts.append(at(own, number + 0.01))
            done.add(item.kata)
    assert len(done) == min(90, len(katas()))
    assert 60 <= repeated <= 90


def test_the_command_empties_a_page_that_is_due_and_keeps_the_answer(
    clone, monkeypatch
):
    monkeypatch.setenv("PRACTICE", "on")
    file = clone / "practice" / "history.jsonl"
    code, output = dojo(clone, "practice")
    assert code == 1 and "say in which language: --language cpp" in output
    solve(clone, "matrix_products")
    dojo(clone, "grade", "python")
    own = clone / "python" / "katas" / "matrix_products.py"
    answer, attempts = own.read_text(), history.read(file)
    assert [a.kata for a in attempts] == ["matrix_products"]
    code, output = dojo(clone, "practice")
    assert code == 0 and "matrix_products in python: due in 2 days." in output
    assert "new: you have what it needs" in output and own.read_text() == answer
    file.unlink()
    history.append([replace(attempts[0], time=START.isoformat())], file)
    code, output = dojo(clone, "practice")
    assert "matrix_products in Python   due:" in output
    assert "NotImplementedError" in own.read_text()
    (kept,) = (clone / "attempts" / "python").iterdir()
    assert kept.read_text() == answer and str(kept.relative_to(clone)) in output
    code, output = dojo(clone, "practice")
    assert "its page is blank since the last time" in output
    assert len(history.read(file)) == 2
    code, output = dojo(clone, "practice", "--export")
    assert "wrote practice/history.csv: 2 attempts." in output
    code, output = dojo(clone, "practice", "--kata", "ridge", "--language", "rust")
    assert code == 0 and "ridge in Rust   asked for" in output
