"""A new kata from its signature: the folder of the judge's book, and a stub and a solution in every language."""

import sys

from dojo.paths import KATAS
from dojo.signature import parse
from dojo.spec import read
from dojo.tracks import tracks

SPEC = """\
title = "{title}"
stage = "S1 Foundations of linear algebra"
level = 2
needs = []
"""

FUNCTION = """
[{name}]
signature = "{signature}"
formula = "one line: what is returned, in the notation of shared_tests/README.md"
rtol = 1e-9    # where this tolerance comes from

# [[{name}.case]]
# name = "the fault that this case shows"
# why = "the mistake that it catches: printed when the case fails"
# inputs and outputs by their names, or refuses = "RankDeficient"
"""

README = """\
# {title}

What it is for, in three sentences.

## Derivation

From first principles.

## Hints

<details><summary>Hint 1: the direction</summary>

…

</details>

## References
"""

ORACLE = '''\
"""The truth by another road than the katas take."""

from dojo.fixtures import Recipe


# ------------------------------------------------------------------ the truth

{functions}
# ------------------------------------------------------------------ a second route, in float64

REFERENCES = {{}}

# ------------------------------------------------------------------ drawn cases

DRAWN = {{}}

# ------------------------------------------------------------------ the usual mistakes

MISTAKES = {{}}

# ------------------------------------------------------------------ what is timed

WORKLOADS = {{}}
'''


def new(name, signatures):
    """Write whatever is missing of a kata and yield the paths; nothing is overwritten."""
    if not name.isidentifier() or not name.islower():
        sys.exit(f"{name!r} is no name for a kata; write it like huber_irls.")
    try:
        parsed = [
            parse(text) for text in signatures or [f"{name}(X[n,p], y[n]) -> w[p]"]
        ]
    except ValueError as error:
        sys.exit(str(error))
    title = name.replace("_", " ").capitalize()
    blocks = [FUNCTION.format(name=s.name, signature=s) for s in parsed]
    yield from _write(
        KATAS / name / "spec.toml", SPEC.format(title=title) + "".join(blocks)
    )
    kata = read(name)
    yield from _write(KATAS / name / "README.md", README.format(title=kata.title))
    yield from _write(
        KATAS / name / "oracle.py", ORACLE.format(functions=_oracles(kata))
    )
    yield from _write(KATAS / name / "fixtures.json", "[]\n")
    for track in tracks().values():
        for file, text in track.scaffold(kata).items():
            path = track.folder / file
            if path.parent.name == "katas":
                yield from _write(path, text)
                yield from _write(track.file("solutions", name), text)
            elif path.read_text() != text:  # a list of functions that gained a line
                path.write_text(text)
                yield path


def _oracles(kata):
    one = "def {}({}):\n    raise NotImplementedError\n"
    names = lambda f: ", ".join(a.name for a in f.signature.inputs)
    return (
        "\n\n".join(one.format(f.name, names(f)) for f in kata.functions.values())
        + "\n"
    )


def _write(path, text):
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        yield path
