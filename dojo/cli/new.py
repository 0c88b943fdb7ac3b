"""A new kata from its signatures: its folder of shared_tests/, and a stub and a solution in every language.

Without a name it writes anew the lists of all katas that some languages keep.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dojo.paths import KATAS, shown, write_text
from dojo.run.language import languages
from dojo.spec import cases
from dojo.spec.cases import Kata, read
from dojo.spec.signature import parse

SPEC = """\
title = "{title}"
stage = "S1 Foundations of linear algebra"
level = 2
needs = []
"""

FUNCTION = """
[{name}]
signature = "{signature}"
formula = "one line: what is returned, in the notation of shared_tests/README.md"
rtol = 1e-9    # where this tolerance comes from

# [[{name}.case]]
# name = "the fault that this case shows"
# why = "the mistake that it catches: printed when the case fails"
# inputs and outputs by their names, or refuses = "RankDeficient"
"""

README = """\
# {title}

What it is for, in three sentences.

## Derivation

From first principles.

## Hints

<details><summary>Hint 1: the direction</summary>

…

</details>

## References
"""

ORACLE = '''\
"""The truth by another road than the katas take."""

{functions}

def certify(*inputs_and_outputs):
    """What every right answer has, whatever algorithm found it: "" or one sentence."""
    return ""


CERTIFICATES = {{}}  # function → certify(*inputs, *outputs)
WELL_POSED = {{}}    # function → "" or why two right programs may disagree: check(*inputs)
ALTERNATIVES = {{}}  # function → name → another valid program
'''

MISTAKES = """\
# [{name}]
# "this is what you get when … " = ["text of the Python solution", "text instead"]
"""

NEXT = """
Next, as CONTRIBUTING.md has it:
  1. shared_tests/katas/{name}/spec.toml: stage, level, needs, formulas, tolerances, cases, draws, a workload
  2. shared_tests/katas/{name}/oracle.py: the truth, certificates, alternatives; then nox -s fixtures -- {name}
  3. {solutions}; then nox -s LANGUAGE -- --solutions {name}
  4. shared_tests/katas/{name}/mistakes.toml: edits of the Python solution
  5. nox -s reset -- LANGUAGE {name} makes each stub from its solution
  6. shared_tests/katas/{name}/README.md, then nox -s map -- --write
  7. nox -s tests -- -k {name}, nox -s lint"""


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s new --")
    parser.add_argument("kata", nargs="?", help="write its folder, stubs and solutions")
    parser.add_argument(
        "signatures", nargs="*", help='e.g. "huber(X[n,p], y[n], delta) -> w[p]"'
    )
    options = parser.parse_intermixed_args(words)
    written = [*new(options.kata, options.signatures)] if options.kata else []
    for path in [*written, *write_lists()]:
        print(f"wrote {shown(path)}")
    if options.kata:
        files = ", ".join(
            shown(l.file("solutions", options.kata)) for l in languages().values()
        )
        print(NEXT.format(name=options.kata, solutions=files))
    return 0


def new(name: str, signatures: list[str]) -> Iterator[Path]:
    """Write whatever is missing of a kata and yield the paths; nothing is overwritten."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        sys.exit(f"{name!r} is no name for a kata; write it like huber_irls.")
    try:
        parsed = [
            parse(text) for text in signatures or [f"{name}(X[n,p], y[n]) -> w[p]"]
        ]
    except ValueError as error:
        sys.exit(str(error))
    title = name.replace("_", " ").capitalize()
    blocks = [FUNCTION.format(name=s.name, signature=s) for s in parsed]
    folder = KATAS / name
    yield from _write(folder / "spec.toml", SPEC.format(title=title) + "".join(blocks))
    kata = read(name)
    yield from _write(folder / "README.md", README.format(title=kata.title))
    yield from _write(folder / "oracle.py", ORACLE.format(functions=_oracles(kata)))
    yield from _write(folder / "mistakes.toml", MISTAKES.format(name=parsed[0].name))
    yield from _write(folder / "fixtures.json", "[]\n")
    for language in languages().values():
        for source in ("katas", "solutions"):
            path = language.folder / source / f"{name}{language.SUFFIX}"
            yield from _write(path, language.stub_for(kata))


def write_lists() -> Iterator[Path]:
    """The lists of all katas, where they are not as the specs have it."""
    for cached in (cases._found, cases.katas, cases.functions):
        cached.cache_clear()
    for language in languages().values():
        yield from language.write_lists()


def _oracles(kata: Kata) -> str:
    return "\n\n".join(
        f"def {f.name}({', '.join(a.name for a in f.signature.inputs)}):\n    raise NotImplementedError\n"
        for f in kata.functions.values()
    )


def _write(path: Path, text: str) -> Iterator[Path]:
    if not path.exists():
        write_text(path, text)
        yield path
