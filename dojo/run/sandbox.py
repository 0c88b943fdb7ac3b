"""Katas of strangers: a worker under bubblewrap, without network, the disk read-only, the reference out of reach."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import psutil

from dojo.paths import BUILD, KATAS, ROOT
from dojo.run.results import Unavailable

ASKED = ContextVar("ASKED", default=False)
HIDDEN = "HIDDEN"  # a variable of the environment: more folders that no stranger sees


@contextmanager
def asked(yes: bool) -> Iterator[None]:
    """Whatever is tried of a kata in this block, beside its worker, is tried in a sandbox, too."""
    token = ASKED.set(yes)
    try:
        yield
    finally:
        ASKED.reset(token)


def if_asked(command: list[str], program: Path) -> list[str]:
    return sandboxed(command, program) if ASKED.get() else command


def sandboxed(command: list[str], program: Path) -> list[str]:
    """The command in a sandbox that can read the program; Unavailable where there is no bubblewrap."""
    if not (bwrap := shutil.which("bwrap")):
        raise Unavailable(
            "There is no bwrap on PATH; install bubblewrap, or grade without --sandbox."
        )
    return [
        bwrap,
        *("--die-with-parent", "--unshare-net", "--unshare-pid", "--unshare-ipc"),
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
        *empty([*secrets(program), *scratch(program)]),
        "--",
        *command,
    ]


def blind_if_asked(command: list[str], folder: Path) -> list[str]:
    """A build tool's command, started in this folder, that reads no secret but where a word of it leads: what a
    stranger's file includes is none of the reference."""
    bwrap = shutil.which("bwrap")
    if not (ASKED.get() and bwrap):
        return command
    named = [folder / word for word in command]
    hidden = [p for p in secrets(folder) if not any(w.is_relative_to(p) for w in named)]
    return [bwrap, "--dev-bind", "/", "/", *empty(hidden), "--", *command]


def empty(folders: list[Path]) -> list[str]:
    """bwrap's words that put an empty folder in the place of each."""
    return [word for path in folders for word in ("--tmpfs", str(path))]


def secrets(program: Path) -> list[Path]:
    """Every folder that says what is right, as text or compiled, and those that HIDDEN names; but for those of the
    program itself."""
    found = [KATAS]
    for name in ("solutions", "fast", "peers"):
        found += [*ROOT.glob(f"*/{name}"), *BUILD.glob(f"*/{name}*")]
    found += map(Path, filter(None, os.environ.get(HIDDEN, "").split(os.pathsep)))
    return [p for p in found if p.is_dir() and not program.is_relative_to(p)]


def scratch(program: Path) -> list[Path]:
    """The folder of temporary files, for a worker's own; unless something that it needs lies there."""
    place = Path(tempfile.gettempdir()).resolve()
    needed = (program.resolve(), ROOT, Path(sys.prefix).resolve())
    return [] if any(p.is_relative_to(place) for p in needed) else [place]


def outer(pid: int, sandbox: int) -> int | None:
    """The number outside of a process that is `pid` in a sandbox, whose first process has this number outside."""
    try:
        for process in psutil.Process(sandbox).children(recursive=True):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            if re.search(rf"^NSpid:.*\s{pid}$", status, re.MULTILINE):
                return process.pid
    except (psutil.Error, OSError):
        pass
    return None
