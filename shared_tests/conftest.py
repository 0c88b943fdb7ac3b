"""The options of the judge, and the scoreboard at the end."""

import json
from pathlib import Path

import pytest

from dojo import fixtures
from dojo.grade import PASSED
from dojo.paths import BUILD
from dojo.report import Scoreboard, attempted
from dojo.session import Session
from dojo.spec import functions, kata, katas
from dojo.staging import shown


def pytest_addoption(parser):
    group = parser.getgroup("katas")
    group.addoption("--track", help="the language to grade: python, cpp, julia, rust")
    group.addoption(
        "--source", default="katas", help="katas (yours), solutions, or a path"
    )
    group.addoption(
        "--kata", action="append", default=[], help="only this kata; may be given again"
    )
    group.addoption(
        "--fresh", type=int, default=0, metavar="N", help="N new instances per function"
    )
    group.addoption("--seed", type=int, default=0, help="of the new instances")
    group.addoption(
        "--case", type=Path, metavar="FILE", help="only the saved instance in this file"
    )
    group.addoption(
        "--report", type=Path, metavar="FILE", help="write every verdict as JSON"
    )


def pytest_configure(config):
    option = config.option
    config.scoreboard = Scoreboard(not (option.keyword or option.case or option.fresh))
    config.opened = None


def pytest_generate_tests(metafunc):
    if "verdict" in metafunc.fixturenames:
        cases = chosen_cases(metafunc.config) if metafunc.config.option.track else []
        metafunc.parametrize("case", cases, ids=[case.id for case in cases])


def chosen_cases(config):
    option = config.option
    if option.case:
        entry = json.loads(option.case.read_text())
        return [functions()[entry["function"]].case(entry)]
    chosen = [kata(name) for name in option.kata] or list(katas().values())
    if option.fresh:
        drawn = [
            new
            for each in chosen
            for new in fixtures.fresh(each, option.fresh, option.seed)
        ]
        return [function.case(entry) for function, entry in drawn]
    return [case for each in chosen for case in each.cases]


@pytest.fixture(scope="session")
def session(request):
    """The language under test, built and opened."""
    config = request.config
    try:
        config.opened = Session(config.option.track, config.option.source)
    except RuntimeError as error:
        pytest.exit(f"\n{error}\n", returncode=1)
    yield config.opened
    config.opened.close()


@pytest.fixture
def verdict(session, case, request):
    """The verdict on a case, entered on the scoreboard; a failing fresh instance is saved."""
    verdict = session.grade(case)
    config = request.config
    if config.option.fresh and verdict.word != PASSED and attempted(verdict):
        verdict = saved(case, verdict, session, config)
    config.scoreboard.add(case, verdict)
    return verdict


def saved(case, verdict, session, config):
    """The verdict with the command that runs the saved instance again."""
    entry = fixtures.entry(case)
    path = (
        BUILD / "failed" / f"{case.function.name}-{case.name.rpartition(' ')[2]}.json"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entry, indent=1))
    again = f"nox -s {session.track.name} -- --case {shown(path)}"
    return verdict.having("again", again)


def pytest_terminal_summary(terminalreporter, config):
    if config.scoreboard.results and config.opened:
        config.scoreboard.show(config.opened)
        if config.scoreboard.whole and config.option.source == "katas":
            config.scoreboard.remember(config.opened)
        if config.option.report:
            config.scoreboard.write(
                config.option.report, config.option.track, config.option.source
            )
