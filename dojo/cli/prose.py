"""One sentence per line in every Markdown file: python -m dojo prose, or with --fix to mend it."""

import argparse
import re
import subprocess
from pathlib import Path

from dojo.paths import ROOT, shown, write_text

# A sentence ends with . ! or ? (and a closing sign), before a blank and the beginning of another one …
END = re.compile(r"""(?<=[.!?])(["”)*_]*)\s+(?=["“(*_`$\[<]*[A-ZΑ-Ω0-9$`\[])""")
# … but not behind an initial, a number of a list or an abbreviation.
NO_END = re.compile(
    r"(?:^|[\s(\[*_“\"])(?:[A-ZÀ-Þ]|e\.g|i\.e|cf|ch|chs|vol|pp?|al|ed|eds|no|eq|sec|fig|resp|vs|approx|St|Dr|Jr)\.$|^\d+\.$"
)
# What is no prose: headings, tables, quotations of code, HTML, formulas on lines of their own.
VERBATIM = re.compile(r"^(?:#|\||<|!\[|\$\$|---|\[[^\]]+\]:|    )")
ITEM = re.compile(r"^(\s*)([-*+]|\d+\.)\s+")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m dojo prose")
    parser.add_argument("--fix", action="store_true", help="mend the files")
    options = parser.parse_args(words)
    found = 0
    for path in files():
        text = path.read_text(encoding="utf-8")
        new = reflowed(text)
        if new == text:
            continue
        if options.fix:
            write_text(path, new)
        else:
            found += 1
            lines = zip(text.splitlines(), new.splitlines(), strict=False)
            number = next((i for i, (a, b) in enumerate(lines, 1) if a != b), 1)
            print(
                f"{shown(path)}:{number} is not one sentence per line; -- --fix mends it."
            )
    return 1 if found else 0


def files() -> list[Path]:
    """The Markdown files of the repository."""
    git = [
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.md",
    ]
    listed = subprocess.run(git, capture_output=True, encoding="utf-8", check=True)
    return [
        ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()
    ]


def reflowed(text: str) -> str:
    """The same text with one sentence per line of every paragraph and list item."""
    out: list[str] = []
    paragraph: list[str] = []
    fence = ""

    def flush() -> None:
        if paragraph:
            indent = _indent(paragraph[0])
            first = ITEM.match(paragraph[0])
            head = first[0] if first else indent
            body = " ".join(line.strip() for line in paragraph)
            body = body[len(head.strip()) :].strip() if first else body
            lines = sentences(body)
            out.append(head + lines[0])
            out.extend(" " * len(head) + line for line in lines[1:])
            paragraph.clear()

    for line in text.splitlines():
        marker = line.strip()[:3]
        if fence:
            out.append(line)
            fence = "" if marker == fence else fence
        elif marker in ("```", "~~~", "$$"):
            flush()
            out.append(line)
            one_line = (
                marker == "$$" and line.strip().endswith("$$") and len(line.strip()) > 2
            )
            fence = "" if one_line else marker
        elif (
            not line.strip()
            or (VERBATIM.match(line) and not paragraph)
            or VERBATIM.match(line)
            and not line.startswith("    ")
        ):
            flush()
            out.append(line)
        else:
            if ITEM.match(line):
                flush()
            paragraph.append(line)
    flush()
    return "\n".join(out) + "\n"


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; what stands in `code`, $formulas$ and [links] does not end one."""
    parts, start = [], 0
    quiet = [
        m.span() for m in re.finditer(r"`[^`]*`|\$[^$]+\$|\[[^\]]*\]\([^)]*\)", text)
    ]
    for match in END.finditer(text):
        inside = any(a < match.start() < b for a, b in quiet)
        if inside or NO_END.search(text[start : match.start()]):
            continue
        parts.append(text[start : match.end()].strip())
        start = match.end()
    return [*parts, text[start:].strip()]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
