"""What nox installs, and when: once, until pyproject.toml, the Python or the packages change."""

import importlib.util
from functools import cache
from types import SimpleNamespace

import pytest

from dojo.paths import ROOT

pytest.importorskip("nox")


@pytest.fixture
def noxfile(monkeypatch):
    monkeypatch.chdir(ROOT)
    return loaded()


@cache
def loaded():
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def home(tmp_path):
    """An environment that was made, with nothing installed."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    (tmp_path / "lib" / "python3" / "site-packages").mkdir(parents=True)
    (tmp_path / "pyvenv.cfg").write_text("version = 3.11.7\n")
    return tmp_path


@pytest.fixture
def installed(noxfile, home, monkeypatch):
    """A function that says what is installed for some groups."""
    monkeypatch.setenv("PATH", "/usr/bin")

    def prepare(*groups):
        commands = []
        session = SimpleNamespace(run=lambda *words: commands.append(words), env={})
        noxfile.prepare(session, *groups, home=home)
        return [command[command.index("--editable") + 2 :] for command in commands]

    return prepare


def test_a_warm_session_installs_nothing(installed):
    assert installed("watch") == [("pylatexenc", "watchfiles")]
    assert installed("watch") == installed() == []


def test_another_session_adds_its_group_to_the_same_environment(installed):
    installed("watch")
    assert installed("data") == [
        ("palmerpenguins", "scikit-learn", "statsmodels", "pylatexenc", "watchfiles")
    ]
    assert installed("watch") == installed("data") == []


def test_whatever_changes_is_seen(installed, home):
    installed()
    (home / "lib" / "python3" / "site-packages" / "numpy").mkdir()
    assert installed() and not installed()
    (home / "pyvenv.cfg").write_text("version = 3.12.1\n")
    assert installed() and not installed()
    (home / "installed.json").write_text('{"grou')
    assert installed() and not installed()


def test_an_environment_without_its_python_is_made_anew(noxfile, home):
    (home / "bin" / "python").unlink()
    commands = []
    session = SimpleNamespace(run=lambda *words: commands.append(words), env={})
    noxfile.prepare(session, home=home)
    assert "venv" in commands[0] and commands[0][-2:] == ("--clear", str(home))
