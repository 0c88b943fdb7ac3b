"""A call at Julia's own prompt: where a case is looked at line by line."""

from pathlib import Path

import numpy as np

from dojo.paths import BUILD, write_text
from dojo.run.foreground import Call

SCRIPT = """\
module Katas
include(raw"{refusals}")
{files}
end
using .Katas: {name}
{inputs}
println("The inputs are bound, and the call is in the history: press the up arrow.")
"""
HISTORY = "# time: 2000-01-01 00:00:00 UTC\n# mode: julia\n\t{words}\n"


def command(julia: str, folder: Path, call: Call) -> list[str]:
    """Julia with everything that the call needs."""
    own, place = call.function.name, BUILD / "julia" / "debug"
    script = SCRIPT.format(
        refusals=folder / "refusals.jl",
        files="\n".join(f'include(raw"{path}")' for _, path in call.files),
        name=own,
        inputs="\n".join(f"{k} = {literal(v)}" for k, v in call.inputs.items()),
    )
    write_text(place / "call.jl", script)
    write_text(place / "history", HISTORY.format(words=call.words))
    history = f"JULIA_HISTORY={place / 'history'}"
    options = ["--check-bounds=yes", "--banner=no", "-i", str(place / "call.jl")]
    return ["env", history, julia, *options]


def literal(value: object) -> str:
    """A value as Julia writes it."""
    array = np.asarray(value)
    if not array.ndim:
        return number(array.item())
    kind = {"f": "Float64", "i": "Int", "b": "Bool"}[array.dtype.kind]
    vector = f"{kind}[{', '.join(map(number, array.ravel('F').tolist()))}]"
    sizes = ", ".join(map(str, array.shape))
    return vector if array.ndim == 1 else f"reshape({vector}, {sizes})"


def number(value: object) -> str:
    words = {
        "nan": "NaN",
        "inf": "Inf",
        "-inf": "-Inf",
        "True": "true",
        "False": "false",
    }
    return words.get(repr(value), repr(value))
