"""C++: one shared library for each kata, with `c++` or else with zig's clang; calls go through kata.h."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dojo.run.c_abi import CProgram
from dojo.run.debug import native
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.lines import numbered
from dojo.run.results import Build, Profile
from dojo.spec.cases import Function, Kata, functions

from . import diagnosis, editor, project, toolchain, words, written
from .pasted import code

# an #include stays, and so does the name in its quotes
WORDS = re.compile(
    r"(?<=#)[ \t]*include[^\n/]*"
    r"|(?P<blank>//(?:\\\n|[^\n])*|/\*.*?(?:\*/|\Z)"
    r'|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"'
    r'|"(?:[^"\\\n]|\\.)*"|(?<!\w)\'(?:[^\'\\\n]|\\.)+\')',
    re.DOTALL,
)
SOLVER = re.compile(
    r"^\s*#\s*include\s*[<\"](eigen3/)?(unsupported/)?"
    r"(Eigen|armadillo|cblas|lapack|mkl|boost/numeric|blaze|gsl|xtensor)",
    re.MULTILINE,
)


class Cpp(Language):
    TITLE = "C++"
    IN_PROCESS = True
    COMMENT = "//"
    SUFFIX = ".cpp"
    PLACEHOLDER = "  not_implemented();"
    PARAMETER = r"(?P<type>.*[\w>&*\s])\b(?P<name>\w+)(?:\[\])?"
    HELPER = r"(?:^//[^\n]*\n)*^static [^{;]*\{\n.*?^\}\n\n*"
    KEYWORDS = frozenset(words.KEYWORDS.split())
    IN_SCOPE = frozenset(words.IN_SCOPE.split())
    ALLOWED = "`matrix.hpp` adds, scales and maps, and katas.hpp declares your own earlier katas."

    @property
    def FUNCTION(self) -> str:
        """`kata::ridge(…) {` or, as within `namespace kata { … }`, `ridge(…) {`."""
        return (
            r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
            rf"^(?![ \t])[^{{;/=]*?\b(?P<name>(?<=kata::)\w+|{'|'.join(functions())})"
            r"\([^{;]*\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
        )

    def missing(self) -> str:
        found = toolchain.compiler()
        if found and toolchain.version(found):
            return ""
        what = f"{found} cannot be run" if found else "There is no C++ compiler on PATH"
        return f"{what}; install g++ 12 or clang 16, set CXX, or pip install ziglang."

    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        if profile == Profile.SANITIZED:
            toolchain.sanitizers()  # or the reason why there are none
        self.write_lists()
        if source.is_file():
            return project.build_peer(self, source, profile)
        built = project.Project(self, source, profile).build(names)
        editor.write_commands(self)
        return built

    def hidden(self, text: str, name: str) -> str:
        inside = re.search(
            rf"\bkata::{name}\s*\(|^\s*namespace kata\b", text, re.MULTILINE
        )
        return "" if inside else f"is defined outside of kata; write `kata::{name}`."

    def diagnose(self, call: Call) -> str:
        return diagnosis.diagnose(call)

    def environment(self, program: Path) -> dict[str, str]:
        watched = program.parent.name.endswith(f"-{Profile.SANITIZED}")
        return toolchain.preloaded(Profile.SANITIZED if watched else Profile.CHECKED)

    def debugger(self, call: Call) -> list[str]:
        return native(f"kata::{call.function.name}", call)

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        return code(function, inputs)

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment or a string."""
        code = WORDS.sub(
            lambda m: re.sub(r"[^\n]", " ", m[0]) if m["blank"] else m[0], text
        )
        starts = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in starts])

    def open(self, program: Path) -> CProgram:
        return CProgram.from_library(program)

    def stub_for(self, kata: Kata) -> str:
        return written.stub(kata, self.to_do)

    def lists(self) -> dict[str, str]:
        return written.lists()


language = Cpp(Path(__file__).parent)
