"""The compiler, what it is told in each profile, and which of its options it knows."""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from dojo.paths import BUILD, ROOT, write_text
from dojo.run import environment
from dojo.run.results import Profile, Unavailable

FOLDER = Path(__file__).parent
WARNINGS = ["-Wall", "-Wextra", "-Wfloat-conversion"]
CHECKS = [
    "-D_GLIBCXX_ASSERTIONS",
    "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE",
]
COMMON = ["-std=c++20", "-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden"]
FLAGS = {
    Profile.CHECKED: ["-O1", "-g", *CHECKS, *WARNINGS],
    Profile.TIMED: ["-O3", "-march=native", "-DNDEBUG"],
    Profile.DEBUGGED: ["-O0", "-g", *CHECKS, *WARNINGS],
    Profile.SANITIZED: [
        *["-O1", "-g", "-march=native", "-fno-omit-frame-pointer", *CHECKS, *WARNINGS],
        *["-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
    ],
}
# those that not every compiler knows
OPTIONAL = {
    Profile.CHECKED: [
        "-ftrivial-auto-var-init=pattern",  # what is not initialised is never 0 by luck
        "-Werror=return-type",
        "-Werror=return-local-addr",  # g++
        "-Werror=return-stack-address",  # clang
    ],
    Profile.TIMED: [
        # an AVX-512 register holds eight numbers; many compilers fill only half of it
        "-mprefer-vector-width=512",
        "-fno-plt",
        "-fno-semantic-interposition",
    ],
    Profile.DEBUGGED: [],
    Profile.SANITIZED: [],
}
OPTIONAL_ALWAYS = ["-fno-gnu-unique"]  # a static of a template is each library's own
if platform.system() == "Darwin":
    LINK = ["-shared", "-Wl,-flat_namespace"]
else:
    # what no library defines is an error, here and not in the worker
    LINK = ["-shared", "-Wl,-z,defs", "-Wl,--no-as-needed", "-Wl,-Bsymbolic"]


def compiler() -> str | None:
    """$CXX, else c++ or g++ on PATH, else the ziglang package's clang, else None."""
    found = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++")
    if found or not importlib.util.find_spec("ziglang"):
        return found
    script = BUILD / "cpp" / "zig-c++"
    if not script.exists():
        write_text(script, f'#!/bin/sh\nexec "{sys.executable}" -m ziglang c++ "$@"\n')
        script.chmod(0o755)
    return str(script)


@cache
def version(command: str) -> str:
    """The first line that a compiler says of itself; "" if it cannot be run."""
    try:
        done = run([*command.split(), "--version"])
    except OSError:
        return ""
    return done.stdout.partition("\n")[0] if done.returncode == 0 else ""


@cache
def command(profile: Profile) -> list[str]:
    """The compiler and its options; the files follow."""
    name = compiler() or "c++"
    optional = known(name, [*OPTIONAL_ALWAYS, *OPTIONAL[profile]])
    return [*name.split(), *COMMON, *FLAGS[profile], *optional, *include()]


def keeps_headers() -> bool:
    """Whether it finds a precompiled header by itself, as g++ does."""
    return "clang" not in version(compiler() or "c++")


def include() -> list[str]:
    """Where the headers are, as seen from the repository's root."""
    folders = (FOLDER, ROOT / "dojo" / "run")
    return [f"-I{folder.relative_to(ROOT)}" for folder in folders]


def known(name: str, options: list[str]) -> list[str]:
    """The options that this compiler has; asked once."""
    stamp = hashlib.sha256(f"{name} {version(name)} {options}".encode()).hexdigest()
    memory = BUILD / "cpp" / f"options-{stamp[:8]}.json"
    if not memory.exists():
        found = [option for option in options if accepts(name, option)]
        write_text(memory, json.dumps(found))
    return json.loads(memory.read_text(encoding="utf-8"))


def accepts(name: str, option: str) -> bool:
    words = [*name.split(), "-Werror", option, "-x", "c++", "-fsyntax-only", "-"]
    return run(words).returncode == 0


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """A compiler's run, from the repository's root, so that it names files as a person does."""
    return environment.run(*words, cwd=ROOT)


@cache
def sanitizers() -> list[str]:
    """The libraries that a sanitized program needs before all others."""
    paths = []
    for library in ("libasan.so", "libstdc++.so.6"):
        words = [*(compiler() or "c++").split(), f"-print-file-name={library}"]
        paths.append(run(words).stdout.strip())
    if not all(map(os.path.isabs, paths)):
        raise Unavailable(
            f"{compiler()} has no libasan.so; a sanitized build needs g++ with its "
            "sanitizers: install them, or set CXX."
        )
    return paths


def preloaded(profile: Profile) -> dict[str, str]:
    """Environment variables of a process that opens a program: Python is not built for the sanitizers, so their
    library comes first, with that of C++ exceptions; every number of Python's is then a block of its own."""
    if profile != Profile.SANITIZED:
        return {}
    way = f"strip_path_prefix={ROOT}/:stack_trace_format='  %n %L'"
    return {
        "LD_PRELOAD": ":".join(sanitizers()),
        # a failed assertion tells its way too, in lines of the source
        "ASAN_OPTIONS": "detect_leaks=0:handle_abort=1:print_legend=0:"
        f"detect_stack_use_after_return=1:{way}",
        "UBSAN_OPTIONS": f"print_stacktrace=1:{way}",
        "PYTHONMALLOC": "malloc",
    }


def package(name: str) -> list[str]:
    """A library's options, as pkg-config says; none where it does not know."""
    if not name or not shutil.which("pkg-config"):
        return []
    return run(["pkg-config", "--cflags", "--libs", name]).stdout.split()
