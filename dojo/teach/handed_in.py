"""What learners have handed in: folders and git bundles, and the kata files that lie in them, as copies.

A learner's folder holds a fork (`python/katas/*.py`, `cpp/katas/*.cpp`, …), or kata files somewhere in it. Only whole
files are copied, never links, so that nothing outside of the folder is read; what is missing beside a kata is a stub.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dojo.paths import ROOT, make, shown, unreadable, write_bytes, write_text
from dojo.run.language import Language
from dojo.spec.cases import kata, katas

BUNDLE = ".bundle"
# folders of the repository that hold no learner's kata, and what tools leave
PASSED_OVER = {"solutions", "fast", "peers", "drills", "attempts", "build", "target"}
PASSED_OVER |= {"dojo", "shared_tests", "data", "node_modules", "__pycache__"}
LARGEST = 1 << 20  # bytes of a file that is copied
UNBUNDLING = 120.0  # seconds that git may take
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
ALONE |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


class NotGraded(Exception):
    """Why nothing of a learner can be graded: one sentence."""


@dataclass(frozen=True)
class Work:
    """The katas of one learner in one language; `folder` holds copies of the files."""

    who: str
    language: Language
    folder: Path
    katas: tuple[str, ...]


def learners(folder: Path) -> dict[str, Path]:
    """Who has handed something in, and what: everything in the folder that is not hidden."""
    found = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    names = [p.stem if p.suffix == BUNDLE else p.name for p in found]
    return {p.name if names.count(n) > 1 else n: p for n, p in zip(names, found)}


def label(who: str) -> str:
    """A name for a learner's folder of copies that every tool can bear."""
    tail = hashlib.sha256(who.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{re.sub(r'[^a-zA-Z0-9]+', '-', who)[:40].strip('-')}-{tail}"


def works(
    who: str, path: Path, place: Path, languages: list[Language], asked: list[str]
) -> list[Work]:
    """What is to be graded of a learner, copied to `place`: the katas that are asked for, or else those that are
    begun. NotGraded says why there is nothing."""
    if place.exists():
        shutil.rmtree(place)
    try:
        if path.is_dir():
            found = list(_works(who, path, place, languages, asked))
        elif path.suffix == BUNDLE:
            found = list(_works(who, unbundled(path, place), place, languages, asked))
        else:
            raise NotGraded(f"{path.name} is neither a folder nor a git bundle.")
    except OSError as error:
        name = Path(str(error.filename or path)).name
        raise NotGraded(f"{name} cannot be read ({error.strerror}).") from None
    if not found:
        wanted = " or ".join(language.TITLE for language in languages)
        raise NotGraded(f"No kata in {wanted} is begun in {path.name}.")
    return found


def _works(
    who: str, folder: Path, place: Path, languages: list[Language], asked: list[str]
) -> Iterator[Work]:
    files = list(walk(folder))
    for language in languages:
        if (source := home(files, language)) is None:
            continue
        copy = make(place / language.name)
        for path in files:
            near = path.parent == source or path.suffix == language.SUFFIX
            if near and path.is_relative_to(source):
                write_bytes(copy / path.relative_to(source), path.read_bytes())
        names = asked or [n for n in katas() if begun(language, copy, n)]
        names = [n for n in names if not language.lacks(n, copy)]
        for name in dict.fromkeys(n for each in names for n in needed(each)):
            file = copy / f"{name}{language.SUFFIX}"
            if not file.exists() and not language.lacks(name):
                write_text(file, language.stub_of(name))
        if names:
            yield Work(who, language, copy, tuple(names))


def walk(folder: Path) -> Iterator[Path]:
    """The files of a learner that may be copied; OSError where a folder cannot be read."""

    def stop(error: OSError) -> None:
        raise error

    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(
            name for name in folders if name not in PASSED_OVER and name[0] != "."
        )
        for path in (Path(root, name) for name in sorted(names)):
            if path.is_file() and not path.is_symlink() and _small(path):
                yield path


def _small(path: Path) -> bool:
    return path.stat().st_size <= LARGEST


def home(files: list[Path], language: Language) -> Path | None:
    """The folder with a language's katas: `<language>/katas` of a fork, or else the one with the most of them."""
    found: dict[Path, int] = {}
    for path in files:
        if path.suffix == language.SUFFIX and path.stem in katas():
            found[path.parent] = found.get(path.parent, 0) + 1

    def rank(folder: Path) -> tuple[bool, int, int]:
        fork = folder.parts[-2:] == (language.name, "katas")
        return fork, found[folder], -len(folder.parts)

    return max(found, key=rank, default=None)


def begun(language: Language, folder: Path, name: str) -> bool:
    """Whether somebody has written something in a kata's file."""
    path = folder / f"{name}{language.SUFFIX}"
    if not path.is_file():
        return False
    if unreadable(path):
        return True
    text = path.read_text(encoding="utf-8")
    return language.placeholders(text) != set(kata(name).functions)


def needed(name: str) -> list[str]:
    return [*kata(name).before, name]


def unbundled(bundle: Path, place: Path) -> Path:
    """A checkout of a bundle's HEAD, or else of its first branch: without hooks, links or filters. A bundle of some
    commits only is completed from this repository's history."""
    heads = _git("bundle", "list-heads", str(bundle.resolve()), of=bundle).splitlines()
    branches = [m[1] for h in heads if (m := re.fullmatch(r"\w+ refs/heads/(.+)", h))]
    named = [f"--branch={b}" for b in branches[:1]]
    if any(head.endswith(" HEAD") for head in heads):
        named = []
    elif not branches:
        raise NotGraded(f"{bundle.name} has no branch.")
    folder = make(place) / "bundle"
    quiet = ["-c", "core.symlinks=false", "-c", f"core.hooksPath={os.devnull}"]
    known = ["--reference-if-able", str(ROOT), "--no-tags", "--quiet"]
    words = [*quiet, "clone", *known, *named, str(bundle.resolve()), str(folder)]
    _git(*words, of=bundle)
    return folder


def _git(*words: str, of: Path) -> str:
    """What git prints; NotGraded with its reason where it fails."""
    try:
        done = subprocess.run(
            ["git", *words],
            cwd=ROOT,
            env={**os.environ, **ALONE},
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=UNBUNDLING,
        )
    except FileNotFoundError:
        raise NotGraded(f"{of.name} is a git bundle, and there is no git.") from None
    except subprocess.TimeoutExpired:
        raise NotGraded(f"git did not read {of.name} in {UNBUNDLING:g} s.") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["git gave no reason"]
        lines = [line for line in lines if not line.startswith("info:")] or lines
        said = lines[0].replace(str(of.resolve()), of.name).rstrip(".:")
        said = said.removeprefix("error: ").removeprefix("fatal: ")
        raise NotGraded(f"git cannot read {of.name}: {said}.")
    return done.stdout


def check(folder: Path, languages: list[Language]) -> str:
    """Why a folder is none of learners' folders, or ""."""
    if not folder.is_dir():
        return f"{shown(folder)} is no folder; give the one that holds the learners' folders."
    suffixes = {language.SUFFIX for language in languages}
    own = [p for p in folder.iterdir() if p.suffix in suffixes and p.stem in katas()]
    if own:
        return f"{shown(folder)} holds {own[0].name} itself; give the folder above it, with a folder for each learner."
    if not learners(folder):
        return f"{shown(folder)} is empty; it should hold a folder or a git bundle for each learner."
    return ""
