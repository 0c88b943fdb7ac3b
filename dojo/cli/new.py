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
from dojo.spec import cases, scaffold
from dojo.spec.cases import read
from dojo.spec.signature import parse

NEXT = """
Next, as CONTRIBUTING.md has it:
  1. shared_tests/katas/{name}/spec.toml: stage, level, needs, formulas, tolerances, cases, draws, a workload
  2. shared_tests/katas/{name}/oracle.py: the truth, certificates, alternatives; then nox -s fixtures -- {name}
  3. {solutions}; then nox -s LANGUAGE -- --solutions {name}
  4. shared_tests/katas/{name}/mistakes.toml: edits of the Python solution
  5. nox -s reset -- LANGUAGE {name} makes each stub from its solution
  6. shared_tests/katas/{name}/README.md, then nox -s map -- --write
  7. nox -s check -- {name}, nox -s tests -- -k {name}, nox -s lint"""


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
    folder = KATAS / name
    yield from _write(folder / "spec.toml", scaffold.spec(name, parsed))
    kata = read(name)
    for file, text in scaffold.files(kata).items():
        yield from _write(folder / file, text)
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


def _write(path: Path, text: str) -> Iterator[Path]:
    if not path.exists():
        write_text(path, text)
        yield path
