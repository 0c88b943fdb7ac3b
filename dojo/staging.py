"""Compiling a folder of katas in which some do not compile.

The project files of a language and the katas of one source are copied to a build folder (only what changed, so that
builds stay incremental). A kata that does not compile is replaced there by its stub and reported; the others go on.
"""

import fcntl
import hashlib
import re
from contextlib import contextmanager
from pathlib import Path

from dojo.paths import BUILD, ROOT
from dojo.tracks import Build


def build(folder, source, fast, stub, suffix, project, compile):
    """Compile `source` until nothing is broken any more; a Build.

    project    the files of the language's own folder that the build needs
    compile    compile(stage) -> (program, {kata: message}); program is None while something is broken
    """
    source = Path(source)
    stage = BUILD / folder.name / f"{label(source)}-{'fast' if fast else 'checked'}"
    present = {path.stem for path in source.glob(f"*{suffix}")}
    known = {path.stem for path in (folder / "solutions").glob(f"*{suffix}")}
    broken = {
        kata: f"{shown(source)}/{kata}{suffix} is missing." for kata in known - present
    }
    with locked(stage):
        write(stage, {name: (folder / name).read_text() for name in project})
        while True:
            texts = {path.name: path.read_text() for path in source.glob(f"*{suffix}")}
            texts |= {f"{kata}{suffix}": stub(kata) for kata in broken}
            write(stage / "katas", texts, alone=True)
            program, failures = compile(stage)
            where = re.compile(rf"({re.escape(str(stage))}/)?\bkatas/(?=\w+\{suffix})")
            messages = {
                kata: where.sub(f"{shown(source)}/", message)
                for kata, message in failures.items()
            }
            if program:
                return Build(program, broken)
            if not messages.keys() - broken.keys():
                words = "\n".join(messages.values())
                raise RuntimeError(f"{shown(folder)} does not build:\n{words}")
            broken |= messages


def label(source):
    """A name for a source's build folder: its own, and a hash if it lies outside the repository."""
    if source.is_relative_to(ROOT):
        return source.name
    return f"{source.name}-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"


def shown(path):
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def write(folder, texts, alone=False):
    """Make a folder hold these files, `alone` or not, touching only what differs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text() != text:
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
