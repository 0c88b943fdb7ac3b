"""Back to the stub, or with --back to the newest attempt: nox -s reset -- cpp ridge.

What stood there is kept in attempts/, under the time of day; nothing there is deleted or overwritten.
"""

import argparse
import datetime
from pathlib import Path

from dojo.cli import check_written, known_functions, known_katas, known_language
from dojo.paths import ATTEMPTS, shown, write_bytes, writing
from dojo.run.language import Language, languages


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s reset --")
    parser.add_argument("language", help=", ".join(languages()))
    parser.add_argument("katas", nargs="+")
    parser.add_argument("--back", action="store_true", help="to your newest attempt")
    options = parser.parse_intermixed_args(words)
    language, failed = known_language(options.language), 0
    check_written(language, known_functions(options.katas))
    for each in known_katas(options.katas):
        if options.back:
            failed += not bring_back(language, each.name)
        else:
            put(language, each.name, stub(language, each.name), "the stub")
    return int(failed > 0)


def bring_back(language: Language, name: str) -> bool:
    """Put the newest attempt in the place of a kata's file; False where none is kept."""
    attempts = kept(language, name)
    if not attempts:
        print(f"No attempt at {name} is kept in {shown(ATTEMPTS / language.name)}.")
        return False
    put(language, name, attempts[-1].read_bytes(), f"what {shown(attempts[-1])} keeps")
    for older in attempts[:-1]:
        print(f"An older one is {shown(older)}.")
    return True


def put(language: Language, name: str, content: bytes, words: str) -> None:
    """Give a kata's file this content, and keep what stood there if somebody wrote it."""
    path = language.file("katas", name)
    with writing(path):
        present = path.read_bytes() if path.exists() else None
    if present == content:
        print(f"{shown(path)} is {words} already.")
        return
    if present not in (None, stub(language, name)):
        print(f"Your attempt is kept in {shown(keep(path, language.name))}.")
    write_bytes(path, content)
    print(f"{shown(path)} is {words} again.")


def stub(language: Language, name: str) -> bytes:
    """The stub of a kata, as it stands in its file."""
    return language.stub_of(name).encode()


def keep(path: Path, language: str) -> Path:
    """Copy a file to attempts/<language>/<name>-<time><suffix>, never over another one."""
    stamp = f"{path.stem}-{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    names = [stamp, *(f"{stamp}-{i}" for i in range(2, 100))]
    places = (ATTEMPTS / language / f"{name}{path.suffix}" for name in names)
    copy = next(place for place in places if not place.exists())
    write_bytes(copy, path.read_bytes())
    return copy


def kept(language: Language, name: str) -> list[Path]:
    """The attempts at a kata that are kept, the newest last."""
    folder = ATTEMPTS / language.name
    dated = f"{name}-[0-9][0-9][0-9][0-9]-*{language.SUFFIX}"
    return sorted(folder.glob(dated), key=lambda path: (path.stat().st_mtime_ns, path))
