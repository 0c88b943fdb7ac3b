"""You may multiply, you may not solve: which lines of a file condemn one of its functions."""

import re

from dojo.run.language import Language


def violations(language: Language, text: str, function: str) -> list[tuple[int, str]]:
    """(line number, line) of what solves in this function, in the private helpers that it calls, or outside all functions.

    What another function of the file does condemns that one alone.
    """
    found = language.forbidden(text)
    if not found:
        return []
    blocks = _blocks(language, text)
    own, helpers = {function}, blocks.keys() - language.functions(text).keys()
    while more := {h for h in helpers - own if _is_called(h, own, blocks)}:
        own |= more
    numbers = {name: _numbers(text, match) for name, match in blocks.items()}
    return [
        (number, line)
        for number, line in found
        if any(number in numbers[name] for name in own & blocks.keys())
        or not any(number in lines for lines in numbers.values())
    ]


def _is_called(
    helper: str, callers: set[str], blocks: dict[str, re.Match[str]]
) -> bool:
    calls = re.compile(rf"\b{re.escape(helper)}\b")
    return any(calls.search(blocks[name][0]) for name in callers & blocks.keys())


def _blocks(language: Language, text: str) -> dict[str, re.Match[str]]:
    """name → match, of every function and of every private helper."""
    helpers = re.finditer(language.HELPER, text, re.MULTILINE | re.DOTALL)
    named = (
        (re.search(r"fn (\w+)|^[^/#\n]*?(\w+)\s*\(", m[0], re.MULTILINE), m)
        for m in helpers
    )
    return {n[1] or n[2]: m for n, m in named if n} | language.functions(text)


def _numbers(text: str, match: re.Match[str]) -> range:
    """Its lines."""
    first = text.count("\n", 0, match.start()) + 1
    return range(first, first + match[0].rstrip().count("\n") + 1)
