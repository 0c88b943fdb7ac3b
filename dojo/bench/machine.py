"""The machine: what it is, how it is set, and what one core of it can do at best."""

import os
import platform
import re
import shutil
import subprocess
import time
from functools import cache, partial
from pathlib import Path

import numpy as np
import psutil
from cffi import FFI

from dojo.paths import BUILD

SOURCE = Path(__file__).with_name("probe.c")
FLAGS = ["-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC"]
FOOTPRINTS = [2**k for k in range(14, 29)]  # bytes: from the first cache to memory


def facts():
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


def cpu():
    path = Path("/proc/cpuinfo")
    found = (
        re.search(r"model name\s*:\s*(.+)", path.read_text()) if path.exists() else None
    )
    return found[1] if found else platform.processor() or platform.machine()


def caches():
    """Bytes of each level of data cache, as the kernel tells."""
    found = {}
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        if (index / "type").read_text().strip() != "Instruction":
            size = (index / "size").read_text().strip()
            unit = {"K": 2**10, "M": 2**20}[size[-1]]
            found[f"L{(index / 'level').read_text().strip()}"] = int(size[:-1]) * unit
    return found


def version(name):
    if not shutil.which(name):
        return ""
    said = subprocess.run(
        [name, "--version"], check=False, capture_output=True, text=True
    )
    return said.stdout.partition("\n")[0]


def steal():
    """The share of time that other guests took from this machine since it started."""
    times = psutil.cpu_times()
    return getattr(times, "steal", 0.0) / sum(times)


# ---------------------------------------------------------------- limits


@cache
def probe():
    """The C functions, or None where there is no compiler."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return None
    library = BUILD / "bench" / "probe.so"
    library.parent.mkdir(parents=True, exist_ok=True)
    command = [compiler, *FLAGS, str(SOURCE), "-o", str(library)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        return None
    ffi = FFI()
    ffi.cdef("""double multiply_add(long k);
    double read_all(const double *x, size_t n, long times);""")
    return ffi, ffi.dlopen(str(library))


def limits():
    """{"flops": per second, "bandwidth": [[bytes, bytes per second], …]}, each the best of several tries."""
    if probe() is None:
        return None
    ffi, library = probe()
    k = 200_000
    flops = 2 * 192 * k / best(lambda: library.multiply_add(k))
    bandwidth = []
    for size in FOOTPRINTS:
        x = np.ones(size // 8)
        times = max(1, 2**26 // size)
        inputs = ffi.from_buffer("double[]", x), x.size, times
        seconds = best(partial(library.read_all, *inputs))
        bandwidth.append([size, size * times / seconds])
    return {"flops": flops, "bandwidth": bandwidth}


def best_of(a, b):
    """The higher of two limits, each."""
    if a is None or b is None:
        return a or b
    bandwidth = [
        [size, max(x, y)]
        for (size, x), (_, y) in zip(a["bandwidth"], b["bandwidth"], strict=True)
    ]
    return {"flops": max(a["flops"], b["flops"]), "bandwidth": bandwidth}


def best(run, tries=7):
    """The least seconds that `run()` took."""
    seconds = []
    for _ in range(tries):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def least_seconds(limits, flops, traffic, footprint):
    """No program can take less: the arithmetic at the peak, or the traffic at the bandwidth of its place."""
    # the rate of data that are no larger: what is a little too large for a cache is mostly in it
    sizes, rates = zip(*limits["bandwidth"], strict=True)
    place = max(0, np.searchsorted(sizes, footprint, side="right") - 1)
    return max(flops / limits["flops"], traffic / rates[place])
