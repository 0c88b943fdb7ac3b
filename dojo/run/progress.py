"""What takes long says what it does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """The sentence on stderr while this lasts: moving on a terminal, a line elsewhere."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(sentence):
            yield
    else:
        print(sentence, file=sys.stderr, flush=True)
        yield
