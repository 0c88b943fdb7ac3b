"""The commands behind the nox sessions, one module of dojo/cli each: python -m dojo grade cpp ridge --solutions."""

import importlib
import pkgutil
import sys

from dojo import cli


def main(words: list[str]) -> int:
    commands = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    if not words or words[0] not in commands:
        print(f"Say one of {', '.join(commands)}.", file=sys.stderr)
        return 2
    return importlib.import_module(f"dojo.cli.{words[0]}").main(words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
