"""Ridge and least squares on Parquet files of any size, in one pass: Gram matrices by the kata, then a small solve by the kata.

A row belongs to a fold or to a test block by its place in its row group, so every order of reading gives the same parts.
"""

import glob
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from dojo.apply import Unusable
from dojo.apply.features import VALUE, Feature
from dojo.apply.grams import error, held_out, moments, solved, standard
from dojo.run.library import Library
from dojo.scale import Chunk, Part, reduce
from dojo.sklearn.base import library, to_do

FOLDS, BLOCKS = 5, 10  # of the training rows, of the test rows
KATAS = ("gram", "cholesky_solve")
MODELS = ("ridge", "ols")


@dataclass(frozen=True)
class Grams:
    """The Gram matrix of [1, X − shift, y − shift] for each fold and each test block: 15×(p+2)×(p+2)."""

    columns: tuple[str, ...]  # the target last
    shift: tuple[float, ...]
    language: str
    source: str

    def __call__(self, chunk: Chunk, part: Part) -> np.ndarray:
        A = np.column_stack([np.asarray(chunk[name], float) for name in self.columns])
        places = np.random.default_rng([part.group, len(A)]).permutation(len(A)) % 20
        A = A - np.array(self.shift)
        whole = np.isfinite(A).all(axis=1)
        A = np.column_stack([np.ones(len(A)), A])
        katas = library(self.language, self.source)
        found = np.zeros((FOLDS + BLOCKS, A.shape[1], A.shape[1]))
        for k in range(FOLDS + BLOCKS):
            # three of twenty places for each fold, half of one for each block of test rows
            rows = _rows(places, k) & whole
            if rows.any():
                found[k] = katas.gram(A[rows])
        return found


@dataclass
class Answer:
    """A streamed fit, in the units of the data."""

    target: str
    features: list[Feature]
    coefficients: np.ndarray  # per standard deviation
    intercept: float  # at the means
    lam: float
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
    if model not in MODELS:
        raise Unusable(f"{model} is not streamed; {' and '.join(MODELS)} are.")
    if stubs := to_do(language, source, KATAS):
        raise Unusable(
            f"{', '.join(stubs)} is still to do in {language}/{source}: write it first, or use --solutions."
        )
    columns, _ = number_columns(files, target)
    grams = Grams(tuple(columns), _first_means(files[0], columns), language, source)
    G = reduce(files, grams, np.add, columns, client, tell)
    total = sum(parquet.read_metadata(path).num_rows for path in files)
    return answer(
        G, grams, total, 0.0 if model == "ols" else lam, library(language, source)
    )


def answer(
    G: np.ndarray, grams: Grams, total: int, lam: float | None, katas: Library
) -> Answer:
    """The fit, its penalty by cross-validation and its error, from the Gram matrices of the folds and the test blocks."""
    train, test = G[:FOLDS].sum(axis=0), G[FOLDS:].sum(axis=0)
    n = train[0, 0]
    if n < G.shape[1] or not test[0, 0]:
        raise Unusable(
            f"{int(n)} whole rows train, and {G.shape[1] - 2} columns need more."
        )
    means, spreads = moments(train)
    if (spreads[:-1] == 0).any():
        constant = grams.columns[int(np.argmin(spreads[:-1]))]
        raise Unusable(f"{constant} has one value only: leave it out of the files.")
    R = standard(train, means, spreads)
    if lam is None:
        lams = np.geomspace(10.0, 1e-6, 30)
        errors = [held_out(G[:FOLDS], each, katas) for each in lams]
        lam = float(lams[int(np.argmin(errors))])
    w = solved(R, lam, katas)
    r = R[:-1, -1] - R[:-1, :-1] @ w
    size = np.sqrt(max(R[-1, -1] - 2 * w @ R[:-1, -1] + w @ R[:-1, :-1] @ w, 1e-16))
    blocks = [
        error(standard(g, means, spreads), g[0, 0], w) for g in G[FOLDS:] if g[0, 0]
    ]
    counts = np.array([g[0, 0] for g in G[FOLDS:] if g[0, 0]])
    rng = np.random.default_rng(0)
    drawn = [rng.integers(0, len(blocks), len(blocks)) for _ in range(1000)]
    squares = np.array(blocks) * counts
    unit = spreads[-1]
    many = unit * np.sqrt([squares[d].sum() / counts[d].sum() for d in drawn])
    mean_square = squares.sum() / counts.sum()
    simple = standard(test, means, spreads)[-1, -1]
    shift = np.array(grams.shift)
    features = [
        Feature(
            name,
            name,
            VALUE,
            fill=mean,
            mean=mean,
            scale=scale,
            low=-np.inf,
            high=np.inf,
        )
        for name, mean, scale in zip(
            grams.columns[:-1], means[:-1] + shift[:-1], spreads[:-1], strict=True
        )
    ]
    return Answer(
        target=grams.columns[-1],
        features=features,
        coefficients=w * unit,
        intercept=float(means[-1] + shift[-1]),
        lam=lam,
        rows=int(G[:, 0, 0].sum()),
        left_out=int(total - G[:, 0, 0].sum()),
        error=float(unit * np.sqrt(mean_square)),
        low=float(np.percentile(many, 2.5)),
        high=float(np.percentile(many, 97.5)),
        baseline=float(unit * np.sqrt(simple)),
        r2=float(1 - mean_square / simple),
        cosine=float(np.max(np.abs(r - lam * w) / (size + np.abs(lam * w)))),
    )


def _rows(places: np.ndarray, k: int) -> np.ndarray:
    """The rows of fold k, or of a test block: places 0 … 14 train, the others test."""
    if k < FOLDS:
        return places // 3 == k
    return (places == 15 + (k - FOLDS) // 2) & (
        np.arange(len(places)) % 2 == (k - FOLDS) % 2
    )


def _first_means(path: Path, columns: list[str]) -> tuple[float, ...]:
    """Means of some first rows: what is subtracted, so that squares do not cancel."""
    batch = next(parquet.ParquetFile(path).iter_batches(1000, columns=columns))
    values = [
        np.asarray(batch.column(name).to_numpy(zero_copy_only=False), float)
        for name in columns
    ]
    return tuple(float(np.nanmean(v)) if np.isfinite(v).any() else 0.0 for v in values)
