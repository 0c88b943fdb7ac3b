"""Honest numbers: errors on rows that were not trained on, with intervals, beside the simplest answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

DRAWS = 1000  # of a bootstrap
Measure = Callable[[np.ndarray, np.ndarray], float]


@dataclass(frozen=True)
class Score:
    """A measure on the test rows and its 95 % interval."""

    name: str
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.name} {self.value:.4g} ({self.low:.4g} to {self.high:.4g})"


def rmse(y: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.sqrt(np.mean((y - predicted) ** 2)))


def mean_absolute(y: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean(np.abs(y - predicted)))


def r2(y: np.ndarray, predicted: np.ndarray) -> float:
    total = float(np.sum((y - y.mean()) ** 2))
    return (
        1 - float(np.sum((y - predicted) ** 2)) / total if total > 0 else float("nan")
    )


def log_loss(codes: np.ndarray, P: np.ndarray) -> float:
    return float(-np.mean(np.log(np.clip(P[np.arange(len(codes)), codes], 1e-15, 1))))


def accuracy(codes: np.ndarray, P: np.ndarray) -> float:
    return float(np.mean(P.argmax(axis=1) == codes))


def balanced(codes: np.ndarray, P: np.ndarray) -> float:
    """The mean over the classes of the share that is recognised."""
    right = P.argmax(axis=1) == codes
    return float(np.mean([right[codes == c].mean() for c in np.unique(codes)]))


def auc(codes: np.ndarray, P: np.ndarray) -> float:
    """The area under the ROC curve of the second class: how often one of its rows is ranked above another row."""
    positive = codes == 1
    count = int(positive.sum())
    if count in (0, len(codes)):
        return float("nan")
    ranks = rankdata(P[:, 1])[positive].sum() - count * (count + 1) / 2
    return float(ranks / (count * (len(codes) - count)))


REGRESSION: dict[str, Measure] = {
    "RMSE": rmse,
    "mean absolute error": mean_absolute,
    "R²": r2,
}
CLASSES: dict[str, Measure] = {
    "log loss": log_loss,
    "accuracy": accuracy,
    "balanced accuracy": balanced,
}


Measures = dict[str, Measure]


def values(
    measures: Measures, y: np.ndarray, predicted: np.ndarray
) -> dict[str, float]:
    """Every measure."""
    return {name: measure(y, predicted) for name, measure in measures.items()}


def scores(
    measures: Measures,
    y: np.ndarray,
    predicted: np.ndarray,
    groups: np.ndarray | None,
    seed: int = 0,
) -> list[Score]:
    """Every measure with a bootstrap interval over the test rows, or over whole groups."""
    draws = resamples(len(y), groups, seed)
    found = []
    for name, measure in measures.items():
        many = [measure(y[rows], predicted[rows]) for rows in draws]
        low, high = np.nanpercentile(many, [2.5, 97.5])
        found.append(Score(name, measure(y, predicted), float(low), float(high)))
    return found


def measures(task: str, classes: int) -> Measures:
    """What is told of predictions; the first is the error that is compared."""
    if task == "regression":
        return REGRESSION
    return CLASSES | ({"AUC": auc} if classes == 2 else {})


def better(
    measure: Measure,
    y: np.ndarray,
    ours: np.ndarray,
    base: np.ndarray,
    groups: np.ndarray | None,
    seed: int = 0,
) -> tuple[float, float]:
    """A 95 % interval of the error of `base` less that of `ours`, on the same resamples."""
    many = [
        measure(y[r], base[r]) - measure(y[r], ours[r])
        for r in resamples(len(y), groups, seed)
    ]
    low, high = np.percentile(many, [2.5, 97.5])
    return float(low), float(high)


def resamples(n: int, groups: np.ndarray | None, seed: int) -> list[np.ndarray]:
    """Rows drawn with replacement; whole groups where rows of a group are alike."""
    rng = np.random.default_rng(seed)
    count = DRAWS if n <= 20_000 else 200
    if groups is None:
        return [rng.integers(0, n, n) for _ in range(count)]
    names, codes = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(codes == g) for g in range(len(names))]
    return [
        np.concatenate([members[g] for g in rng.integers(0, len(names), len(names))])
        for _ in range(count)
    ]
