"""Compiling a folder of katas in which some do not compile.

The project files of a language and the katas of one source are copied to a build folder (only what changed, so that
builds stay incremental). A kata that does not compile is replaced there by its stub and reported; the others go on.
"""

import fcntl
import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from dojo.paths import (
    BUILD,
    ROOT,
    Unwritable,
    make,
    read_json,
    shown,
    unreadable,
    write,
    write_text,
    writing,
)
from dojo.run.language import Language
from dojo.run.progress import told
from dojo.run.results import Build, Profile, Unavailable
from dojo.spec.cases import katas

SECONDS = "seconds"  # a file in the build folder
# what a compiler says that cannot write: no fault of a kata
HINDERED = re.compile(
    "No space left on device|Disk quota exceeded|File too large|Read-only file system"
)
Compile = Callable[[Path], tuple[Path | None, dict[str, str]]]


def build(
    language: Language,
    source: Path,
    profile: Profile,
    project: list[str],
    compile: Compile,
) -> Build:
    """Compile `source` until nothing is broken any more.

    project    the files of the language's own folder that the build needs
    compile    compile(stage) -> (program, {kata: message}); program is None while something is broken

    A peer is one file, compiled in the place of the katas; what its #error says of an absent library is Unavailable.
    """
    stage, place = (
        folder(language, source, profile),
        source if source.is_dir() else source.parent,
    )
    fresh, start = not stage.exists(), time.perf_counter()
    broken = incomplete(language, source) if source.is_dir() else {}
    untold = fresh and source.is_dir()
    language.write_lists()
    with locked(stage):
        files = {name: language.folder / name for name in project}
        write(
            stage,
            {name: path.read_text(encoding="utf-8") for name, path in files.items()},
        )
        while True:
            found = source.glob(f"*{language.SUFFIX}") if source.is_dir() else [source]
            texts = {
                path.name: path.read_text(encoding="utf-8")
                for path in found
                if path.stem not in broken
            }
            texts |= {
                f"{kata}{language.SUFFIX}": language.stub_of(kata) for kata in broken
            }
            write(stage / "katas", texts, alone=True)
            words = f"compiling {len(texts)} katas in {language.TITLE} (once)"
            with told(words) if untold else nullcontext():
                program, failures = compile(stage)
            untold = False
            if hindered := HINDERED.search("\n".join(failures.values())):
                reason = f"{shown(stage)} cannot be written ({hindered[0]})"
                raise Unwritable(f"{reason}; make room, or take the right to write.")
            if program:
                if fresh:
                    write_text(stage / SECONDS, f"{time.perf_counter() - start:.3f}")
                return Build(program, broken)
            staged = rf"({re.escape(str(stage))}/)?\bkatas/(?=\w+\{language.SUFFIX})"
            messages = {
                kata: re.sub(staged, f"{shown(place)}/", message)
                for kata, message in failures.items()
            }
            blamed = {k: m for k, m in messages.items() if k and k not in broken}
            if not blamed or not source.is_dir():
                words = "\n".join(messages.values())
                if absent := re.search(r'error:? "(.*)"', words):
                    raise Unavailable(absent[1])
                raise RuntimeError(f"{language.name}/ does not build:\n{words}")
            broken |= blamed


def folder(language: Language, source: Path, profile: Profile) -> Path:
    """Where a source is built."""
    return BUILD / language.name / f"{label(source)}-{profile}"


def seconds(language: Language, source: Path, profile: Profile) -> float | None:
    """How long the source took to build from nothing; None where that was not seen, or there is nothing to build."""
    path = folder(language, source, profile) / SECONDS
    return read_json(path, 0.0) or None


def incomplete(language: Language, source: Path) -> dict[str, str]:
    """{kata: message} for every file of the language that is missing or lacks a function."""
    found = {}
    for name, kata in katas().items():
        path = source / f"{name}{language.SUFFIX}"
        if language.lacks(name, source):
            continue
        if not path.exists():
            found[path.stem] = f"{shown(path)} is missing."
            continue
        if fault := unreadable(path):
            found[path.stem] = fault
            continue
        text = path.read_text(encoding="utf-8")
        lacking = [f for f in kata.functions if not re.search(rf"\b{f}\s*\(", text)]
        if lacking:
            found[path.stem] = f"{shown(path)} does not define {', '.join(lacking)}."
    return found


def label(source: Path) -> str:
    """A name for a source's build folder: its own, and a hash if it is none of the repository's own sources."""
    if source.is_relative_to(ROOT) and not source.is_relative_to(BUILD):
        return source.stem
    return f"{source.stem}-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"


@contextmanager
def locked(stage: Path) -> Iterator[None]:
    """One build at a time in one folder."""
    lock = make(stage) / ".lock"
    with writing(lock):
        file = lock.open("ab")
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
