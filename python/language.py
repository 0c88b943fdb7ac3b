"""Python: nothing to build; every kata is a module of its own, imported by the katas that need it."""

import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from dojo.paths import BUILD
from dojo.run import heads
from dojo.run.language import Language
from dojo.run.results import Build, Profile, Unavailable, conform
from dojo.spec.cases import Function, Kata
from dojo.spec.refusals import KINDS
from dojo.spec.signature import Output

from .forbidden import forbidden


class Python(Language):
    TITLE = "Python"
    SUFFIX = ".py"
    PLACEHOLDER = "    raise NotImplementedError"
    FUNCTION = (
        r'^(?P<head>def (?P<name>[a-z]\w*)\([^\n]*:\n(?P<doc>    """.*?"""\n)?)'
        r"(?P<body>(?:(?:    [^\n]*)?\n)*    [^\n]*\n)(?P<tail>)"
    )
    PARAMETER = r"(?P<name>\**\w+)(?:\s*:\s*(?P<type>.*))?"
    HELPER = r"^def _\w+\([^\n]*:\n(?:(?:    [^\n]*)?\n)*    [^\n]*\n\n*"
    ALLOWED = "`@`, sums, sorting and `np.linalg.norm` are yours, and so are your own earlier katas."

    def missing(self) -> str:
        return ""

    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        """Nothing to compile; a file of a peer says what it imports."""
        text = source.read_text(encoding="utf-8") if source.is_file() else ""
        for name in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE):
            beside = source.with_name(f"{name}.py")
            if not importlib.util.find_spec(name) and not beside.exists():
                raise Unavailable(
                    f"There is no module {name} here; `nox -s peers` or pip brings it."
                )
        return Build(source, heads.uncallable(self, source))

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        return forbidden(text)

    def environment(self, program: Path) -> dict[str, str]:
        """A learner's folder stays clean; what a library has compiled once is kept."""
        if program.is_file():
            return {"PYTHONPYCACHEPREFIX": str(BUILD / "python" / "compiled")}
        return {"PYTHONDONTWRITEBYTECODE": "1"}

    def open(self, program: Path) -> "Program":
        return Program(program)

    def stub_for(self, kata: Kata) -> str:
        def stub(f: Function) -> str:
            names = ", ".join(a.name for a in f.signature.inputs)
            return (
                f'def {f.name}({names}):\n    """{f.formula}"""\n{self.PLACEHOLDER}\n'
            )

        head = f'"""{kata.title} — shared_tests/katas/{kata.name}/README.md"""\n\nimport numpy as np\n'
        stubs = "\n\n".join(stub(f) for f in kata.functions.values())
        return f"{head}\n\n{stubs}"


class Program:
    """A folder of katas, or one file of functions behind the same names (a peer)."""

    def __init__(self, source: Path) -> None:
        self.functions: dict[str, Callable] = {}
        folder = source if source.is_dir() else source.parent
        sys.path[:0] = [str(folder), str(Path(__file__).parent)]
        self.refusals = importlib.import_module("refusals")

    def load(self, kata: str, path: Path) -> None:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception:
            del sys.modules[path.stem]
            raise
        self.functions |= {
            key: value for key, value in vars(module).items() if callable(value)
        }

    def call(
        self, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        try:
            return conform(self.functions[name](*inputs), outputs)
        except self.refusals.Refusal as refusal:
            raise KINDS[type(refusal).__name__](str(refusal)) from None
        except KeyError:
            if name in self.functions:
                raise
            raise AttributeError(f"There is no function {name} in this file.") from None

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        function = self.functions[name]
        for _ in range(k):
            result = function(*inputs)
        return conform(result, outputs)


language = Python(Path(__file__).parent)
