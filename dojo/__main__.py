"""The commands behind the nox sessions: python -m dojo grade cpp ridge --solutions."""

import argparse
import sys
from pathlib import Path

from dojo import commands


def grade(argv):
    parser = argparse.ArgumentParser(
        prog="nox -s LANGUAGE --",
        description="Grade the katas of a language. Other options go to pytest.",
    )
    parser.add_argument("track", help="python, cpp, julia or rust")
    parser.add_argument("katas", nargs="*", help="only these")
    parser.add_argument("--solutions", action="store_true", help="grade the reference")
    parser.add_argument("--source", help="grade another folder: fast, or a path")
    parser.add_argument(
        "--fresh", type=int, metavar="N", help="N new cases per function"
    )
    parser.add_argument("--seed", type=int, help="of the new cases")
    parser.add_argument("--case", type=Path, metavar="FILE", help="a saved new case")
    parser.add_argument("--report", type=Path, metavar="FILE", help="verdicts as JSON")
    parser.add_argument(
        "-k", metavar="WORDS", help="only cases whose name has these words"
    )
    options, rest = parser.parse_known_intermixed_args(argv)
    return commands.grade(options, rest)


def show(argv):
    parser = argparse.ArgumentParser(prog="nox -s show --")
    parser.add_argument("kata")
    parser.add_argument("tracks", nargs="*", help="only these languages")
    return commands.show(parser.parse_intermixed_args(argv))


def new(argv):
    parser = argparse.ArgumentParser(prog="nox -s new --")
    parser.add_argument("kata")
    parser.add_argument(
        "signatures", nargs="*", help='e.g. "huber(X[n,p], y[n], delta) -> w[p]"'
    )
    return commands.new(parser.parse_intermixed_args(argv))


def reset(argv):
    parser = argparse.ArgumentParser(prog="nox -s reset --")
    parser.add_argument("track", help="python, cpp, julia or rust")
    parser.add_argument("katas", nargs="+")
    return commands.reset(parser.parse_intermixed_args(argv))


def map(argv):
    parser = argparse.ArgumentParser(prog="nox -s map --")
    parser.add_argument(
        "--write", action="store_true", help="the map in shared_tests/ too"
    )
    return commands.map(parser.parse_args(argv))


def gradient(argv):
    parser = argparse.ArgumentParser(prog="nox -s gradient --")
    parser.add_argument("track", help="python, cpp, julia or rust")
    parser.add_argument("function", help="one that returns a value and its gradient")
    parser.add_argument("--solutions", action="store_true", help="check the reference")
    return commands.gradient(parser.parse_intermixed_args(argv))


def fixtures(argv):
    parser = argparse.ArgumentParser(prog="nox -s fixtures --")
    parser.add_argument("katas", nargs="*")
    return commands.fixtures(parser.parse_intermixed_args(argv))


def bench(argv):
    from dojo.bench.command import bench

    parser = argparse.ArgumentParser(
        prog="nox -s bench --",
        description="Compare the languages and the libraries; a named kata also at growing sizes.",
    )
    parser.add_argument("katas", nargs="*", help="only these, with growth curves")
    parser.add_argument("--full", action="store_true", help="five sessions; full sizes")
    parser.add_argument(
        "--katas", dest="own", action="store_true", help="your own katas too"
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
        "--publish", action="store_true", help="write the README's table"
    )
    parser.add_argument(
        "--mark",
        action="store_true",
        help="mark what has changed since, measure nothing",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="whether the benchmark tells the truth"
    )
    options = parser.parse_intermixed_args(argv)
    options.words = " ".join(["nox -s bench", *(["--", *argv] if argv else [])])
    return bench(options)


def agree(argv):
    parser = argparse.ArgumentParser(
        prog="nox -s agree --",
        description="Whether all programs give the same answer, refusals too, and where two part.",
    )
    parser.add_argument("names", nargs="*", help="only these functions or katas")
    parser.add_argument(
        "--problems", type=int, default=30, metavar="N", help="of each function"
    )
    parser.add_argument("--seed", type=int, default=0)
    return commands.agree(parser.parse_intermixed_args(argv))


COMMANDS = {
    f.__name__: f
    for f in (grade, map, show, gradient, new, reset, fixtures, bench, agree)
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"Say one of {', '.join(COMMANDS)}.")
    sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
