"""The task runner: `nox -l` lists what can be done, `nox -s cpp -- ridge` does it."""

import hashlib
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"  # dependency groups
nox.options.default_venv_backend = "none"  # all sessions share an environment

LANGUAGES = sorted(path.parent.name for path in Path().glob("*/language.py"))
PROJECT = nox.project.load_toml("pyproject.toml")
# language → the groups of pyproject.toml that it needs: the one of its name
GROUPS = {
    name: [name] if name in PROJECT["dependency-groups"] else [] for name in LANGUAGES
}
if not (os.environ.get("CXX") or shutil.which("c++")):
    GROUPS["cpp"].append("zig")
ALL = [group for groups in GROUPS.values() for group in groups]
WARNINGS = ["-std=c++20", "-march=native", "-fsyntax-only", "-Icpp", "-Icpp/solutions"]
WARNINGS += ["-Wall", "-Wextra", "-Wconversion", "-Werror"]
nox.options.sessions = LANGUAGES

VENV = Path(".venv").absolute()
# this repository's .venv where nox runs in it, as README.md has it
OURS = VENV.exists() and VENV.samefile(sys.prefix)
HOME = VENV if OURS else Path(".nox/dojo").absolute()
PEERS = Path(".nox/peers").absolute()  # libraries that want other versions of numpy
UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")


def dojo(
    session: nox.Session,
    *command: str,
    groups: list[str] | None = None,
    home: Path = HOME,
) -> None:
    """Run `python -m dojo` with the command and the words that follow `--`, where these groups are installed."""
    prepare(session, *(groups or []), home=home)
    session.run("python", "-m", "dojo", *command, *session.posargs)


def prepare(
    session: nox.Session, *groups: str, home: Path = HOME, alone: Iterable[str] = ()
) -> None:
    """Make `home` the environment of what the session runs, with what these groups of pyproject.toml need, and with
    some packages without what they need.

    Nothing is installed while pyproject.toml, Python and the packages are as they were after the last time.
    """
    python, memory = home / "bin" / "python", home / "installed.json"
    if not python.exists():
        own = [UV, "venv", "--quiet", "--python", sys.executable]
        make = own if UV else [sys.executable, "-m", "venv"]
        session.run(*make, "--clear", str(home))
    known = remembered(memory)
    wanted = {*groups, *known.get("groups", [])} & {*PROJECT["dependency-groups"]}
    lone = sorted({*alone, *known.get("alone", [])})
    if known != {"groups": sorted(wanted), "alone": lone, "state": state(home)}:
        needs = [*nox.project.dependency_groups(PROJECT, *sorted(wanted))]
        pip = [UV, "pip"] if UV else [str(python), "-m", "pip"]
        place = ["--python", str(python)] if UV else []
        install = [*pip, "install", "--quiet", *place]
        session.run(*install, "--editable", ".", *needs)
        if lone:
            session.run(*install, "--no-deps", *lone)
        known = {"groups": sorted(wanted), "alone": lone, "state": state(home)}
        memory.write_text(json.dumps(known), encoding="utf-8")
    programs = f"{python.parent}{os.pathsep}"
    os.environ["PATH"] = programs + os.environ["PATH"].removeprefix(programs)
    session.env["VIRTUAL_ENV"] = str(home)


