"""Compiling a folder of katas in which some do not compile.

The project files of a language and the katas of one source are copied to a build folder (only what changed, so that
builds stay incremental). A kata that does not compile is replaced there by its stub and reported; the others go on.
"""

import fcntl
import hashlib
import re
import time
from contextlib import contextmanager

from dojo.paths import BUILD, ROOT
from dojo.tracks import Build, Unavailable

SECONDS = "seconds"  # a file in the build folder


def build(track, source, profile, project, compile):
    """Compile `source` until nothing is broken any more; a Build.

    project    the files of the language's own folder that the build needs
    compile    compile(stage) -> (program, {kata: message}); program is None while something is broken

    A peer is one file, compiled in the place of the katas; what its #error says of an absent library is Unavailable.
    """
    stage, place = (
        folder(track, source, profile),
        source if source.is_dir() else source.parent,
    )
    fresh, start = not stage.exists(), time.perf_counter()
    broken = incomplete(track, source) if source.is_dir() else {}
    with locked(stage):
        write(stage, {name: (track.folder / name).read_text() for name in project})
        while True:
            files = source.glob(f"*{track.SUFFIX}") if source.is_dir() else [source]
            texts = {path.name: path.read_text() for path in files}
            texts |= {f"{kata}{track.SUFFIX}": track.stub_of(kata) for kata in broken}
            write(stage / "katas", texts, alone=True)
            program, failures = compile(stage)
            if program:
                if fresh:
                    (stage / SECONDS).write_text(f"{time.perf_counter() - start:.3f}")
                return Build(program, broken)
            staged = rf"({re.escape(str(stage))}/)?\bkatas/(?=\w+\{track.SUFFIX})"
            messages = {
                kata: re.sub(staged, f"{shown(place)}/", message)
                for kata, message in failures.items()
            }
            blamed = {k: m for k, m in messages.items() if k and k not in broken}
            if not blamed or not source.is_dir():
                words = "\n".join(messages.values())
                if absent := re.search(r'error:? "(.*)"', words):
                    raise Unavailable(absent[1])
                raise RuntimeError(f"{track.name}/ does not build:\n{words}")
            broken |= blamed


def folder(track, source, profile):
    """Where a source is built."""
    return BUILD / track.name / f"{label(source)}-{profile}"


def seconds(track, source, profile):
    """How long the source took to build from nothing; None where that was not seen, or there is nothing to build."""
    path = folder(track, source, profile) / SECONDS
    return float(path.read_text()) if path.exists() else None


def incomplete(track, source):
    """{kata: message} for every file that is missing or lacks a function."""
    found = {}
    for solution in track.source("solutions").glob(f"*{track.SUFFIX}"):
        path = source / solution.name
        if not path.exists():
            found[path.stem] = f"{shown(path)} is missing."
            continue
        text, wanted = path.read_text(), track.functions(solution.read_text())
        lacking = [f for f in wanted if not re.search(rf"\b{f}\s*\(", text)]
        if lacking:
            found[path.stem] = f"{shown(path)} does not define {', '.join(lacking)}."
    return found


def label(source):
    """A name for a source's build folder: its own, and a hash if it is none of the repository's own sources."""
    if source.is_relative_to(ROOT) and not source.is_relative_to(BUILD):
        return source.stem
    return f"{source.stem}-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"


def shown(path):
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def write(folder, texts, alone=False):
    """Make a folder hold these files, `alone` or not, touching only what differs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
    for path in folder.iterdir():
        if alone and path.name not in texts:
            path.unlink()


@contextmanager
def locked(stage):
    """One build at a time in one folder."""
    stage.mkdir(parents=True, exist_ok=True)
    with open(stage / ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
