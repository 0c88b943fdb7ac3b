"""Python: nothing to build; every kata is a module of its own, imported by the katas that need it."""

import importlib
import importlib.util
import re
import sys
from pathlib import Path

import dojo.refusals
from dojo.paths import BUILD
from dojo.tracks import Build, Unavailable, conform

TITLE = "Python"
SUFFIX = ".py"
HOLE = "    raise NotImplementedError"
FUNCTION = (
    r'^(?P<head>def (?P<name>\w+)\([^\n]*:\n(?P<doc>    """.*?"""\n)?)'
    r"(?P<body>(?:(?:    [^\n]*)?\n)*    [^\n]*\n)(?P<tail>)"
)
FORBIDDEN = (
    r"linalg\.(solve|lstsq|inv|pinv|qr|svd|svdvals|cholesky|eigh?|eigvalsh?|det|matrix_rank)\b|from numpy\.linalg import"
    r"|^\s*(from|import) (scipy|sklearn|statsmodels|adelie|celer|glum|jax|numba|skglm|torch)\b"
)


def missing():
    return ""


def build(track, source, profile):
    """Nothing to compile; a file of a peer says what it imports."""
    text = source.read_text() if source.is_file() else ""
    for name in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE):
        beside = source.with_name(f"{name}.py")
        if not importlib.util.find_spec(name) and not beside.exists():
            raise Unavailable(
                f"There is no module {name} here; `nox -s peers` or pip brings it."
            )
    return Build(source)


def environment(program):
    """A learner's folder stays clean; what a library has compiled once is kept."""
    if program.is_file():
        return {"PYTHONPYCACHEPREFIX": str(BUILD / "python" / "compiled")}
    return {"PYTHONDONTWRITEBYTECODE": "1"}


def open(program):
    return Program(program)


class Program:
    """A folder of katas, or one file of functions behind the same names (a peer)."""

    def __init__(self, source):
        self.functions = {}
        folder = source if source.is_dir() else source.parent
        sys.path[:0] = [str(folder), str(Path(__file__).parent)]
        self.refusals = importlib.import_module("refusals")

    def load(self, kata, path):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception:
            del sys.modules[path.stem]
            raise
        self.functions |= {
            name: value for name, value in vars(module).items() if callable(value)
        }

    def call(self, name, inputs, outputs):
        try:
            return conform(self.functions[name](*inputs), outputs)
        except self.refusals.Refusal as refusal:
            raise dojo.refusals.KINDS[type(refusal).__name__](str(refusal)) from None
        except KeyError:
            if name in self.functions:
                raise
            raise AttributeError(f"There is no function {name} in this file.") from None

    def repeat(self, k, name, inputs, outputs):
        function = self.functions[name]
        for _ in range(k):
            result = function(*inputs)
        return conform(result, outputs)


def scaffold(kata):
    """{file: text} for a new kata: its stub."""

    def stub(f):
        names = ", ".join(a.name for a in f.signature.inputs)
        return f'def {f.name}({names}):\n    """{f.formula}"""\n{HOLE}\n'

    head = f'"""{kata.title} — shared_tests/katas/{kata.name}/README.md"""\n\nimport numpy as np\n'
    stubs = "\n\n".join(stub(f) for f in kata.functions.values())
    return {f"katas/{kata.name}.py": f"{head}\n\n{stubs}"}
