"""Compare the speed of languages and libraries: nox -s bench -- ridge."""

import argparse
from pathlib import Path

from dojo.bench.command import bench
from dojo.cli import known_katas


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s bench --",
        description="Compare the languages and the libraries; a named kata also at growing sizes.",
    )
    parser.add_argument(
        "katas", nargs="*", help="only these, with growth curves unless they are yours"
    )
    parser.add_argument(
        "--full", action="store_true", help="five repetitions; full sizes"
    )
    parser.add_argument(
        "--katas",
        dest="own",
        action="store_true",
        help="your own katas too; of named ones, the languages in which you wrote",
    )
    parser.add_argument("--against", metavar="REVISION", help="and older solutions")
    parser.add_argument("--peers", choices=["usual", "all"], default="usual")
    parser.add_argument(
        "--again",
        type=Path,
        nargs="?",
        const=Path("last"),
        metavar="FILE",
        help="show the last run again, or the one in this file",
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help="write the table and the picture of speed",
    )
    parser.add_argument(
        "--mark",
        action="store_true",
        help="mark what has changed since, measure nothing",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="whether the benchmark tells the truth"
    )
    options = parser.parse_intermixed_args(words)
    options.words = " ".join(["nox -s bench", *(["--", *words] if words else [])])
    options.katas = known_katas(options.katas)
    return bench(options)
