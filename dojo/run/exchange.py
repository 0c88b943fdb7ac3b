"""One request at a time to a language's own process, and one reply, whatever becomes of the process.

Its keeper has the process forked by a warm one (nursery.py); the process (child.py) opens the language's program. What
comes back is not trusted: it is data of known shapes, in time, and about the question; else the process is replaced.
"""

import contextlib
import os
import signal
import threading
import weakref
from pathlib import Path
from typing import Any

from dojo.run import replies, wire
from dojo.run.environment import of_a_worker
from dojo.run.keeper import LOOK, PATIENCE, Keeper
from dojo.run.language import Language
from dojo.run.life import Life
from dojo.run.results import FLOOD, Reply, Status
from dojo.run.wire import Garbled, Message

START_LIMIT = 120.0  # seconds until the language is up, or a library is imported
MOST_SENT = 1 << 26  # bytes of arrays in a reply whose arrays nobody knows
MEMORY_LOOK = 5  # looks at the time between two at the memory


class Exchange:
    """The parent's end of a process."""

    ACTIONS = "dojo.run.child"  # the module whose ACTIONS the process knows

    def __init__(
        self,
        language: Language,
        program: Path,
        seconds: float | None = None,
        memory: int | None = None,
        sandbox: bool = False,
    ) -> None:
        """seconds, memory (in bytes): what one call may take and what the child, with its children, may hold."""
        self.sandbox = sandbox
        self.language, self.program = language, program
        self.seconds, self.memory = seconds, memory
        self.keeper: Keeper | None = None
        self.life: Life | None = None
        self.number = 0
        self.lock = threading.RLock()
        WORKERS.add(self)

    def start(self) -> Life:
        """A process, without waiting for it: its first message is read before its first request."""
        if self.keeper is None:
            words = [self.language.name, str(self.program), self.ACTIONS]
            variables = of_a_worker(**self.language.environment(self.program))
            self.keeper = Keeper(words, variables, self.sandbox)
        try:
            self.life = self.keeper.bear()
        except BrokenPipeError:  # somebody has ended the keeper
            self.close()
            return self.start()
        return self.life

    def sound(self) -> bool:
        """Whether a process waits for a request; what has hung up or talks unasked is ended."""
        with self.lock:
            if self.life is not None and self.life.greeted and self.life.disturbed():
                self.renew()
            return self.life is not None

    def renew(self) -> None:
        """End the process; the next request begins another."""
        with self.lock:
            if self.life is not None:
                self._end(Status.CRASHED, "")

    def interrupt(self) -> None:
        """From another thread: the call under way ends as a crash."""
        if self.life is not None:
            self.life.signal(signal.SIGKILL)

    def strays(self) -> list[str]:
        """The names of the processes that katas have started and left."""
        with self.lock, contextlib.suppress(EOFError):
            if self.keeper and self.life:
                return self.keeper.strays()
        return []

    def close(self) -> None:
        """End the process and whoever keeps it."""
        keeper, self.keeper = self.keeper, None
        life, self.life = self.life, None
        for each in (keeper, life):
            if each is not None:
                each.close()

    __del__ = close

    def forget(self) -> None:
        """In a forked copy of this process: its worker is the original's."""
        self.lock = threading.RLock()
        if self.keeper is not None:
            self.keeper.forget()
        if self.life is not None:
            self.life.close()
        self.keeper = self.life = None

    # ---------------------------------------------------------------- requests

    def ask(self, seconds: float | None, *request: Any, most: int = MOST_SENT) -> Reply:
        """most    bytes of arrays that may come in the reply itself"""
        with self.lock:
            try:
                return self._exchange(seconds, request, most)
            except BaseException:
                self.renew()  # after Ctrl-C a late answer would be taken for another's
                raise

    def _exchange(
        self, seconds: float | None, request: tuple[Any, ...], most: int
    ) -> Reply:
        life = self.life or self.start()
        if not life.greeted:
            hello = self._reply(life, 0, START_LIMIT, 0)
            if hello.status != Status.DONE:
                return hello
            life.greeted = True
            self._introduced(life)
        if life.disturbed():
            return self._death(life)
        life.read_printed()
        life.forget_printed()
        self.number += 1
        try:
            wire.send(life.pipe, wire.encode(self.number, request), START_LIMIT)
        except TimeoutError:
            return self._end(Status.TIMED_OUT, "it does not take the next request")
        except OSError:
            return self._death(life)
        return self._reply(life, self.number, seconds, most)

    def _introduced(self, life: Life) -> None:
        """Its number is known, and its limits are set."""
        if life.pid is None and self.keeper:
            with contextlib.suppress(EOFError):
                self.keeper.hear(PATIENCE)
        if self.memory:
            life.limit_files()

    def _reply(
        self, life: Life, number: int, seconds: float | None, most: int
    ) -> Reply:
        """The child's reply to this request, or how it failed to reply."""
        assert self.keeper
        start, quiet = life.own_seconds(), 0
        while True:
            ready = self.keeper.wait(life, LOOK)
            if life.printed in ready:
                life.read_printed()
                if self.memory and life.size > FLOOD:
                    words = f"it printed more than {FLOOD >> 20} MiB in one call"
                    return self._end(Status.FLOODED, words)
            try:
                if life.pipe in ready:
                    life.inbox.feed()
                    if message := life.inbox.message(most):
                        return self._checked(life, message, number)
                if self.keeper.control in ready and (said := self.keeper.death(0)):
                    return self._ended(*replies.obituary(said))
            except EOFError:
                return self._death(life)
            except Garbled as error:
                return self._end(Status.CRASHED, str(error))
            if seconds and life.own_seconds() - start > seconds:
                return self._late(life, seconds)
            quiet += not ready
            if quiet % MEMORY_LOOK == 1 and (
                words := replies.too_much(life.resident(), self.memory)
            ):
                return self._end(Status.OUT_OF_MEMORY, words)

    def _checked(self, life: Life, message: Message, number: int) -> Reply:
        """A message as the reply to a request, if it is one."""
        status, value = replies.checked(message, number)
        if life.inbox.data:
            raise Garbled("it answered twice; does it fork?")
        life.read_printed()
        printed = life.words()
        if status == Status.PEEKED:
            self.renew()  # or every later kata of this process would have peeked
        if message.value.get("children") and (strays := self.strays()):
            self.renew()
            if status == Status.DONE:
                return Reply(Status.LEFT, replies.left_behind(strays), printed)
        return Reply(status, value, printed)

    # ---------------------------------------------------------------- ends

    def _late(self, life: Life, seconds: float) -> Reply:
        words = f"no answer in {seconds:.3g} s"
        if where := life.line(self.program):
            words += f"; it was at {where}"
        return self._end(Status.TIMED_OUT, words)

    def _death(self, life: Life) -> Reply:
        """The pipe is closed, or was spoken into unasked: what ended the process."""
        assert self.keeper
        try:
            if said := self.keeper.last_words(life):
                return self._ended(*replies.obituary(said))
        except EOFError:
            watcher = "it ended the process that watches over it"
            words = watcher if life.greeted else "the process did not start"
            return self._ended(Status.CRASHED, words)
        return self._end(
            Status.CRASHED, "it closed the pipe to the grader, or spoke unasked"
        )

    def _end(self, status: Status, sentence: str) -> Reply:
        """End the process for this reason."""
        assert self.keeper
        with contextlib.suppress(EOFError):
            self.keeper.gone = self.keeper.end() is None
        return self._ended(status, sentence)

    def _ended(self, status: Status, sentence: str) -> Reply:
        """The process is gone; what it had printed comes with the reason."""
        life, self.life = self.life, None
        assert life and self.keeper
        life.read_printed()
        printed = life.words()
        life.close()
        if self.keeper.gone:
            self.keeper.close()
            self.keeper = None
        return Reply(status, sentence, printed)


WORKERS: "weakref.WeakSet[Exchange]" = weakref.WeakSet()


def _forget() -> None:
    for worker in WORKERS:
        worker.forget()


os.register_at_fork(after_in_child=_forget)
