"""Grade one language with pytest: nox -s cpp -- ridge."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dojo import suite
from dojo.cli import known_katas, known_language
from dojo.grade.judge import again, named
from dojo.paths import BUILD, ROOT, Unwritable, check_writable, read_json, shown
from dojo.spec.cases import functions, katas

HARNESS = ROOT / "shared_tests" / "test_katas.py"


def main(words: list[str]) -> int:
    options, rest = parser().parse_known_intermixed_args(words)
    for each in known_katas(options.katas) or katas().values():
        _ = each.cases  # or Damaged, before anything is built
    language = known_language(options.language)
    if options.case and read_json(options.case, {}).get("function") not in functions():
        sys.exit(
            f"{shown(options.case)} is no saved case; --fresh saves one that fails."
        )
    for place in (BUILD / language.name / "verdicts.json", options.report):
        if place:
            check_writable(place)
    if reason := language.missing():
        print(reason, file=sys.stderr)
        return 1
    if options.case_code:
        return case_code(options)
    quiet = ["--tb=no", "--no-summary", *rest]
    return suite.run([str(HARNESS), *quiet], [Grading(options)])


def case_code(options: argparse.Namespace) -> int:
    """Print one whole case as code of the language."""
    language = known_language(options.language)
    chosen = known_katas(options.katas) or list(katas().values())
    cases = named(options.k or "", [case for each in chosen for case in each.cases])
    if len(cases) != 1:
        words = "; ".join(again(language.name, case) for case in cases[:3])
        sys.exit(f"{len(cases)} cases have this name; say which with -k: {words}")
    (case,) = cases
    if not (code := language.code(case.function, case.inputs)):
        sys.exit(f"{language.TITLE} does not say how a call is written.")
    answer = [
        f"{name} = {np.asarray(value).tolist()}"
        for name, value in (case.outputs or {}).items()
    ]
    answer += [f"a refusal: {case.refuses}"] if case.refuses else []
    said = [case.id, case.why, *"\n".join(["", "expected:", *answer]).splitlines()]
    for line in said:
        print(f"{language.COMMENT} {line}".rstrip())
    print(f"\n{code}")
    return 0


def parser() -> argparse.ArgumentParser:
    """The options of a grading run, for nox and for pytest alike."""
    parser = argparse.ArgumentParser(
        prog="nox -s LANGUAGE --",
        description="Grade the katas of a language. Other options go to pytest.",
    )
    parser.add_argument("language", help="python, cpp, julia or rust")
    parser.add_argument("katas", nargs="*", help="only these")
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
    parser.add_argument(
        "--sandbox",
        action="store_true",
        help="strangers' katas: no network, nothing writable, no reference (bubblewrap)",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="verdicts as JSON")
    parser.add_argument(
        "-k", metavar="WORDS", help="only cases whose name has these words"
    )
    parser.add_argument(
        "--case-code", action="store_true", help="print the case as code to paste"
    )
    return parser


class Grading:
    """A pytest plugin: the options, where shared_tests/conftest.py finds them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options

    def pytest_configure(self, config: pytest.Config) -> None:
        config.grading = self.options  # type: ignore[attr-defined]

    def pytest_exception_interact(self, call: pytest.CallInfo[None]) -> None:
        """What cannot be written ends the run; it is no verdict."""
        if call.excinfo and isinstance(call.excinfo.value, Unwritable):
            pytest.exit(str(call.excinfo.value), returncode=1)

    @pytest.hookimpl(wrapper=True)
    def pytest_terminal_summary(self) -> Iterator[None]:
        """The same for what is written at the end."""
        try:
            return (yield)
        except Unwritable as error:
            pytest.exit(str(error), returncode=1)
