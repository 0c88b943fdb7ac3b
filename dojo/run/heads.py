"""Heads of functions, what a learner wrote against what the signature says: a difference in words.

A language says with PARAMETER how one parameter is written; what is wanted stands in its solution. Where the
compiler has accepted a difference (a reference here, an alias there), it is none.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dojo.paths import shown
from dojo.run.language import Language

OPENING, CLOSING = "([{<", ")]}>"


@dataclass(frozen=True)
class Parameter:
    """name, type as the language writes them; optional where a call may leave it out, many where it takes the rest."""

    text: str
    name: str
    type: str
    optional: bool
    many: bool


@dataclass(frozen=True)
class Head:
    """A function's parameters, what it returns ("" where the language does not say), and its line in the file."""

    parameters: tuple[Parameter, ...]
    result: str
    line: int


def heads(language: Language, text: str) -> dict[str, Head]:
    """name → Head, for every function of a kata file."""
    found = {}
    for name, match in language.functions(text).items():
        before = text[match.start("head") : match.start("name")]
        inside, rest = _enclosed(text[match.end("name") : match.end("head")])
        positional = _split(inside, ";")[0]
        parts = [part for part in _split(positional, ",") if part]
        line = text.count("\n", 0, match.start("name")) + 1
        parameters = tuple(_parameter(language, part) for part in parts)
        found[name] = Head(parameters, _result(before, rest), line)
    return found


def differences(language: Language, kata: str, path: Path) -> str:
    """What the heads of a kata's file have otherwise than the signatures, a sentence each; "" if nothing."""
    text = path.read_text(encoding="utf-8", errors="replace")
    solution = language.file("solutions", kata).read_text(encoding="utf-8")
    written, wanted = heads(language, text), heads(language, solution)
    sentences = []
    for name, head in wanted.items():
        words = language.hidden(text, name)
        if not words and name in written:
            words = _difference(written[name], head)
        if words:
            line = written[name].line if name in written else _line(text, name)
            sentences.append(f"{shown(path)}:{line}: `{name}` {words}")
    return "\n".join(sentences)


def uncallable(
    language: Language, source: Path, types: Collection[str] = ()
) -> dict[str, str]:
    """{kata: words} of those with a function that compiles and cannot be called as the signature says: by number and
    order of its parameters, or where one of these types stands for another."""
    found = {}
    for solution in language.source("solutions").glob(f"*{language.SUFFIX}"):
        path = source / solution.name
        if not source.is_dir() or not path.is_file():
            continue
        wanted = heads(language, solution.read_text(encoding="utf-8"))
        written = heads(language, path.read_text(encoding="utf-8", errors="replace"))
        sentences = [
            f"{shown(path)}:{written[name].line}: `{name}` {words}"
            for name, head in wanted.items()
            if name in written
            and (
                words := _arrangement(written[name], head)
                or _confused(written[name], head, types)
            )
        ]
        if sentences:
            found[path.stem] = "\n".join(sentences)
    return found


def _difference(written: Head, wanted: Head) -> str:
    if words := _arrangement(written, wanted):
        return words
    for a, b in zip(written.parameters, wanted.parameters, strict=False):
        if _plain(a.type) != _plain(b.type):
            return f"takes {a.text}; the signature says {b.text}."
    if _plain(written.result) != _plain(wanted.result):
        returned = f"returns {written.result}" if written.result else "returns nothing"
        return f"{returned}; the signature says {wanted.result}."
    return ""


def _confused(written: Head, wanted: Head, types: Collection[str]) -> str:
    for a, b in zip(written.parameters, wanted.parameters, strict=False):
        if {a.type, b.type} <= set(types) and a.type != b.type:
            return f"takes {a.text}; the signature says {b.text}."
    return ""


def _arrangement(written: Head, wanted: Head) -> str:
    """Whether number and order of the parameters are those of the signature."""
    own, right = written.parameters, wanted.parameters
    needed = [p for p in own if not p.optional and not p.many]
    most = len(own) if not any(p.many for p in own) else len(right) + len(own)
    names, expected = [p.name for p in own], [p.name for p in right]
    said = f"({', '.join(expected)})"
    if not len(needed) <= len(right) <= most:
        return (
            f"takes {len(own)} parameter{'s' if len(own) != 1 else ''} ({', '.join(names)}); "
            f"the signature says {len(right)}: {said}."
        )
    if names != expected and sorted(names) == sorted(expected):
        return f"takes ({', '.join(names)}); the signature says {said}, in this order."
    return ""


def _parameter(language: Language, text: str) -> Parameter:
    text = " ".join(text.split())
    words, equals, _ = text.partition("=")
    many = "..." in words or words.startswith("*")
    match = re.fullmatch(language.PARAMETER, words.strip())
    if not match:
        return Parameter(text, words.strip(), "", bool(equals), many)
    return Parameter(text, match["name"], match["type"] or "", bool(equals), many)


def _result(before: str, rest: str) -> str:
    """Behind an arrow, or before the name."""
    if "->" in rest:
        words = rest.partition("->")[2]
    else:
        words = re.sub(
            r"^\s*(?:///?[^\n]*\n|\[\[.*?\]\]|inline\b|static\b)*", "", before
        )
    return " ".join(words.replace("{", " ").replace("kata::", "").split())


def _plain(type: str) -> str:
    """A type without what may be written in two ways: qualifiers of the namespace, spaces, a const of a value."""
    type = re.sub(r"\b(?:std|kata|crate|prelude|matrix|refusals)::", "", type)
    type = re.sub(r"'\w+\s*,?\s*|^const\s+(?=\w+$)|<'\w+>", "", type).replace("<>", "")
    return re.sub(r"\s+", "", type)


def _enclosed(text: str) -> tuple[str, str]:
    """What stands in the first parentheses of a text, and what follows them."""
    depth, text = 0, text[text.find("(") :]
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:at], text[at + 1 :]
    return text[1:], ""


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks that stand in no bracket."""
    parts, depth = [""], 0
    for before, character in zip(" " + text, text, strict=False):
        arrow = character == ">" and before in "-="
        depth += (character in OPENING) - (character in CLOSING and not arrow)
        if character == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _line(text: str, name: str) -> int:
    found = re.search(rf"\b{name}\s*\(", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
