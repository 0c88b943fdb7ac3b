"""What comes of running a kata: a build, a reply, and the ways in which a call can fail."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from dojo.spec.signature import Output
from dojo.spec.values import as_tuple

FLOOD = 1 << 20  # bytes that one call may print


class Status(StrEnum):
    """How a request to a worker ended."""

    DONE = "done"
    REFUSED = "refused"
    TO_DO = "to do"
    WRONG_SHAPE = "wrong shape"
    CHANGED = "changed"
    ERROR = "error"
    BROKEN = "broken"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    FLOODED = "flooded"


class Profile(StrEnum):
    """How a source is built."""

    CHECKED = "checked"  # bounds and overflow are checked: what grades
    TIMED = "timed"  # everything that this processor has
    SANITIZED = "sanitized"  # every access is watched, where the language can


@dataclass(frozen=True)
class Reply:
    """done: the arrays; refused: (kind, reason); changed: which input; the rest: a sentence."""

    status: Status
    value: Any = None
    printed: str = ""


@dataclass(frozen=True)
class Build:
    """A program that a worker can open.

    broken      the katas that are not in it, with the reason: a paragraph for each error, the first one first
    warnings    what the compiler says of the others, a paragraph each
    """

    program: Path
    broken: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


class Unavailable(RuntimeError):
    """A language or a peer's library is not on this machine; the message says why and the way out."""


class WrongShape(Exception):
    """A function returned something else than its signature says."""


class Crashed(Exception):
    """A panic, or an exception that is no refusal, told in the language's own words."""


def conform(result: Any, outputs: list[Output]) -> list[np.ndarray]:
    """A function's result as the list of arrays that `outputs` describe; WrongShape says what differs."""
    results = as_tuple(result)
    if len(results) != len(outputs):
        words = ", ".join(output.words for output in outputs)
        raise WrongShape(
            f"{len(results)} value(s) were returned; the signature says {words}."
        )
    return [
        _conform(value, output) for value, output in zip(results, outputs, strict=True)
    ]


def _conform(value: Any, output: Output) -> np.ndarray:
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)
    kinds = "biuf" if output.dtype is np.float64 else "biu"
    if array.dtype.kind not in kinds:
        got = f"{type(value).__name__} ({array.dtype})"
        raise WrongShape(f"{output.name} is {got}; the signature says {output.words}.")
    if array.shape != output.shape:
        raise WrongShape(wrong_shape(output, array.shape))
    return np.ascontiguousarray(array, output.dtype).reshape(output.shape)


def wrong_shape(output: Output, shape: tuple[int, ...]) -> str:
    """The sentence for an output that has another shape than the signature says."""
    return f"{output.name} has shape {shape}; the signature says {output.words}, here {output.shape}."
