"""The commands behind the nox sessions: python -m dojo grade cpp ridge --solutions."""

import argparse
import sys

from dojo.commands import COMMANDS


def main(argv):
    parser = argparse.ArgumentParser(prog="dojo", description=__doc__)
    actions = parser.add_subparsers(dest="command", required=True)

    grade = actions.add_parser(
        "grade", help="grade a language; unknown options go to pytest"
    )
    grade.add_argument("track")
    grade.add_argument("katas", nargs="*")
    grade.add_argument(
        "--solutions", action="store_true", help="the reference instead of yours"
    )
    grade.add_argument("--source", help="a folder of katas instead of yours")

    show = actions.add_parser(
        "show", help="spec, stub and the four solutions of a kata"
    )
    show.add_argument("kata")
    show.add_argument("track", nargs="*", help="only these languages")

    new = actions.add_parser("new", help="a new kata in every language")
    new.add_argument("kata")
    new.add_argument(
        "signature", nargs="*", help='e.g. "huber(X[n,p], y[n], delta) -> w[p]"'
    )

    reset = actions.add_parser("reset", help="back to the stub; the attempt is kept")
    reset.add_argument("track")
    reset.add_argument("katas", nargs="+")

    drawn = actions.add_parser("fixtures", help="write fixtures.json anew")
    drawn.add_argument("katas", nargs="*")

    options, rest = parser.parse_known_args(argv)
    if rest and options.command != "grade":
        parser.error(f"unknown arguments: {' '.join(rest)}")
    return COMMANDS[options.command](options, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
