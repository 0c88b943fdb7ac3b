"""Grade one language with pytest: nox -s cpp -- ridge."""

import argparse
import sys
from pathlib import Path

import pytest

from dojo.cli import known_functions, known_language
from dojo.paths import ROOT
from dojo.spec.cases import kata

HARNESS = ROOT / "shared_tests" / "test_katas.py"


def main(words: list[str]) -> int:
    options, rest = parser().parse_known_intermixed_args(words)
    options.functions = known_functions(options.katas)
    parts = any(
        set(kata(f.kata).functions.values()) - {*options.functions}
        for f in options.functions
    )
    options.whole = not (options.k or options.case or options.fresh or parts)
    if reason := known_language(options.language).missing():
        print(reason, file=sys.stderr)
        return 1
    quiet = ["--tb=no", "--no-summary", *rest]
    return int(pytest.main([str(HARNESS), *quiet], plugins=[Grading(options)]))


def parser() -> argparse.ArgumentParser:
    """The options of a grading run, for nox and for pytest alike."""
    parser = argparse.ArgumentParser(
        prog="nox -s LANGUAGE --",
        description="Grade the katas of a language. Other options go to pytest.",
    )
    parser.add_argument("language", help="python, cpp, julia or rust")
    parser.add_argument(
        "katas",
        nargs="*",
        help="only these: ridge, ridge.center, python/katas/ridge.py",
    )
    parser.add_argument(
        "--source", default="katas", help="grade another folder: fast, or a path"
    )
    parser.add_argument(
        "--solutions",
        action="store_const",
        const="solutions",
        dest="source",
        default="katas",
        help="grade the reference",
    )
    parser.add_argument(
        "--fresh", type=int, default=0, metavar="N", help="N new cases per function"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the new cases")
    parser.add_argument("--case", type=Path, metavar="FILE", help="a saved new case")
    parser.add_argument("--report", type=Path, metavar="FILE", help="verdicts as JSON")
    parser.add_argument(
        "-k", metavar="WORDS", help="only cases whose name has these words"
    )
    return parser


class Grading:
    """A pytest plugin: the options, where shared_tests/conftest.py finds them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.grading = self.options  # type: ignore[attr-defined]
