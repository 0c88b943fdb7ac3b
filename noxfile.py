"""The one door: `nox -l` lists what can be done, `nox -s cpp -- ridge` does it."""

import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["python", "cpp", "julia", "rust"]

CPP = ["cpp"] if os.environ.get("CXX") or shutil.which("c++") else ["cpp", "zig"]
PROJECT = nox.project.load_toml("pyproject.toml")


def dojo(session, *command, groups=()):
    """Install what the command needs, then run it with the words that follow `--`."""
    needs = [
        dependency
        for group in groups
        for dependency in nox.project.dependency_groups(PROJECT, group)
    ]
    session.install("--quiet", "--editable", ".", *needs)
    session.run("python", *command, *session.posargs)


@nox.session
def python(session):
    """Grade your Python katas (all, or the named ones: -- ridge)."""
    dojo(session, "-m", "dojo", "grade", "python")


@nox.session
def cpp(session):
    """Build and grade your C++ katas."""
    dojo(session, "-m", "dojo", "grade", "cpp", groups=CPP)


@nox.session
def julia(session):
    """Grade your Julia katas; fetches a Julia where there is none."""
    dojo(session, "-m", "dojo", "grade", "julia")


@nox.session
def rust(session):
    """Build and grade your Rust katas."""
    dojo(session, "-m", "dojo", "grade", "rust")


@nox.session
def map(session):
    """Every kata: what it needs, and how far you are in each language."""
    dojo(session, "-m", "dojo", "map", groups=["map"])


@nox.session
def show(session):
    """A kata's specification, your attempt and the four solutions: -- ridge."""
    dojo(session, "-m", "dojo", "show")


@nox.session
def gradient(session):
    """Check your gradient against differences of your value: -- cpp mse_value_grad."""
    dojo(session, "-m", "dojo", "gradient", groups=CPP)


@nox.session
def bench(session):
    """Compare the speed of languages and libraries: all, or -- ridge with growth curves."""
    groups = ["bench", *(["peers"] if "all" in session.posargs else []), *CPP]
    dojo(session, "-m", "dojo", "bench", groups=groups)


@nox.session
def accuracy(session):
    """Count the digits that programs and libraries get right, for a README."""
    table = "shared_tests/katas/ols_refined/accuracy.py"
    dojo(session, table, groups=["data", *CPP])


@nox.session
def reset(session):
    """Back to the stub, keeping your attempt: -- cpp ridge."""
    dojo(session, "-m", "dojo", "reset")


@nox.session
def new(session):
    """Scaffold a kata in every language: -- huber_irls "huber(X[n,p], y[n]) -> w[p]"."""
    dojo(session, "-m", "dojo", "new")


@nox.session
def fixtures(session):
    """Draw fixtures.json anew from the oracles."""
    dojo(session, "-m", "dojo", "fixtures", groups=["tests"])


@nox.session
def data(session):
    """Export data/ anew from the packages that bundle it."""
    dojo(session, "-m", "dojo.data", groups=["data"])


@nox.session
def tests(session):
    """The tests of the tests: every solution, mistake, stub and verdict."""
    dojo(session, "-m", "pytest", groups=["tests", *CPP])


@nox.session
def agree(session):
    """All programs on the same odd problems, and where two part: all, or -- ridge."""
    dojo(session, "-m", "dojo", "agree", groups=CPP)


@nox.session
def peers(session):
    """Test the libraries behind the katas' signatures, those too that take a minute to build."""
    session.env["PEERS"] = "all"
    tests = "shared_tests/test_repo.py"
    groups = ["tests", "peers", *CPP]
    dojo(session, "-m", "pytest", tests, "-k", "peer", groups=groups)


@nox.session
def lint(session):
    """Check formatting and style in every language; -- --fix mends the formatting."""
    session.install("--quiet", *nox.project.dependency_groups(PROJECT, "lint"))
    fix = "--fix" in session.posargs
    cpp = [
        str(path) for path in Path("cpp").rglob("*.?pp") if "katas" not in path.parts
    ]
    rust = [
        str(path) for path in Path("rust").rglob("*.rs") if "katas" not in path.parts
    ]
    session.run("ruff", "format", *([] if fix else ["--check"]))
    session.run("ruff", "check", *(["--fix"] if fix else []))
    session.run("clang-format", *(["-i"] if fix else ["--dry-run", "-Werror"]), *cpp)
    rustfmt = ["rustfmt", "--edition", "2021", *([] if fix else ["--check"])]
    session.run(*rustfmt, *rust, external=True)
