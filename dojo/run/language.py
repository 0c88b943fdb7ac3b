"""Languages: each is a folder with a language.py, found by scanning; a kata file is a row of functions in a frame."""

import importlib.util
import re
import sys
import textwrap
from abc import abstractmethod
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dojo.paths import BUILD, ROOT, write, write_text
from dojo.run.lines import holds
from dojo.run.program import Program
from dojo.run.results import Build, Profile
from dojo.spec.cases import Function, Kata, functions, kata

if TYPE_CHECKING:
    from dojo.run.foreground import Call

FAST = "fast"  # a folder of faster functions: they stand in for the solutions' of the same name


class Language(Protocol):
    """What a language.py says; `language = Rust(Path(__file__).parent)` is its last line."""

    TITLE: str  # "C++"
    SUFFIX: str  # ".cpp"
    PLACEHOLDER: str  # the line that stands in a stub in the place of a body, under the signature
    COMMENT: str  # what begins a comment
    FUNCTION: str  # a regular expression: groups doc, name, head (all up to the body), body, tail
    HELPER: str  # a regular expression: a private function of a kata file, with its doc and the blank lines behind it
    PARAMETER: str = ""  # a regular expression: groups name and type of one parameter
    ALLOWED: str  # what a verdict on solving says beside "you may multiply"

    COMPILES_CALLS: bool = False  # whether a first call takes longer than the others
    IN_PROCESS: bool = False  # whether a program can be opened in any process
    KEYWORDS: frozenset[str]  # no name at all may be one of these
    IN_SCOPE: frozenset[str]  # nor may a kata or a function be one of these

    folder: Path

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        return self.folder.name

    @abstractmethod
    def missing(self) -> str:
        """ "" where the toolchain is there, or was fetched by this call; else why not and the way out, in one sentence."""

    @abstractmethod
    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        """Compile a folder of katas, where a kata that does not compile is replaced by its stub;
        or one file of a peer, and Unavailable says that its library, or what the profile needs, is not here.

        names    the katas that are asked for: only they need be in the program, with those they use
        """

    def diagnose(self, call: "Call") -> str:
        """Where a call goes wrong, in the learner's lines: the call once more, with everything watched, in a process
        of its own; "" where that finds nothing, or where the language has told the line already."""
        return ""

    @abstractmethod
    def open(self, program: Path) -> Program:
        """In the worker: the program."""

    def hidden(self, text: str, name: str) -> str:
        """Why a function that stands in a file is not seen from outside, or ""."""
        return ""

    @abstractmethod
    def stub_for(self, kata: Kata) -> str:
        """The stub of a new kata, from its signatures and formulas."""

    @abstractmethod
    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """(line number, line) of whatever solves where a kata may only multiply, by any name that the file has
        given it; what is imported and not used, comments and strings are none."""

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        """Lines of the language that call the function on these inputs, to be pasted; "" where nobody has said how."""
        return ""

    @abstractmethod
    def debugger(self, call: "Call") -> list[str]:
        """The command that makes this call in the foreground, under a debugger stopped at the first line of the
        function, or with all that it needs at hand; Unavailable says which debugger is missing."""

    def environment(self, program: Path) -> dict[str, str]:
        """Environment variables that the worker process needs."""
        return {}

    def lists(self) -> dict[str, str]:
        """{file: text}: the files of the language's folder that list all katas, written from the specs."""
        return {}

    def stale_lists(self) -> dict[Path, str]:
        """The lists that are not as the specs have it, and what they should say."""
        found = {self.folder / file: text for file, text in self.lists().items()}
        return {p: t for p, t in found.items() if not holds(p, t)}

    def write_lists(self) -> list[Path]:
        """Write the stale lists anew, and say which they were."""
        stale = self.stale_lists()
        for path, text in stale.items():
            write_text(path, text)
        return list(stale)

    def takes_long(self, source: Path) -> bool:
        """Whether `build` would take a minute, as where a peer's library is compiled for the first time."""
        return False

    # ---------------------------------------------------------------- its files

    def source(self, source: str | Path) -> Path:
        """The folder (or the file) that holds a source: "katas", "solutions", "fast", "peers/numpy_scipy", or any path."""
        path = self.folder / source
        if source == FAST and path.exists():
            return self.overlaid(path)
        return path if path.exists() else path.with_suffix(self.SUFFIX)

    def overlaid(self, folder: Path) -> Path:
        """The solutions with the functions of a folder in the place of theirs: a folder of build/."""
        place = BUILD / self.name / f"{folder.name}-source"
        solutions = (self.folder / "solutions").glob(f"*{self.SUFFIX}")
        texts = {path.name: path.read_text(encoding="utf-8") for path in solutions}
        for path in folder.glob(f"*{self.SUFFIX}"):
            text = path.read_text(encoding="utf-8")
            texts[path.name] = self.completed(text, texts[path.name])
        write(place, texts, alone=True)
        return place

    def completed(self, text: str, solution: str) -> str:
        """A file of some functions, and below it the solution without them."""
        own = self.functions(text)
        if own.keys() >= self.functions(solution).keys():
            return text

        def other(match: re.Match[str]) -> str:
            return "" if match["name"] in own else match[0]

        rest = re.sub(self.FUNCTION, other, solution, flags=re.MULTILINE | re.DOTALL)
        return self.followed_by(text, rest)

    def followed_by(self, text: str, rest: str) -> str:
        """Two texts as one file; each has its own imports."""
        return f"{text}\n\n{rest}"

    def file(self, source: str | Path, kata: str) -> Path:
        path = self.source(source)
        return path / f"{kata}{self.SUFFIX}" if path.is_dir() else path

    def lacks(self, kata: str, source: str | Path = "katas") -> str:
        """ "" or, where the kata has neither a solution nor a file in the source, that it is not part of the
        language yet, and the way out, in one sentence."""
        if any(self.file(each, kata).exists() for each in ("solutions", source)):
            return ""
        way_out = f"`nox -s new -- {kata}` begins it."
        return f"{kata} is not written in {self.TITLE} yet; {way_out}"

    # ---------------------------------------------------------------- its functions

    def functions(self, text: str) -> dict[str, re.Match[str]]:
        """name → match of FUNCTION, in the order of the file."""
        found = re.finditer(self.FUNCTION, text, re.MULTILINE | re.DOTALL)
        return {match["name"]: match for match in found}

    def stub(self, text: str) -> str:
        """The stub of a solution: one placeholder in place of each body and no private helpers, nothing else changed."""
        text = re.sub(self.HELPER, "", text, flags=re.MULTILINE | re.DOTALL)
        known = functions()
        text = self.rewritten(
            text,
            lambda name, body: (
                self.to_do(known[name]) if name in known else self.PLACEHOLDER
            ),
        )
        return text.rstrip("\n") + "\n"

    def to_do(self, function: Function) -> str:
        """The body of a stub: a comment with the shapes of inputs and outputs, and the placeholder."""
        signature = function.signature
        sides = (signature.inputs, signature.outputs)
        shapes = " -> ".join(", ".join(map(str, side)) for side in sides)
        indent = self.PLACEHOLDER[: -len(self.PLACEHOLDER.lstrip())]
        start = f"{indent}{self.COMMENT} "
        comment = textwrap.fill(
            shapes,
            88,
            initial_indent=start,
            subsequent_indent=start,
            break_on_hyphens=False,
        )
        return f"{comment}\n{self.PLACEHOLDER}"

    def stub_of(self, name: str) -> str:
        """The stub of a kata, made from its solution, or from its signatures where there is none yet."""
        path = self.file("solutions", name)
        if not path.exists():
            return self.stub_for(kata(name))
        return self.stub(path.read_text(encoding="utf-8"))

    def rewritten(self, text: str, new_body: Callable[[str, str], str]) -> str:
        """A kata file with new_body(name, body) in place of each body."""

        def function(match: re.Match[str]) -> str:
            body = new_body(match["name"], match["body"]).rstrip("\n")
            return f"{match['head']}{body}\n{match['tail']}"

        return re.sub(self.FUNCTION, function, text, flags=re.MULTILINE | re.DOTALL)

    def placeholders(self, text: str) -> set[str]:
        """The functions of a kata file that are still to do."""
        return {
            name
            for name, match in self.functions(text).items()
            if self._code(match["body"]) == [self.PLACEHOLDER.strip()]
        }

    def _code(self, body: str) -> list[str]:
        """The lines of a body that are neither empty nor a comment."""
        lines = map(str.strip, body.splitlines())
        return [line for line in lines if line and not line.startswith(self.COMMENT)]


@cache
def languages() -> dict[str, Language]:
    """name → Language, for every folder of the repository with a language.py."""
    return {
        path.parent.name: _load(path) for path in sorted(ROOT.glob("*/language.py"))
    }


def _load(path: Path) -> Language:
    name = f"dojo_language_{path.parent.name}"
    spec = importlib.util.spec_from_file_location(
        name, path, submodule_search_locations=[str(path.parent)]
    )
    assert spec and spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.language
