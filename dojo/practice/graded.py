"""What a grading run adds to the history: a line for each kata that somebody has worked on since it was last graded."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from dojo.grade.grader import Grader
from dojo.grade.verdict import Verdict
from dojo.paths import BUILD, read_json
from dojo.practice import history
from dojo.practice.history import KATA, OPENED, Attempt
from dojo.spec.cases import Case, kata

Results = Mapping[str, Mapping[str, list[tuple[Case, Verdict]]]]


def remember(grader: Grader, results: Results, path: Path = history.FILE) -> None:
    """Add the attempts of a run (kata → function → its cases' verdicts)."""
    before, time = history.read(path), history.now()
    history.append(attempts(grader, results, before, time), path)


def attempts(
    grader: Grader, results: Results, before: list[Attempt], time: str
) -> Iterator[Attempt]:
    """One per kata whose file, or whose verdict, is another than at the last time; a stub is no attempt."""
    hints = read_json(BUILD / "hints.json", {})
    for name, functions in results.items():
        file = grader.file(name)
        verdicts = {f: [v for _, v in cases] for f, cases in functions.items()}
        if not file.is_file() or not any(
            v.attempted for vs in verdicts.values() for v in vs
        ):
            continue
        own = [a for a in before if a.key == (KATA, name, grader.language.name)]
        start = _opened(own)
        found = Attempt(
            time,
            *(KATA, grader.language.name, name),
            *_worth(name, verdicts),
            mistake=next(
                (v.mistake for vs in verdicts.values() for v in vs if v.mistake), ""
            ),
            seconds=_between(start.time, time) if start else None,
            blank=start is not None or not any(a.passed for a in own),
            hints=hints.get(name, 0),
            file=history.digest(file.read_bytes()),
        )
        last = own[-1] if own else None
        if last is None or (last.file, last.verdict) != (found.file, found.verdict):
            yield found


def _worth(name: str, verdicts: dict[str, list[Verdict]]) -> tuple[str, str]:
    """The word, and the first function that is not right; what was not asked for is told as the part that was."""
    for function, found in verdicts.items():
        for verdict in found:
            if not verdict.passed:
                return verdict.word, function
    whole = verdicts.keys() >= kata(name).functions.keys()
    return history.PASSED, "" if whole else next(iter(verdicts))


def _opened(own: list[Attempt]) -> Attempt | None:
    """The blank page that is not filled yet."""
    for attempt in reversed(own):
        if attempt.passed:
            return None
        if attempt.verdict == OPENED:
            return attempt
    return None


def _between(start: str, end: str) -> float | None:
    """Seconds, or None where the clock was put back."""
    ends = (datetime.fromisoformat(t) for t in (end, start))
    seconds = (next(ends) - next(ends)).total_seconds()
    return round(seconds, 1) if seconds >= 0 else None
