"""Messages between two processes that need not trust each other: words as JSON, then the bytes of arrays.

    magic, lengths of head and body | head {"number": of the request, "value": …} | body

In the value an array stands as {"array": [type, shape, where, which]}: in the body from a byte on or, from a mebibyte,
in one of the shared memories whose descriptors come with the message. Nothing in a message can run.
"""

import fcntl
import json
import math
import mmap
import os
import select
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dojo.spec.signature import Output

MAGIC = b"kata"
FRAME = struct.Struct("<4sQQ")
MOST_WORDS = 1 << 24  # bytes of a head
TYPES = ("<f8", "<i8", "|b1")
SHARED = 1 << 20  # bytes from which an array travels in shared memory
CAN_SHARE = hasattr(os, "memfd_create") and hasattr(fcntl, "F_ADD_SEALS")
ANY = 1 << 40  # bytes of a body from a process that is trusted
MANY = 250  # descriptors that one message may carry


class Garbled(Exception):
    """What came is no answer; the words say why."""


class Room:
    """Shared memory of a fixed size: nobody can shrink it under another's hands."""

    def __init__(self, size: int) -> None:
        self.size, self.fd = size, -1
        self.fd = os.memfd_create("room", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.fd, size)
        fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)

    def __del__(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)

    def taken(self) -> mmap.mmap:
        """The contents, once nobody can write to them any more; Garbled if somebody still could."""
        try:
            fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
        except OSError:
            raise Garbled("it can still write to its answer") from None
        return mmap.mmap(self.fd, self.size, mmap.MAP_PRIVATE)


def bytes_of(x: np.ndarray) -> memoryview:
    """The bytes of an array, row by row."""
    return np.ascontiguousarray(x).reshape(-1).view(np.uint8).data


def put(fd: int, data: memoryview) -> None:
    """Write all of it to the beginning of shared memory."""
    done = 0
    while done < data.nbytes:
        done += os.pwrite(fd, data[done:], done)


# ---------------------------------------------------------------- writing


def encode(
    number: int, value: Any, share: bool = True
) -> tuple[list[memoryview], list[Room]]:
    """The parts of a message, and the shared memory that goes with it, if any may."""
    rooms: list[Room] = []
    body: list[memoryview] = []

    def array(x: np.ndarray) -> dict[str, Any]:
        data = bytes_of(x)
        place = ("body", sum(map(len, body)))
        if x.nbytes >= SHARED and share and CAN_SHARE:
            place = ("room", len(rooms))
            rooms.append(Room(x.nbytes))
            put(rooms[-1].fd, data)
        elif x.nbytes:
            body.append(data)
        return {"array": [x.dtype.str, x.shape, *place]}

    def plain(x: Any) -> Any:
        """What JSON has no word for."""
        if isinstance(x, np.ndarray):
            return array(x)
        if isinstance(x, Room):
            rooms.append(x)
            return {"room": len(rooms) - 1}
        if isinstance(x, Output):
            return {"output": [x.name, x.type, x.shape, x.words]}
        if isinstance(x, np.generic):
            return x.item()
        raise TypeError(f"a {type(x).__name__} cannot be sent")

    head = json.dumps({"number": number, "value": value}, default=plain).encode()
    frame = FRAME.pack(MAGIC, len(head), sum(map(len, body)))
    return [memoryview(frame + head), *body], rooms


def send(
    pipe: socket.socket, message: tuple[list[memoryview], list[Room]], seconds: float
) -> None:
    """The whole message within so many seconds, or TimeoutError; BrokenPipeError where nobody listens."""
    parts, rooms = message
    fds, end = [room.fd for room in rooms], time.monotonic() + seconds
    for part in parts:
        while part:
            left = max(0.0, end - time.monotonic())
            if not select.select([], [pipe], [], left)[1]:
                raise TimeoutError("nobody reads")
            try:
                part = part[socket.send_fds(pipe, [part], fds) :]
                fds = []
            except BlockingIOError:
                pass


