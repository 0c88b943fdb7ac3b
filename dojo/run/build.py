"""Compiling a folder of katas in which some do not compile.

The project files of a language and the katas of one source are copied to a build folder (only what changed, so that
builds stay incremental). A kata that does not compile is replaced there by its stub and reported; the others go on.
"""

import fcntl
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
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
from dojo.run import heads
from dojo.run.language import Language
from dojo.run.progress import told
from dojo.run.results import Build, Profile
from dojo.spec.cases import katas

SECONDS = "seconds"  # a file in the build folder
GOOD = "good.json"  # another: the texts of the last build without a fault
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
    compile    compile(stage) -> (program, {kata: warnings}), or (None, {kata: errors}) while something is broken;
               what is nobody's stands under ""
    """
    stage = folder(language, source, profile)
    fresh, start = not stage.exists(), time.perf_counter()
    broken = incomplete(language, source)
    untold = fresh
    language.write_lists()
    with locked(stage):
        files = {name: language.folder / name for name in project}
        write(
            stage,
            {name: path.read_text(encoding="utf-8") for name, path in files.items()},
        )
        while True:
            texts = staged(language, source, broken)
            write(stage / "katas", texts, alone=True)
            words = f"compiling {len(texts)} katas in {language.TITLE} (once)"
            with told(words) if untold else nullcontext():
                program, said = compile(stage)
            untold = False
            refuse_if_hindered(stage, said.values())
            place = (
                rf"(?:{re.escape(str(stage))}/)?\bkatas/(?=[\w/]+\{language.SUFFIX})"
            )
            said = {
                kata: re.sub(place, f"{shown(source)}/", words).replace(f"{ROOT}/", "")
                for kata, words in said.items()
            }
            if program:
                write_text(stage / GOOD, json.dumps(texts))
                if fresh:
                    write_text(stage / SECONDS, f"{time.perf_counter() - start:.3f}")
                return Build(program, broken, without_stubs(language, texts, said))
            blamed = whose(language, source, said, broken) or changed(
                language, stage, texts, said
            )
            if not blamed:
                words = "\n".join(said.values())
                raise RuntimeError(f"{language.name}/ does not build:\n{words}")
            broken |= blamed


def refuse_if_hindered(stage: Path, said: Iterable[str]) -> None:
    """Unwritable where the compiler could not write: that is no kata's fault."""
    if hindered := HINDERED.search("\n".join(said)):
        reason = f"{shown(stage)} cannot be written ({hindered[0]})"
        raise Unwritable(f"{reason}; make room, or take the right to write.")


def staged(language: Language, source: Path, broken: Iterable[str]) -> dict[str, str]:
    """{file: text} of the katas, stubs in the place of what is broken, and of the helpers that stand beside them."""
    found = sorted(source.rglob(f"*{language.SUFFIX}"))
    stubs = {f"{kata}{language.SUFFIX}" for kata in broken}
    names = {path: str(path.relative_to(source)) for path in found}
    texts = {
        name: path.read_text(encoding="utf-8", errors="replace")
        for path, name in names.items()
        if name not in stubs
    }
    return texts | {
        f"{kata}{language.SUFFIX}": language.stub_of(kata) for kata in broken
    }


def whose(
    language: Language, source: Path, said: dict[str, str], broken: Iterable[str]
) -> dict[str, str]:
    """{kata: message} of those whose fault it is. A head that differs from the signature is to blame for every error
    that mentions its function; whoever calls it rightly is not."""
    different = {
        name: words
        for name in katas()
        if name not in broken
        and (source / f"{name}{language.SUFFIX}").is_file()
        and (
            words := heads.differences(
                language, name, source / f"{name}{language.SUFFIX}"
            )
        )
    }
    found: dict[str, str] = {}
    for name, message in said.items():
        guilty = [
            other
            for other, words in different.items()
            if other == name
            or any(f in message for f in re.findall(r"`(\w+)` ", words))
        ]
        for other in guilty:
            own = other == name and f"{shown(source)}/{name}" in message
            found[other] = "\n\n".join([different[other], *([message] if own else [])])
        if not guilty and name and name not in broken:
            found[name] = message
    if not found:
        words = "\n\n".join(said.values())
        found = {name: words for name in users(language, source, words)}
    return {name: words for name, words in found.items() if name not in broken}


def users(language: Language, source: Path, words: str) -> list[str]:
    """The katas whose helper's file is named in these words: it lies in their folder, or they name it."""
    files = sorted(source.rglob(f"*{language.SUFFIX}"))
    texts = {p: p.read_text(encoding="utf-8", errors="replace") for p in files}
    wrong = [p for p in files if p.stem not in katas() and f"{shown(p)}:" in words]
    return [
        path.stem
        for path, text in texts.items()
        if path.stem in katas()
        and any(path.stem in p.parent.parts or f'"{p.name}"' in text for p in wrong)
    ]


def changed(
    language: Language, stage: Path, texts: dict[str, str], said: dict[str, str]
) -> dict[str, str]:
    """Where nobody can be blamed: the katas that were others, or stubs, when it was built the last time."""
    path = stage / GOOD
    good = read_json(path, {})
    names = [name for name in katas() if f"{name}{language.SUFFIX}" in texts]
    return {
        name: "\n\n".join(said.values())
        for name in names
        if texts[f"{name}{language.SUFFIX}"]
        not in (good.get(f"{name}{language.SUFFIX}"), language.stub_of(name))
    }


def without_stubs(
    language: Language, texts: dict[str, str], said: dict[str, str]
) -> dict[str, str]:
    """The warnings of the katas that are begun."""
    return {
        name: words
        for name, words in said.items()
        if name and texts.get(f"{name}{language.SUFFIX}") != language.stub_of(name)
    }


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
        lacking = [f for f in kata.functions if not re.search(rf"\b{f}\s*[(<]", text)]
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
