"""Whether all programs give the same answer, refusals too, and where two part: nox -s agree -- ridge."""

import argparse

from dojo.cli import known_functions
from dojo.grade.agree import sources, survey
from dojo.run.language import languages
from dojo.spec.cases import functions


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s agree --",
        description="Whether all programs give the same answer, refusals too, and where two part.",
    )
    parser.add_argument("names", nargs="*", help="only these functions or katas")
    parser.add_argument(
        "--problems", type=int, default=30, metavar="N", help="of each function"
    )
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_intermixed_args(words)
    chosen = known_functions(options.names) or list(functions().values())
    tally = survey(chosen, sources(languages()), options.problems, options.seed)
    print("\n\n".join([*tally.partings, str(tally)]))
    return int(bool(tally.partings))
