"""Debuggers of programs in machine code."""

import shutil
from pathlib import Path

from dojo.run.foreground import Call
from dojo.run.results import Unavailable


def native(symbol: str, call: Call, stage: Path) -> list[str]:
    """The call under gdb or lldb, stopped where the function of this name begins; Unavailable without either.

    stage    where the program was built from copies of the language's files: what is shown are the files themselves
    """
    own = call.source.name == "katas"
    if gdb := shutil.which("gdb"):
        steps = ["set debuginfod enabled off", "set breakpoint pending on"]
        steps += [f"set substitute-path {stage} {call.language.folder}"] if own else []
        options = [w for s in [*steps, f"break {symbol}", "run"] for w in ("-ex", s)]
        return [gdb, "--quiet", *options, "--args", *call.command()]
    if lldb := shutil.which("lldb"):
        where = f"settings set target.source-map {stage} {call.language.folder}"
        steps = [where] if own else []
        steps += [f"breakpoint set --name {symbol}", "run"]
        options = [word for step in steps for word in ("--one-line", step)]
        return [lldb, *options, "--", *call.command()]
    raise Unavailable("Neither gdb nor lldb is on PATH; install one of them.")
