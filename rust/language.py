"""Rust: cargo builds one cdylib without dependencies; calls go through kata.h."""

import json
import platform
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from dojo.paths import BUILD
from dojo.run import build as builds
from dojo.run.c_abi import CProgram
from dojo.run.debug import native
from dojo.run.environment import run
from dojo.run.foreground import Call
from dojo.run.language import Language, blanked, numbered
from dojo.run.results import Build, Profile, Unavailable
from dojo.spec.cases import Function, Kata, enumerations, functions, katas
from dojo.spec.signature import Array, camel_case

from . import words
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
FLAGS = "-C target-cpu=native"
if platform.machine() in ("x86_64", "AMD64"):
    # an AVX-512 register holds eight numbers; for many processors LLVM fills only half of it
    FLAGS += " -C target-feature=-prefer-256-bit"


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

    def build(self, source: Path, profile: Profile) -> Build:
        if source.is_file():
            return Build(build_peer(self.folder, source.stem))
        return builds.build(
            self, source, profile, PROJECT, lambda s: compile(s, profile)
        )

    def debugger(self, call: Call) -> list[str]:
        symbol = f"katas::katas::{call.function.kata}::{call.function.name}"
        return native(symbol, call, call.program.parents[2])

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment or a string."""
        code = blanked(WORDS, text)
        ends = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in ends])

    def takes_long(self, source: Path) -> bool:
        built = target_of(source.stem).glob("*/timed/libpeers.*")
        return source.is_file() and not any(built)

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


def compile(stage: Path, profile: str) -> tuple[Path | None, dict[str, str]]:
    """(the library, {}) or (None, {kata: what the compiler says})."""
    done = cargo("--offline", "--profile", profile, folder=stage)
    if done.returncode == 0:
        return library(done.stdout), {}
    return None, failures(done.stdout) or {"": done.stderr}


def cargo(
    *options: str, folder: Path, target: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What `cargo build` in a folder said, in JSON lines."""
    flags = FLAGS if "timed" in options else ""
    # said here, because cargo's configuration may say otherwise
    places = ["--target", host(), "--target-dir", target or folder / "target"]
    command = ["cargo", "build", "--quiet", "--message-format", "json", *places]
    return run(*command, *options, cwd=folder, RUSTFLAGS=flags)


@cache
def host() -> str:
    """What rustc calls this machine, as x86_64-unknown-linux-gnu."""
    return run("rustc", "--version", "--verbose").stdout.split("host: ")[1].split()[0]


def library(output: str) -> Path:
    """The library that cargo's JSON lines name."""
    messages = [json.loads(line) for line in output.splitlines()]
    return next(
        Path(m["filenames"][0])
        for m in messages
        if m["reason"] == "compiler-artifact" and "cdylib" in m["target"]["kind"]
    )


def build_peer(folder: Path, name: str) -> Path:
    """The library of a peer: a crate of its own with dependencies, built in one way, for they take a minute."""
    options = ("--profile", "timed", "--features", name)
    done = cargo(*options, folder=folder / "peers", target=target_of(name))
    if done.returncode == 0:
        return library(done.stdout)
    if words := "\n".join(failures(done.stdout).values()):
        raise RuntimeError(f"rust/peers/{name}.rs does not build:\n{words}")
    complaint = re.search(r"^error: (.*)", done.stderr, re.MULTILINE)
    raise Unavailable(
        f"{name} could not be built ({complaint[1] if complaint else done.stderr}); "
        "it needs Rust 1.84 or later and, the first time, cargo's registry."
    )


def target_of(peer: str) -> Path:
    """The folder that holds whatever cargo builds for a peer."""
    return BUILD / "rust" / f"peers-{peer}"


def failures(output: str) -> dict[str, str]:
    """{kata: message} from cargo's JSON lines; whatever is not a kata's fault stands under ""."""
    found = {}
    for line in output.splitlines():
        message = json.loads(line).get("message")
        if not message or message["level"] != "error" or not message["spans"]:
            continue
        kata = blame(next(s for s in message["spans"] if s["is_primary"]))
        found[kata] = found.get(kata, "") + message["rendered"]
    return found


def blame(span: dict) -> str:
    """The kata whose file a span lies in, or whose line of katas.rs."""
    path = Path(span["file_name"])
    if path.parent.name == "katas":
        return path.stem
    if path.name == "katas.rs" and span["text"]:
        line = span["text"][0]["text"].strip(" []")  # [kata] function
        return line.partition("]")[0]
    return ""


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
