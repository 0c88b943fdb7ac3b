"""Which drills are asked, and in which order."""

from collections.abc import Iterable
from datetime import datetime

from dojo.practice import schedule
from dojo.practice.drills import Drill, Library
from dojo.practice.history import DRILL, Attempt


def chosen(
    wanted: Iterable[Library],
    attempts: Iterable[Attempt],
    now: datetime,
    mixed: bool = False,
) -> list[Drill]:
    """All drills of these libraries: what is due, the least known first, then new ones by level, then the rest.

    mixed    one library after the other, as far as there are several
    """
    found = schedule.cards(attempts, now)
    drills = {(DRILL, d.name, d.library): d for l in wanted for d in l.drills.values()}
    due = [key for key in schedule.due(found, now) if key in drills]
    new = sorted(
        (key for key in drills if key not in found), key=lambda k: drills[k].level
    )
    rest = [key for key in drills if key in found and key not in due]
    rest.sort(key=lambda key: found[key].due)
    parts = ([drills[key] for key in part] for part in (due, new, rest))
    return [drill for part in parts for drill in (interleaved(part) if mixed else part)]


def interleaved(drills: list[Drill]) -> list[Drill]:
    """In turns: the first of each library, then the second of each, …"""
    turn: dict[str, int] = {}
    places = []
    for drill in drills:
        turn[drill.library] = turn.get(drill.library, 0) + 1
        places.append(turn[drill.library])
    order = sorted(range(len(drills)), key=lambda i: places[i])
    return [drills[i] for i in order]
