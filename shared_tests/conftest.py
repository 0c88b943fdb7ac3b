"""The harness that grades a language: the chosen cases of each function, and the scoreboard at the end."""

import json
from collections.abc import Iterator

import pytest

from dojo.grade.fresh import first_failure, saved
from dojo.grade.grader import Grader
from dojo.grade.judge import again, named
from dojo.grade.plain import plainness
from dojo.grade.report import Scoreboard
from dojo.grade.verdict import Verdict, Word
from dojo.run.language import FAST
from dojo.run.results import Profile
from dojo.spec import fixtures
from dojo.spec.cases import Case, Function, functions, kata, katas


def pytest_configure(config):
    """`config.grading` holds the options of dojo/cli/grade.py; elsewhere there is nothing to grade."""
    options = getattr(config, "grading", None)
    config.scoreboard = Scoreboard(
        not (options and (options.k or options.case or options.fresh))
    )
    config.grader = None


def pytest_report_teststatus(report, config):
    """What is to do has no letter: the table says it."""
    if getattr(config, "grading", None) and report.skipped:
        return "skipped", "", ""
    return None


def pytest_generate_tests(metafunc):
    if "verdicts" in metafunc.fixturenames:
        options = getattr(metafunc.config, "grading", None)
        chosen = chosen_cases(options) if options else {}
        metafunc.parametrize(
            "function, cases", chosen.items(), ids=[f.name for f in chosen]
        )


def chosen_cases(options) -> dict[Function, list[Case]]:
    """function → its cases, the plainest first."""
    if options.case:
        entry = json.loads(options.case.read_text(encoding="utf-8"))
        function = functions()[entry["function"]]
        return {function: [function.case(entry)]}
    chosen = [kata(name) for name in options.katas] or list(katas().values())
    if options.fresh:
        drawn = [
            new
            for k in chosen
            for new in fixtures.fresh(k, options.fresh, options.seed)
        ]
        cases = [function.case(entry) for function, entry in drawn]
    else:
        cases = [case for each in chosen for case in each.cases]
    cases = named(options.k, cases) if options.k else cases
    found = {
        f: [c for c in cases if c.function == f]
        for k in chosen
        for f in k.functions.values()
    }
    return {f: sorted(own, key=plainness) for f, own in found.items() if own}


@pytest.fixture(scope="session")
def grader(request) -> Iterator[Grader]:
    """The language under test, built and opened."""
    config = request.config
    try:
        fast = config.grading.source == FAST  # it is graded as it is timed
        profile = Profile.TIMED if fast else Profile.CHECKED
        options = config.grading
        config.grader = Grader(
            options.language, options.source, profile, sandbox=options.sandbox
        )
    except RuntimeError as error:
        pytest.exit(f"\n{error}\n", returncode=1)
    yield config.grader
    config.grader.close()


@pytest.fixture
def verdicts(grader, function, cases, request) -> list[Verdict]:
    """The verdicts on the cases, entered on the scoreboard; a failing fresh instance is saved."""
    config, found = request.config, []
    graded = config.scoreboard.explained(grader, function, grader.grade_all(cases))
    for case, verdict in zip(cases, graded, strict=True):
        if config.grading.fresh and verdict.word != Word.PASSED and verdict.attempted:
            verdict = saved(case, verdict, grader)
        elif dict(verdict.facts).get("again"):
            verdict = verdict.having("again", again(grader.language.name, case))
        config.scoreboard.add(case, verdict)
        found.append(verdict)
    asked_for = config.scoreboard.whole and function.kata in config.grading.katas
    green = asked_for and all(verdict.passed for verdict in found)
    if green and (failure := first_failure(grader, function)):
        config.scoreboard.add(*failure)
        found.append(failure[1])
    return found


def pytest_terminal_summary(terminalreporter, config):
    for report in terminalreporter.stats.get(
        "error", []
    ):  # a fault of the harness is never hidden
        terminalreporter.write_line(report.longreprtext)
    if config.scoreboard.results and config.grader:
        options = config.grading
        config.scoreboard.show(config.grader)
        if config.scoreboard.whole and options.source == "katas":
            config.scoreboard.remember(config.grader)
        if options.report:
            config.scoreboard.write(options.report, options.language, options.source)