def remembered(memory: Path) -> dict:
    """What was installed, and the state that this left."""
    try:
        return json.loads(memory.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def state(home: Path) -> str:
    """Tells whether pyproject.toml, the environment's Python or its packages have changed."""
    packages = [str(p.stat().st_mtime_ns) for p in home.glob("lib/*/site-packages")]
    content = Path("pyproject.toml").read_bytes() + (home / "pyvenv.cfg").read_bytes()
    return hashlib.sha256(content + " ".join(packages).encode()).hexdigest()


def grading(language: str) -> Callable[[nox.Session], None]:
    """The session that grades one language."""

    def grade(session: nox.Session) -> None:
        dojo(session, "grade", language, groups=GROUPS[language])

    grade.__doc__ = (
        f"Grade your katas in {language}/ (all, or the named ones: -- ridge)."
    )
    return grade


for name in LANGUAGES:
    nox.session(name=name)(grading(name))


@nox.session(name="grade-all")
def grade_all(session: nox.Session) -> None:
    """Grade what many learners have handed in, on one page: -- submissions/ --language cpp."""
    dojo(session, "grade_all", groups=["teach", *ALL])


@nox.session(name="map")
def curriculum(session: nox.Session) -> None:
    """Every kata: what it needs, and how far you are in each language."""
    dojo(session, "map")


@nox.session
def show(session: nox.Session) -> None:
    """A kata's specification, your attempt and the solutions: -- ridge."""
    dojo(session, "show")


@nox.session
def hint(session: nox.Session) -> None:
    """One more hint each time: -- ridge."""
    dojo(session, "hint", groups=["watch"])


@nox.session
def watch(session: nox.Session) -> None:
    """Grade a kata whenever it is saved: -- cpp, or -- cpp ridge."""
    dojo(session, "watch", groups=["watch", *ALL])


@nox.session
def practice(session: nox.Session) -> None:
    """What to practise today: a kata that is due, on a blank page, a new one, two drills; -- --minutes 20."""
    dojo(session, "practice", groups=["practice"])


@nox.session
def drill(session: nox.Session) -> None:
    """Lines in a library's syntax, from memory: what is due, or -- pandas 5."""
    dojo(session, "drill", groups=["drill"])


@nox.session
def shell(session: nox.Session) -> None:
    """A Python prompt with your katas and their cases: -- cpp ridge."""
    dojo(session, "shell", groups=ALL)


@nox.session
def gradient(session: nox.Session) -> None:
    """Check your gradient against differences of your value: -- cpp mse_value_grad."""
    dojo(session, "gradient", groups=ALL)


@nox.session
def bench(session: nox.Session) -> None:
    """Compare the speed of languages and libraries: all, or -- ridge with growth curves."""
    if "all" in session.posargs:
        dojo(session, "bench", groups=["bench", "peers", *ALL], home=PEERS)
    else:
        dojo(session, "bench", groups=["bench", *ALL])


@nox.session
def apply(session: nox.Session) -> None:
    """Use your kata on your data: -- file.csv --target y --model ridge --language rust."""
    tasks = tomllib.loads(Path("data/tasks.toml").read_text(encoding="utf-8"))
    named = [name for option, name in pairwise(session.posargs) if option == "--task"]
    packages = [tasks[n]["package"] for n in named if "package" in tasks.get(n, {})]
    scale = ["scale"] if "--scale" in session.posargs else []
    prepare(session, "apply", *scale, *ALL, alone=packages)
    session.run("python", "-m", "dojo", "apply", *session.posargs)


@nox.session
def predict(session: nox.Session) -> None:
    """Predict new rows with a fitted model: -- build/apply/file/model.json new.csv."""
    dojo(session, "predict", groups=["apply"])


@nox.session
def accuracy(session: nox.Session) -> None:
    """Count the digits that programs and libraries get right, for a README."""
    prepare(session, "data", *ALL)
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
def check(session: nox.Session) -> None:
    """For authors: a kata's oracle, fixtures, mistakes and solutions, in this order: -- ridge."""
    dojo(session, "check", groups=ALL)


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
    dojo(session, "tests", groups=["tests", *ALL])


@nox.session
def agree(session: nox.Session) -> None:
    """All programs on the same odd problems, and where two part: all, or -- ridge."""
    dojo(session, "agree", groups=ALL)


@nox.session
def peers(session: nox.Session) -> None:
    """Test the libraries behind the katas' signatures, those too that take a minute to build."""
    session.env["PEERS"] = "all"
    groups = ["tests", "peers", *ALL]
    dojo(session, "tests", "--all", "-k", "peer", groups=groups, home=PEERS)


@nox.session
def lint(session: nox.Session) -> None:
    """Check formatting, style and types in every language; -- --fix mends the formatting."""
    prepare(session, "lint")
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
