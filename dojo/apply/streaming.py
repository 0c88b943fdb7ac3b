"""Ridge and least squares on Parquet files of any size, in one pass: each chunk is summed up, merged and solved by katas.

A row belongs to a fold or to a test block by its place in its row group, so every order of reading gives the same parts.
"""

import glob
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from dojo import scale
from dojo.apply import Unusable
from dojo.apply.features import VALUE, Feature
from dojo.apply.summaries import SUMMARIES, State, Summary
from dojo.run.library import Library
from dojo.scale import Chunk, Part
from dojo.sklearn.base import to_do

FOLDS, BLOCKS = 5, 10  # of the training rows, of the test rows


@dataclass(frozen=True)
class Leaves:
    """A state for each fold and each test block of a chunk's whole rows, and how two such lists are merged."""

    columns: tuple[str, ...]  # the target last
    model: str
    language: str
    source: str

    @property
    def summary(self) -> Summary:
        return SUMMARIES[self.model]

    def __call__(self, chunk: Chunk, part: Part) -> list[State]:
        A = np.column_stack([np.asarray(chunk[name], float) for name in self.columns])
        places = np.random.default_rng([part.group, len(A)]).permutation(len(A)) % 20
        whole = np.isfinite(A).all(axis=1)
        katas = scale.katas(self.language, self.source)
        # three of twenty places for each fold, half of one for each block of test rows
        parts = [A[_rows(places, k) & whole] for k in range(FOLDS + BLOCKS)]
        nothing = self.summary.nothing(A.shape[1])
        return [self.summary.of(B, katas) if len(B) else nothing for B in parts]

    def merge(self, a: list[State], b: list[State]) -> list[State]:
        katas = scale.katas(self.language, self.source)
        pairs = zip(a, b, strict=True)
        return [self.summary.merged(*pair, katas) for pair in pairs]


@dataclass
class Answer:
    """A streamed fit, in the units of the data."""

    target: str
    features: list[Feature]
    coefficients: np.ndarray  # per standard deviation
    intercept: float  # at the means
    lam: float
    tuned: bool  # lam is by cross-validation
    rows: int
    left_out: int  # rows with a missing value
    error: float  # on the test rows, with its interval
    low: float
    high: float
    baseline: float
    r2: float
    cosine: float  # the certificate


def expanded(pattern: str) -> list[Path]:
    """The Parquet files that a pattern names."""
    found = [Path(p) for p in sorted(glob.glob(pattern))]
    if not found:
        raise Unusable(f"No file fits {pattern}.")
    for path in found:
        with open(path, "rb") as file:
            if file.read(4) != b"PAR1":
                raise Unusable(
                    f"{path.name} is no Parquet file, and only those are streamed."
                )
    return found


def number_columns(files: list[Path], target: str) -> tuple[list[str], list[str]]:
    """(number columns with the target last, columns that are left out), the same in every file."""
    schema = parquet.read_schema(files[0])
    for path in files[1:]:
        if parquet.read_schema(path).names != schema.names:
            raise Unusable(f"{path.name} has other columns than {files[0].name}.")
    numeric = [
        f.name
        for f in schema
        if pa.types.is_integer(f.type) or pa.types.is_floating(f.type)
    ]
    if target not in numeric:
        raise Unusable(
            f"The target {target!r} is no number column; there are {', '.join(numeric)}."
        )
    names = [name for name in numeric if name != target]
    if not names:
        raise Unusable("There is no number column to predict from.")
    return [*names, target], [n for n in schema.names if n not in numeric]


