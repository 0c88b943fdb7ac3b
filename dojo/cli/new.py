"""A new kata from its signatures: its folder of shared_tests/, and a stub and a solution in every language.

Without a name it writes anew the lists of all katas that some languages keep.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from dojo.paths import KATAS, shown, write_text
from dojo.run import names
from dojo.run.language import Language, languages
from dojo.spec import cases, scaffold
from dojo.spec.cases import Kata, parsed
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
    if options.kata and not written:
        print(f"{options.kata} is a kata already, and nothing of it is missing.")
        return 1
    if options.kata:
        files = ", ".join(
            shown(l.file("solutions", options.kata)) for l in languages().values()
        )
        print(NEXT.format(name=options.kata, solutions=files))
    return 0


def new(name: str, signatures: list[str]) -> Iterator[Path]:
    """Write whatever is missing of a kata and yield the paths; nothing is overwritten.

    A kata that is there already has its signatures in its spec.toml.
    """
    folder = KATAS / name
    if name in cases.katas() and signatures:
        sys.exit(f"{name} is a kata already; its signatures are in its spec.toml.")
    usual = [f"{name}(X[n,p], y[n]) -> w[p]"]
    spec = "" if name in cases.katas() else specification(name, signatures or usual)
    kata = parsed(name, spec) if spec else cases.kata(name)
    texts = {folder / "spec.toml": spec}
    texts |= {folder / file: text for file, text in scaffold.files(kata).items()}
    for language in languages().values():
        for source in ("katas", "solutions"):
            path = language.folder / source / f"{name}{language.SUFFIX}"
            texts[path] = _stub(language, kata)
    for path in (path for path in texts if not path.exists()):
        write_text(path, texts[path])
        yield path


def specification(name: str, signatures: list[str]) -> str:
    """spec.toml of a new kata, or the end of the program with what is wrong with its names."""
    try:
        found = [parse(text) for text in signatures]
    except ValueError as error:
        sys.exit(str(error))
    if wrong := dict.fromkeys(names.faults(name, found)):
        sys.exit("\n".join(wrong))
    return scaffold.spec(name, found)


def write_lists() -> Iterator[Path]:
    """The lists of all katas, where they are not as the specs have it."""
    for cached in (cases._found, cases.katas, cases.functions):
        cached.cache_clear()
    for language in languages().values():
        yield from language.write_lists()


def _stub(language: Language, kata: Kata) -> str:
    try:
        return language.stub_for(kata)
    except KeyError as error:
        type, axes = error.args[0]
        sys.exit(f"{language.TITLE} takes no {type} with {axes} axes.")
