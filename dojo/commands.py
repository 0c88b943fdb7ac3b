"""What the nox sessions do; each command returns the exit code."""

import datetime
import sys

import pytest

from dojo.compare import listing
from dojo.fixtures import write
from dojo.paths import ATTEMPTS, ROOT
from dojo.spec import functions, kata, katas
from dojo.staging import shown
from dojo.tracks import tracks


def grade(options, rest):
    """Grade one language with pytest; `rest` goes to pytest."""
    track = known_track(options.track)
    known_katas(options.katas)
    if reason := track.missing():
        print(reason, file=sys.stderr)
        return 1
    source = options.source or ("solutions" if options.solutions else "katas")
    judge = ROOT / "shared_tests" / "test_katas.py"
    arguments = [str(judge), "--track", track.name, "--source", source]
    arguments += [word for name in options.katas for word in ("--kata", name)]
    for name in ("fresh", "seed", "case", "report"):
        if getattr(options, name) is not None:
            arguments += [f"--{name}", str(getattr(options, name))]
    if options.k:
        arguments += ["-k", selection(options.k)]
    return int(pytest.main([*arguments, "--tb=no", "--no-summary", *rest]))


def selection(words):
    """A pytest expression for cases whose name has all these words, whatever signs they carry."""
    plain = "".join(c if c.isalnum() or c in "_." else " " for c in words)
    return " and ".join(plain.split())


def show(options):
    """The specification, then the stub or attempt and the solution in every language."""
    from rich.console import Console  # what grading need not wait for
    from rich.syntax import Syntax

    (each,) = known_katas([options.kata])
    shown_tracks = [known_track(name) for name in options.tracks] or tracks().values()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{each.title}\n{each.stage}, level {each.level}", style="bold")
    console.print(f"needs {', '.join(each.needs) or 'nothing'}")
    console.print(f"Statement and derivation: {shown(each.folder / 'README.md')}")
    for f in each.functions.values():
        console.print(f"\n{f.signature}", style="bold")
        console.print(f"  {f.formula}")
        for case in (c for c in each.cases if c.function == f):
            console.print(f"  - {case.name}: {case.why}", style="dim")
    for track in shown_tracks:
        for source in ("katas", "solutions"):
            path = track.file(source, each.name)
            console.rule(shown(path))
            if path.exists():
                text, language = path.read_text(), track.TITLE.lower()
                console.print(
                    Syntax(text, language, theme="ansi_light", word_wrap=True)
                )
    return 0


def map(options):
    """Every kata and how far you are; with --write the map of the repository."""
    from dojo import map

    if options.write:
        map.write()
        print(f"wrote {shown(map.README)} and {shown(map.PICTURE)}")
    map.show()
    return 0


def gradient(options):
    """Differences of a function's own value against the gradient that it returns."""
    from dojo import gradients
    from dojo.library import KataFailed, load

    track = known_track(options.track)
    found = {f.name: f for f in gradients.checkable()}
    if options.function not in found:
        sys.exit(f"Say one of {', '.join(found)}: their specs name a gradient.")
    function = found[options.function]
    problem = next(
        c for c in kata(function.kata).cases if c.function == function and c.outputs
    )
    source = "solutions" if options.solutions else "katas"
    with load(track.name, source, fast=False) as library:
        try:
            call = getattr(library, function.name)
            findings = gradients.check(function, call, problem.inputs)
        except (NotImplementedError, KataFailed) as error:
            sys.exit(str(error))
    print(f"{function.name}, {problem.name}: {listing(problem.inputs)}")
    for finding in findings:
        print(gradients.words(finding, function.signature.sizes(problem.inputs)))
    return 0 if all(finding.passed for finding in findings) else 1


def reset(options):
    """Back to the stub; an attempt is kept in attempts/, under the time of day."""
    track = known_track(options.track)
    for each in known_katas(options.katas):
        path = track.file("katas", each.name)
        stub = track.stub_of(each.name)
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
    stamp = f"{path.stem}-{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    names = [stamp, *(f"{stamp}-{i}" for i in range(2, 100))]
    free = (folder / f"{n}{path.suffix}" for n in names)
    kept = next(place for place in free if not place.exists())
    path.rename(kept)
    return kept


def new(options):
    """A new kata: whatever is missing of its folder, stubs and solutions."""
    from dojo import scaffold

    for path in scaffold.new(options.kata, options.signatures):
        print(f"wrote {shown(path)}")
    return 0


def fixtures(options):
    """Write fixtures.json anew, from the recipes of the oracles."""
    for each in known_katas(options.katas) or katas().values():
        write(each)
        print(
            f"{shown(each.folder / 'fixtures.json')}: {len(each.fixtures)} drawn cases"
        )
    return 0


def agree(options):
    """Every source of every language on the same problems; 1 where any two part."""
    from dojo.agree import sources, survey  # what grading need not wait for

    own = [name for name in options.names if name in functions()]
    named = known_katas([name for name in options.names if name not in own])
    whole = named or ([] if own else katas().values())
    chosen = [f for each in whole for f in each.functions.values()]
    chosen += [functions()[name] for name in own if functions()[name] not in chosen]
    tally = survey(chosen, sources(tracks()), options.problems, options.seed)
    print("\n\n".join([*tally.partings, str(tally)]))
    return int(bool(tally.partings))


def known_track(name):
    if name not in tracks():
        sys.exit(f"There is no language {name}; there are {', '.join(tracks())}.")
    return tracks()[name]


def known_katas(names):
    try:
        return [kata(name) for name in names]
    except KeyError as error:
        sys.exit(error.args[0])
