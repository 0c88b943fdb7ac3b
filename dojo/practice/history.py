"""Every attempt that was graded, a line of JSON each, in practice/history.jsonl: local, append-only, and yours.

`PRACTICE=off` keeps none. A line that was cut off, as by a power failure, is passed over; the next begins a line of its own.
"""

import csv
import fcntl
import hashlib
import io
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from dojo.paths import ROOT, make, writing

FILE = ROOT / "practice" / "history.jsonl"
OPENED = "opened"  # the verdict of a page that was made blank
PASSED = "passed"
KATA, DRILL = "kata", "drill"
MOST = 16  # digits of a hash that are kept


@dataclass(frozen=True)
class Attempt:
    """One graded attempt, or a page that was opened blank.

    time       UTC, ISO 8601, as the machine's clock had it
    kind       "kata" or "drill"
    language   of a drill: its library
    kata       the kata's or the drill's name
    function   the first that is not right; "" where all are, and of a drill
    seconds    since the page was opened or the drill was asked; None where nobody knows
    blank      from an empty page, not from an earlier answer
    hints      that were opened by then
    peeked     the answer was shown before
    file       the beginning of the SHA-256 of what was graded
    """

    time: str
    kind: str
    language: str
    kata: str
    verdict: str
    function: str = ""
    mistake: str = ""
    seconds: float | None = None
    blank: bool = False
    hints: int = 0
    peeked: bool = False
    file: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What is practised: kind, name, language."""
        return self.kind, self.kata, self.language

    @property
    def passed(self) -> bool:
        """The whole kata, or the drill."""
        return self.verdict == PASSED and not self.function

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.time)


def now() -> str:
    """The time, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:MOST]


def append(attempts: Iterable[Attempt], path: Path = FILE) -> None:
    """Add them in one write, which no other process's can fall into; Unwritable says why that fails."""
    lines = "".join(f"{json.dumps(asdict(a), ensure_ascii=False)}\n" for a in attempts)
    if not lines or os.environ.get("PRACTICE", "").lower() == "off":
        return
    make(path.parent)
    with writing(path), path.open("ab+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else f"\n{lines}"
        rest = memoryview(lines.encode("utf-8", "backslashreplace"))
        while rest:
            rest = rest[file.write(rest) :]


def read(path: Path = FILE) -> list[Attempt]:
    """The attempts in the order in which they were written."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [a for line in lines if (a := _attempt(line))]


def _attempt(line: bytes) -> Attempt | None:
    """The attempt of a line, or None where it is none."""
    try:
        found = json.loads(line)
        attempt = Attempt(
            **{f.name: found[f.name] for f in fields(Attempt) if f.name in found}
        )
        return attempt if attempt.when.tzinfo else None
    except (ValueError, TypeError, KeyError):
        return None


def table(attempts: Iterable[Attempt]) -> str:
    """As CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [f.name for f in fields(Attempt)])
    writer.writeheader()
    writer.writerows(map(asdict, attempts))
    return text.getvalue()
