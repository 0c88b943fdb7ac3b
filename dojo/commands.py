"""What the nox sessions do; each command returns the exit code."""

import datetime
import sys

import pytest
from rich.console import Console
from rich.markdown import Markdown
from rich.syntax import Syntax

from dojo import fixtures, scaffold
from dojo.paths import ATTEMPTS, ROOT
from dojo.spec import kata, katas
from dojo.staging import shown
from dojo.tracks import tracks


def known(names):
    """These katas, or an exit with the nearest names."""
    try:
        return [kata(name) for name in names]
    except KeyError as error:
        sys.exit(error.args[0])


def grade(options, rest):
    """Grade one language with pytest."""
    track = tracks().get(options.track)
    if track is None:
        sys.exit(
            f"There is no language {options.track}; there are {', '.join(tracks())}."
        )
    known(options.katas)
    if reason := track.missing():
        print(reason, file=sys.stderr)
        return 1
    source = options.source or ("solutions" if options.solutions else "katas")
    arguments = [
        str(ROOT / "shared_tests" / "test_katas.py"),
        "--track",
        track.name,
        "--source",
        source,
    ]
    arguments += [part for name in options.katas for part in ("--kata", name)]
    return int(pytest.main([*arguments, "--tb=no", "--no-summary", *rest]))


def draw(options, rest):
    """Write fixtures.json anew, from the recipes of the oracles."""
    for each in known(options.katas) or katas().values():
        fixtures.write(each)
        print(
            f"{shown(each.folder / 'fixtures.json')}: {len(each.fixtures)} drawn cases"
        )
    return 0


def show(options, rest):
    """The specification, then the stub or attempt and the solution of every language."""
    (each,) = known([options.kata])
    console = Console()
    console.print(Markdown((each.folder / "README.md").read_text()))
    for f in each.functions.values():
        console.print(
            f"\n[bold]{f.formula}[/bold]\n{f.signature}", markup=True, highlight=False
        )
    for track in tracks().values():
        if options.track and track.name not in options.track:
            continue
        for source in ("katas", "solutions"):
            path = track.file(source, each.name)
            console.rule(shown(path))
            if path.exists():
                console.print(
                    Syntax(
                        path.read_text(),
                        track.TITLE.lower(),
                        theme="ansi_light",
                        word_wrap=True,
                    )
                )
    return 0


def reset(options, rest):
    """Back to the stub; the attempt goes to attempts/, under the time of day."""
    track = tracks().get(options.track)
    if track is None:
        sys.exit(
            f"There is no language {options.track}; there are {', '.join(tracks())}."
        )
    for each in known(options.katas):
        path = track.file("katas", each.name)
        stub = track.stub(track.file("solutions", each.name).read_text())
        if path.exists() and path.read_text() == stub:
            print(f"{shown(path)} is the stub already.")
            continue
        if path.exists():
            print(f"Your attempt is kept in {shown(keep(path, track.name))}.")
        path.write_text(stub)
        print(f"{shown(path)} is the stub again.")
    return 0


def keep(path, track):
    """Move a file to attempts/<track>/<name>-<time><suffix>, never over another one."""
    folder = ATTEMPTS / track
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    names = (
        f"{path.stem}-{stamp}{extra}{path.suffix}"
        for extra in ["", *(f"-{i}" for i in range(2, 1000))]
    )
    kept = next(folder / name for name in names if not (folder / name).exists())
    path.rename(kept)
    return kept


def new(options, rest):
    """A new kata: whatever is missing of its folder, stubs and solutions; nothing is overwritten."""
    for path in scaffold.new(options.kata, options.signature):
        print(f"wrote {shown(path)}")
    return 0


COMMANDS = {"grade": grade, "show": show, "new": new, "reset": reset, "fixtures": draw}
