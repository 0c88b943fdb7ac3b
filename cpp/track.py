"""C++: CMake and ninja build one pybind11 module, with `c++` or else with zig's clang."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from dojo import staging
from dojo.paths import BUILD
from dojo.tracks import Unavailable, conform

TITLE = "C++"
SUFFIX = ".cpp"
HOLE = "  not_implemented();"
FUNCTION = (
    r"(?P<head>(?P<doc>(?:^///[^\n]*\n)*)"
    r"^[^{;/]*?\bkata::(?P<name>\w+)\([^{;]*\{\n)(?P<body>.*?)(?P<tail>^\}\n)"
)
FORBIDDEN = r"#include\s*[<\"](Eigen|armadillo|cblas|lapacke|mkl|boost/numeric)"
SANITIZED = "sanitized"  # besides "checked" and "fast"
EXTENSION = sysconfig.get_config_var("EXT_SUFFIX")
SHARED = ["CMakeLists.txt", "border.hpp", "katas.hpp", "matrix.hpp", "refusals.hpp"]
SHARED += [f"fast/{path.name}" for path in Path(__file__).parent.glob("fast/*.hpp")]


def tool(name):
    """A command of this Python's environment, else of the machine."""
    own = Path(sys.executable).parent / name
    return str(own) if own.exists() else shutil.which(name)


def compiler():
    """$CXX, else c++ or g++ on PATH, else the ziglang package's clang, else None."""
    found = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++")
    if found or not importlib.util.find_spec("ziglang"):
        return found
    script = BUILD / "cpp" / "zig-c++"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ziglang c++ "$@"\n')
    script.chmod(0o755)
    return str(script)


def missing():
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


def build(track, source, profile):
    if profile == SANITIZED:
        sanitizers()  # or the reason why there are none
    settings = {"CMAKE_BUILD_TYPE": profile.capitalize()}
    project = [*SHARED, "bindings.cpp"]
    if source.is_file():
        settings["PEER"], project = source.stem, SHARED
    return staging.build(
        track, source, profile, project, lambda s: compile(s, settings)
    )


def compile(stage, settings):
    """(the module, {}) or (None, {kata: what the compiler says})."""
    out = stage / "build"
    module = out / f"katas{EXTENSION}"
    # the library that a peer lacked may be here by now
    if outdated(out) or ("PEER" in settings and not module.exists()):
        configure(stage, out, settings)
    ninja = [tool("ninja"), "-C", str(out), "-k", "0"]
    done = subprocess.run(ninja, check=False, capture_output=True, text=True)
    if done.returncode == 0:
        return module, {}
    return None, failures(done.stdout)


def outdated(out):
    """Not configured, or by a compiler or an environment that is gone or has changed."""
    try:
        known = json.loads((out / "configured.json").read_text())
    except FileNotFoundError:
        return True
    current = {"compiler": compiler(), "extension": EXTENSION, "folder": str(out)}
    gone = [path for path in known.pop("paths") if not Path(path).exists()]
    return bool(gone) or known != current


def configure(stage, out, settings):
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
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        words = done.stdout + done.stderr
        raise RuntimeError(f"CMake could not configure cpp/:\n{words}")
    paths = [tool("cmake"), tool("ninja"), pybind11.get_cmake_dir(), sys.executable]
    known = {"compiler": compiler(), "extension": EXTENSION, "folder": str(out)}
    (out / "configured.json").write_text(json.dumps(known | {"paths": paths}))


def failures(output):
    """{kata: message} from ninja's output; whatever is not a kata's fault stands under ""."""
    found = {}
    for block in re.split(r"^(?=FAILED: |\[\d+/\d+\] )", output, flags=re.MULTILINE):
        if not block.startswith("FAILED: "):
            continue
        kata = re.search(r"katas/(\w+)\.cpp\.o", block.splitlines()[0])
        lines = [line for line in block.splitlines()[2:] if "ninja: " not in line]
        found[kata[1] if kata else ""] = "\n".join(lines)
    return found or {"": output}


def environment(program):
    """Python is not built for the sanitizers, so their library comes first, with that
    of C++ exceptions; every number of Python's is then a block of its own for them."""
    stage = program.parents[1]
    if not stage.name.endswith(f"-{SANITIZED}"):
        return {}
    way = f"strip_path_prefix={stage}/:stack_trace_format='  %n %L'"
    return {
        "LD_PRELOAD": ":".join(sanitizers()),
        # a failed assertion tells its way too, in lines of the source
        "ASAN_OPTIONS": f"detect_leaks=0:handle_abort=1:print_legend=0:{way}",
        "UBSAN_OPTIONS": f"print_stacktrace=1:{way}",
        "PYTHONMALLOC": "malloc",
    }


def sanitizers():
    """The libraries that a sanitized module needs before all others."""
    paths = []
    for library in ("libasan.so", "libstdc++.so.6"):
        command = [compiler(), f"-print-file-name={library}"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        paths.append(done.stdout.strip())
    if not all(map(os.path.isabs, paths)):
        raise Unavailable(
            f"{compiler()} has no libasan.so; a sanitized build needs g++ with its "
            "sanitizers: install them, or set CXX."
        )
    return paths


def open(program):
    return Program(program)


class Program:
    def __init__(self, path):
        sys.path.insert(0, str(path.parent))
        self.module = importlib.import_module("katas")

    def load(self, kata, path):
        """The module holds every kata already."""

    def call(self, name, inputs, outputs):
        return conform(getattr(self.module, name)(*inputs), outputs)

    def repeat(self, k, name, inputs, outputs):
        return conform(getattr(self.module.repeat, name)(k, *inputs), outputs)


def scaffold(kata):
    """{file: text} for a new kata: its stub, and the two files that list every function."""

    def prototype(f, prefix=""):
        inputs = ", ".join(
            f"{INPUTS[a.type, len(a.sizes)]} {a.name}" for a in f.signature.inputs
        )
        outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
        result = f"std::tuple<{', '.join(outputs)}>" if len(outputs) > 1 else outputs[0]
        return f"{result} {prefix}{f.name}({inputs})"

    functions = kata.functions.values()
    stubs = [
        f"/// {f.formula}\n{prototype(f, 'kata::')} {{\n{HOLE}\n}}\n" for f in functions
    ]
    head = f"// {kata.title} — shared_tests/katas/{kata.name}/README.md\n"
    frame = '#include "katas.hpp"\n\nusing namespace kata;\n\n'
    texts = {f"katas/{kata.name}.cpp": head + frame + "\n".join(stubs)}
    declared = f"// {kata.name}\n" + "".join(f"{prototype(f)};\n" for f in functions)
    bound = "".join(f"  KATA({f.name});\n" for f in functions)
    for name, lines, end in [
        ("katas.hpp", declared, "\n} // namespace kata\n"),
        ("bindings.cpp", bound, "}\n"),
    ]:
        text = (Path(__file__).parent / name).read_text()
        new = text.removesuffix(end) + "\n" + lines + end
        texts[name] = text if lines in text else new
    return texts


INPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("bool", 0): "bool",
    ("float", 1): "VectorView",
    ("int", 1): "Labels",
    ("float", 2): "MatrixView",
}
OUTPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("float", 1): "Vector",
    ("int", 1): "std::vector<int64_t>",
    ("float", 2): "Matrix",
}
