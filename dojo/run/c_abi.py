"""Calls through the one C function of kata.h, for every language that can export C."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from cffi import FFI

from dojo.paths import ROOT
from dojo.run.program import Program
from dojo.run.results import Crashed, WrongShape, exchanged, wrong_shape
from dojo.spec.refusals import KINDS
from dojo.spec.signature import Output

(
    DONE,
    NOT_IMPLEMENTED,
    REFUSED,
    WRONG_SHAPE,
    CRASHED,
    NO_SUCH_FUNCTION,
    OUT_OF_MEMORY,
) = range(7)
CODES = {"float": 0, "int": 1, "bool": 2, "name": 3}
MESSAGE_CAPACITY = 4096

ffi = FFI()
ffi.cdef(
    re.sub(
        r"^#.*$",
        "",
        Path(__file__).with_name("kata.h").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
)


class CProgram(Program):
    """A program whose two entry points are given as C functions, from a library or as pointers."""

    def __init__(self, kata_call: Any, kata_repeat: Any) -> None:
        self.kata_call, self.kata_repeat = kata_call, kata_repeat
        self.message = ffi.new("char[]", MESSAGE_CAPACITY)

    @classmethod
    def from_library(cls, path: Path) -> "CProgram":
        """The program of a shared library, which stays open as long as its functions are held."""
        library = ffi.dlopen(str(path))
        return cls(library.kata_call, library.kata_repeat)

    def load(self, kata: str, path: Path) -> None:
        """Compiled languages have loaded everything."""

    def call(
        self, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        return self._call(self.kata_call, name, inputs, outputs)

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        return self._call(
            lambda *args: self.kata_repeat(k, *args), name, inputs, outputs
        )

    def _call(
        self, entry: Callable, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        results = [
            np.empty(output.shape, np.float64 if output.type == "float" else np.int64)
            for output in outputs
        ]
        types = [output.type for output in outputs]
        _kept, given = arrays(inputs)
        _held, wanted = _arrays(results, [CODES[t] for t in types])
        status = entry(
            name.encode(),
            given,
            len(inputs),
            wanted,
            len(outputs),
            self.message,
            MESSAGE_CAPACITY,
        )
        if status == DONE:
            return results
        message = ffi.string(self.message).decode(errors="replace")
        message = message.replace(f"{ROOT}{os.sep}", "")
        if status == REFUSED:
            kind, _, reason = message.partition(" ")
            raise KINDS[kind](reason)
        if status == NOT_IMPLEMENTED:
            raise NotImplementedError(name)
        if status == WRONG_SHAPE:
            raise WrongShape(_difference(outputs, wanted) or message)
        if status == OUT_OF_MEMORY:
            raise MemoryError(message)
        if status == NO_SUCH_FUNCTION:
            raise AttributeError(f"There is no function {name}. {message}")
        raise Crashed(message)


def arrays(inputs: list[Any]) -> tuple[list[Any], Any]:
    """Inputs as kata.h has them, and what must stay alive as long as they are used."""
    return _arrays(inputs, [_code(x) for x in inputs])


def _code(value: Any) -> int:
    if isinstance(value, bool):
        return CODES["bool"]
    if isinstance(value, str):
        return CODES["name"]
    return CODES["float" if np.asarray(value).dtype.kind == "f" else "int"]


def _arrays(values: list[Any], codes: list[int]) -> tuple[list[Any], Any]:
    """The values as an array of kata_array, and what must stay alive as long as it does."""
    structs = ffi.new("kata_array[]", max(1, len(values)))
    keep = []
    for struct, value, code in zip(structs, values, codes, strict=False):
        array = _array(value, code)
        buffer = ffi.from_buffer(array) if array.size else ffi.NULL
        keep.append((array, buffer))
        struct.data = ffi.cast("void *", buffer)
        struct.dtype, struct.rank = code, array.ndim
        for axis, length in enumerate(array.shape):
            struct.shape[axis] = length
    return keep, structs


def _array(value: Any, code: int) -> np.ndarray:
    if code == CODES["name"]:
        return np.frombuffer(value.encode(), np.uint8)
    return np.asarray(value, np.float64 if code == CODES["float"] else np.int64)


def _difference(outputs: list[Output], returned: Any) -> str:
    shapes = [tuple(struct.shape[0 : struct.rank]) for struct in returned]
    if order := exchanged(outputs, shapes):
        return order
    for output, shape in zip(outputs, shapes, strict=True):
        if shape != output.shape:
            return wrong_shape(output, shape)
    return ""
