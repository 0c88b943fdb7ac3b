"""Julia: libjulia in the worker's own process, behind the C functions of abi.jl."""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dojo.run import heads
from dojo.run.c_abi import MESSAGE_CAPACITY, CProgram, arrays, ffi
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.results import Build, Profile
from dojo.spec.cases import Function, Kata

from . import prompt, toolchain, words
from .forbidden import forbidden
from .pasted import code

ffi.cdef("""
void jl_parse_opts(int *argc, char ***argv);
void jl_init_with_image__threading(const char *bindir, const char *image);
void jl_init_with_image(const char *bindir, const char *image);
void jl_init_with_image_file(const char *bindir, const char *image);
void *jl_eval_string(const char *code);
void *jl_unbox_voidpointer(void *value);
const char *jl_string_ptr(void *value);
typedef int32_t kata_call_t(const char *, const kata_array *, int32_t,
                            kata_array *, int32_t, char *, int32_t);
typedef int32_t kata_repeat_t(int64_t, const char *, const kata_array *, int32_t,
                              kata_array *, int32_t, char *, int32_t);
typedef int32_t kata_prepare_t(const char *, const kata_array *, int32_t, char *, int32_t);
typedef int32_t kata_load_t(const char *, const char *, char *, int32_t);
""")
# The name until 1.11, since 1.12, and in some of 1.12's betas.
INITS = [f"jl_init_with_image{suffix}" for suffix in ("__threading", "", "_file")]
# Names of CPUs that numpy's OpenBLAS knows and Julia 1.5's does not: the nearest of its.
OLDER = {"Cooperlake": "SkylakeX", "SapphireRapids": "SkylakeX"}
# Names of a signature that Julia writes as the formula does.
GREEK = {"lam": "λ", "delta": "δ", "beta1": "β₁", "beta2": "β₂"}


class Julia(Language):
    TITLE = "Julia"
    COMPILES_CALLS = True
    SUFFIX = ".jl"
    PLACEHOLDER = "    not_implemented()"
    COMMENT = "#"
    FUNCTION = (
        r'(?P<head>^"""\n?(?P<doc>(?:(?!""").)*?)\s*"""\n'
        r"function (?P<name>\w+!?)\((?:[^()]|\([^()]*\))*\)[^\n]*\n)"
        r"(?P<body>.*?)(?P<tail>^end$)"
    )
    PARAMETER = r"(?P<name>\w+)(?:\s*::\s*(?P<type>[^.]*))?(?:\.\.\.)?"
    HELPER = (
        r"(?:^#[^\n]*\n)*(?:^function _\w+\(.*?^end\n|^_\w+\([^\n]*\) =[^\n]*\n)\n*"
    )
    KEYWORDS = frozenset(words.KEYWORDS.split())
    IN_SCOPE = frozenset(words.IN_SCOPE.split())
    ALLOWED = (
        "`norm`, `opnorm`, `mul!`, `Diagonal` and `I` are there without LinearAlgebra, "
        "and so are your own earlier katas."
    )

    def missing(self) -> str:
        return toolchain.missing()

    def build(
        self, source: Path, profile: Profile, names: Iterable[str] | None = None
    ) -> Build:
        """Nothing to compile: a worker loads a kata when it needs it. The path's last part
        says whether bounds are checked even under @inbounds: where katas are graded."""
        return Build(source / profile, heads.uncallable(self, source))

    def debugger(self, call: Call) -> list[str]:
        """Julia's own prompt: the katas are loaded, the inputs are bound, and the call is the last line of its history."""
        return prompt.command(toolchain.julia()["program"], self.folder, call)

    def forbidden(self, text: str) -> list[tuple[int, str]]:
        return forbidden(text)

    def environment(self, program: Path) -> dict[str, str]:
        julia = toolchain.julia()
        variables = {
            # Nothing is written to the home directory; what stands there may be read.
            "JULIA_DEPOT_PATH": f"{toolchain.HOME / 'depot'}{os.pathsep}",
            "JULIA_LOAD_PATH": "@stdlib",
            "JULIA_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            **toolchain.libraries(julia["program"]),
        }
        if tuple(map(int, julia["version"].split(".")[:2])) < (1, 9):
            variables |= core()
        return variables

    def open(self, program: Path) -> "Program":
        julia = toolchain.julia()
        library = ffi.dlopen(julia["library"], ffi.RTLD_GLOBAL | ffi.RTLD_NOW)
        if program.name == "checked":
            words = [
                ffi.new("char[]", word) for word in (b"julia", b"--check-bounds=yes")
            ]
            argv = ffi.new("char *[]", words)
            library.jl_parse_opts(
                ffi.new("int *", len(words)), ffi.new("char ***", argv)
            )
        init = next(getattr(library, name) for name in INITS if hasattr(library, name))
        init(os.fsencode(julia["bindir"]), os.fsencode(julia["image"]))
        # Ctrl-C is Julia's now, and blocked in this thread: give it back to Python.
        signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        return Program(library)

    def code(self, function: Function, inputs: dict[str, Any]) -> str:
        return code(function, inputs)

    def stub_for(self, kata: Kata) -> str:
        def stub(f: Function) -> str:
            names = ", ".join(GREEK.get(a.name, a.name) for a in f.signature.inputs)
            return f'"""\n{f.formula}\n"""\nfunction {f.name}({names})\n{self.to_do(f)}\nend\n'

        head = f"# {kata.title} — shared_tests/katas/{kata.name}/README.md\n\n"
        return head + "\n".join(stub(f) for f in kata.functions.values())


def core() -> dict[str, str]:
    """An old OpenBLAS takes a new CPU for one of 2008: tell it what numpy's has found."""
    from threadpoolctl import threadpool_info  # of the libraries that are loaded

    found = [
        each["architecture"] for each in threadpool_info() if "architecture" in each
    ]
    return {"OPENBLAS_CORETYPE": OLDER.get(found[0], found[0])} if found else {}


class Program(CProgram):
    def __init__(self, library):
        self.library = library
        self.eval(f'include(raw"{Path(__file__).with_name("abi.jl")}")')
        super().__init__(self.function("CALL"), self.function("REPEAT"))
        self.kata_load = self.function("LOAD")
        self.kata_prepare = self.function("PREPARE")

    def eval(self, code):
        """The value of a line of Julia; what is NULL was an exception."""
        if (value := self.library.jl_eval_string(code.encode())) == ffi.NULL:
            code = "sprint(showerror, ccall(:jl_exception_occurred, Any, ()))"
            words = self.library.jl_string_ptr(self.eval(code))
            raise RuntimeError(ffi.string(words).decode())
        return value

    def function(self, name):
        pointer = self.library.jl_unbox_voidpointer(self.eval(f"Border.{name}"))
        return ffi.cast(f"kata_{name.lower()}_t *", pointer)

    def prepare(self, name, inputs):
        _kept, given = arrays(inputs)
        count, words = len(inputs), (self.message, MESSAGE_CAPACITY)
        self.kata_prepare(name.encode(), given, count, *words)

    def load(self, kata, path):
        path = os.fsencode(path.absolute())
        if self.kata_load(kata.encode(), path, self.message, MESSAGE_CAPACITY):
            raise SyntaxError(ffi.string(self.message).decode(errors="replace"))


language = Julia(Path(__file__).parent)
