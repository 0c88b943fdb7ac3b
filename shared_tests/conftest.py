"""The harness that grades a language: the chosen cases of each function, and the scoreboard at the end."""

import json

import pytest

from dojo.cli.grade import chosen_cases
from dojo.grade.grader import Grader
from dojo.grade.report import Scoreboard
from dojo.grade.verdict import Verdict, Word
from dojo.paths import BUILD, shown, write_text
from dojo.spec import fixtures
from dojo.spec.cases import Case


def pytest_configure(config):
    """`config.grading` holds the options of dojo/cli/grade.py; elsewhere there is nothing to grade."""
    options = getattr(config, "grading", None)
    config.scoreboard = Scoreboard(bool(options and options.whole))


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
    grader = config.grading.grader
    for case, verdict in zip(cases, grader.grade_all(cases), strict=True):
        if config.grading.fresh and verdict.word != Word.PASSED and verdict.attempted:
            verdict = saved(case, verdict, grader)
        config.scoreboard.add(case, verdict)
        found.append(verdict)
    return found


def saved(case: Case, verdict: Verdict, grader: Grader) -> Verdict:
    """The verdict with the command that runs the saved instance again."""
    name = f"{case.function.name}-{case.name.rpartition(' ')[2]}.json"
    path = BUILD / "failed" / name
    write_text(path, json.dumps(fixtures.entry(case), indent=1))
    return verdict.having(
        "again", f"nox -s {grader.language.name} -- --case {shown(path)}"
    )


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
        if options.report:
            config.scoreboard.write(options.report, options.language, options.source)
