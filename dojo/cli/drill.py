"""Lines in a library's syntax, from memory: nox -s drill, or nox -s drill -- pandas 5."""

import argparse
import sys
from datetime import UTC, datetime

from rich.console import Console

from dojo.practice import history
from dojo.practice.choice import chosen
from dojo.practice.drills import Library, libraries
from dojo.practice.session import Session

COUNT = 5  # drills, unless another number is said


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s drill --",
        description="Lines in a library's syntax, from memory. "
        "At the prompt `?` shows the answer, an empty line goes on, Ctrl-D ends.",
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="LIBRARY or N",
        help="pandas 5; all libraries without",
    )
    parser.add_argument(
        "--peek",
        action="store_true",
        help="the answers first: to copy them, not to recall",
    )
    parser.add_argument("--mixed", action="store_true", help="the libraries in turns")
    options = parser.parse_intermixed_args(words)
    counts = [int(word) for word in options.words if word.isdecimal()]
    wanted = [known(word) for word in options.words if not word.isdecimal()]
    drills = chosen(
        wanted or libraries().values(), history.read(), datetime.now(UTC), options.mixed
    )
    count = min(len(drills), counts[0] if counts else COUNT)
    session = Session(Console(highlight=False, soft_wrap=True), options.peek)
    return 0 if session.run(drills, count) else 1


def known(word: str) -> Library:
    """The library of this name, or the end of the program with a sentence."""
    name = {"sklearn": "scikit_learn"}.get(word, word.replace("-", "_").lower())
    if name not in libraries():
        sys.exit(f"There are no drills for {word}; there are {', '.join(libraries())}.")
    return libraries()[name]
