"""What is still known, and what is due when: a pure function of the history, by the FSRS model of memory.

A card is a kata in a language, or a drill. It is reviewed when an answer from memory ends: a blank page that is right, or a
drill. How well it was known is told by what was done, not by what anybody says of it. FSRS's parameters come from flash
cards, not from programs.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import median

from fsrs import Card, Rating, Scheduler

from dojo.practice.history import DRILL, KATA, OPENED, Attempt

GIVEN_UP = "given up"  # the verdict where the answer was shown at last
MOST_DAYS = 90  # between two reviews
ENOUGH = 3  # earlier times that make a median
NAMES = {r: r.name.lower() for r in Rating}
Key = tuple[str, str, str]

# Flash cards come back within minutes; a kata does not.
SCHEDULER = Scheduler(
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=MOST_DAYS,
    enable_fuzzing=False,
)


def cards(attempts: Iterable[Attempt], now: datetime) -> dict[Key, Card]:
    """key → its card, in the order of the first reviews. A clock that was wrong cannot reach beyond now, or back."""
    found: dict[Key, Card] = {}
    cycles: dict[Key, list[Attempt]] = {}
    seconds: dict[Key, list[float]] = {}
    for attempt in attempts:
        key = attempt.key
        if attempt.verdict == OPENED:
            cycles[key] = []
        cycle = cycles.setdefault(key, [])
        cycle.append(attempt)
        if not (attempt.passed or attempt.verdict == GIVEN_UP):
            continue
        del cycles[key]
        if not (attempt.blank or attempt.peeked):
            continue  # a green kata that was polished: nothing was recalled
        mark = rating(cycle, seconds.get(key, []))
        if attempt.passed and not attempt.peeked and attempt.seconds is not None:
            seconds.setdefault(key, []).append(attempt.seconds)
        review(found, key, mark, min(attempt.when.astimezone(UTC), now))
        if key[0] == KATA and mark != Rating.Again:
            for other in [k for k in found if k[:2] == key[:2] and k != key]:
                review(
                    found, other, Rating.Hard, min(attempt.when.astimezone(UTC), now)
                )
    return found


def review(found: dict[Key, Card], key: Key, mark: Rating, when: datetime) -> None:
    """Enter one review; time runs forwards."""
    card = found.get(key) or Card(card_id=len(found) + 1, due=when)
    when = max(when, card.last_review or when)
    found[key], _ = SCHEDULER.review_card(card, mark, when)


def rating(cycle: list[Attempt], before: list[float]) -> Rating:
    """How well it was known: by the answers up to the last one, and by the seconds that it took before."""
    last, red = cycle[-1], [a for a in cycle[:-1] if a.verdict != OPENED]
    if last.verdict == GIVEN_UP or any(a.peeked for a in cycle):
        return Rating.Again
    usual = median(before) if len(before) >= ENOUGH else None
    slow = usual is not None and last.seconds is not None and last.seconds > 2 * usual
    if slow or any(a.mistake for a in red) or (red and last.kind == DRILL):
        return Rating.Hard
    quick = usual is not None and last.seconds is not None and last.seconds < usual / 2
    return Rating.Easy if quick and not red else Rating.Good


def known(card: Card, now: datetime) -> float:
    """The probability that it would be recalled now."""
    return SCHEDULER.get_card_retrievability(card, now)


def due(found: dict[Key, Card], now: datetime) -> list[Key]:
    """What is due, the least known first."""
    keys = [key for key, card in found.items() if card.due <= now]
    return sorted(keys, key=lambda key: known(found[key], now))


def when(card: Card, now: datetime) -> str:
    """In words: "today", "in 1 day", "in 12 days"."""
    days = round((card.due - now).total_seconds() / 86400)
    if days <= 0:
        return "today"
    return f"in {days} day{'s' if days > 1 else ''}"
