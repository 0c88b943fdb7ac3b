"""The hints of a kata's README, one at a time: how many have been seen is remembered in build/."""

import json
import re

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import LatexMacroNode

from dojo.paths import BUILD, shown, write_text
from dojo.spec.cases import Kata

SEEN = BUILD / "hints.json"  # kata → how many of its hints have been shown
BLOCK = re.compile(r"<details><summary>(.*?)</summary>\n(.*?)</details>", re.DOTALL)
FORMULA = re.compile(r"\$\$?[^$]+\$\$?")


def hints(kata: Kata) -> list[str]:
    """The hints of the README as Markdown, from the direction to almost code, their formulas in Unicode."""
    text = (kata.folder / "README.md").read_text(encoding="utf-8")
    return [
        FORMULA.sub(lambda m: in_unicode(m[0]), f"**{title}**\n\n{body.strip()}\n")
        for title, body in BLOCK.findall(text)
    ]


def next_hint(kata: Kata, again: bool = False) -> str:
    """One hint more than the last time, or the first `again`; the last one stays, and says that it is."""
    known = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else {}
    found = hints(kata)
    seen = 0 if again else known.get(kata.name, 0)
    if seen >= len(found):
        readme = shown(kata.folder / "README.md")
        return f"{found[-1]}\nThis is the last hint; the derivation stands in {readme}."
    write_text(SEEN, json.dumps(known | {kata.name: seen + 1}))
    return found[seen]


def in_unicode(formula: str) -> str:
    """LaTeX as one line that a terminal shows: X^⊤ X, √(nλ), df/2."""
    formula = formula.replace(r"\operatorname", r"\mathrm")
    line = " ".join(LATEX.latex_to_text(formula).split())
    return re.sub(r" (?=[,)}])", "", line)


def _fraction(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
    """Whatever is longer than a name or a number in parentheses."""
    parts = [
        l2tobj.nodelist_to_text([part]).strip("{} ") for part in node.nodeargd.argnlist
    ]
    return "/".join(part if part.isalnum() else f"({part})" for part in parts) + " "


CONTEXT = get_default_latex_context_db()
CONTEXT.add_context_category(
    "own",
    prepend=True,
    macros=[MacroTextSpec("frac", _fraction)],
)
LATEX = LatexNodes2Text(
    latex_context=CONTEXT, keep_braced_groups=True, keep_braced_groups_minlen=2
)
