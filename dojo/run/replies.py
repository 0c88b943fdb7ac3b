"""What a worker's message is worth: a status, and a value of the shape that belongs to it, or Garbled."""

import math
import re
import signal
from typing import Any

import numpy as np
import psutil

from dojo.run import wire
from dojo.run.results import MOST_WRITTEN, SPOILED, Status
from dojo.run.wire import SHARED, Garbled, Message, Room
from dojo.spec.refusals import KINDS
from dojo.spec.signature import Output

MOST_SAID = 20_000  # characters of a reply's words
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # but for tab and new line
OWN = {
    Status.CRASHED,
    Status.TIMED_OUT,
    Status.FLOODED,
    Status.LEFT,
}  # the parent's words


def checked(message: Message, number: int) -> tuple[Status, Any]:
    """The status and the value of the answer to the request of this number."""
    if message.number != number:
        raise Garbled("it answered an earlier request once more; does it fork?")
    found = message.value if isinstance(message.value, dict) else {}
    status, value = found.get("status"), found.get("value")
    if status not in set(Status) - OWN:
        raise Garbled(f"it answered with the status {status!r:.80}, which there is not")
    match Status(status):
        case Status.DONE:
            return Status.DONE, value
        case Status.REFUSED:
            kind, reason = _pair(value)
            if kind not in KINDS:
                raise Garbled(f"{kind!r:.80} is no kind of refusal")
            return Status.REFUSED, (kind, printable(reason))
        case Status.CHANGED if not isinstance(value, int):
            raise Garbled("it answered with a message that makes no sense")
        case Status.CHANGED:
            return Status.CHANGED, value
    return Status(status), printable(value)


def arrays(
    value: Any, outputs: list[Output], rooms: list[Room | None]
) -> list[np.ndarray]:
    """The answer as the arrays that the signature says, each on memory that only this process can write to."""
    if not isinstance(value, list) or len(value) != len(outputs):
        raise Garbled("it answered with another number of outputs")
    return [
        _array(each, output, room)
        for each, output, room in zip(value, outputs, rooms, strict=True)
    ]


def _array(found: Any, output: Output, room: Room | None) -> np.ndarray:
    dtype = np.dtype(output.dtype)
    if room is not None:
        return np.frombuffer(room.taken(), dtype).reshape(output.shape)
    if not isinstance(found, np.ndarray) or found.dtype != dtype:
        raise Garbled(f"it answered with something that is no array for {output.name}")
    if found.shape != output.shape:
        raise Garbled(f"it answered with an array of another shape for {output.name}")
    return found


def rooms(outputs: list[Output]) -> list[Room | None]:
    """Shared memory for the big outputs, where the system has it."""
    shared = SHARED if wire.CAN_SHARE else math.inf
    return [Room(size(o)) if size(o) >= shared else None for o in outputs]


def unhoused(outputs: list[Output], rooms: list[Room | None]) -> int:
    """Bytes of the outputs that come in the message itself."""
    pairs = zip(outputs, rooms, strict=True)
    return sum(size(output) for output, room in pairs if room is None)


def size(output: Output) -> int:
    """Bytes."""
    return np.dtype(output.dtype).itemsize * math.prod(output.shape)


def printable(words: Any) -> str:
    """Words that any terminal and file can take, not too many: what would move a cursor stands as `\\x1b`."""
    text = CONTROL.sub(lambda match: repr(match[0])[1:-1], str(words))
    if len(text) > MOST_SAID:
        text = f"{text[: MOST_SAID // 2]}\n...\n{text[-MOST_SAID // 2 :]}"
    return text.encode("utf-8", "backslashreplace").decode()


def _pair(value: Any) -> tuple[str, Any]:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str):
        return value[0], value[1]
    return "", ""


def obituary(said: dict[str, Any]) -> tuple[Status, str]:
    """The keeper's words about the end of a process."""
    code = said["died"]
    if code == -signal.SIGXFSZ:
        most = f"{MOST_WRITTEN >> 20} MiB"
        return Status.CRASHED, f"it wrote a file of more than {most}"
    if code == SPOILED:
        words = "it broke what the grader needs in its process: descriptors, limits, modules or builtins"
        return Status.CRASHED, words
    code = 128 - code if code > 128 else code  # a shell's way to say the same
    left = f"; {left_behind(said['strays'])}" if said["strays"] else ""
    if code < 0:
        return Status.CRASHED, signal.Signals(-code).name + left
    return Status.CRASHED, f"it ended the process with exit code {code}{left}"


def left_behind(names: list[str]) -> str:
    return f"it left processes behind, which were ended: {printable(', '.join(names))}"


def too_much(held: int, memory: int | None) -> str:
    """What a process holds beyond its limit, or beyond what the machine has, in words."""
    most = memory or int(0.9 * psutil.virtual_memory().total)
    return f"it took more than {most / 2**30:.3g} GiB" if held > most else ""
