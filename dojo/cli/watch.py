"""Grade a kata whenever it is saved, and then what is built on it: nox -s watch -- cpp, or -- cpp ridge."""

import argparse
import os
import signal
import sys

from dojo.cli import (
    check_written,
    hint,
    known_functions,
    known_language,
    reset,
    show,
)
from dojo.grade.memory import green_in
from dojo.grade.report import OF_A_FILE
from dojo.run.language import languages
from dojo.spec.cases import Kata
from dojo.watch.debugger import debug
from dojo.watch.loop import Key, Loop, Renewed
from dojo.watch.watched import WatchedGrader


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s watch --",
        description="Grade a kata whenever it is saved, and then what is built on it.",
    )
    parser.add_argument("language", help=", ".join(languages()))
    parser.add_argument("katas", nargs="*", help="only these: ridge, ridge.center, …")
    options = parser.parse_intermixed_args(words)
    language, chosen = known_language(options.language), known_functions(options.katas)
    check_written(language, chosen)
    for number in (signal.SIGTERM, signal.SIGHUP):  # the terminal is put right first
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        grader = WatchedGrader(language.name)
    except RuntimeError as error:
        sys.exit(str(error))
    try:
        Loop(grader, chosen, KEYS).run()
    except KeyboardInterrupt:
        pass
    except Renewed:
        grader.close()
        print("What is asked has changed: starting again.", flush=True)
        os.execv(sys.executable, [sys.executable, "-m", "dojo", "watch", *words])
    finally:
        grader.close()
    return 0


def next_case(loop: Loop, kata: Kata) -> None:
    loop.at = (loop.at + 1) % len(loop.failed)
    loop.show_case()


def debug_case(loop: Loop, kata: Kata) -> None:
    case, _ = loop.failed[loop.at]
    debug(loop.grader.language, case)


def was_called(loop: Loop) -> bool:
    """The case that is shown failed in a call, not before it."""
    return bool(loop.failed) and loop.failed[loop.at][1].word not in OF_A_FILE


def reset_kata(loop: Loop, kata: Kata) -> None:
    reset.main([loop.grader.language.name, kata.name])


KEYS = {
    "h": Key("hint", lambda loop, kata: hint.show(kata)),
    "n": Key("next case", next_case, lambda loop: len(loop.failed) > 1),
    "d": Key("debug", debug_case, was_called),
    "s": Key(
        "solutions",
        lambda loop, kata: show.show_solutions(kata, loop.console),
        lambda loop: bool(loop.kata and green_in(loop.kata.name)),
    ),
    "r": Key("reset", reset_kata),
    "g": Key(
        "grade again", lambda loop, kata: loop.saved({loop.grader.file(kata.name)})
    ),
}
