"""Python: nothing to build; every kata is a module of its own, imported by the katas that need it."""

import ast
import builtins
import importlib
import importlib.util
import keyword
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from dojo.paths import BUILD, KATAS, ROOT
from dojo.run import heads
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.program import Program
from dojo.run.results import Build, Profile, Unavailable, conform
from dojo.spec.cases import Function, Kata
from dojo.spec.refusals import KINDS
from dojo.spec.signature import Output

from .forbidden import forbidden
from .pasted import code


class Python(Language):
    TITLE = "Python"
    SUFFIX = ".py"
    PLACEHOLDER = "    raise NotImplementedError"
    COMMENT = "#"
    FUNCTION = (
        r'^(?P<head>def (?P<name>[a-z]\w*)\([^\n]*:\n(?P<doc>    """.*?"""\n)?)'
        r"(?P<body>(?:(?:    [^\n]*)?\n)*    [^\n]*\n)(?P<tail>)"
    )
    PARAMETER = r"(?P<name>\**\w+)(?:\s*:\s*(?P<type>.*))?"
    HELPER = r"^def _\w+\([^\n]*:\n(?:(?:    [^\n]*)?\n)*    [^\n]*\n\n*"
    KEYWORDS = frozenset(keyword.kwlist)
    IN_SCOPE = (
        frozenset(dir(builtins))
        | sys.stdlib_module_names
        | {"dojo", "np", "numpy", "scipy"}
    )
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

    def debugger(self, call: Call) -> list[str]:
        """pdb, which also looks at what raised an exception."""
        _, path = call.files[-1]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined = [f for f in tree.body if isinstance(f, ast.FunctionDef)]
        function = next(f for f in defined if f.name == call.function.name)
        documented = ast.get_docstring(function) and function.body[1:]
        first = function.body[1 if documented else 0].lineno
        python, *module = call.command()
        steps = ["-c", f"tbreak {path}:{first}", "-c", "continue"]
        return [python, "-m", "pdb", *steps, *module]

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        return forbidden(text)

    def environment(self, program: Path) -> dict[str, str]:
        """A learner's folder stays clean; what a library has compiled once is kept."""
        if program.is_file():
            return {"PYTHONPYCACHEPREFIX": str(BUILD / "python" / "compiled")}
        return {"PYTHONDONTWRITEBYTECODE": "1"}

    def open(self, program: Path) -> Program:
        return Modules(program)

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        return code(function, inputs)

    def stub_for(self, kata: Kata) -> str:
        def stub(f: Function) -> str:
            names = ", ".join(a.name for a in f.signature.inputs)
            return f'def {f.name}({names}):\n    """{f.formula}"""\n{self.to_do(f)}\n'

        head = f'"""{kata.title} — shared_tests/katas/{kata.name}/README.md"""\n\nimport numpy as np\n'
        stubs = "\n\n".join(stub(f) for f in kata.functions.values())
        return f"{head}\n\n{stubs}"


class Modules(Program):
    """A folder of katas, or one file of functions behind the same names (a peer)."""

    def __init__(self, source: Path) -> None:
        self.functions: dict[str, Callable] = {}
        self.files: dict[str, list[str]] = {}  # kata → the names that its file has
        folder = source if source.is_dir() else source.parent
        sys.path[:0] = [str(folder), str(Path(__file__).parent)]
        self.refusals = importlib.import_module("refusals")
        self.reference, self.read = reference(source), ""
        sys.addaudithook(self.watch)

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note the first file of the reference that is opened, as by an import."""
        if event == "open" and not self.read and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if path.startswith(self.reference):
                self.read = path

    def peeked(self) -> str:
        return self.read

    def load(self, kata: str, path: Path) -> None:
        """In place of whatever an earlier file of the same kata has defined."""
        for name in self.files.pop(kata, []):
            self.functions.pop(name, None)
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception:
            del sys.modules[path.stem]
            raise
        found = {k: value for k, value in vars(module).items() if callable(value)}
        self.functions |= found
        self.files[kata] = list(found)

    def call(
        self, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        try:
            return conform(self.functions[name](*inputs), outputs)
        except self.refusals.Refusal as refusal:
            raise of_a_kind(refusal) from None
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


def of_a_kind(refusal: Exception) -> Exception:
    """A refusal of the learner's as the grader knows it; an own kind counts as the one that it was made of."""
    names = [each.__name__ for each in type(refusal).__mro__]
    kind = next((KINDS[name] for name in names if name in KINDS), None)
    words = f"{names[0]} is no kind of refusal; raise one of {', '.join(KINDS)}."
    return kind(str(refusal)) if kind else TypeError(words)


def reference(source: Path) -> tuple[str, ...]:
    """The folders that say what is right, but for those of the source itself."""
    found = [
        *(p for name in ("solutions", "fast", "peers") for p in ROOT.glob(f"*/{name}")),
        KATAS,
    ]
    return tuple(f"{p}{os.sep}" for p in found if not source.is_relative_to(p))


language = Python(Path(__file__).parent)
