"""A suspicion: told, and never acted on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suspicion:
    """A kind of trap ("leak", "repeated rows", …), the columns it is in, and a sentence."""

    kind: str
    columns: tuple[str, ...]
    sentence: str
