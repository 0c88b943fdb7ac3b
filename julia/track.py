"""Julia: libjulia in the worker's own process, behind the C functions of abi.jl."""

import os
import signal
from pathlib import Path

from dojo.c_abi import MESSAGE_CAPACITY, CProgram, ffi
from dojo.tracks import Build

from . import toolchain

TITLE = "Julia"
SUFFIX = ".jl"
HOLE = "    not_implemented()"
FUNCTION = (
    r'(?P<head>^"""\n?(?P<doc>(?:(?!""").)*?)\s*"""\n'
    r"function (?P<name>\w+!?)\((?:[^()]|\([^()]*\))*\)[^\n]*\n)"
    r"(?P<body>.*?)(?P<tail>^end$)"
)
# refusals.jl imports no name that solves, so a plain `cholesky(A)` is a kata's own:
# what is left is \, inv, a power -1, and whatever names LinearAlgebra.
SOLVERS = (
    r"(?:[lr]div|p?inv|l[uq]|ldlt|qr|svd\w*|cholesky|bunchkaufman|factorize|schur"
    r"|hessenberg|eig\w+|nullspace|BLAS|LAPACK)\b"
)
FORBIDDEN = (
    r'^(?:[^"#]|"(?:[^"\\]|\\.)*")*?'  # neither in a comment nor in a string
    r"(?:(?<![.'])\\|(?<=')\\(?!.')"  # A \ b and A'\b, but not x .\ y nor '\n'
    r"|(?<![\w.])(?:Base\.)?inv\(|[A-Z]\w*'?\)?\s*\^\s*\(?-1\b"
    rf"|\bLinearAlgebra\b(?:\s*(?:$|[#;]|as\b)|.*\b{SOLVERS}))"
)

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
typedef int32_t kata_load_t(const char *, const char *, char *, int32_t);
""")
# The name until 1.11, since 1.12, and in some of 1.12's betas.
INITS = [f"jl_init_with_image{suffix}" for suffix in ("__threading", "", "_file")]
# Names of CPUs that numpy's OpenBLAS knows and Julia 1.5's does not: the nearest of its.
OLDER = {"Cooperlake": "SkylakeX", "SapphireRapids": "SkylakeX"}


def missing():
    return toolchain.missing()


def build(track, source, profile):
    """Nothing to compile: a worker loads a kata when it needs it. The path's last part
    says whether bounds are checked even under @inbounds: where katas are graded."""
    return Build(Path(source) / profile)


def environment(program):
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


def core():
    """An old OpenBLAS takes a new CPU for one of 2008: tell it what numpy's has found."""
    from threadpoolctl import threadpool_info  # of the libraries that are loaded

    found = [
        each["architecture"] for each in threadpool_info() if "architecture" in each
    ]
    return {"OPENBLAS_CORETYPE": OLDER.get(found[0], found[0])} if found else {}


def open(program):
    julia = toolchain.julia()
    library = ffi.dlopen(julia["library"], ffi.RTLD_GLOBAL | ffi.RTLD_NOW)
    if program.name == "checked":
        words = [ffi.new("char[]", word) for word in (b"julia", b"--check-bounds=yes")]
        argv = ffi.new("char *[]", words)
        library.jl_parse_opts(ffi.new("int *", len(words)), ffi.new("char ***", argv))
    init = next(getattr(library, name) for name in INITS if hasattr(library, name))
    init(os.fsencode(julia["bindir"]), os.fsencode(julia["image"]))
    # Ctrl-C is Julia's now, and blocked in this thread: give it back to Python.
    signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    return Program(library)


class Program(CProgram):
    def __init__(self, library):
        self.library = library
        self.eval(f'include(raw"{Path(__file__).with_name("abi.jl")}")')
        super().__init__(self.function("CALL"), self.function("REPEAT"))
        self.kata_load = self.function("LOAD")

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

    def load(self, kata, path):
        path = os.fsencode(path.absolute())
        if self.kata_load(kata.encode(), path, self.message, MESSAGE_CAPACITY):
            raise SyntaxError(ffi.string(self.message).decode(errors="replace"))


def scaffold(kata):
    """{file: text} for a new kata: its stub."""

    def stub(f):
        names = ", ".join(a.name for a in f.signature.inputs)
        return f'"""\n{f.formula}\n"""\nfunction {f.name}({names})\n{HOLE}\nend\n'

    head = f"# {kata.title} — shared_tests/katas/{kata.name}/README.md\n\n"
    stubs = "\n".join(stub(f) for f in kata.functions.values())
    return {f"katas/{kata.name}.jl": head + stubs}
