"""One case in the foreground, under the debugger of its language."""

import os
import signal
import subprocess
import sys

from rich.console import Console

from dojo.grade.numbers import listing
from dojo.paths import shown
from dojo.run.foreground import Call
from dojo.run.language import Language
from dojo.run.results import Profile, Unavailable
from dojo.spec.cases import Case, Function
from dojo.watch.terminal import line_by_line


def debug(language: Language, case: Case, source: str = "katas") -> int:
    """Stop at the first line of the function that the case calls; 1, with a sentence, where that cannot be."""
    function, path = case.function, language.source(source)
    if not is_written(language, source, function):
        file = language.file(source, function.kata)
        print(f"{function.name} is still to do in {shown(file)}.")
        return 1
    try:
        built = language.build(path, Profile.DEBUGGED)
        if function.kata in built.broken:
            print(built.broken[function.kata])
            return 1
        call = Call(language, built.program, path, function, case.inputs)
        command = language.debugger(call)
    except (Unavailable, RuntimeError) as error:
        print(error)
        return 1
    console = Console(highlight=False, markup=False)
    console.print(case.id.replace("/", " · "), style="bold")
    console.print(f"{call.words}, {listing(case.inputs)}")
    environment = {
        **os.environ,
        **language.environment(built.program),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    before = signal.signal(signal.SIGINT, lambda *_: None)  # it is the debugger's
    try:
        with line_by_line():
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def is_written(language: Language, source: str, function: Function) -> bool:
    """Whether there is something to look at."""
    file = language.file(source, function.kata)
    text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    return bool(text) and function.name not in language.placeholders(text)
