"""What a language opens in the worker's process."""

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from dojo.spec.signature import Output


class Program(Protocol):
    """An opened program, in the worker's process."""

    def load(self, kata: str, path: Path) -> None:
        """The kata from this file, or an exception in the compiler's words; nothing where all are compiled in."""

    def call(
        self, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        """The arrays that the function returns, or NotImplementedError, Refusal, WrongShape, Crashed."""

    def prepare(self, name: str, inputs: list[Any]) -> None:
        """Whatever is compiled when a function is called for the first time, where the language COMPILES_CALLS."""

    def repeat(
        self, k: int, name: str, inputs: list[Any], outputs: list[Output]
    ) -> list[np.ndarray]:
        """The same call k times inside the language, for timing."""

    def peeked(self) -> str:
        """The file of the reference that a kata has read, where the language can tell; else ""."""
        return ""
