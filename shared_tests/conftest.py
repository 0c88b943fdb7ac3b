"""The harness that grades a language: the chosen cases of each function, and the scoreboard at the end."""

import pytest

from dojo.cli.grade import chosen_cases
from dojo.grade.fresh import first_failure, saved
from dojo.grade.judge import again
from dojo.grade.report import Scoreboard
from dojo.grade.verdict import Verdict
from dojo.practice import graded


def pytest_configure(config):
    """`config.grading` holds the options of dojo/cli/grade.py; elsewhere there is nothing to grade."""
    options = getattr(config, "grading", None)
    config.scoreboard = Scoreboard(bool(options and options.whole))


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


@pytest.fixture
def verdicts(function, cases, request) -> list[Verdict]:
    """The verdicts on the cases, entered on the scoreboard; a failing fresh instance is saved."""
    config, found = request.config, []
    options, board = config.grading, config.scoreboard
    grader = options.grader
    graded = board.explained(grader, function, grader.grade_all(cases))
    for case, verdict in zip(cases, graded, strict=True):
        if options.fresh and not verdict.passed and verdict.attempted:
            verdict = saved(case, verdict, grader)
        elif dict(verdict.facts).get("again"):
            verdict = verdict.having("again", again(grader.language.name, case))
        board.add(case, verdict)
        found.append(verdict)
    green = options.whole and function in options.functions
    green = green and all(verdict.passed for verdict in found)
    if green and (failure := first_failure(grader, function)):
        board.add(*failure)
        found.append(failure[1])
    return found


def pytest_terminal_summary(terminalreporter, config):
    for report in terminalreporter.stats.get(
        "error", []
    ):  # a fault of the harness is never hidden
        terminalreporter.write_line(report.longreprtext)
    if config.scoreboard.results:
        options = config.grading
        if options.k:
            config.scoreboard.show_prints()
        config.scoreboard.show(options.grader)
        if config.scoreboard.whole and options.source == "katas":
            config.scoreboard.remember(options.grader)
        if options.source == "katas" and not (
            options.k or options.case or options.fresh
        ):
            graded.remember(options.grader, config.scoreboard.results)
        if options.report:
            config.scoreboard.write(options.report, options.language, options.source)
