"""Where things are, how a path is shown, and how files are written: whole files or none."""

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KATAS = ROOT / "shared_tests" / "katas"
DATA = ROOT / "data"
# whatever can be made again: compiled katas, an own Julia, failed instances
BUILD = ROOT / "build"
# what learners wrote and then reset: never deleted
ATTEMPTS = ROOT / "attempts"

NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
NO_RIGHT = {errno.EACCES, errno.EPERM}


class Unwritable(OSError):
    """A path that cannot be written: one sentence with the reason and the way out."""


def shown(path: Path) -> str:
    """A path as a person reads it: relative to the repository where it lies inside."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Whatever hinders the block from writing here becomes Unwritable."""
    try:
        yield
    except Unwritable:
        raise
    except OSError as error:
        raise Unwritable(_sentence(path, error)) from error


def make(folder: Path) -> Path:
    """The folder, made where it was missing; Unwritable says why it cannot be."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def check_writable(path: Path) -> None:
    """Unwritable where a file of a page could not be written here, or no temporary one; nothing is left behind."""
    with writing(Path(os.environ.get("TMPDIR", "/tmp"))):
        tempfile.gettempdir()
    make(path.parent)
    with writing(path):
        if path.exists() and not path.is_file():
            path.open("ab").close()
        else:
            with tempfile.TemporaryFile(dir=path.resolve().parent) as file:
                file.write(bytes(4096))


def write_bytes(path: Path, content: bytes) -> None:
    """The whole file or none: a temporary file beside it takes its name; a link stays a link."""
    make(path.parent)
    with writing(path):
        if path.exists() and not path.is_file():  # a device or a pipe, as /dev/stdout
            path.write_bytes(content)
            return
        path = path.resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with open(handle, "wb") as file:
                file.write(content)
            mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
            os.chmod(name, mode)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise


def write_text(path: Path, text: str) -> None:
    """The same in UTF-8; what has no such bytes, half a surrogate pair, is written escaped."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write(folder: Path, texts: dict[str, str], alone: bool = False) -> None:
    """Make a folder hold these files, `alone` or not, touching only what differs."""
    make(folder)
    for name, text in texts.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_text(path, text)
    for path in folder.iterdir():
        if alone and path.is_file() and path.name not in texts:
            with writing(path):
                path.unlink()


def read_json(path: Path, default: Any) -> Any:
    """What the machinery wrote here; `default` where there is nothing, or no JSON of the default's type."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return default
    return found if isinstance(found, type(default)) else default


def unreadable(path: Path) -> str:
    """ "" or the sentence that says why a file has no text, and the way out."""
    try:
        path.read_bytes().decode()
    except UnicodeDecodeError as error:
        return f"{shown(path)} is not UTF-8 at byte {error.start}; save it as UTF-8."
    except IsADirectoryError as error:
        return _sentence(path, error)
    except OSError as error:
        return f"{shown(path)} cannot be read ({error.strerror}); take the right to."
    return ""


def _sentence(path: Path, error: OSError) -> str:
    """Why a path cannot be written, and the way out."""
    for place in path.parents:
        if os.path.isfile(place):
            return f"{shown(place)} is a file where a folder is due; move it away."
    if error.errno == errno.EEXIST:
        return f"{shown(path)} is a file where a folder is due; move it away."
    if error.errno == errno.EISDIR:
        return f"{shown(path)} is a folder where a file is due; move it away."
    reason = f"{shown(path)} cannot be written ({os.strerror(error.errno or 0)})"
    if error.errno in NO_ROOM:
        return f"{reason}; make room on its disk."
    if error.errno in NO_RIGHT:
        return (
            f"{reason}; take the right to write there, or work in a copy that is yours."
        )
    if error.errno == errno.EROFS:
        return f"{reason}; work in a copy on another disk."
    return f"{reason}."


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Damaged(ValueError):
    """A file of a kata that cannot be read."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(
            f"{shown(path)} cannot be read: {str(error).rstrip('.')}; "
            f"`git checkout -- {shown(path)}` brings back what was committed."
        )
