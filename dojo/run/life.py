"""One worker process as the parent sees it: its pipe, what it prints, its own time, its memory; and who keeps it."""

import contextlib
import json
import os
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from dojo.run.replies import printable
from dojo.run.results import MOST_WRITTEN
from dojo.run.sandbox import outer, sandboxed
from dojo.run.wire import Inbox

MUCH = 1000  # bytes of its output that are kept, from the beginning and from the end
WHERE = signal.SIGUSR1  # the process tells the line that it runs
PATIENCE = 5.0  # seconds for what the machinery itself does at once
BOTTOM = " in live\n"  # the nursery's function, below all that a worker does
FRAME = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)


class Keeper:
    """The parent's end of a nursery (nursery.py): it has processes forked and ended, and hears of their end."""

    def __init__(
        self, words: list[str], environment: dict[str, str], sandbox: bool = False
    ) -> None:
        """words    what stands behind `python -m dojo.run.nursery`: language, program, actions"""
        self.control, theirs = socket.socketpair()
        self.heard = b""
        self.words = [sys.executable, "-u", "-m", "dojo.run.nursery", *words]
        self.environment, self.theirs = environment, theirs
        self.sandbox = sandbox
        if sandbox:
            self.words = sandboxed(self.words, Path(words[1]))
        self.process: subprocess.Popen[bytes] | None = None
        self.life: Life | None = None
        self.gone = False

    def bear(self) -> "Life":
        """A new process; it opens its program while the parent goes on."""
        ours, pipe = socket.socketpair()
        reading, printed = os.pipe()
        try:
            with pipe:
                if self.process is None:
                    self._start(printed)
                socket.send_fds(self.control, [b"b"], [pipe.fileno(), printed])
        finally:
            os.close(printed)
        self.life = Life(ours, reading)
        return self.life

    def _start(self, output: int) -> None:
        with self.theirs:
            self.process = subprocess.Popen(
                [*self.words, str(self.theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.environment,
                pass_fds=[self.theirs.fileno()],
                start_new_session=True,
            )

    def death(self, seconds: float) -> dict[str, Any] | None:
        """{"died": exit code, "strays": names} of the process, if that comes within so many seconds; EOFError once the
        keeper is gone."""
        while (said := self.hear(seconds)) and "died" not in said:
            pass
        return said

    def end(self) -> dict[str, Any] | None:
        """An end to the process and all that it started, and how it ended."""
        self.ask(b"e")
        return self.death(PATIENCE)

    def strays(self) -> list[str]:
        """The names of the processes that the process has started and that still run."""
        self.ask(b"s")
        while (said := self.hear(PATIENCE)) and "died" not in said:
            if "strays" in said:
                return list(said["strays"])
        return []

    def hear(self, seconds: float = 0.0) -> dict[str, Any] | None:
        """What it says next within so many seconds, or None; EOFError once it is gone."""
        if self.process:  # a kata may have stopped it
            self.process.send_signal(signal.SIGCONT)
        end = time.monotonic() + seconds
        while b"\n" not in self.heard:
            left = max(0.0, end - time.monotonic())
            if not select.select([self.control], [], [], left)[0]:
                return None
            try:
                data = self.control.recv(1 << 16)
            except ConnectionResetError:
                data = b""
            if not data:
                self.gone = True
                raise EOFError
            self.heard += data
        line, _, self.heard = self.heard.partition(b"\n")
        said: dict[str, Any] = json.loads(line)
        if "born" in said and self.life and self.process:
            own = said["born"]
            self.life.pid = outer(own, self.process.pid) if self.sandbox else own
        return said

    def ask(self, letter: bytes) -> None:
        try:
            self.control.send(letter)
        except OSError:
            self.gone = True
            raise EOFError from None

    def close(self) -> None:
        """An end to it and to everything below it."""
        self.control.close()
        if self.process is not None:
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def forget(self) -> None:
        """In a forked copy of the parent: it belongs to the original."""
        self.control.close()
        if self.process is not None:
            self.process.returncode = 0


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

    def wait(self, keeper: Keeper, seconds: float) -> list[Any]:
        """Whoever has something to say within so many seconds."""
        heard: list[Any] = [self.pipe, keeper.control]
        heard += [self.printed] if self.loud else []
        return select.select(heard, [], [], seconds)[0]

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
        """A clock that stands still while it waits for a processor that others have."""
        try:
            status = Path(f"/proc/{self.pid}/schedstat")
            waited = status.read_text(encoding="utf-8").split()[1]
        except (OSError, IndexError):
            waited = "0"
        return time.monotonic() - int(waited) / 1e9

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
        end = time.monotonic() + 1.0
        while time.monotonic() < end and BOTTOM not in self.words():
            select.select([self.printed], [], [], 0.02)
            self.read_printed()
        said = self.words()
        self.first, self.last, self.size = printed
        places = ((Path(file), number) for file, number in FRAME.findall(said))
        own = (
            f"{path.name}:{number}"
            for path, number in places
            if path == folder or path.is_relative_to(folder)
        )
        return next(own, "")
