"""Where things are, how a path is shown, and how a folder of files is written: whole files or none."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KATAS = ROOT / "shared_tests" / "katas"
DATA = ROOT / "data"
# whatever can be made again: compiled katas, an own Julia, failed instances
BUILD = ROOT / "build"
# what learners wrote and then reset: never deleted
ATTEMPTS = ROOT / "attempts"


def shown(path: Path) -> str:
    """A path as a person reads it: relative to the repository where it lies inside."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def write_text(path: Path, text: str) -> None:
    """The whole file or none: a temporary file beside it takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def write(folder: Path, texts: dict[str, str], alone: bool = False) -> None:
    """Make a folder hold these files, `alone` or not, touching only what differs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
    for path in folder.iterdir():
        if alone and path.is_file() and path.name not in texts:
            path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
