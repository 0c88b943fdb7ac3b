"""Back to the stub; an attempt is kept in attempts/, under the time of day: nox -s reset -- cpp ridge."""

import argparse
import datetime
from pathlib import Path

from dojo.cli import known_katas, known_language
from dojo.paths import ATTEMPTS, shown, write_text


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s reset --")
    parser.add_argument("language", help="python, cpp, julia or rust")
    parser.add_argument("katas", nargs="+")
    options = parser.parse_intermixed_args(words)
    language = known_language(options.language)
    for each in known_katas(options.katas):
        path = language.file("katas", each.name)
        stub = language.stub_of(each.name)
        if path.exists() and path.read_bytes() == stub.encode():
            print(f"{shown(path)} is the stub already.")
            continue
        if path.exists():
            print(f"Your attempt is kept in {shown(keep(path, language.name))}.")
        write_text(path, stub)
        print(f"{shown(path)} is the stub again.")
    return 0


def keep(path: Path, language: str) -> Path:
    """Move a file to attempts/<language>/<name>-<time><suffix>, never over another one."""
    folder = ATTEMPTS / language
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{path.stem}-{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    names = [stamp, *(f"{stamp}-{i}" for i in range(2, 100))]
    free = (folder / f"{n}{path.suffix}" for n in names)
    kept = next(place for place in free if not place.exists())
    path.rename(kept)
    return kept
