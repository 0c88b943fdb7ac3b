"""One more hint of a kata each time: nox -s hint -- ridge."""

import argparse

from rich.console import Console
from rich.markdown import Markdown

from dojo.cli import known_katas
from dojo.spec.cases import Kata
from dojo.watch.hints import next_hint


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s hint --", description="One more hint each time."
    )
    parser.add_argument("kata", help="ridge, center, python/katas/ridge.py")
    parser.add_argument("--again", action="store_true", help="from the first one")
    options = parser.parse_intermixed_args(words)
    (each,) = known_katas([options.kata])
    show(each, options.again)
    return 0


def show(kata: Kata, again: bool = False) -> None:
    """Print the next hint."""
    Console().print(Markdown(next_hint(kata, again), code_theme="bw"))
