"""Who keeps a worker process: the parent's end of a nursery (nursery.py)."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from dojo.run.life import Life
from dojo.run.sandbox import outer, sandboxed

PATIENCE = 5.0  # seconds for what the machinery itself does at once
ENDING = 3.0  # seconds that a process may take to end, once its pipe is closed
BURIAL = 60.0  # seconds until the end of a process is told
LOOK = 0.05  # seconds between two looks at it


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

    def bear(self) -> Life:
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

    def last_words(self, life: Life) -> dict[str, Any] | None:
        """The same of a process that has hung up; None where it goes on for ENDING seconds of its own."""
        start = life.own_seconds()
        while not (said := self.death(LOOK)):
            own = life.own_seconds() - start
            if life.gone():
                return self.death(BURIAL)
            if own > ENDING:
                break
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

    def wait(self, life: Life, seconds: float) -> list[Any]:
        """Whoever has something to say within so many seconds: itself, the process's pipe or its output."""
        heard: list[Any] = [life.pipe, self.control]
        heard += [life.printed] if life.loud else []
        return select.select(heard, [], [], seconds)[0]

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
