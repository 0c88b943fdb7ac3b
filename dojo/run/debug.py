"""Debuggers of programs in machine code."""

import shutil

from dojo.run.foreground import Call
from dojo.run.results import Unavailable


def native(symbol: str, call: Call) -> list[str]:
    """The call under gdb or lldb, stopped where the function of this name begins; Unavailable without either."""
    if gdb := shutil.which("gdb"):
        steps = ["set debuginfod enabled off", "set breakpoint pending on"]
        steps += [f"break {symbol}", "run"]
        options = [word for step in steps for word in ("-ex", step)]
        return [gdb, "--quiet", *options, "--args", *call.command()]
    if lldb := shutil.which("lldb"):
        steps = [f"breakpoint set --name {symbol}", "run"]
        options = [word for step in steps for word in ("--one-line", step)]
        return [lldb, *options, "--", *call.command()]
    raise Unavailable("Neither gdb nor lldb is on PATH; install one of them.")
