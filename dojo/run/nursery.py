"""A warm process that forks workers: `python -m dojo.run.nursery LANGUAGE PROGRAM ACTIONS DESCRIPTOR` (see worker.py).

It has loaded what every worker needs and no line of a learner's, so a new worker costs a fork. Whatever a worker starts
and leaves becomes its child (Linux: a subreaper), and ends with the worker. It ends itself, and all below it, as soon as
the process that started it is gone, however that ended. One letter is a request:

    b  a worker, on the pipe and the output whose descriptors come with the letter   {"born": pid}
    s  who is there beside the worker?                                               {"strays": [name, …]}
    e  an end to the worker and to all that it started                               {"died": exit status, "strays": […]}

A worker that ends by itself is told in the same words.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import psutil

from dojo.run.below import adopting, at_parents_end, ended, sweep
from dojo.run.child import flush, serve
from dojo.run.language import languages

LOOK = 1.0  # seconds between two looks at whether the parent is still the same


class Nursery:
    """The worker that it has forked, and everything below it."""

    def __init__(
        self, control: socket.socket, serve: Callable[[socket.socket], None]
    ) -> None:
        self.control, self.serve = control, serve
        self.worker: int | None = None

    def run(self) -> None:
        """Answer until the parent is gone."""
        bell, ringing = os.pipe()
        os.set_blocking(ringing, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ringing, warn_on_full_buffer=False)
        parent = os.getppid()
        while os.getppid() == parent:
            heard: list[Any] = [self.control, bell]
            ready, _, _ = select.select(heard, [], [], LOOK)
            if bell in ready:
                os.read(bell, 4096)
                self.reap()
            if self.control in ready:
                letter, fds, *_ = socket.recv_fds(self.control, 1, 2)
                if not letter:
                    break
                self.answer(letter, fds)
        sweep()

    def answer(self, letter: bytes, fds: list[int]) -> None:
        if letter == b"b":
            self.bear(*fds)
        elif letter == b"s":
            self.say(strays=[name(p) for p in self.below() if name(p)])
        elif self.worker is not None:
            os.kill(self.worker, signal.SIGKILL)  # its end is told when it is seen

    def say(self, **words: Any) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.control.sendall(json.dumps(words).encode() + b"\n")

    def bear(self, pipe: int, printed: int) -> None:
        gc.freeze()
        self.worker = os.fork()
        if self.worker == 0:
            self.control.close()
            live(self.serve, pipe, printed)
        os.close(pipe)
        os.close(printed)
        self.say(born=self.worker)

    def reap(self) -> None:
        """Whoever has ended; the worker's end is told."""
        while pid_status := ended():
            if pid_status[0] == self.worker:
                self.buried(pid_status[1])

    def buried(self, status: int) -> None:
        self.worker = None
        found = [name(p) for p in self.below() if name(p) and not ended_already(p)]
        sweep()
        self.say(died=os.waitstatus_to_exitcode(status), strays=found)

    def below(self) -> list[psutil.Process]:
        """All that runs below this process, but for the worker."""
        found = psutil.Process().children(recursive=True)
        return [p for p in found if p.pid != self.worker]


def name(process: psutil.Process) -> str:
    """What it is called; "" where it is gone."""
    try:
        return process.name()
    except psutil.Error:
        return ""


def ended_already(process: psutil.Process) -> bool:
    """Whether only its exit code is left."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.Error:
        return True


def live(serve: Callable[[socket.socket], None], pipe: int, printed: int) -> NoReturn:
    """The life of a worker: it serves until the parent hangs up, or a kata ends it."""
    code = 1
    try:
        os.setsid()
        at_parents_end()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for descriptor in (1, 2):
            os.dup2(printed, descriptor)
        os.close(printed)
        serve(socket.socket(fileno=pipe))
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 (of whatever a kata raises)
        traceback.print_exc()
    finally:
        flush()
        os._exit(code & 0xFF)


def main(language: str, program: str, actions: str, descriptor: str) -> None:
    adopting()
    at_parents_end(signal.SIGCONT)  # it goes on if a kata has stopped it
    module = importlib.import_module(actions)
    known: dict[str, Callable] = module.ACTIONS
    if hasattr(module, "warm"):  # what is worth loading once for all workers
        module.warm(Path(program))
    chosen = languages()[language]
    control = socket.socket(fileno=int(descriptor))
    Nursery(control, lambda pipe: serve(known, chosen, Path(program), pipe)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
