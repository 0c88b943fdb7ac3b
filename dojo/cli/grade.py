"""Grade one language with pytest: nox -s cpp -- ridge."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dojo import suite
from dojo.cli import check_written, known_functions, known_language
from dojo.grade.grader import Grader
from dojo.grade.judge import again, named
from dojo.grade.plain import plainness
from dojo.paths import BUILD, ROOT, Unwritable, check_writable, read_json, shown
from dojo.run.language import FAST, Language, languages
from dojo.run.results import Profile
from dojo.spec import fixtures
from dojo.spec.cases import Case, Function, functions, kata
from dojo.watch.debugger import debug, is_written

HARNESS = ROOT / "shared_tests" / "test_katas.py"


def main(words: list[str]) -> int:
    options, rest = parser().parse_known_intermixed_args(words)
    options.functions = known_functions(options.katas)
    options.whole = not (
        options.k or options.case or options.fresh or has_parts(options.functions)
    )
    for function in options.functions or functions().values():
        _ = kata(function.kata).cases  # or Damaged, before anything is built
    language = known_language(options.language)
    check_written(language, options.functions, options.source)
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
        return case_code(options, language)
    if options.debug:
        return debug_one(options, language)
    fast = options.source == FAST  # it is graded as it is timed
    profile = Profile.TIMED if fast else Profile.CHECKED
    profile = Profile.SANITIZED if options.careful else profile
    names = {f.kata for f in options.functions} or None
    try:
        options.grader = Grader(
            language.name,
            options.source,
            profile,
            sandbox=options.sandbox,
            names=names,
        )
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    quiet = ["--tb=no", "--no-summary", *rest]
    try:
        return suite.run([str(HARNESS), *quiet], [Grading(options)])
    finally:
        options.grader.close()


def has_parts(chosen: list[Function]) -> bool:
    """Whether of some kata only a part was asked for."""
    return any(set(kata(f.kata).functions.values()) - {*chosen} for f in chosen)


def case_code(options: argparse.Namespace, language: Language) -> int:
    """Print one whole case as code of the language."""
    cases = [case for cases in chosen_cases(options).values() for case in cases]
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
    parser.add_argument("language", help=", ".join(languages()))
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
    parser.add_argument(
        "--careful",
        action="store_true",
        help="every access watched, where the language can: a pass that was luck fails",
    )
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
    parser.add_argument(
        "--debug",
        action="store_true",
        help="the first of these cases under a debugger: gdb or lldb, pdb, or Julia's prompt",
    )
    return parser


def debug_one(options: argparse.Namespace, language: Language) -> int:
    """The first chosen case of a function that is written, under the debugger."""
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
    cases = named(options.k, cases) if options.k else cases
    found = {f: [case for case in cases if case.function == f] for f in chosen}
    return {f: sorted(own, key=plainness) for f, own in found.items() if own}


class Grading:
    """A pytest plugin: the options, where shared_tests/conftest.py finds them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options

    @pytest.hookimpl(tryfirst=True)
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
