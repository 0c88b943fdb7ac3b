"""The project's own tests: nox -s tests, or nox -s tests -- --all with the slow ones too.

Also a pytest plugin, which says what was left out.
"""

import argparse
from collections import Counter

import pytest

from dojo import suite

PLUGINS = ["-p", "xdist", "-p", "_hypothesis_pytestplugin"]
PARALLEL = ["--numprocesses", "2", "--dist", "loadgroup"]
LEFT_OUT: Counter[str] = Counter()  # why → tests


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s tests --",
        description="Test the project. Other options go to pytest, as -k ridge.",
    )
    parser.add_argument("--all", action="store_true", help="the slow tests too")
    options, rest = parser.parse_known_args(words)
    chosen = [] if options.all else ["-m", "not slow"]
    return suite.run(["-p", "dojo.cli.tests", *PLUGINS, *PARALLEL, *chosen, *rest])


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the process that reports
        config.pluginmanager.register(Gather(), "left out")


def pytest_deselected(items: list[pytest.Item]) -> None:
    marks = (item.get_closest_marker("slow") for item in items)
    LEFT_OUT.update(mark.args[0] for mark in marks if mark)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput"):
        session.config.workeroutput["left_out"] = dict(LEFT_OUT)  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LEFT_OUT:
        counts = ", ".join(f"{why} ({n})" for why, n in LEFT_OUT.items())
        terminalreporter.write_line(
            f"Left out: {counts}. `nox -s tests -- --all` runs them."
        )


class Gather:
    """What the worker processes left out; each of them saw all tests."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        LEFT_OUT.update(
            Counter(getattr(node, "workeroutput", {}).get("left_out", {})) - LEFT_OUT
        )
