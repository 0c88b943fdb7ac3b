"""The compiler's words: which are errors, which are warnings, and whose they are."""

import re
from pathlib import Path

from dojo.paths import shown
from dojo.spec.cases import katas

# where a diagnostic begins, and what leads to it
PLACED = re.compile(
    r"^(?P<path>[^\s:][^:\n]*):(?P<line>\d+):(?:\d+:)? (?P<kind>fatal error|error|warning): "
)
LEADING = re.compile(
    r"^(?:In file included from|                 from|\S+: (?:In |At )|[^:\n]*:\d+:\d+:\s+(?:required|in ))"
)
LINKER = re.compile(
    r"(?P<place>[^\s:]+:\d+): undefined reference to [`'\"‘](?P<name>[^`'\"‘’\n]+)"
)


def diagnostics(words: str) -> list[tuple[str, int, str]]:
    """(kind, line, text) for every error and warning; a text has no empty line."""
    found: list[tuple[str, int, list[str]]] = []
    leading: list[str] = []
    for line in filter(str.strip, words.splitlines()):
        if match := PLACED.match(line):
            kind = "warning" if match["kind"] == "warning" else "error"
            needed = [l for l in leading if not re.match(r"\S+: (In|At) ", l)]
            found.append((kind, int(match["line"]), [line, *needed]))
            leading = []
        elif LEADING.match(line):
            leading.append(line)
        elif found and not re.match(
            r"(cc1plus|collect2|c\+\+|\d+ \w+ generated)", line
        ):
            found[-1][2].append(line)
    return [(kind, line, "\n".join(lines)) for kind, line, lines in found]


def errors(words: str, file: Path) -> str:
    """A paragraph for every error, the first one first; the linker's in words."""
    found = [text for kind, _, text in diagnostics(words) if kind == "error"]
    if found:
        return "\n\n".join(found)
    missing = dict.fromkeys((m["place"], m["name"]) for m in LINKER.finditer(words))
    if not missing:
        return words.strip()
    sentences = [
        f"{place}: {name} is declared and used, but defined nowhere."
        for place, name in missing
    ]
    for path in sorted(file.parent.glob("*.cpp")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.stem not in katas() and any(f"{bare(n)}(" in text for _, n in missing):
            sentences.append(
                f"{shown(path)} is no kata, so nothing compiles it: move what "
                f"{file.name} uses into a header beside it."
            )
    return "\n\n".join(sentences)


def bare(name: str) -> str:
    """kata::helper(double) → helper"""
    return name.partition("(")[0].rpartition("::")[2]


def warnings(words: str, skipped: list[range]) -> str:
    """A paragraph for every warning, but for those within these lines."""
    return "\n\n".join(
        text
        for kind, line, text in diagnostics(words)
        if kind == "warning" and not any(line in lines for lines in skipped)
    )
