"""A language's own process: whatever a kata does to it, the run goes on.

The parent holds a Worker. Only inputs cross to the process: it never sees what is expected. A case that ends it, hangs,
eats memory, floods its output or answers nonsense costs one reply, and the next request begins another process.
"""

import time
from pathlib import Path
from typing import Any

import psutil

from dojo.run import replies
from dojo.run.exchange import START_LIMIT, Exchange
from dojo.run.results import Reply, Status
from dojo.run.wire import Garbled
from dojo.spec.signature import Output

LOAD_LIMIT = 5.0  # seconds until a kata's file is loaded
COMPILING = 3.0  # a first call may besides take so many times what its preparation took


class Worker(Exchange):
    """Without limits where a person calls it (`dojo.load`), with limits where it grades."""

    def load(self, kata: str, path: Path, seconds: float = LOAD_LIMIT) -> Reply:
        """The kata from this file, for languages that load at run time; done or broken, or how the child died."""
        return self.ask(seconds, "load", kata, str(path))

    def call(
        self,
        name: str,
        inputs: list[Any],
        outputs: list[Output],
        seconds: float | None = None,
    ) -> Reply:
        """outputs = name(*inputs), checked and with the inputs unchanged; `seconds` overrides the worker's limit."""
        if words := self._too_large(outputs):
            return Reply(Status.OUT_OF_MEMORY, words)
        with self.lock:
            limit = seconds or self.seconds
            if not self._knows(name) and self.language.COMPILES_CALLS:
                start = time.monotonic()
                reply = self.ask(START_LIMIT, "prepare", name, inputs)
                if reply.status != Status.DONE:
                    return reply
                if limit is not None:
                    limit += COMPILING * (time.monotonic() - start)
            rooms = replies.rooms(outputs)
            most = replies.unhoused(outputs, rooms)
            reply = self.ask(limit, "call", name, inputs, outputs, rooms, most=most)
            if reply.status != Status.DONE:
                return reply
            try:
                values = replies.arrays(reply.value, outputs, rooms)
            except Garbled as error:
                return self._end(Status.CRASHED, str(error))
            return Reply(Status.DONE, values, reply.printed)

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> Reply:
        """(seconds in the child, the last outputs) of k calls inside the language."""
        most = sum(map(replies.size, outputs))
        return self.ask(None, "repeat", k, name, inputs, outputs, most=most)

    def called(self) -> set[str]:
        """The functions that the process has been asked for."""
        return self.life.called if self.life else set()

    def _knows(self, name: str) -> bool:
        """Whether the process has been asked for this function before; from now on it has."""
        life = self.life or self.start()
        known = name in life.called
        life.called.add(name)
        return known

    def _too_large(self, outputs: list[Output]) -> str:
        """Why outputs of this size cannot be returned on this machine, or ""."""
        most = self.memory or psutil.virtual_memory().total
        total = sum(map(replies.size, outputs))
        if total <= most:
            return ""
        words = ", ".join(f"{o.words} of {o.shape}" for o in outputs if o.shape)
        return (
            f"{words} would take {total / 2**30:.3g} GiB; there are {most / 2**30:.3g}"
        )
