"""How the terminal takes what is typed: key by key, or line by line."""

import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cbreak() -> Iterator[None]:
    """A key counts at once and is not shown; afterwards the terminal is as it was."""
    with _restored():
        if sys.stdin.isatty():
            tty.setcbreak(sys.stdin)
        yield


@contextmanager
def line_by_line() -> Iterator[None]:
    """The terminal as other programs expect it, while one of them has it."""
    with _restored():
        if sys.stdin.isatty():
            mode = termios.tcgetattr(sys.stdin)
            mode[3] |= termios.ICANON | termios.ECHO
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)
        yield


@contextmanager
def _restored() -> Iterator[None]:
    before = termios.tcgetattr(sys.stdin) if sys.stdin.isatty() else None
    try:
        yield
    finally:
        if before:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
