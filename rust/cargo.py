"""cargo: what it is told, and whose its messages are."""

import json
import platform
import re
import subprocess
from functools import cache
from pathlib import Path

from dojo.paths import BUILD, ROOT, shown
from dojo.run.environment import run
from dojo.run.results import Unavailable
from dojo.spec.cases import katas

FLAGS = ["-Ctarget-cpu=native"]
if platform.machine() in ("x86_64", "AMD64"):
    # an AVX-512 register holds eight numbers; for many processors LLVM fills only half of it
    FLAGS.append("-Ctarget-feature=-prefer-256-bit")
# what no library defines is an error, here and not in the worker
LINK = ["-Clink-arg=-Wl,-z,defs"] if platform.system() == "Linux" else []

MISSING = re.compile(r"undefined (?:symbol: |reference to [`'])([^'\n]+)")
PLACE = re.compile(r"/\S*?(?P<kata>\w+)\.rs:\d+")


def compile(
    stage: Path, source: Path, profile: str
) -> tuple[Path | None, dict[str, str]]:
    """(the library, {kata: warnings}) or (None, {kata: errors})."""
    # panics and debuggers name the learner's file, not its copy
    paths = [
        f"--remap-path-prefix=katas={source}",
        f"--remap-path-prefix={stage}={ROOT / 'rust'}",
    ]
    done = cargo("--offline", "--profile", profile, folder=stage, flags=paths)
    if done.returncode == 0:
        return library(done.stdout), messages(done.stdout, "warning")
    return None, messages(done.stdout, "error") or {"": done.stderr}


def cargo(
    *options: str, folder: Path, flags: list[str], target: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What `cargo build` in a folder said, in JSON lines."""
    flags = [*flags, *LINK, *(FLAGS if "timed" in options else [])]
    # said here, because cargo's configuration may say otherwise
    places = ["--target", host(), "--target-dir", target or folder / "target"]
    command = ["cargo", "build", "--quiet", "--message-format", "json", *places]
    encoded = "\x1f".join(flags)
    return run(*command, *options, cwd=folder, CARGO_ENCODED_RUSTFLAGS=encoded)


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
    done = cargo(*options, folder=folder / "peers", flags=[], target=target_of(name))
    if done.returncode == 0:
        return library(done.stdout)
    if words := "\n".join(messages(done.stdout, "error").values()):
        raise RuntimeError(f"rust/peers/{name}.rs does not build:\n{words}")
    complaint = re.search(r"^error: (.*)", done.stderr, re.MULTILINE)
    raise Unavailable(
        f"{name} could not be built ({complaint[1] if complaint else done.stderr}); "
        "it needs Rust 1.84 or later and, the first time, cargo's registry."
    )


def target_of(peer: str) -> Path:
    """The folder that holds whatever cargo builds for a peer."""
    return BUILD / "rust" / f"peers-{peer}"


def is_built(peer: str) -> bool:
    """Whether a peer's library is there."""
    return any(target_of(peer).glob("*/timed/libpeers.*"))


def messages(output: str, level: str) -> dict[str, str]:
    """{kata: what is said at this level, a paragraph each} from cargo's JSON lines; what is not a kata's under ""."""
    found: dict[str, list[str]] = {}
    for line in output.splitlines():
        message = json.loads(line).get("message")
        if not message or message["level"] != level:
            continue
        for kata, words in undefined(message["rendered"]).items():
            found.setdefault(kata, []).append(words)
        if not message["spans"]:
            continue
        span = next(s for s in message["spans"] if s["is_primary"])
        words = re.sub(r"\n\s*\n", "\n", message["rendered"]).strip()
        found.setdefault(blame(span), []).append(words)
    return {kata: "\n\n".join(words) for kata, words in found.items()}


def undefined(words: str) -> dict[str, str]:
    """{kata: the first name that it uses and nobody defines} as GNU's linker or lld say it."""
    found: dict[str, str] = {}
    name = ""
    for line in words.splitlines():
        if match := MISSING.search(line):
            name = match[1]
        if (place := PLACE.search(line)) and name and place["kata"] in katas():
            where = shown(Path(place[0]))
            sentence = f"{where}: {name} is declared and used, but defined nowhere."
            found.setdefault(place["kata"], sentence)
    return found


def blame(span: dict) -> str:
    """The kata whose file a span lies in, or whose line of katas.rs, also where a macro was written out."""
    while True:
        path = Path(span["file_name"])
        text = span["text"][0]["text"] if span["text"] else ""
        entry = re.match(r" *\[(\w+)\] ", text)  # [kata] function
        if path.name == "katas.rs" and entry:
            return entry[1]
        if path.stem in katas():
            return path.stem
        if not span.get("expansion"):
            return ""
        span = span["expansion"]["span"]


def place(said: str, file: Path) -> str:
    """The innermost line of a file that a backtrace names, and the panic's words or the signal."""
    found = re.search(rf"{re.escape(str(file))}:\d+", said)
    if not found:
        return ""
    panic = re.search(r"panicked at [^\n]*:\n([^\n]*)", said)
    signal = re.search(r"received signal (\w+)", said)
    if panic:
        words = panic[1]
    elif signal and said.count(f"{file}:") > 15:
        words = "it calls itself without end"
    else:
        words = signal[1] if signal else "it ends here"
    return f"{shown(Path(found[0]))}: {words}"
