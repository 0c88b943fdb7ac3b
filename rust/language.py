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
from dojo.run.debug import native
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.lines import blanked, numbered
from dojo.run.results import Build, Profile
from dojo.spec.cases import Function, Kata, enumerations, functions, katas
from dojo.spec.signature import Array, camel_case

from . import cargo, words
from .pasted import code

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
    IN_PROCESS = True
    SUFFIX = ".rs"
    PLACEHOLDER = "    todo!()"
    COMMENT = "//"
    FUNCTION = (
        r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
        r"^pub fn (?P<name>\w+)[<(].*?\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
    )
    PARAMETER = r"(?:mut )?(?P<name>\w+)\s*:\s*(?P<type>.+)"
    HELPER = r"(?:^///?[^\n]*\n)*^fn \w+[<(].*?\{\n.*?^\}\n\n*"
    KEYWORDS = frozenset(words.KEYWORDS.split())
    IN_SCOPE = frozenset(words.IN_SCOPE.split())
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

    def diagnose(self, call: Call) -> str:
        """The innermost line of the kata's file where the call panics, or crashes."""
        said = once.watched(call, debugger=True, RUST_BACKTRACE="1")
        return cargo.place(said, self.file(call.source, call.function.kata))

    def hidden(self, text: str, name: str) -> str:
        private = re.search(rf"^\s*(?:pub\([^)]*\) )?fn {name}\b", text, re.MULTILINE)
        return f"is private; write `pub fn {name}`." if private else ""

    def debugger(self, call: Call) -> list[str]:
        symbol = f"katas::katas::{call.function.kata}::{call.function.name}"
        return native(symbol, call)

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment or a string."""
        code = blanked(WORDS, text)
        ends = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in ends])

    def takes_long(self, source: Path) -> bool:
        return source.is_file() and not cargo.is_built(source.stem)

    def open(self, program: Path) -> CProgram:
        return CProgram.from_library(program)

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        return code(function, inputs)

    def followed_by(self, text: str, rest: str) -> str:
        """The second as a module of its own, for no name may be imported twice."""
        rest = rest.replace("use super::", "use super::super::")
        return f"{text}\nmod rest {{\n{rest}\nuse super::*;\n}}\npub use rest::*;\n"

    def stub_for(self, kata: Kata) -> str:
        bodies = "\n".join(
            f"/// {f.formula}\n{head(f)} {{\n{self.to_do(f)}\n}}\n"
            for f in kata.functions.values()
        )
        title = f"//! {kata.title} — shared_tests/katas/{kata.name}/README.md\n\n"
        return f"{title}use crate::prelude::*;\n\n{bodies}"

    def lists(self) -> dict[str, str]:
        modules = "".join(f"pub mod {name};\n" for name in sorted(katas()))
        table = "".join(f"    [{f.kata}] {name}\n" for name, f in functions().items())
        enums = "".join(
            f"    crate::abi::enumeration!({camel_case(name)} {{ {variants(choices)} }});\n"
            for name, choices in enumerations().items()
        )
        return {"katas.rs": KATAS_RS.format(modules=modules, enums=enums, table=table)}


def variants(choices: tuple[str, ...]) -> str:
    """Tanh = "tanh", SquaredError = "squared_error": the choices as Rust names them."""
    return ", ".join(f'{camel_case(choice)} = "{choice}"' for choice in choices)


# ---------------------------------------------------------------- what is written from the specs

KATAS_RS = """\
//! Every kata and its functions. Written from the specs by `nox -s new`.

{modules}
pub mod enumerations {{
{enums}}}

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
    inputs = ", ".join(f"{a.name}: {input_type(a)}" for a in f.signature.inputs)
    outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
    result = f"({', '.join(outputs)})" if len(outputs) > 1 else outputs[0]
    return f"pub fn {f.name}({inputs}) -> Result<{result}>"


def input_type(a: Array) -> str:
    return camel_case(a.name) if a.choices else INPUTS[a.type, len(a.sizes)]


language = Rust(Path(__file__).parent)
