"""A language's own process: whatever a kata does to it, the run goes on.

The parent holds a Worker; the child (dojo/run/child.py) opens the language's program and answers
one request at a time over a socket. Only inputs cross the pipe: the child never sees
what is expected. A child that crashes, hangs, eats memory or floods its output costs one
reply and is replaced when the next request comes.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any

import psutil

from dojo.run.environment import clean
from dojo.run.language import Language
from dojo.run.results import FLOOD, Reply, Status
from dojo.spec.signature import Output

MUCH = 1000  # bytes of its output that are shown, from the beginning and from the end
START_LIMIT = 120.0  # seconds until the language is up and its katas are loaded
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
}


class Worker:
    """The parent's end. Without limits where a person calls it (`dojo.load`), with limits where it grades."""

    CHILD = "dojo.run.child"

    def __init__(
        self,
        language: Language,
        program: Path,
        seconds: float | None = None,
        memory: int | None = None,
    ) -> None:
        """seconds, memory (in bytes): what one call may take and what the child may hold."""
        self.language, self.program = language, program
        self.seconds, self.memory = seconds, memory
        self.process: subprocess.Popen[bytes] | None = None

    def load(self, kata: str, path: Path) -> Reply:
        """The kata from this file, for languages that load at run time; done or broken, or how the child died."""
        return self._ask(START_LIMIT, "load", kata, str(path))

    def call(
        self,
        name: str,
        inputs: list[Any],
        outputs: list[Output],
        seconds: float | None = None,
    ) -> Reply:
        """outputs = name(*inputs), checked and with the inputs unchanged; `seconds` overrides the worker's limit."""
        return self._ask(seconds or self.seconds, "call", name, inputs, outputs)

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> Reply:
        """(seconds in the child, the last outputs) of k calls inside the language."""
        return self._ask(None, "repeat", k, name, inputs, outputs)

    def close(self) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.pipe.close()
            self.printed.close()
            self.process = None

    __del__ = close

    def start(self) -> None:
        """Start the child without waiting for it: its first message is read before its first request."""
        self.pipe, theirs = Pipe()
        self.printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        environment = {
            **clean(),
            **ONE_THREAD,
            **self.language.environment(self.program),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "PYTHONSAFEPATH": "1",
        }
        words = [self.language.name, self.program, theirs.fileno()]
        child = [sys.executable, "-u", "-m", self.CHILD, *map(str, words)]
        self.process = subprocess.Popen(
            child,
            stdin=subprocess.DEVNULL,
            stdout=self.printed,
            stderr=subprocess.STDOUT,
            env=environment,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        self.greeted = False

    def _ask(self, seconds: float | None, *request: Any) -> Reply:
        if self.process is None:
            self.start()
        if not self.greeted:
            hello = self._answer(START_LIMIT)
            if hello.status != Status.DONE:
                return hello
            self.greeted = True
        os.ftruncate(self.printed.fileno(), 0)
        os.lseek(self.printed.fileno(), 0, os.SEEK_SET)  # the child writes here too
        try:
            self.pipe.send(request)
        except (BrokenPipeError, ConnectionResetError):
            return self._death()
        return self._answer(seconds)

    def _answer(self, seconds: float | None) -> Reply:
        """The child's reply, or how it failed to reply."""
        end = time.monotonic() + seconds if seconds else None
        pause = 0.05
        while not self._ready(pause):
            if end and time.monotonic() > end:
                return self._kill(Status.TIMED_OUT, f"no answer in {seconds:g} s")
            if self.memory and self._resident() > self.memory:
                return self._kill(
                    Status.OUT_OF_MEMORY,
                    f"it took more than {self.memory / 2**30:.3g} GiB",
                )
        try:
            status, value = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            return self._death()
        return Reply(Status(status), value, self._printed())

    def _ready(self, pause: float) -> bool:
        try:
            return self.pipe.poll(pause)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return True

    def _resident(self) -> int:
        try:
            assert self.process
            return psutil.Process(self.process.pid).memory_info().rss
        except psutil.Error:
            return 0

    def _kill(self, status: Status, sentence: str) -> Reply:
        printed = self._printed()
        self.close()
        return Reply(status, sentence, printed)

    def _death(self) -> Reply:
        """What ended the child."""
        assert self.process
        code = self.process.wait()
        if code == -signal.SIGXFSZ:
            return self._kill(
                Status.FLOODED, f"it printed more than {FLOOD >> 20} MiB in one call"
            )
        code = 128 - code if code > 128 else code  # a shell's way to say the same
        if code < 0:
            return self._kill(Status.CRASHED, signal.Signals(-code).name)
        return self._kill(Status.CRASHED, f"it ended the process with exit code {code}")

    def _printed(self) -> str:
        """The first and the last words that the child printed."""
        size = os.fstat(self.printed.fileno()).st_size
        words = os.pread(self.printed.fileno(), MUCH, 0)
        if size > MUCH:
            end = os.pread(self.printed.fileno(), MUCH, max(MUCH, size - MUCH))
            words += b"\n...\n" + end
        return words.decode(errors="replace").strip()
