"""C++: CMake and ninja build one pybind11 module, with `c++` or else with zig's clang."""

import importlib.util
import json
import os
import re
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

import numpy as np

from dojo.paths import BUILD, read_json, write_text
from dojo.run import build as builds
from dojo.run.debug import native
from dojo.run.environment import run
from dojo.run.foreground import Call
from dojo.run.language import Language, numbered
from dojo.run.program import Program
from dojo.run.results import Build, Profile, Unavailable, conform
from dojo.spec.cases import Function, Kata, enumerations, katas
from dojo.spec.signature import Array, Output, camel_case

from . import words
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
EXTENSION = sysconfig.get_config_var("EXT_SUFFIX")
SHARED = [
    "CMakeLists.txt",
    "conversions.hpp",
    "katas.hpp",
    "matrix.hpp",
    "refusals.hpp",
]


def tool(name: str) -> str | None:
    """A command of this Python's environment, else of the machine."""
    own = Path(sys.executable).parent / name
    return str(own) if own.exists() else shutil.which(name)


def compiler() -> str | None:
    """$CXX, else c++ or g++ on PATH, else the ziglang package's clang, else None."""
    found = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++")
    if found or not importlib.util.find_spec("ziglang"):
        return found
    script = BUILD / "cpp" / "zig-c++"
    write_text(script, f'#!/bin/sh\nexec "{sys.executable}" -m ziglang c++ "$@"\n')
    script.chmod(0o755)
    return str(script)


class Cpp(Language):
    TITLE = "C++"
    IN_PROCESS = True
    SUFFIX = ".cpp"
    COMMENT = "//"
    PLACEHOLDER = "  not_implemented();"
    FUNCTION = (
        r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
        r"^[^{;/]*?\bkata::(?P<name>\w+)\([^{;]*\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
    )
    HELPER = r"(?:^//[^\n]*\n)*^static [^{;]*\{\n.*?^\}\n\n*"
    KEYWORDS = frozenset(words.KEYWORDS.split())
    IN_SCOPE = frozenset(words.IN_SCOPE.split())
    ALLOWED = "`matrix.hpp` adds, scales and maps, and katas.hpp declares your own earlier katas."

    def missing(self) -> str:
        if not compiler():
            return (
                "There is no C++ compiler on PATH; install g++ 12 or clang 16, set CXX, "
                "or pip install ziglang."
            )
        if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
            return "Python.h is not here; install Python's headers (python3-dev on Debian)."
        absent = [name for name in ("cmake", "ninja") if not tool(name)]
        try:
            importlib.import_module("pybind11")
        except ImportError:
            absent.append("pybind11")
        if absent:
            return f"Not found: {', '.join(absent)}; run it through nox, or pip install --group cpp."
        return ""

    def build(self, source: Path, profile: Profile) -> Build:
        if profile == Profile.SANITIZED:
            sanitizers()  # or the reason why there are none
        settings = {"CMAKE_BUILD_TYPE": profile.capitalize()}
        project = [*SHARED, "bindings.cpp"]
        if source.is_file():
            settings["PEER"], project = source.stem, SHARED
        if needs_fast_headers(source):
            project = [
                *project,
                *(f"fast/{path.name}" for path in self.folder.glob("fast/*.hpp")),
            ]
        return builds.build(
            self, source, profile, project, lambda s: compile(s, settings)
        )

    def environment(self, program: Path) -> dict[str, str]:
        """Python is not built for the sanitizers, so their library comes first, with that
        of C++ exceptions; every number of Python's is then a block of its own for them."""
        stage = program.parents[1]
        if not stage.name.endswith(f"-{Profile.SANITIZED}"):
            return {}
        way = f"strip_path_prefix={stage}/:stack_trace_format='  %n %L'"
        return {
            "LD_PRELOAD": ":".join(sanitizers()),
            # a failed assertion tells its way too, in lines of the source
            "ASAN_OPTIONS": f"detect_leaks=0:handle_abort=1:print_legend=0:{way}",
            "UBSAN_OPTIONS": f"print_stacktrace=1:{way}",
            "PYTHONMALLOC": "malloc",
        }

    def debugger(self, call: Call) -> list[str]:
        return native(f"kata::{call.function.name}", call, call.program.parents[1])

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        """Every library that solves; not in a comment or a string."""
        code = WORDS.sub(
            lambda m: re.sub(r"[^\n]", " ", m[0]) if m["blank"] else m[0], text
        )
        starts = [m.end() for m in SOLVER.finditer(code)]
        return numbered(text, [code.count("\n", 0, at) + 1 for at in starts])

    def open(self, program: Path) -> Program:
        return Module(program)

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        return code(function, inputs)

    def stub_for(self, kata: Kata) -> str:
        functions = kata.functions.values()
        stubs = [
            f"/// {f.formula}\n{prototype(f, 'kata::')} {{\n{self.to_do(f)}\n}}\n"
            for f in functions
        ]
        head = f"// {kata.title} — shared_tests/katas/{kata.name}/README.md\n"
        return f'{head}#include "katas.hpp"\n\nusing namespace kata;\n\n' + "\n".join(
            stubs
        )

    def lists(self) -> dict[str, str]:
        declared, bound = [], []
        enums, casters = "", ""
        for name, choices in enumerations().items():
            enums += f"enum class {camel_case(name)} {{ {', '.join(choices)} }};\n"
            names = ", ".join(f'"{choice}"' for choice in choices)
            casters += f"ENUMERATION({camel_case(name)}, {names})\n"
        for kata in katas().values():
            functions = kata.functions.values()
            lines = "".join(f"{prototype(f)};\n" for f in functions)
            declared.append(f"// {kata.name}\n{lines}")
            bound.append("".join(f"  KATA({f.name});\n" for f in functions))
        return {
            "katas.hpp": KATAS_HPP.replace("@", "\n".join([enums, *declared])),
            "bindings.cpp": BINDINGS_CPP.replace("$", casters).replace(
                "@", "\n".join(bound)
            ),
        }


