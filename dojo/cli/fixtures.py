"""Draw fixtures.json anew from the declarations in spec.toml: nox -s fixtures -- ridge."""

import argparse
import sys

from dojo.cli import known_katas
from dojo.grade.soundness import contradictions
from dojo.paths import shown
from dojo.spec.cases import katas
from dojo.spec.fixtures import write


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s fixtures --")
    parser.add_argument("katas", nargs="*", help="only these")
    options = parser.parse_intermixed_args(words)
    for each in known_katas(options.katas) or katas().values():
        if wrong := contradictions(each):
            files = f"{shown(each.folder / 'spec.toml')} and oracle.py"
            wrong.append(f"{files} contradict each other; nothing was drawn.")
            sys.exit("\n\n".join(wrong))
        write(each)
        print(
            f"{shown(each.folder / 'fixtures.json')}: {len(each.fixtures)} drawn cases"
        )
    return 0
