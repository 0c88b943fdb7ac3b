"""One worker process as the parent sees it: its pipe, what it prints, its own time, its memory."""

import contextlib
import os
import re
import resource
import select
import signal
import socket
from pathlib import Path

import psutil

from dojo.run.below import own_seconds
from dojo.run.replies import printable
from dojo.run.results import MOST_WRITTEN
from dojo.run.wire import Inbox

MUCH = 1000  # bytes of its output that are kept, from the beginning and from the end
WHERE = signal.SIGUSR1  # the process tells the line that it runs
TELLING = 0.2  # seconds of its own that this may take
# a stack's end: the nursery's function, below all that a worker does, or too many frames
WHOLE = re.compile(r" in live$|^  \.\.\.$", re.MULTILINE)
FRAME = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)


class Life:
    """One process, from its birth to its end."""

    def __init__(self, pipe: socket.socket, printed: int) -> None:
        self.pipe, self.printed = pipe, printed
        pipe.setblocking(False)
        os.set_blocking(printed, False)
        self.inbox = Inbox(pipe)
        self.pid: int | None = None  # once it is known
        self.greeted = False
        self.called: set[str] = set()  # functions
        self.loud = True  # somebody may still print
        self.forget_printed()

    def close(self) -> None:
        self.pipe.close()
        os.close(self.printed)

    def disturbed(self) -> bool:
        """Whether it has said something that nobody asked for, or hung up."""
        return bool(self.inbox.data or select.select([self.pipe], [], [], 0)[0])

    # ---------------------------------------------------------------- what it prints

    def forget_printed(self) -> None:
        self.first, self.last, self.size = b"", b"", 0

    def read_printed(self) -> None:
        """Take what is there."""
        while self.loud:
            try:
                data = os.read(self.printed, 1 << 16)
            except BlockingIOError:
                return
            self.loud = bool(data)
            self.size += len(data)
            room = MUCH - len(self.first)
            self.first += data[:room]
            self.last = (self.last + data[room:])[-MUCH:]

    def words(self) -> str:
        """The beginning and the end of what it printed."""
        between = b"\n...\n" if self.size > 2 * MUCH else b""
        said = self.first + between + self.last
        return printable(said.decode(errors="backslashreplace").strip())

    # ---------------------------------------------------------------- what it takes

    def own_seconds(self) -> float:
        return own_seconds(self.pid)

    def gone(self) -> bool:
        """Whether the process, whose number is known, has ended."""
        if self.pid is None:
            return False
        try:
            return psutil.Process(self.pid).status() == psutil.STATUS_ZOMBIE
        except psutil.Error:
            return True

    def signal(self, number: int) -> None:
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def resident(self) -> int:
        """Bytes that it and its children hold."""
        if self.pid is None:
            return 0
        total = 0
        with contextlib.suppress(psutil.Error):
            own = psutil.Process(self.pid)
            for process in (own, *own.children(recursive=True)):
                total += process.memory_info().rss
        return total

    def limit_files(self) -> None:
        """No file of more than MOST_WRITTEN bytes, where the system can be told so."""
        if self.pid is not None and hasattr(resource, "prlimit"):
            most = (MOST_WRITTEN, MOST_WRITTEN)
            with contextlib.suppress(OSError, ValueError):
                resource.prlimit(self.pid, resource.RLIMIT_FSIZE, most)

    def line(self, folder: Path) -> str:
        """The line of a file of this folder (or this file) that runs now: "ridge.py:12", or ""."""
        printed = self.first, self.last, self.size
        self.forget_printed()
        self.signal(WHERE)
        end = self.own_seconds() + TELLING
        while self.loud and not WHOLE.search(self.words()):
            if self.own_seconds() > end:
                break
            select.select([self.printed], [], [], 0.02)
            self.read_printed()
        found = self._own_frame(folder)
        self.first, self.last, self.size = printed
        return found

    def _own_frame(self, folder: Path) -> str:
        """The innermost frame of this folder in what it has printed."""
        for file, number in FRAME.findall(self.words()):
            path = Path(file)
            if path == folder or path.is_relative_to(folder):
                return f"{path.name}:{number}"
        return ""
