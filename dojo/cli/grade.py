"""Grade one language with pytest: nox -s cpp -- ridge."""

import argparse
import json
import sys
from pathlib import Path

import pytest

from dojo.cli import known_functions, known_language, named
from dojo.grade.grader import Grader
from dojo.paths import ROOT
from dojo.run.language import FAST
from dojo.run.results import Profile
from dojo.spec import fixtures
from dojo.spec.cases import Case, Function, functions, kata
from dojo.watch.debugger import debug, is_written

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
    if options.debug:
        return debug_one(options)
    fast = options.source == FAST  # it is graded as it is timed
    profile = Profile.TIMED if fast else Profile.CHECKED
    try:
        options.grader = Grader(options.language, options.source, profile)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    quiet = ["--tb=no", "--no-summary", *rest]
    try:
        return int(pytest.main([str(HARNESS), *quiet], plugins=[Grading(options)]))
    finally:
        options.grader.close()


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
    parser.add_argument(
        "--debug",
        action="store_true",
        help="the first of these cases under a debugger: gdb or lldb, pdb, or Julia's prompt",
    )
    return parser


def debug_one(options: argparse.Namespace) -> int:
    """The first chosen case of a function that is written, under the debugger."""
    language = known_language(options.language)
    chosen = chosen_cases(options)
    if not chosen:
        print(f"No case has the words {options.k!r} in its name.", file=sys.stderr)
        return 1
    written = [f for f in chosen if is_written(language, options.source, f)]
    cases = chosen[(written or list(chosen))[0]]
    return debug(language, cases[0], options.source)


def chosen_cases(options: argparse.Namespace) -> dict[Function, list[Case]]:
    """function → its cases, the plainest first."""
    if options.case:
        entry = json.loads(options.case.read_text(encoding="utf-8"))
        function = functions()[entry["function"]]
        return {function: [function.case(entry)]}
    chosen = options.functions or list(functions().values())
    homes = [kata(name) for name in dict.fromkeys(f.kata for f in chosen)]
    if options.fresh:
        drawn = [
            new
            for each in homes
            for new in fixtures.fresh(each, options.fresh, options.seed)
        ]
        cases = [function.case(entry) for function, entry in drawn]
    else:
        cases = [case for each in homes for case in each.cases]
    cases = named(options.k, cases)
    found = {f: [case for case in cases if case.function == f] for f in chosen}
    return {
        f: sorted(own, key=lambda case: case.size) for f, own in found.items() if own
    }


class Grading:
    """A pytest plugin: the options, where shared_tests/conftest.py finds them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.grading = self.options  # type: ignore[attr-defined]
