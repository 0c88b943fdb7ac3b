"""Who takes part: our solutions, the learner's katas, an older revision, and the libraries that are installed."""

import re
import subprocess

from dojo.bench.lane import Failed, Lane
from dojo.paths import BUILD, ROOT
from dojo.run.language import FAST, languages
from dojo.run.results import Unavailable

USUAL = (
    "numpy_scipy",
    "scikit_learn",
    "stats_models",
    "gram_steps",
)  # the peers of the group `bench`
AGAIN = " again"  # the reference under another name
REFERENCE = "cpp"  # the language that the others are compared with, if it is there


def ranked():
    """The tracks, the reference first."""
    return sorted(
        languages().values(), key=lambda track: (track.name != REFERENCE, track.name)
    )


def lanes(core, katas=False, against=None, peers="usual", clean=False):
    """([Lane, …], {label: why it is absent}): the reference, the reference again, then the others; built anew if `clean`."""
    wanted = [(track.TITLE, track.name, "solutions") for track in ranked()]
    title, name, _ = wanted[0]
    wanted.insert(1, (f"{title}{AGAIN}", name, "solutions"))
    faster = [track for track in ranked() if (track.folder / FAST).exists()]
    wanted += [(f"{t.TITLE}, fast", t.name, FAST) for t in faster]
    if katas:
        wanted += [(f"{t.TITLE}, yours", t.name, "katas") for t in ranked()]
    if against:
        wanted += [
            (f"{t.TITLE} at {against}", t.name, str(folder))
            for t in ranked()
            if (folder := revision(against, t)) is not None
        ]
    wanted += [
        (title_of(path), track.name, f"peers/{path.stem}")
        for track in ranked()
        for path in sorted((track.folder / "peers").glob(f"*{track.SUFFIX}"))
        if peers == "all" or path.stem in USUAL
    ]
    found, absent = [], {}
    for label, track, source in wanted:
        try:
            built_anew = clean and source == "solutions" and not label.endswith(AGAIN)
            found.append(Lane(label, track, source, core, built_anew))
        except (Unavailable, Failed, RuntimeError) as error:
            absent[label] = str(error)
    return found, absent


def title_of(path):
    """The library's name: the first words of a peer's file, as in "scikit-learn behind the signatures …"."""
    words = re.search(r"[\w+\-. ]+?(?= behind)", path.read_text())
    return words[0].strip() if words else path.stem


def revision(name, track):
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
