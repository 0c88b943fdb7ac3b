"""Who takes part: our solutions, the learner's katas, an older revision, and the libraries that are installed."""

import ast
import re
import subprocess
from pathlib import Path
from typing import Any

from dojo.bench.contender import Contender, Failed
from dojo.paths import BUILD, ROOT
from dojo.tracks import FAST, Track, Unavailable, tracks

USUAL = (  # the peers of the group `bench`
    "numpy_scipy",
    "scikit_learn",
    "stats_models",
    "gram_steps",
)
AGAIN = " again"  # the reference under another name: an A/A pair
REFERENCE = "cpp"  # the language that the others are compared with, if it is there


def languages() -> list[Track]:
    """The tracks, the reference first."""
    return sorted(
        tracks().values(), key=lambda track: (track.name != REFERENCE, track.name)
    )


def wanted(
    katas: bool = False, against: str | None = None, peers: str = "usual"
) -> list[tuple[str, str, str]]:
    """(label, track, source) of the reference, of the reference again, then of the others."""
    found = [(track.TITLE, track.name, "solutions") for track in languages()]
    title, name, _ = found[0]
    found.insert(1, (f"{title}{AGAIN}", name, "solutions"))
    faster = [track for track in languages() if (track.folder / FAST).exists()]
    found += [(f"{t.TITLE}, fast", t.name, FAST) for t in faster]
    if katas:
        found += [(f"{t.TITLE}, yours", t.name, "katas") for t in languages()]
    if against:
        found += [
            (f"{t.TITLE} at {against}", t.name, str(folder))
            for t in languages()
            if (folder := revision(against, t)) is not None
        ]
    return found + [
        (title_of(path), track.name, f"peers/{path.stem}")
        for track in languages()
        for path in sorted((track.folder / "peers").glob(f"*{track.SUFFIX}"))
        if peers == "all" or path.stem in USUAL
    ]


def contenders(
    core: int,
    katas: bool = False,
    against: str | None = None,
    peers: str = "usual",
    clean: bool = False,
) -> tuple[list[Contender], dict[str, str]]:
    """(the contenders, {label: why it is absent}); the solutions are built anew if `clean`."""
    found, absent = [], {}
    for label, track, source in wanted(katas, against, peers):
        try:
            anew = clean and source == "solutions" and not label.endswith(AGAIN)
            found.append(Contender(label, track, source, core, anew))
        except (Unavailable, Failed, RuntimeError) as error:
            absent[label] = str(error)
    return found, absent


def title_of(path: Path) -> str:
    """The library's name: the first words of a peer's file, as in "scikit-learn behind the signatures …"."""
    words = re.search(r"[\w+\-. ]+?(?= behind)", path.read_text())
    return words[0].strip() if words else path.stem


def beyond(path: Path) -> set[str]:
    """The cases that a peer is known to fail: the keys of its BEYOND."""
    return set(stated(path, "BEYOND"))


def other(path: Path) -> set[str]:
    """The functions for which a peer has another algorithm, of which the roofline says nothing: its OTHER."""
    return set(stated(path, "OTHER"))


def stated(path: Path, name: str) -> dict[str, Any]:
    """A table that a peer states; in a comment, where the language is not Python."""
    text = path.read_text() if path.is_file() else ""
    text = re.sub(r"^(//|#) ?", "", text, flags=re.MULTILINE)
    found = re.search(rf"^{name} = (\{{.*?\}})$", text, re.MULTILINE | re.DOTALL)
    return dict(ast.literal_eval(found[1])) if found else {}


def revision(name: str, track: Track) -> Path | None:
    """The solutions of a track as they stood at a revision, in a folder of their own; None where there were none."""
    folder = BUILD / "bench" / "revisions" / name.replace("/", "_") / track.name
    folder.mkdir(parents=True, exist_ok=True)
    inside = f"{track.name}/solutions"
    git = ["git", "-C", str(ROOT), "archive", name, inside]
    archive = subprocess.run(git, check=False, capture_output=True)
    if archive.returncode:
        return None
    subprocess.run(["tar", "-x", "-C", str(folder)], check=True, input=archive.stdout)
    return folder / inside