# ---------------------------------------------------------------- reading


@dataclass
class Message:
    """A request or a reply; `original` has the unchanged bytes of each array, by its id."""

    number: int
    value: Any
    original: dict[int, Any] = field(default_factory=dict)

    def unchanged(self, x: Any) -> bool:
        """Whether an array of the value still is what came."""
        if not isinstance(x, np.ndarray):
            return True  # a number cannot change
        before = np.frombuffer(self.original[id(x)], np.uint8)
        now = np.ascontiguousarray(x).reshape(-1).view(np.uint8)
        if now.size % 8 == 0:
            now, before = now.view(np.uint64), before.view(np.uint64)
        return bool(np.array_equal(now, before))


class Inbox:
    """What has come through one pipe so far."""

    def __init__(self, pipe: socket.socket) -> None:
        self.pipe, self.data, self.fds = pipe, bytearray(), list[int]()

    def feed(self, descriptors: bool = False) -> None:
        """Read what is there; EOFError at the end. Descriptors that are not asked for are closed by the kernel."""
        try:
            if descriptors:
                data, fds, *_ = socket.recv_fds(self.pipe, 1 << 20, MANY)
                self.fds += fds
            else:
                data = self.pipe.recv(1 << 20)
        except BlockingIOError:
            return
        except ConnectionResetError:
            raise EOFError from None
        if not data:
            raise EOFError
        self.data += data

    def message(self, most: int = ANY) -> Message | None:
        """The first message once it is whole; Garbled if it is none, or has a body of more than so many bytes."""
        if not MAGIC.startswith(self.data[: len(MAGIC)]):
            raise Garbled("it answered with bytes that are no message")
        if len(self.data) < FRAME.size:
            return None
        _, words, size = FRAME.unpack_from(self.data)
        if words > MOST_WORDS or size > most:
            raise Garbled("it answered with bytes that are no message")
        if len(self.data) < FRAME.size + words + size:
            return None
        head = bytes(self.data[FRAME.size : FRAME.size + words])
        body = bytes(self.data[FRAME.size + words : FRAME.size + words + size])
        del self.data[: FRAME.size + words + size]
        fds, self.fds = self.fds, []
        try:
            return _decoded(head, body, fds)
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            raise Garbled("it answered with a message that makes no sense") from None
        finally:
            for fd in fds:
                os.close(fd)


def _decoded(head: bytes, body: bytes, fds: list[int]) -> Message:
    original: dict[int, Any] = {}

    def filled(found: dict[str, Any]) -> Any:
        if found.keys() == {"array"}:
            kind, shape, where, which = found["array"]
            x, before = _array(kind, shape, where, which, body, fds)
            original[id(x)] = before
            return x
        if found.keys() == {"room"}:
            return os.dup(fds[found["room"]])
        if found.keys() == {"output"}:
            name, kind, shape, words = found["output"]
            return Output(name, kind, tuple(shape), words)
        return found

    message = json.loads(head, object_hook=filled)
    return Message(int(message["number"]), message["value"], original)


def _array(
    kind: str, shape: list[int], where: str, which: int, body: bytes, fds: list[int]
) -> tuple[np.ndarray, Any]:
    """An array on memory of its own, and its bytes as they came."""
    if kind not in TYPES or not all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError(kind)
    dtype = np.dtype(kind)
    size = dtype.itemsize * math.prod(shape)
    own: Any
    before: Any
    if where == "room":  # pages are copied when they are written to
        own = mmap.mmap(fds[which], size, mmap.MAP_PRIVATE)
        before = mmap.mmap(fds[which], size, mmap.MAP_SHARED, mmap.PROT_READ)
    else:
        if not 0 <= which <= which + size <= len(body):
            raise ValueError(which)
        before = body[which : which + size]
        own = bytearray(before)
    return np.frombuffer(own, dtype).reshape(shape), before
