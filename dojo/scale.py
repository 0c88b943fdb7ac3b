"""Data larger than memory, or than one machine: a function of every chunk, merged two by two.

    def leaf(chunk, part):
        return katas("rust").moments(chunk["x"][:, None], chunk["y"])

    def merge(a, b):
        return katas("rust").merge(*a, *b)

    total = reduce(files, leaf, merge, ["x", "y"])                  # one process, memory for one chunk
    total = reduce(files, leaf, merge, ["x", "y"], client=client)   # a tree on Dask

On Dask every node needs this repository, and machines of one kind.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from pyarrow import parquet

from dojo.run.language import languages
from dojo.run.library import Library, load

ROWS = 1 << 16  # of a chunk

Chunk = dict[str, np.ndarray]  # column → its values in some rows


def katas(language: str, source: str = "katas") -> Library:
    """A language's katas, opened once in each process.

    A Dask worker opens a compiled program in itself: its nanny replaces it if that crashes, and no array is copied.
    Anywhere else, and in any other language, it runs in a process of its own.
    """
    here = in_a_worker() and languages()[language].IN_PROCESS
    return _katas(os.getpid(), language, source, here)


@cache
def _katas(process: int, language: str, source: str, here: bool) -> Library:
    return load(language, source, in_process=here)


def in_a_worker() -> bool:
    """Whether this is a task of a Dask worker."""
    distributed = sys.modules.get("distributed")
    if distributed is None:
        return False
    try:
        distributed.get_worker()
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Part:
    """A row group of a Parquet file."""

    path: str
    group: int

    def chunks(self, columns: list[str]) -> Iterator[Chunk]:
        """Its columns, so many rows at a time."""
        file = parquet.ParquetFile(self.path)
        for batch in file.iter_batches(ROWS, [self.group], columns):
            yield {
                name: batch.column(name).to_numpy(zero_copy_only=False)
                for name in columns
            }


def parts(files: list[Path]) -> list[Part]:
    """Every row group of the files, in their order."""
    return [
        Part(str(path), group)
        for path in files
        for group in range(parquet.ParquetFile(path).num_row_groups)
    ]


def reduce(
    files: list[Path],
    leaf: Callable[[Chunk, Part], Any],
    merge: Callable[[Any, Any], Any],
    columns: list[str],
    client: Any = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Any:
    """merge(…) of leaf(chunk, its part) over all chunks of these columns.

    client    of dask.distributed: a task for each row group and a tree of merges. A task whose worker dies is done
              again; one that fails names its part.
    tell      gets how many of the row groups are done
    """
    every = parts(files)
    if not every:
        raise ValueError(f"There is no row group in {len(files)} files.")
    if client is None:
        total: Any = None
        for done, part in enumerate(every, 1):
            found = of_part(part, leaf, merge, columns)
            total = found if total is None else merge(total, found)
            tell(done, len(every))
        return total
    call = uuid4()  # a key that came back would bring the answer of an earlier call
    level = [
        client.submit(
            of_part, part, leaf, merge, columns, retries=2, key=f"{part}-{call}"
        )
        for part in every
    ]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = [client.submit(merge, a, b, pure=False) for a, b in pairs] + odd
    return level[0].result()


def of_part(
    part: Part,
    leaf: Callable[[Chunk, Part], Any],
    merge: Callable[[Any, Any], Any],
    columns: list[str],
) -> Any:
    """The merged leaves of one row group; an error names the group."""
    total: Any = None
    try:
        for chunk in part.chunks(columns):
            found = leaf(chunk, part)
            total = found if total is None else merge(total, found)
    except Exception as error:
        error.add_note(f"in row group {part.group} of {part.path}")
        raise
    return total
