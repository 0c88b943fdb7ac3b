"""What a build tool, or a kata, hears of the learner's shell: nothing that changes its result behind the learner's back."""

import os
import re
import subprocess
import sys
from pathlib import Path

from dojo.run.sandbox import blind_if_asked

CHANGES_A_RESULT = re.compile(
    # flags, folders to search, and the other ways in which compilers are told what to do;
    # cargo may be told where it finds crates
    r"CARGO_(?!HOME|HTTP|NET|REGISTR|SOURCE)|RUST(C|_)"
    r"|(C|CXX|CPP|ASM|LD|RUST|MAKE)FLAGS$|NINJA_STATUS$|SOURCE_DATE_EPOCH$"
    r"|(C|CPLUS|OBJC)_INCLUDE_PATH$|CPATH$|(LIBRARY|COMPILER|LD_RUN)_PATH$"
    r"|GCC_|CCC_|CLANG_|CMAKE_(?!PREFIX_PATH)"
    # interpreters and their libraries
    r"|JULIA_|PYTHON(?!PATH$|HOME$|USERBASE$|NOUSERSITE$|UTF8$|IOENCODING$)|PYTEST_"
    r"|(NPY|NUMPY|NUMBA|OPENBLAS|GOTO|BLIS|MKL|OMP|GOMP|KMP|VECLIB)_"
    r"|(ASAN|LSAN|MSAN|TSAN|UBSAN)_OPTIONS$"
    # the language and the colours of messages
    r"|LC_|LANG|CLICOLOR|FORCE_COLOR$"
)


def clean(**more: str) -> dict[str, str]:
    """The environment without the variables that change a build or a result, and with `more`; text is UTF-8."""
    kept = {k: v for k, v in os.environ.items() if not CHANGES_A_RESULT.match(k)}
    return {**kept, "LC_ALL": "C.UTF-8", **more}


def run(
    *command: str | Path, cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a build tool in a clean environment and with `more` variables, blind to the reference where a sandbox is
    asked for; what it says is in English and UTF-8."""
    return subprocess.run(
        blind_if_asked(list(map(str, command)), cwd or Path.cwd()),
        cwd=cwd,
        env=clean(**more),
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
}


def of_a_worker(**more: str) -> dict[str, str]:
    """The same for a worker: one thread, this process's modules, and what its language needs."""
    return {
        **clean(),
        **ONE_THREAD,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONSAFEPATH": "1",
        **more,
    }
