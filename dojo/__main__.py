"""The commands behind the nox sessions, one module of dojo/cli each: python -m dojo grade cpp ridge --solutions."""

import importlib
import io
import locale
import os
import pkgutil
import sys

from dojo import cli
from dojo.paths import NO_ROOM, Damaged, Unwritable


def main(words: list[str]) -> int:
    commands = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    if not words or words[0] not in commands:
        print(f"Say one of {', '.join(commands)}.", file=sys.stderr)
        return 2
    try:
        code = importlib.import_module(f"dojo.cli.{words[0]}").main(words[1:])
        print(end="", flush=True)
        return code
    except (Unwritable, Damaged) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        code = 0
    except OSError as error:
        if error.filename or error.errno not in NO_ROOM:
            raise
        print(f"The output cannot be written ({error.strerror}).", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        return 130
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def speak_utf8() -> None:
    """Text is UTF-8 whatever the locale says, here and in every process that is started from here."""
    os.environ |= {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8:backslashreplace"}
    if not sys.flags.utf8_mode and locale.getencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    speak_utf8()
    sys.exit(main(sys.argv[1:]))
