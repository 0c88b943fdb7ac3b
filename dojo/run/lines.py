"""Parts of a text, by their lines."""

import re
from collections.abc import Iterable
from pathlib import Path


def blanked(pattern: str | re.Pattern[str], text: str) -> str:
    """The text with blanks for whatever the pattern matches; its lines stay where they are."""
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def numbered(text: str, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """(number, line) of these lines of a text, each once."""
    return [(n, text.splitlines()[n - 1].strip()) for n in sorted(set(numbers))]


def holds(path: Path, text: str) -> bool:
    """Whether a file is there and has this text."""
    return path.exists() and path.read_text(encoding="utf-8") == text
