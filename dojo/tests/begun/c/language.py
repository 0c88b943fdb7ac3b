"""C: each kata is compiled by itself with `cc` and linked with bindings.c; calls go through kata.h."""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from dojo.paths import ROOT
from dojo.run import build as builds
from dojo.run.c_abi import CProgram
from dojo.run.debug import native
from dojo.run.environment import run
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.lines import blanked, numbered
from dojo.run.results import Build, Profile, Unavailable
from dojo.spec.cases import Function, Kata, functions
from dojo.spec.signature import Array

PROJECT = ["katas.h", "list.h", "bindings.c"]
COMMENTS = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
LIBRARIES = r"(?:openblas/|atlas/)?(?:cblas|lapack|gsl|mkl)"
SOLVER = re.compile(rf'^\s*#\s*include\s*[<"]{LIBRARIES}', re.MULTILINE)
FLAGS = ["-std=c11", "-Wall", "-g", "-fPIC", f"-I{ROOT / 'dojo' / 'run'}", "-I."]
LINK = ["-shared", "-Wl,-Bsymbolic", "-lm"]
OPTIONS = {
    Profile.CHECKED: ["-O1", "-ftrapv", "-fstack-protector-strong"],
    Profile.TIMED: ["-O3", "-march=native"],
    Profile.DEBUGGED: ["-O0"],
}
KEYWORDS = """auto break case char const continue default do double else enum extern
float for goto if inline int long register restrict return short signed sizeof static
struct switch typedef union unsigned void volatile while"""
IN_SCOPE = """matrix vector integers text refusal refuse row freed abs div exit free log
pow exp sqrt gamma j0 j1 y0 y1 main"""


class C(Language):
    TITLE = "C"
    IN_PROCESS = True
    SUFFIX = ".c"
    COMMENT = "//"
    PLACEHOLDER = "  return TO_DO;"
    FUNCTION = (
        r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
        r"^refusal (?P<name>\w+)\([^{;]*\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
    )
    HELPER = r"(?:^//[^\n]*\n)*^static [^{;]*\{\n.*?^\}\n\n*"
    KEYWORDS = frozenset(KEYWORDS.split())
    IN_SCOPE = frozenset(IN_SCOPE.split())
    ALLOWED = "katas.h has `row`, and declares your own earlier katas."

    def missing(self) -> str:
        return "" if compiler() else "There is no cc on PATH; install gcc or clang."

    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        if profile not in OPTIONS:
            raise Unavailable(f"C has no {profile} build.")
        return builds.build(
            self, source, profile, PROJECT, lambda s: compile(s, OPTIONS[profile])
        )

    def open(self, program: Path) -> CProgram:
        return CProgram.from_library(program)

    def debugger(self, call: Call) -> list[str]:
        return native(call.function.name, call)

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment."""
        code = blanked(COMMENTS, text)
        ends = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in ends])

    def stub_for(self, kata: Kata) -> str:
        title = f"// {kata.title} — shared_tests/katas/{kata.name}/README.md\n"
        stubs = (
            f"/// {f.formula}\nrefusal {f.name}{parameters(f)} {{\n{self.to_do(f)}\n}}\n"
            for f in kata.functions.values()
        )
        return f'{title}#include "katas.h"\n\n' + "\n".join(stubs)

    def lists(self) -> dict[str, str]:
        lines = (
            f"KATA({f.name}, {parameters(f)}, {arguments(f)})\n"
            for f in functions().values()
        )
        return {"list.h": LIST_H + "".join(lines)}


def compiler() -> str | None:
    return os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")


def compile(stage: Path, options: list[str]) -> tuple[Path | None, dict[str, str]]:
    """(the library, {}) or (None, {kata: what the compiler says}); only what has changed is compiled."""
    program, broken, objects = stage / "katas.so", {}, []
    for path in [stage / "bindings.c", *sorted((stage / "katas").glob("*.c"))]:
        made = stage / f"{path.stem}.o"
        objects.append(made)
        newest = max(p.stat().st_mtime_ns for p in (path, *stage.glob("*.h")))
        if not made.exists() or made.stat().st_mtime_ns < newest:
            source = path.relative_to(stage)
            done = run(
                compiler(), *FLAGS, *options, "-c", source, "-o", made, cwd=stage
            )
            if done.returncode:
                made.unlink(missing_ok=True)
                broken["" if path.parent == stage else path.stem] = done.stderr
    if broken:
        return None, broken
    done = run(compiler(), *objects, *LINK, "-o", program, cwd=stage)
    if done.returncode == 0:
        return program, {}
    twice = re.findall(r"(\w+)\.o: .*multiple definition", done.stderr)
    return None, dict.fromkeys(twice, done.stderr) or {"": done.stderr}


# ---------------------------------------------------------------- what is written from the specs

LIST_H = """\
// KATA(name, its parameters, what it is called with); from the specs, by `nox -s new`.
// clang-format off
"""
INPUTS = {  # (type, axes) → the C type, and the macro of bindings.c that takes it from the inputs
    ("float", 0): ("double", "F"),
    ("int", 0): ("int64_t", "I"),
    ("bool", 0): ("bool", "I"),
    ("name", 0): ("text", "T"),
    ("float", 1): ("vector", "V"),
    ("int", 1): ("integers", "W"),
    ("float", 2): ("matrix", "M"),
}


def parameters(f: Function) -> str:
    """(matrix X, vector y, double lam, double *w)"""
    given = [f"{input_of(a)[0]} {a.name}" for a in f.signature.inputs]
    wanted = [
        f"{'int64_t' if a.type == 'int' else 'double'} *{a.name}"
        for a in f.signature.outputs
    ]
    return f"({', '.join([*given, *wanted])})"


def arguments(f: Function) -> str:
    """(M(0), V(1), F(2), out[0].data)"""
    given = [f"{input_of(a)[1]}({i})" for i, a in enumerate(f.signature.inputs)]
    wanted = [f"out[{i}].data" for i, _ in enumerate(f.signature.outputs)]
    return f"({', '.join([*given, *wanted])})"


def input_of(a: Array) -> tuple[str, str]:
    return INPUTS["name" if a.choices else a.type, len(a.sizes)]


language = C(Path(__file__).parent)
