"""Rust: cargo builds one cdylib without dependencies; calls go through kata.h."""

import json
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from dojo import staging
from dojo.c_abi import CProgram
from dojo.paths import BUILD
from dojo.tracks import Build, Unavailable

TITLE = "Rust"
SUFFIX = ".rs"
HOLE = "    todo!()"
FUNCTION = (
    r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
    r"^pub fn (?P<name>\w+)[<(].*?\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
)
FORBIDDEN = r"^\s*(use|extern crate) (nalgebra|ndarray|faer|linfa)\b"
PROJECT = ["Cargo.toml", "lib.rs", "abi.rs", "matrix.rs", "refusals.rs"]
FLAGS = "-C target-cpu=native"
if platform.machine() in ("x86_64", "AMD64"):
    # an AVX-512 register holds eight numbers; for many processors LLVM fills only half of it
    FLAGS += " -C target-feature=-prefer-256-bit"
LIBRARY = "libkatas.dylib" if platform.system() == "Darwin" else "libkatas.so"


def missing():
    if not shutil.which("cargo"):
        return "There is no cargo on PATH; install Rust 1.63 or later."
    return ""


def build(track, source, profile):
    if source.is_file():
        return Build(build_peer(track, source.stem))
    return staging.build(track, source, profile, PROJECT, lambda s: compile(s, profile))


def compile(stage, profile):
    """(the library, {}) or (None, {kata: what the compiler says})."""
    done = cargo("--offline", "--profile", profile, folder=stage)
    if done.returncode == 0:
        return stage / "target" / profile / LIBRARY, {}
    return None, failures(done.stdout) or {"": done.stderr}


def cargo(*options, folder, target=None):
    """What `cargo build` in a folder said, in JSON lines."""
    flags = FLAGS if "fast" in options else ""
    command = ["cargo", "build", "--quiet", "--message-format", "json", *options]
    return subprocess.run(
        [*command, "--target-dir", str(target or folder / "target")],
        cwd=folder,
        env={**os.environ, "RUSTFLAGS": flags},
        check=False,
        capture_output=True,
        text=True,
    )


def build_peer(track, name):
    """The library of a peer: a crate of its own with dependencies, built in one way, for they take a minute."""
    options = ("--profile", "fast", "--features", name)
    target = built_peer(name).parents[1]
    done = cargo(*options, folder=track.folder / "peers", target=target)
    if done.returncode == 0:
        return built_peer(name)
    if words := "\n".join(failures(done.stdout).values()):
        raise RuntimeError(f"rust/peers/{name}.rs does not build:\n{words}")
    complaint = re.search(r"^error: (.*)", done.stderr, re.MULTILINE)
    raise Unavailable(
        f"{name} could not be built ({complaint[1] if complaint else done.stderr}); "
        "it needs Rust 1.84 or later and, the first time, cargo's registry."
    )


def takes_long(source):
    return source.is_file() and not built_peer(source.stem).exists()


def built_peer(name):
    """Where the library of a peer is, once it is built."""
    library = LIBRARY.replace("katas", "peers")
    return BUILD / "rust" / f"peers-{name}" / "fast" / library


def failures(output):
    """{kata: message} from cargo's JSON lines; whatever is not a kata's fault stands under ""."""
    found = {}
    for line in output.splitlines():
        message = json.loads(line).get("message")
        if not message or message["level"] != "error" or not message["spans"]:
            continue
        kata = blame(next(s for s in message["spans"] if s["is_primary"]))
        found[kata] = found.get(kata, "") + message["rendered"]
    return found


def blame(span):
    """The kata whose file a span lies in, or whose line of lib.rs."""
    path = Path(span["file_name"])
    if path.parent.name == "katas":
        return path.stem
    if path.name == "lib.rs" and span["text"]:
        return span["text"][0]["text"].partition(":")[0].strip()
    return ""


def environment(program):
    return {}


def open(program):
    return CProgram.from_library(program)


def scaffold(kata):
    """{file: text} for a new kata: its stub, and lib.rs with its line."""

    def declare(f):
        inputs = ", ".join(
            f"{a.name}: {INPUTS[a.type, len(a.sizes)]}" for a in f.signature.inputs
        )
        outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
        result = f"({', '.join(outputs)})" if len(outputs) > 1 else outputs[0]
        return (
            f"/// {f.formula}\npub fn {f.name}({inputs}) -> Answer<{result}> {{\n"
            f"{HOLE}\n}}\n"
        )

    bodies = "\n".join(declare(f) for f in kata.functions.values())
    head = f"//! {kata.title} — shared_tests/katas/{kata.name}/README.md\n\n"
    listed = (Path(__file__).parent / "lib.rs").read_text()
    line = f"    {kata.name}: {', '.join(kata.functions)};\n"
    return {
        f"katas/{kata.name}.rs": f"{head}use crate::prelude::*;\n\n{bodies}",
        "lib.rs": listed
        if f"    {kata.name}:" in listed
        else re.sub(r"^\}\n\Z", f"{line}}}\n", listed, flags=re.MULTILINE),
    }


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
