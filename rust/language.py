"""Rust: cargo builds one cdylib without dependencies; calls go through kata.h."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dojo.run import build as builds
from dojo.run import heads, once
from dojo.run.c_abi import CProgram
from dojo.run.language import Language, blanked, numbered
from dojo.run.results import Build, Profile
from dojo.spec.cases import Function, Kata, functions, katas
from dojo.spec.signature import Output

from . import cargo

# a comment, but for what is nested in it; a string, raw or not; a character, not a lifetime
WORDS = re.compile(
    r"//[^\n]*|/\*(?:/\*.*?\*/|.)*?(?:\*/|\Z)"
    r'|\bb?r(?P<mark>#*)".*?"(?P=mark)|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\\n]|\\[^\n][^\'\n]*)\'',
    re.DOTALL,
)
LIBRARIES = r"(?:nalgebra|ndarray|faer|linfa|lapack|openblas|rulinalg|peroxide)\w*"
SOLVER = re.compile(
    rf"\bextern\s+crate\s+{LIBRARIES}\b|\buse\s+(?:::)?\s*\{{?\s*{LIBRARIES}\b"
    rf"|(?<![\w:])(?:::)?{LIBRARIES}\s*::"
)
PROJECT = ["Cargo.toml", "lib.rs", "katas.rs", "abi.rs", "matrix.rs", "refusals.rs"]


class Rust(Language):
    TITLE = "Rust"
    SUFFIX = ".rs"
    PLACEHOLDER = "    todo!()"
    FUNCTION = (
        r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
        r"^pub fn (?P<name>\w+)[<(].*?\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
    )
    PARAMETER = r"(?:mut )?(?P<name>\w+)\s*:\s*(?P<type>.+)"
    HELPER = r"(?:^///?[^\n]*\n)*^fn \w+[<(].*?\{\n.*?^\}\n\n*"
    ALLOWED = (
        "`matrix.rs` saves the loops, and an earlier kata is a module beside yours: "
        "`use super::cholesky_solve::cholesky_solve;`"
    )

    def missing(self) -> str:
        if not shutil.which("cargo"):
            return "There is no cargo on PATH; install Rust 1.63 or later."
        return ""

    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        if source.is_file():
            return Build(cargo.build_peer(self.folder, source.stem))
        # what a sanitizer would watch, safe Rust cannot do
        profile = Profile.CHECKED if profile == Profile.SANITIZED else profile
        built = builds.build(
            self, source, profile, PROJECT, lambda s: cargo.compile(s, source, profile)
        )
        # the border takes a function of any signature: its words here, not at a call
        refused = heads.uncallable(self, source, INPUTS.values())
        return replace(built, broken=refused | built.broken)

    def diagnose(
        self,
        source: Path,
        kata: str,
        function: str,
        inputs: list[Any],
        outputs: list[Output],
    ) -> str:
        """The innermost line of the kata's file where the call panics, or crashes."""
        program = self.build(source, Profile.CHECKED).program
        said = once.watch(
            self, program, function, inputs, outputs, debugger=True, RUST_BACKTRACE="1"
        )
        return cargo.place(said, self.file(source, kata))

    def hidden(self, text: str, name: str) -> str:
        private = re.search(rf"^\s*(?:pub\([^)]*\) )?fn {name}\b", text, re.MULTILINE)
        return f"is private; write `pub fn {name}`." if private else ""

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment or a string."""
        code = blanked(WORDS, text)
        ends = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in ends])

    def takes_long(self, source: Path) -> bool:
        return source.is_file() and not cargo.built_peer(source.stem).exists()

    def open(self, program: Path) -> CProgram:
        return CProgram.from_library(program)

    def stub_for(self, kata: Kata) -> str:
        bodies = "\n".join(
            f"/// {f.formula}\n{head(f)} {{\n{self.PLACEHOLDER}\n}}\n"
            for f in kata.functions.values()
        )
        title = f"//! {kata.title} — shared_tests/katas/{kata.name}/README.md\n\n"
        return f"{title}use crate::prelude::*;\n\n{bodies}"

    def lists(self) -> dict[str, str]:
        modules = "".join(f"pub mod {name};\n" for name in sorted(katas()))
        table = "".join(f"    [{f.kata}] {name}\n" for name, f in functions().items())
        return {"katas.rs": KATAS_RS.format(modules=modules, table=table)}


# ---------------------------------------------------------------- what is written from the specs

KATAS_RS = """\
//! Every kata and its functions. Written from the specs by `nox -s new`.

{modules}
crate::abi::functions! {{
{table}}}
"""
INPUTS = {
    ("float", 0): "f64",
    ("int", 0): "i64",
    ("bool", 0): "bool",
    ("float", 1): "&[f64]",
    ("int", 1): "&[i64]",
    ("float", 2): "MatrixView",
}
OUTPUTS = {
    ("float", 0): "f64",
    ("int", 0): "i64",
    ("float", 1): "Vec<f64>",
    ("int", 1): "Vec<i64>",
    ("float", 2): "Matrix",
}


def head(f: Function) -> str:
    """pub fn ridge(X: MatrixView, y: &[f64], lam: f64) -> Result<Vec<f64>>"""
    inputs = ", ".join(
        f"{a.name}: {INPUTS[a.type, len(a.sizes)]}" for a in f.signature.inputs
    )
    outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
    result = f"({', '.join(outputs)})" if len(outputs) > 1 else outputs[0]
    return f"pub fn {f.name}({inputs}) -> Result<{result}>"


language = Rust(Path(__file__).parent)
