"""The task runner: `nox -l` lists what can be done, `nox -s cpp -- ridge` does it."""

import os
import shutil
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"  # dependency groups
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"

LANGUAGES = sorted(path.parent.name for path in Path().glob("*/language.py"))
CPP = ["cpp"] if os.environ.get("CXX") or shutil.which("c++") else ["cpp", "zig"]
PROJECT = nox.project.load_toml("pyproject.toml")
WARNINGS = ["-std=c++20", "-march=native", "-fsyntax-only", "-Icpp", "-Icpp/solutions"]
WARNINGS += ["-Wall", "-Wextra", "-Wfloat-conversion", "-Werror"]
nox.options.sessions = LANGUAGES


def dojo(session: nox.Session, *command: str, groups: list[str] | None = None) -> None:
    """Install what the command needs, then run `python -m dojo` with it and the words that follow `--`."""
    needs = [
        need
        for group in groups or []
        for need in nox.project.dependency_groups(PROJECT, group)
    ]
    session.install("--quiet", "--editable", ".", *needs)
    session.run("python", "-m", "dojo", *command, *session.posargs)


def grading(language: str) -> Callable[[nox.Session], None]:
    """The session that grades one language."""

    def grade(session: nox.Session) -> None:
        groups = PROJECT["dependency-groups"]
        own = CPP if language == "cpp" else [language] if language in groups else []
        dojo(session, "grade", language, groups=own)

    grade.__doc__ = (
        f"Grade your katas in {language}/ (all, or the named ones: -- ridge)."
    )
    return grade


for name in LANGUAGES:
    nox.session(name=name)(grading(name))


@nox.session(name="map")
def curriculum(session: nox.Session) -> None:
    """Every kata: what it needs, and how far you are in each language."""
    dojo(session, "map")


@nox.session
def show(session: nox.Session) -> None:
    """A kata's specification, your attempt and the four solutions: -- ridge."""
    dojo(session, "show")


@nox.session
def gradient(session: nox.Session) -> None:
    """Check your gradient against differences of your value: -- cpp mse_value_grad."""
    dojo(session, "gradient", groups=CPP)


@nox.session
def bench(session: nox.Session) -> None:
    """Compare the speed of languages and libraries: all, or -- ridge with growth curves."""
    peers = ["peers"] if "all" in session.posargs else []
    dojo(session, "bench", groups=["bench", *peers, *CPP])


@nox.session
def apply(session: nox.Session) -> None:
    """Use your kata on your data: -- file.csv --target y --model ridge --language rust."""
    tasks = tomllib.loads(Path("data/tasks.toml").read_text(encoding="utf-8"))
    for option, name in pairwise(session.posargs):
        if option == "--task" and "package" in tasks.get(name, {}):
            session.install("--quiet", "--no-deps", tasks[name]["package"])
    scale = ["scale"] if "--scale" in session.posargs else []
    dojo(session, "apply", groups=["apply", *scale, *CPP])


@nox.session
def predict(session: nox.Session) -> None:
    """Predict new rows with a fitted model: -- build/apply/file/model.json new.csv."""
    dojo(session, "predict", groups=["apply"])


@nox.session
def accuracy(session: nox.Session) -> None:
    """Count the digits that programs and libraries get right, for a README."""
    needs = [
        n for g in ["data", *CPP] for n in nox.project.dependency_groups(PROJECT, g)
    ]
    session.install("--quiet", "--editable", ".", *needs)
    session.run("python", "shared_tests/katas/ols_refined/accuracy.py")


@nox.session
def reset(session: nox.Session) -> None:
    """Back to the stub, keeping your attempt: -- cpp ridge."""
    dojo(session, "reset")


@nox.session
def new(session: nox.Session) -> None:
    """Scaffold a kata in every language: -- huber_irls "huber(X[n,p], y[n]) -> w[p]"."""
    dojo(session, "new")


@nox.session
def fixtures(session: nox.Session) -> None:
    """Draw fixtures.json anew from the declarations in spec.toml."""
    dojo(session, "fixtures", groups=["tests"])


@nox.session
def data(session: nox.Session) -> None:
    """Export data/ anew from the packages that bundle it."""
    dojo(session, "data", groups=["data"])


@nox.session
def tests(session: nox.Session) -> None:
    """The tests of the tests: every solution, mistake, stub and verdict; -- --all with the slow ones."""
    dojo(session, "tests", groups=["tests", *CPP])


@nox.session
def agree(session: nox.Session) -> None:
    """All programs on the same odd problems, and where two part: all, or -- ridge."""
    dojo(session, "agree", groups=CPP)


@nox.session
def peers(session: nox.Session) -> None:
    """Test the libraries behind the katas' signatures, those too that take a minute to build."""
    session.env["PEERS"] = "all"
    dojo(session, "tests", "--all", "-k", "peer", groups=["tests", "peers", *CPP])


@nox.session
def lint(session: nox.Session) -> None:
    """Check formatting, style and types in every language; -- --fix mends the formatting."""
    session.install(
        "--quiet", "--editable", ".", *nox.project.dependency_groups(PROJECT, "lint")
    )
    fix = "--fix" in session.posargs
    cpp = [
        str(path) for path in Path("cpp").rglob("*.?pp") if "katas" not in path.parts
    ]
    rust = [str(path) for path in Path("rust").rglob("*.rs") if not own(path)]
    session.run("ruff", "format", *([] if fix else ["--check"]))
    session.run("ruff", "check", *(["--fix"] if fix else []))
    session.run("mypy")
    session.run("python", "-m", "dojo", "prose", *(["--fix"] if fix else []))
    session.run("clang-format", *(["-i"] if fix else ["--dry-run", "-Werror"]), *cpp)
    if shutil.which("c++"):
        for path in [
            *Path("cpp/solutions").glob("*.cpp"),
            *Path("cpp/fast").glob("*.cpp"),
        ]:
            session.run("c++", *WARNINGS, str(path), external=True, silent=True)
    if shutil.which("rustfmt"):
        rustfmt = ["rustfmt", "--edition", "2021", *([] if fix else ["--check"])]
        session.run(*rustfmt, *rust, external=True)
    else:
        session.warn("There is no rustfmt on PATH: Rust's format is not checked.")
    if shutil.which("cargo-clippy"):
        session.run("python", "rust/clippy.py")
    else:
        session.warn("There is no clippy on PATH: Rust's style is not checked.")


def own(path: Path) -> bool:
    """Whether a file is a learner's, or built."""
    return bool({"katas", "target"} & set(path.parts))
