"""A language's own process: whatever a kata does to it, the run goes on.

The parent holds a Worker; the child (dojo/child.py) opens the track's program and answers
one request at a time over a socket. Only inputs cross the border: the child never sees
what is expected. A child that crashes, hangs, eats memory or floods its output costs one
reply and is replaced when the next request comes.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from typing import Any

import psutil

from dojo.child import FLOOD

MUCH = 1000  # bytes of its output that are shown, from the beginning and from the end
START_LIMIT = 120.0  # seconds until the language is up and its katas are loaded
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
}


@dataclass(frozen=True)
class Reply:
    """done: the arrays; refused: (kind, reason); the rest: a sentence.

    The statuses: done, refused, to do, wrong shape, changed, error, broken, crashed, timed out, out of memory, flooded.
    """

    status: str
    value: Any = None
    printed: str = ""


class Worker:
    """The parent's end. Without limits where a person calls it (`dojo.load`), with limits where it grades."""

    CHILD = "dojo.child"

    def __init__(self, track, program, seconds=None, memory=None):
        self.track, self.program = track, program
        self.seconds, self.memory = seconds, memory
        self.process = None

    def load(self, kata, path):
        """The kata from this file, for languages that load at run time; done or broken, or how the child died."""
        return self._ask(START_LIMIT, "load", kata, str(path))

    def call(self, name, inputs, outputs, seconds=None):
        """outputs = name(*inputs), checked and with the inputs unchanged; `seconds` overrides the worker's limit."""
        return self._ask(seconds or self.seconds, "call", name, inputs, outputs)

    def repeat(self, k, name, inputs, outputs):
        """(seconds in the child, the last outputs) of k calls inside the language."""
        return self._ask(None, "repeat", k, name, inputs, outputs)

    def close(self):
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.border.close()
            self.printed.close()
            self.process = None

    __del__ = close

    def start(self):
        """Start the child without waiting for it: its first message is read before its first request."""
        self.border, theirs = Pipe()
        self.printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        environment = {
            **os.environ,
            **ONE_THREAD,
            **self.track.environment(self.program),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "PYTHONSAFEPATH": "1",
        }
        words = [self.track.name, self.program, theirs.fileno()]
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

    def _ask(self, seconds, *request):
        if self.process is None:
            self.start()
        if not self.greeted:
            hello = self._answer(START_LIMIT)
            if hello.status != "done":
                return hello
            self.greeted = True
        os.ftruncate(self.printed.fileno(), 0)
        os.lseek(self.printed.fileno(), 0, os.SEEK_SET)  # the child writes here too
        try:
            self.border.send(request)
        except (BrokenPipeError, ConnectionResetError):
            return self._death()
        return self._answer(seconds)

    def _answer(self, seconds):
        """The child's reply, or how it failed to reply."""
        end = time.monotonic() + seconds if seconds else None
        pause = 0.05
        while not self._ready(pause):
            if end and time.monotonic() > end:
                return self._kill("timed out", f"no answer in {seconds:g} s")
            if self.memory and self._resident() > self.memory:
                return self._kill(
                    "out of memory", f"it took more than {self.memory / 2**30:.3g} GiB"
                )
        try:
            status, value = self.border.recv()
        except (EOFError, ConnectionResetError):
            return self._death()
        return Reply(status, value, self._printed())

    def _ready(self, pause):
        try:
            return self.border.poll(pause)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return True

    def _resident(self):
        try:
            return psutil.Process(self.process.pid).memory_info().rss
        except psutil.Error:
            return 0

    def _kill(self, status, sentence):
        printed = self._printed()
        self.close()
        return Reply(status, sentence, printed)

    def _death(self):
        """What ended the child."""
        code = self.process.wait()
        if code == -signal.SIGXFSZ:
            return self._kill(
                "flooded", f"it printed more than {FLOOD >> 20} MiB in one call"
            )
        code = 128 - code if code > 128 else code  # a shell's way to say the same
        if code < 0:
            return self._kill("crashed", signal.Signals(-code).name)
        return self._kill("crashed", f"it ended the process with exit code {code}")

    def _printed(self):
        """The first and the last words that the child printed."""
        size = os.fstat(self.printed.fileno()).st_size
        words = os.pread(self.printed.fileno(), MUCH, 0)
        if size > MUCH:
            end = os.pread(self.printed.fileno(), MUCH, max(MUCH, size - MUCH))
            words += b"\n...\n" + end
        return words.decode(errors="replace").strip()
