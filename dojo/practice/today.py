"""What to practise today: a kata that is due, a new one, and two drills; a pure function of the history and the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from dojo.practice import schedule
from dojo.practice.history import KATA, OPENED, Attempt
from dojo.spec.cases import Kata, kata, katas

MINUTES = (15, 30, 60, 100, 180)  # that a new kata takes, by level
SHARE = 0.5  # of them, for a kata that was known
DRILL_MINUTES = 1
DRILLS = 2
WEEK = 7  # days
DONE = "done"

States = Mapping[str, Mapping[str, str]]  # language → kata → its state on the map


@dataclass(frozen=True)
class Item:
    """A kata to practise: `blank` if its page is to be emptied first."""

    kata: str
    language: str
    why: str
    minutes: int
    blank: bool = False


@dataclass(frozen=True)
class Day:
    """What is known of the learner.

    states      language → kata → its state on the map, of the languages that are practised
    """

    attempts: list[Attempt]
    now: datetime
    states: States

    # ---------------------------------------------------------------- the plan

    def plan(self, minutes: float | None = None) -> tuple[list[Item], int]:
        """The katas, and how many drills, in so many minutes; something is always there."""
        first = self.begun() or self.repeated()
        items = [item for item in (first, self.new(first)) if item]
        left = float("inf") if minutes is None else minutes - DRILLS * DRILL_MINUTES
        chosen = []
        for item in items:
            if item.minutes <= left:
                chosen.append(item)
                left -= item.minutes
        return chosen, DRILLS

    def asked(self, name: str) -> Item:
        """This kata, in the language that was practised least lately; blank where it is done."""
        language = self.rotation()[0]
        return self.item(
            kata(name), language, "asked for", self.is_done(language, name)
        )

    def begun(self) -> Item | None:
        """A blank page that is not filled yet."""
        opened: dict[tuple[str, str], bool] = {}
        for a in self.attempts:
            if a.kind == KATA and (a.verdict == OPENED or a.passed):
                opened[a.language, a.kata] = not a.passed
        for language, name in reversed([key for key, still in opened.items() if still]):
            if language in self.states and not self.is_done(language, name):
                return self.item(
                    kata(name), language, "its page is blank since the last time"
                )
        return None

    def repeated(self) -> Item | None:
        """The least known kata that is due, of another stage than the last one if there is any."""
        found = schedule.cards(self.attempts, self.now)
        due = [
            (name, language)
            for kind, name, language in schedule.due(found, self.now)
            if kind == KATA and name in katas() and self.is_done(language, name)
        ]
        last = self.last_stage()
        due.sort(key=lambda pair: katas()[pair[0]].stage == last)
        if not due:
            return None
        name, language = due[0]
        share = schedule.known(found[KATA, name, language], self.now)
        return self.item(
            kata(name), language, f"due: {share:.0%} likely to be known", True
        )

    def new(self, beside: Item | None) -> Item | None:
        """The first kata of the map whose needs are met, in another language and of another stage than the other item,
        as far as there is one; it does not need what that one empties."""
        stage = katas()[beside.kata].stage if beside else self.last_stage()
        found = [
            (each, language)
            for language in self.rotation()
            for each in katas().values()
            if not self.is_done(language, each.name)
            and all(self.is_done(language, need) for need in each.before)
            and not (
                beside
                and beside.language == language
                and beside.kata in (each.name, *each.before)
            )
        ]
        other = beside.language if beside else ""
        found.sort(key=lambda pair: (pair[1] == other, pair[0].stage == stage))
        return self.item(*found[0], "new: you have what it needs") if found else None

    # ---------------------------------------------------------------- facts

    def item(self, each: Kata, language: str, why: str, blank: bool = False) -> Item:
        own = [
            a.seconds
            for a in self.attempts
            if a.key == (KATA, each.name, language) and a.passed and a.seconds
        ]
        usual = MINUTES[min(each.level, len(MINUTES)) - 1]
        minutes = median(own) / 60 if own else usual * (SHARE if blank else 1)
        return Item(each.name, language, why, max(1, round(minutes)), blank)

    def is_done(self, language: str, name: str) -> bool:
        return self.states.get(language, {}).get(name) == DONE

    def rotation(self) -> list[str]:
        """The languages, the one that was practised least lately first."""
        last = {a.language: i for i, a in enumerate(self.attempts) if a.kind == KATA}
        return sorted(self.states, key=lambda language: last.get(language, -1))

    def last_stage(self) -> str:
        """Of the kata that was practised last."""
        names = [a.kata for a in self.attempts if a.kind == KATA and a.kata in katas()]
        return katas()[names[-1]].stage if names else ""

    def days_practised(self) -> int:
        """Of the last seven."""
        first = self.now - timedelta(days=WEEK)
        return len({a.when.date() for a in self.attempts if first < a.when <= self.now})
