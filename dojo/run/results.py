"""What comes of running a kata: a build, a reply, and the ways in which a call can fail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from dojo.spec.signature import Output
from dojo.spec.values import as_tuple

FLOOD = 1 << 20  # bytes that one call may print
MOST_WRITTEN = 1 << 30  # bytes that a file may have which a kata writes
ALLOCATION = "an allocation failed"
SPOILED = 113  # the exit code of a worker whose own code can no longer run

LINES = 20  # of what it printed that are shown


class Status(StrEnum):
    """How a request to a worker ended."""

    DONE = "done"
    REFUSED = "refused"
    TO_DO = "to do"
    WRONG_SHAPE = "wrong shape"
    CHANGED = "changed"
    ERROR = "error"
    BROKEN = "broken"
    PEEKED = "peeked"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    FLOODED = "flooded"
    LEFT = "left behind"


class Profile(StrEnum):
    """How a source is built."""

    CHECKED = "checked"  # bounds and overflow are checked: what grades
    TIMED = "timed"  # everything that this processor has
    DEBUGGED = "debugged"  # every variable is there: what a debugger runs
    SANITIZED = "sanitized"  # every access is watched, where the language can


@dataclass(frozen=True)
class Reply:
    """done: the arrays; refused: (kind, reason); changed: which input; the rest: a sentence."""

    status: Status
    value: Any = None
    printed: str = ""

    def printed_briefly(self) -> str:
        """The first and the last lines that the kata printed, LINES at most."""
        lines = self.printed.splitlines()
        if len(lines) <= LINES:
            return self.printed
        first, last = LINES // 2, LINES - LINES // 2 - 1
        between = f"… {len(lines) - first - last} more lines"
        return "\n".join([*lines[:first], between, *lines[-last:]])


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
    if result is None:
        raise WrongShape("Nothing was returned: is a `return` missing?")
    if isinstance(result, Iterator):
        raise WrongShape(
            f"A {type(result).__name__} was returned, which holds no numbers yet; collect them in an array."
        )
    results = as_tuple(result)
    if len(results) != len(outputs):
        raise WrongShape(_wrong_count(result, outputs))
    arrays = [_array(value, out) for value, out in zip(results, outputs, strict=True)]
    if any(a.shape != out.shape for a, out in zip(arrays, outputs, strict=True)):
        raise WrongShape(_other_shapes(results, arrays, outputs))
    return [
        np.ascontiguousarray(array, output.dtype).reshape(output.shape)
        for array, output in zip(arrays, outputs, strict=True)
    ]


def _wrong_count(result: Any, outputs: list[Output]) -> str:
    """The sentence for a container that does not hold the outputs one by one."""
    names = ", ".join(output.name for output in outputs)
    if isinstance(result, list | np.ndarray) and len(outputs) > 1:
        kind = "list" if isinstance(result, list) else "array"
        return f"One {kind} was returned for {len(outputs)} outputs; write `return {names}`."
    count = len(as_tuple(result))
    values = "value was" if count == 1 else "values were"
    words = ", ".join(output.words for output in outputs)
    return f"{count} {values} returned; the signature says {words}."


def _array(value: Any, output: Output) -> np.ndarray:
    """What a value holds; a WrongShape says what it is instead of numbers of the output's kind."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = np.asarray(None)
    kinds = "biuf" if output.dtype is np.float64 else "biu"
    if array.dtype.kind not in kinds or np.ma.is_masked(value):
        got = f"{type(value).__name__} ({array.dtype})"
        raise WrongShape(f"{output.name} is {got}; the signature says {output.words}.")
    return array


def _other_shapes(
    results: tuple[Any, ...], arrays: list[np.ndarray], outputs: list[Output]
) -> str:
    """The first wrong shape and, below it, what was returned: two programs may agree in the one and not in the other."""
    if order := exchanged(outputs, [array.shape for array in arrays]):
        return order
    value, array, output = next(
        each
        for each in zip(results, arrays, outputs, strict=True)
        if each[1].shape != each[2].shape
    )
    plain = type(value) in (np.ndarray, float, int) or isinstance(value, np.generic)
    title = output.name if plain else f"{output.name}, a {type(value).__name__},"
    numbers = np.array2string(
        array,
        separator=", ",
        threshold=36,
        edgeitems=2,
        max_line_width=10_000,
        formatter={"float_kind": lambda x: f"{x:.6g}"},
    )
    numbers = numbers.replace("\n", "")
    return f"{wrong_shape(output, array.shape)}\n{title} = {numbers}"


def exchanged(outputs: list[Output], shapes: list[tuple[int, ...]]) -> str:
    """The sentence for outputs whose shapes fit in one other order only, or ""."""
    wanted = [output.shape for output in outputs]
    if shapes == wanted or sorted(shapes) != sorted(wanted):
        return ""
    moved = [i for i, shape in enumerate(shapes) if shape != wanted[i]]
    if any(wanted.count(shapes[i]) > 1 for i in moved):
        return ""  # it could stand for either
    order = [
        outputs[wanted.index(shape)].name if i in moved else outputs[i].name
        for i, shape in enumerate(shapes)
    ]
    names = ", ".join(output.name for output in outputs)
    return f"These are {', '.join(order)} by their shapes; the signature says {names}."


def wrong_shape(output: Output, shape: tuple[int, ...]) -> str:
    """The sentence for an output that has another shape than the signature says."""
    words = f"{output.name} has shape {shape}; the signature says {output.words}, here {output.shape}."
    return f"{words}{_kind_of_shape(shape, output.shape)}"


def _kind_of_shape(shape: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    """What a shape is beside the wanted one, in words, where there is a word for it."""
    if not wanted and np.prod(shape) == 1:
        return " It is one number in an array: return the number itself."
    if len(wanted) == 1 and shape == (*wanted, 1):
        return " It is a column: a matrix with one column is no vector."
    if len(wanted) == 1 and shape == (1, *wanted):
        return " It is a row: a matrix with one row is no vector."
    if len(wanted) == 2 and shape == wanted[::-1]:
        return " It is transposed: its rows are the columns."
    if len(wanted) == 1 and not shape:
        return " It is one number, not a vector."
    if len(wanted) == 1 and len(shape) == 1 and abs(shape[0] - wanted[0]) == 1:
        return f" It has one entry too {'many' if shape[0] > wanted[0] else 'few'}."
    return ""
