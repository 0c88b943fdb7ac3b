"""Languages: each is a folder with a track.py, found by scanning. Such a file says

TITLE, SUFFIX     "C++", ".cpp"
HOLE              the one line that stands in a stub in place of a body
FUNCTION          a regular expression for one function of a kata file, with groups
                  doc, name, head (all up to the body), body and tail
FORBIDDEN         one for a line that solves where a kata may only multiply
missing()         "" where the toolchain is there, or was fetched by this call;
                  else why not and the way out, in one sentence
build(track, source, profile)
                  for "checked", what grades, or "fast", what is timed (or what
                  else the language has, as C++'s "sanitized"): compile a folder of katas into a Build, where a kata that does
                  not compile is replaced by its stub; or one file of a peer, and
                  Unavailable says that its library is not here
environment(program)
                  environment variables that the worker process needs
open(program)     in the worker: the program, with the methods
                  load(kata, path): the kata from this file, or an exception in
                  the compiler's words;
                  call(name, inputs, outputs): the arrays that the function
                  returns, as `conform` or c_abi.py checks them, or one of
                  NotImplementedError, Refusal, WrongShape, Crashed;
                  repeat(k, name, inputs, outputs): the same call k times, for
                  timing inside the language
scaffold(kata)    {file: text} for a new kata: its stub, and the lists of all katas
takes_long(source)
                  optional: whether `build` would take a minute, as it does where a
                  peer's library is compiled for the first time
"""

import importlib.util
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np

from dojo.paths import BUILD, ROOT

# A folder of faster functions, where a language has one: they stand in for the solutions' of the same name.
FAST = "fast"


class WrongShape(Exception):
    """A function returned something else than its signature says."""


class Unavailable(RuntimeError):
    """A language or a peer's library is not on this machine; the message says why and the way out."""


class Crashed(Exception):
    """A panic, or an exception that is no refusal, told in the language's own words."""


@dataclass(frozen=True)
class Build:
    """A program that a worker can open, and the katas that did not compile, with the compiler's words."""

    program: Path
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Track:
    name: str
    module: ModuleType

    def __getattr__(self, name):
        return getattr(self.module, name)

    @property
    def folder(self):
        return ROOT / self.name

    def source(self, source):
        """The folder (or the file) that holds a source: "katas", "solutions", "fast", "peers/numpy_scipy", or any path."""
        path = self.folder / source
        if source == FAST and path.exists():
            return self.overlaid(path)
        return path if path.exists() else path.with_suffix(self.SUFFIX)

    def overlaid(self, folder):
        """The solutions with the functions of a folder in the place of theirs: a folder of build/."""
        from dojo.staging import write  # which needs this module

        place = BUILD / self.name / f"{folder.name}-source"
        solutions = (self.folder / "solutions").glob(f"*{self.SUFFIX}")
        texts = {path.name: path.read_text() for path in solutions}
        for path in folder.glob(f"*{self.SUFFIX}"):
            texts[path.name] = self.completed(path.read_text(), texts[path.name])
        write(place, texts, alone=True)
        return place

    def completed(self, text, solution):
        """A file of some functions with the others that the solution has."""
        own = self.functions(text)
        others = [
            m[0] for name, m in self.functions(solution).items() if name not in own
        ]
        return "\n\n".join([text.rstrip("\n"), *others]).rstrip("\n") + "\n"

    def file(self, source, kata):
        path = self.source(source)
        return path / f"{kata}{self.SUFFIX}" if path.is_dir() else path

    # A kata file is a sequence of functions; whatever stands between them is its frame.

    def functions(self, text):
        """name → match of FUNCTION, in the order of the file."""
        return {
            match["name"]: match
            for match in re.finditer(self.FUNCTION, text, re.MULTILINE | re.DOTALL)
        }

    def stub(self, text):
        """The stub of a solution: one hole in place of each body, nothing else changed."""
        return self.rewritten(text, lambda name, body: self.HOLE)

    def stub_of(self, kata):
        """The stub of a kata, made from its solution."""
        return self.stub(self.file("solutions", kata).read_text())

    def rewritten(self, text, new_body):
        """A kata file with new_body(name, body) in place of each body."""

        def function(match):
            body = new_body(match["name"], match["body"]).rstrip("\n")
            return f"{match['head']}{body}\n{match['tail']}"

        return re.sub(self.FUNCTION, function, text, flags=re.MULTILINE | re.DOTALL)

    def holes(self, text):
        """The functions of a kata file that are still to do."""
        return {
            name
            for name, match in self.functions(text).items()
            if match["body"].strip() == self.HOLE.strip()
        }

    def forbidden(self, text):
        """(line number, line) of every call that solves where a kata may only multiply."""
        lines = enumerate(text.splitlines(), start=1)
        return [
            (n, line.strip()) for n, line in lines if re.search(self.FORBIDDEN, line)
        ]


@cache
def tracks():
    """name → Track, for every folder of the repository with a track.py."""
    return {path.parent.name: _load(path) for path in sorted(ROOT.glob("*/track.py"))}


def _load(path):
    name = f"dojo_track_{path.parent.name}"
    spec = importlib.util.spec_from_file_location(
        name, path, submodule_search_locations=[str(path.parent)]
    )
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Track(path.parent.name, module)


def conform(result, outputs):
    """A function's result as the list of arrays that `outputs` describe; WrongShape says what differs."""
    results = result if isinstance(result, tuple) else (result,)
    if len(results) != len(outputs):
        words = ", ".join(output.words for output in outputs)
        raise WrongShape(
            f"{len(results)} value(s) were returned; the signature says {words}."
        )
    return [
        _conform(value, output) for value, output in zip(results, outputs, strict=True)
    ]


def _conform(value, output):
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)
    kinds = "biuf" if output.dtype is np.float64 else "biu"
    if array.dtype.kind not in kinds:
        raise WrongShape(
            f"{output.name} is {type(value).__name__} ({array.dtype}); the signature says {output.words}."
        )
    if array.shape != output.shape:
        raise WrongShape(wrong_shape(output, array.shape))
    return np.ascontiguousarray(array, output.dtype).reshape(output.shape)


def wrong_shape(output, shape):
    return f"{output.name} has shape {shape}; the signature says {output.words}, here {output.shape}."