def needs_fast_headers(source: Path) -> bool:
    """Only the fast tier (and a peer that borrows from it) includes fast/*.hpp."""
    files = source.glob("*.cpp") if source.is_dir() else [source]
    return any(
        b'#include "fast/' in path.read_bytes() for path in files if path.is_file()
    )


def compile(
    stage: Path, settings: dict[str, str]
) -> tuple[Path | None, dict[str, str]]:
    """(the module, {}) or (None, {kata: what the compiler says})."""
    out = stage / "build"
    module = out / f"katas{EXTENSION}"
    # the library that a peer lacked may be here by now
    if outdated(out) or ("PEER" in settings and not module.exists()):
        configure(stage, out, settings)
    done = run(tool("ninja"), "-C", out, "-k", "0")
    if done.returncode == 0:
        return module, {}
    return None, failures(done.stdout)


def outdated(out: Path) -> bool:
    """Not configured, or by a compiler or an environment that is gone or has changed."""
    known = read_json(out / "configured.json", {})
    current = {"compiler": compiler(), "extension": EXTENSION, "folder": str(out)}
    gone = [path for path in known.pop("paths", []) if not Path(path).exists()]
    return bool(gone) or known != current


def configure(stage: Path, out: Path, settings: dict[str, str]) -> None:
    import pybind11

    shutil.rmtree(out, ignore_errors=True)
    command = [
        *[tool("cmake"), "-S", str(stage), "-B", str(out), "-G", "Ninja"],
        *(f"-D{key}={value}" for key, value in settings.items()),
        f"-DCMAKE_MAKE_PROGRAM={tool('ninja')}",
        f"-DCMAKE_CXX_COMPILER={compiler()}",
        f"-Dpybind11_DIR={pybind11.get_cmake_dir()}",
        f"-DPython_EXECUTABLE={sys.executable}",
    ]
    done = run(*command)
    if done.returncode:
        words = done.stdout + done.stderr
        raise RuntimeError(f"CMake could not configure cpp/:\n{words}")
    paths = [tool("cmake"), tool("ninja"), pybind11.get_cmake_dir(), sys.executable]
    known = {"compiler": compiler(), "extension": EXTENSION, "folder": str(out)}
    write_text(out / "configured.json", json.dumps(known | {"paths": paths}))


def failures(output: str) -> dict[str, str]:
    """{kata: message} from ninja's output; whatever is not a kata's fault stands under ""."""
    found = {}
    for block in re.split(r"^(?=FAILED: |\[\d+/\d+\] )", output, flags=re.MULTILINE):
        if not block.startswith("FAILED: "):
            continue
        kata = re.search(r"katas/(\w+)\.cpp\.o", block.splitlines()[0])
        lines = [line for line in block.splitlines()[2:] if "ninja: " not in line]
        found[kata[1] if kata else ""] = "\n".join(lines)
    return found or {"": output}


def sanitizers() -> list[str]:
    """The libraries that a sanitized module needs before all others."""
    paths = []
    for library in ("libasan.so", "libstdc++.so.6"):
        done = run(compiler() or "c++", f"-print-file-name={library}")
        paths.append(done.stdout.strip())
    if not all(map(os.path.isabs, paths)):
        raise Unavailable(
            f"{compiler()} has no libasan.so; a sanitized build needs g++ with its "
            "sanitizers: install them, or set CXX."
        )
    return paths


class Module(Program):
    """The compiled module."""

    def __init__(self, path: Path) -> None:
        sys.path.insert(0, str(path.parent))
        self.module = importlib.import_module("katas")

    def load(self, kata: str, path: Path) -> None:
        """The module holds every kata already."""

    def call(
        self, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        return conform(getattr(self.module, name)(*inputs), outputs)

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        return conform(getattr(self.module.repeat, name)(k, *inputs), outputs)


# ---------------------------------------------------------------- what is written from the specs

KATAS_HPP = """\
// Every signature, once, and the standard headers that numerical code needs. A
// kata file includes this and defines its functions as kata::name.
// Written from the specs by `nox -s new`.
// clang-format off
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

#include "matrix.hpp"
#include "refusals.hpp"

namespace kata {

@
} // namespace kata
"""
BINDINGS_CPP = """\
// Every function, as Python calls it. Written from the specs by `nox -s new`.
#include "conversions.hpp"
#include "katas.hpp"

$
PYBIND11_MODULE(katas, module) {
  prepare(module);

@}
"""
INPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("bool", 0): "bool",
    ("float", 1): "VectorView",
    ("int", 1): "IndexView",
    ("float", 2): "MatrixView",
}
OUTPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("float", 1): "Vector",
    ("int", 1): "std::vector<int64_t>",
    ("float", 2): "Matrix",
}


def prototype(f: Function, prefix: str = "") -> str:
    """Vector ridge(MatrixView X, VectorView y, double lam)"""
    inputs = ", ".join(f"{input_type(a)} {a.name}" for a in f.signature.inputs)
    outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
    result = f"std::tuple<{', '.join(outputs)}>" if len(outputs) > 1 else outputs[0]
    return f"{result} {prefix}{f.name}({inputs})"


def input_type(a: Array) -> str:
    return camel_case(a.name) if a.choices else INPUTS[a.type, len(a.sizes)]


language = Cpp(Path(__file__).parent)
