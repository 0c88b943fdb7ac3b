"""One call in this very process, with the terminal: `python -m dojo.run.foreground LANGUAGE PROGRAM SOURCE FUNCTION INPUTS`.

What a debugger debugs: no limits, and nothing between the kata and the person who looks.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dojo.paths import BUILD, make
from dojo.run.language import Language, languages
from dojo.run.results import Crashed, WrongShape
from dojo.spec.cases import Function, functions, kata
from dojo.spec.refusals import Refusal

INPUTS = BUILD / "debug"


@dataclass(frozen=True)
class Call:
    """A function of a kata, in a program that was built from a source, and its inputs by name."""

    language: Language
    program: Path
    source: Path
    function: Function
    inputs: dict[str, Any]

    @property
    def files(self) -> list[tuple[str, Path]]:
        """(kata, file) of what must be loaded, in this order."""
        names = [*kata(self.function.kata).before, self.function.kata]
        found = [
            (name, self.source / f"{name}{self.language.SUFFIX}") for name in names
        ]
        return [(name, path) for name, path in found if path.exists()]

    @property
    def words(self) -> str:
        """ridge(X, y, lam, fit_intercept)"""
        return f"{self.function.name}({', '.join(self.inputs)})"

    @property
    def file(self) -> Path:
        """Where this process writes the inputs."""
        return INPUTS / f"inputs-{os.getpid()}.npz"

    def command(self) -> list[str]:
        """The process that makes this call; its inputs are written to a file."""
        make(INPUTS)
        np.savez(self.file, **self.inputs)
        places = [self.language.name, self.program, self.source, self.function.name]
        module = [sys.executable, "-m", "dojo.run.foreground"]
        return [*module, *map(str, places), str(self.file)]


def main(language: str, program: str, source: str, name: str, file: str) -> None:
    with np.load(file) as stored:
        inputs = {k: v if v.ndim else v.item() for k, v in stored.items()}
    call = Call(
        languages()[language], Path(program), Path(source), functions()[name], inputs
    )
    opened = call.language.open(call.program)
    for each, path in call.files:
        opened.load(each, path)
    outputs = call.function.signature.expect(inputs)
    try:
        results = opened.call(name, list(inputs.values()), outputs)
    except (Refusal, NotImplementedError, Crashed, WrongShape) as answer:
        print(f"{type(answer).__name__}: {answer}")
        return
    for output, value in zip(call.function.signature.outputs, results, strict=True):
        print(f"{output.name} = {value}")


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)  # pdb would begin anew
