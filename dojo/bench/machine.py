"""The machine: what it is, how it is set, and the roofline of one core."""

import os
import platform
import re
import shutil
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import psutil
from cffi import FFI

from dojo.paths import BUILD, make
from dojo.run.environment import run

SOURCE = Path(__file__).with_name("probe.c")
FLAGS = ["-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC"]
FOOTPRINTS = [2**k for k in range(14, 29)]  # bytes: from the first cache to memory


class Limits(TypedDict):
    """What one core can do at best: operations per second; [bytes of data, bytes per second], for each cache."""

    flops: float
    bandwidth: list[list[float]]


def facts() -> dict[str, Any]:
    """What a reader must know to doubt the numbers."""
    return {
        "cpu": cpu(),
        "cores": os.cpu_count(),
        "memory": psutil.virtual_memory().total,
        "caches": caches(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "compilers": {
            name: version(name) for name in ("c++", "rustc") if version(name)
        },
        "load": os.getloadavg()[0],
        "steal": steal(),
        "time": time.strftime("%Y-%m-%d %H:%M"),
    }


def cpu() -> str:
    """The model's name."""
    path = Path("/proc/cpuinfo")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.search(r"model name\s*:\s*(.+)", text)
    return found[1] if found else platform.processor() or platform.machine()


def caches() -> dict[str, int]:
    """Bytes of each level of data cache, as the kernel tells."""
    found = {}
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        if (index / "type").read_text(encoding="utf-8").strip() != "Instruction":
            size = (index / "size").read_text(encoding="utf-8").strip()
            unit = {"K": 2**10, "M": 2**20}[size[-1]]
            found[f"L{(index / 'level').read_text(encoding='utf-8').strip()}"] = (
                int(size[:-1]) * unit
            )
    return found


def version(compiler: str) -> str:
    """The first line that a compiler says of itself; empty where there is none."""
    if not shutil.which(compiler):
        return ""
    return run(compiler, "--version").stdout.partition("\n")[0]


def steal() -> float:
    """The fraction of time that other guests took from this machine since it started."""
    times = psutil.cpu_times()
    return float(getattr(times, "steal", 0.0) / sum(times))


# ---------------------------------------------------------------- the roofline


@cache
def probe() -> tuple[Any, Any] | None:
    """(cffi's FFI, the C functions of probe.c), or None where there is no compiler."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return None
    library = BUILD / "bench" / "probe.so"
    make(library.parent)
    if run(compiler, *FLAGS, SOURCE, "-o", library).returncode:
        return None
    ffi = FFI()
    ffi.cdef("""double multiply_add(long k);
    double read_all(const double *x, size_t n, long times);""")
    return ffi, ffi.dlopen(str(library))


def limits() -> Limits | None:
    """The Limits of the core that this process is on, each the best of several tries."""
    if (found := probe()) is None:
        return None
    ffi, library = found
    k = 200_000
    flops = 2 * 192 * k / best(lambda: library.multiply_add(k))
    bandwidth = []
    for size in FOOTPRINTS:
        x = np.ones(size // 8)
        times = max(1, 2**26 // size)
        inputs = ffi.from_buffer("double[]", x), x.size, times
        seconds = best(partial(library.read_all, *inputs))
        bandwidth.append([float(size), size * times / seconds])
    return {"flops": flops, "bandwidth": bandwidth}


def best_of(a: Limits | None, b: Limits | None) -> Limits | None:
    """The higher of each limit: a probe can be disturbed, but not be too good."""
    if a is None or b is None:
        return a or b
    bandwidth = [
        [size, max(x, y)]
        for (size, x), (_, y) in zip(a["bandwidth"], b["bandwidth"], strict=True)
    ]
    return {"flops": max(a["flops"], b["flops"]), "bandwidth": bandwidth}


def best(run: Callable[[], object], tries: int = 7) -> float:
    """The least seconds that `run()` took."""
    seconds = []
    for _ in range(tries):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def roofline_seconds(
    limits: Limits, flops: float, traffic: float, footprint: float
) -> float:
    """No program can take less: `flops` operations at the peak, or `traffic` bytes at the bandwidth of their place.

    The place is told by the `footprint` in bytes, and its rate is that of data that are no larger: what is a little
    too large for a cache is mostly in it.
    """
    sizes, rates = zip(*limits["bandwidth"], strict=True)
    place = max(0, int(np.searchsorted(sizes, footprint, side="right")) - 1)
    return float(max(flops / limits["flops"], traffic / rates[place]))