def fit(
    files: list[Path],
    target: str,
    model: str,
    language: str,
    source: str,
    lam: float | None = None,
    client: Any = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Answer:
    """One pass over the files, then everything from the Gram matrices."""
    if model not in SUMMARIES:
        raise Unusable(f"{model} is not streamed; {', '.join(SUMMARIES)} are.")
    if stubs := to_do(language, source, SUMMARIES[model].needs):
        raise Unusable(
            f"{', '.join(stubs)} is still to do in {language}/{source}: write it first, or use --solutions."
        )
    columns, _ = number_columns(files, target)
    leaves = Leaves(tuple(columns), model, language, source)
    katas = scale.katas(language, source)  # built here, once
    states = scale.reduce(files, leaves, leaves.merge, columns, client, tell)
    total = sum(parquet.read_metadata(path).num_rows for path in files)
    return answer(states, leaves, total, lam if model == "ridge" else 0.0, katas)


def answer(
    states: list[State], leaves: Leaves, total: int, lam: float | None, katas: Library
) -> Answer:
    """The fit, its penalty by cross-validation and its error, from the states of the folds and the test blocks."""
    summary, columns = leaves.summary, leaves.columns

    def together(parts: list[State]) -> State:
        return reduce(lambda a, b: summary.merged(a, b, katas), parts)

    folds, blocks = states[:FOLDS], states[FOLDS:]
    train, test = together(folds), together(blocks)
    n, mean, S = summary.moments(train)
    tested = summary.moments(test)[0]
    if n < len(columns) + 1 or not tested:
        raise Unusable(
            f"{n} whole rows train, and {len(columns) - 1} columns need more."
        )
    spread = np.sqrt(np.diag(S) / n)
    # a column that does not vary leaves what rounding leaves of its mean
    if (constant := spread[:-1] <= 1e-13 * np.abs(mean[:-1])).any():
        name = columns[int(np.argmax(constant))]
        raise Unusable(f"{name} has one value only: leave it out of the files.")
    tuned = lam is None
    if lam is None:
        others = [together(folds[:k] + folds[k + 1 :]) for k in range(FOLDS)]
        lams = np.geomspace(10.0, 1e-6, 30)
        pairs = list(zip(others, folds, strict=True))
        errors = [held_out(summary, pairs, each, katas) for each in lams]
        lam = float(lams[int(np.argmin(errors))])
    standard = summary.scaled(train, spread)
    w, b = summary.fit(standard, lam, katas)
    R = S / n / np.outer(spread, spread)
    r = R[:-1, -1] - R[:-1, :-1] @ w
    size = np.sqrt(max(summary.squares(standard, w, b) / n, 1e-16))
    full = [g for g in blocks if summary.moments(g)[0]]
    counts = np.array([summary.moments(g)[0] for g in full])
    squares = np.array([summary.squares(summary.scaled(g, spread), w, b) for g in full])
    rng = np.random.default_rng(0)
    drawn = [rng.integers(0, len(full), len(full)) for _ in range(1000)]
    unit = spread[-1]
    many = unit * np.sqrt([squares[d].sum() / counts[d].sum() for d in drawn])
    mean_square = squares.sum() / tested
    constant_fit = summary.scaled(test, spread), 0 * w, mean[-1] / unit
    simple = summary.squares(*constant_fit) / tested
    features = [
        Feature(name, name, VALUE, fill=m, mean=m, scale=s, low=-np.inf, high=np.inf)
        for name, m, s in zip(columns[:-1], mean[:-1], spread[:-1], strict=True)
    ]
    return Answer(
        target=columns[-1],
        features=features,
        coefficients=w * unit,
        intercept=float(mean[-1]),
        lam=lam,
        tuned=tuned,
        rows=n + tested,
        left_out=total - n - tested,
        error=float(unit * np.sqrt(mean_square)),
        low=float(np.percentile(many, 2.5)),
        high=float(np.percentile(many, 97.5)),
        baseline=float(unit * np.sqrt(simple)),
        r2=float(1 - mean_square / simple),
        cosine=float(np.max(np.abs(r - lam * w) / (size + np.abs(lam * w)))),
    )


def held_out(
    summary: Summary, pairs: list[tuple[State, State]], lam: float, katas: Library
) -> float:
    """The mean square over the folds, each predicted from the others."""
    found = []
    for others, fold in pairs:
        n, _, S = summary.moments(others)
        spread = np.sqrt(np.diag(S) / n)
        spread[spread == 0] = 1
        w, b = summary.fit(summary.scaled(others, spread), lam, katas)
        squares = summary.squares(summary.scaled(fold, spread), w, b)
        found.append(spread[-1] ** 2 * squares / max(summary.moments(fold)[0], 1))
    return float(np.mean(found))


def _rows(places: np.ndarray, k: int) -> np.ndarray:
    """The rows of fold k, or of a test block: places 0 … 14 train, the others test."""
    if k < FOLDS:
        return places // 3 == k
    return (places == 15 + (k - FOLDS) // 2) & (
        np.arange(len(places)) % 2 == (k - FOLDS) % 2
    )
