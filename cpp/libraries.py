"""Shared libraries, one for each kata: compiled when what they are made of has changed, and
kept with what the compiler said.

    declared.so    every function of katas.hpp, still to do: what a kata is linked against
    ridge.so       a kata; its helpers are its own, its functions are seen by all
    bindings.o     kata_call, for every function
    katas.hpp.gch  the header of all katas, precompiled
    program-*.so   the bindings and the katas before `declared.so`: whoever calls a kata that
                   is not there, or does not compile, reaches its stub
"""

import hashlib
import json
import os
import signal
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from dojo import paths
from dojo.paths import ROOT, write_text
from dojo.run import guarded

from . import toolchain

LOADS = 10.0  # seconds until a library is loaded
PROBE = """
import ctypes, os, sys
try:
    library = ctypes.CDLL(sys.argv[1], os.RTLD_NOW)
except OSError as error:
    sys.exit(f"cannot be loaded: {error}")
if sys.argv[2:]:
    where = library.kata_where
    where.restype = ctypes.c_char_p
    for name in sys.argv[2:]:
        print(name, os.fsdecode(where(name.encode())), sep="\\t")
"""


@dataclass(frozen=True)
class Library:
    """A file that one command makes of some files."""

    path: Path
    command: tuple[str, ...]  # without `-o path`
    content: str  # a digest of all that the command reads

    @property
    def key(self) -> str:
        words = [*self.command, toolchain.version(self.command[0]), self.content]
        return digest("\0".join(words))

    @property
    def record(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")


@dataclass(frozen=True)
class Made:
    """How a library came to be, now or when it was last made: the compiler's words hold warnings, too."""

    done: bool
    words: str


def make(library: Library) -> Made:
    """The library of this content, compiled only if there is none yet; what failed is tried again."""
    try:
        key, words = json.loads(library.record.read_text(encoding="utf-8"))
        if key == library.key and library.path.exists():
            return Made(True, words)
    except (FileNotFoundError, ValueError):
        pass
    paths.make(library.path.parent)
    # a process may have the old file open: the new one takes its name
    part = library.path.with_name(f".{library.path.name}-{os.getpid()}")
    ran = toolchain.run([*library.command, "-o", str(part)])
    done = ran.returncode == 0 and part.exists()
    if done:
        os.replace(part, library.path)
    else:
        library.path.unlink(missing_ok=True)
    words = ran.stdout + ran.stderr
    write_text(library.record, json.dumps([library.key, words]))
    return Made(done, words)


def make_all(libraries: Iterable[Library]) -> list[Made]:
    """As many at a time as there are processors."""
    found = list(libraries)
    own = [copy_context() for _ in found]  # where a sandbox is asked for, there too
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(Context.run, own, repeat(make), found))


# ---------------------------------------------------------------- what they are made of


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def headers() -> str:
    """A digest of every header that belongs to the language."""
    found = [*toolchain.FOLDER.glob("*.hpp"), *toolchain.FOLDER.glob("fast/*.hpp")]
    found.append(ROOT / "dojo" / "run" / "kata.h")
    return digest("\0".join(map(content, sorted(found))))


def content(path: Path) -> str:
    """A digest of a file's name and bytes."""
    return hashlib.sha256(path.name.encode() + b"\0" + path.read_bytes()).hexdigest()


# ---------------------------------------------------------------- whether they load


def probe(
    path: Path, names: Iterable[str] = (), environment: dict[str, str] | None = None
) -> tuple[str, dict[str, str]]:
    """Load a library in a process of its own: what went wrong, or ""; {function: the library in which it stands}."""
    words = [sys.executable, "-I", "-S", "-c", PROBE, str(path), *names]
    ended = guarded.run(words, path, LOADS, **(environment or {}))
    lines = ended.said.splitlines()
    homes = dict(line.split("\t", 1) for line in lines if "\t" in line)
    if ended.code is None:
        return f"is not loaded after {LOADS:g} s, or ends the process that loads it", {}
    if ended.code == 0 and set(names) <= set(homes):
        return "", homes
    if ended.code < 0:
        said = [line for line in lines if "terminate" not in line]
        name = signal.Signals(-ended.code).name
        return "\n".join([f"crashes while it is loaded ({name})", *said[:3]]), {}
    if refused := [line for line in lines if line.startswith("cannot be loaded: ")]:
        return refused[0], {}
    return f"ends the process while it is loaded (exit code {ended.code})", {}
