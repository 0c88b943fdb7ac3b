"""Which rows train and which test, and the folds within those that train."""

import numpy as np
import pandas as pd
from sklearn.model_selection import (
    GroupKFold,
    GroupShuffleSplit,
    KFold,
    StratifiedKFold,
    TimeSeriesSplit,
    train_test_split,
)

from dojo.apply import Unusable
from dojo.apply.recipe import Split

Rows = np.ndarray  # places in the table


def parts(frame: pd.DataFrame, y: np.ndarray, split: Split) -> tuple[Rows, Rows]:
    """(training rows, test rows)."""
    everything = np.arange(len(frame))
    if split.kind == "none":
        return everything, everything[:0]
    if split.kind in ("group", "time"):
        _has(frame, split)
    if split.kind == "group":
        groups = frame[split.column].astype(str)
        if groups.nunique() < 2:
            raise Unusable(
                f"split: there is one {split.column} only; nothing can be held out."
            )
        cut = GroupShuffleSplit(1, test_size=split.test, random_state=split.seed)
        train, test = next(cut.split(everything, groups=groups))
        return train, test
    if split.kind == "time":
        order = np.argsort(frame[split.column].to_numpy(), kind="stable")
        first = int(np.ceil(len(frame) * (1 - split.test)))
        return order[:first], order[first:]
    counts = np.unique(y, return_counts=True)[1]
    kept = y if split.kind == "stratified" and counts.min() > 1 else None
    train, test = train_test_split(
        everything, test_size=split.test, random_state=split.seed, stratify=kept
    )
    return np.sort(train), np.sort(test)


def folds(
    frame: pd.DataFrame, y: np.ndarray, split: Split, count: int = 5
) -> list[tuple[Rows, Rows]]:
    """(training places, validation places) within these rows, cut as the split is."""
    count = min(count, len(y) // 2)
    match split.kind:
        case "group":
            groups = frame[split.column].astype(str)
            count = min(count, groups.nunique())
            if count < 2:
                raise Unusable(
                    f"split: there is one {split.column} only among the training rows."
                )
            return list(GroupKFold(count).split(frame, y, groups))
        case "time":
            return list(TimeSeriesSplit(count).split(frame))
        case "stratified":
            count = max(2, min(count, int(np.unique(y, return_counts=True)[1].min())))
            return list(
                StratifiedKFold(count, shuffle=True, random_state=split.seed).split(
                    frame, y
                )
            )
    return list(KFold(count, shuffle=True, random_state=split.seed).split(frame))


def in_words(split: Split, train: int, test: int) -> str:
    """How the rows were parted, as a sentence."""
    how = {
        "random": "at random",
        "stratified": "at random, with the classes' shares kept",
        "group": f"by {split.column}: none of its values is in both",
        "time": f"by {split.column}: the latest rows test",
    }
    if not test:
        return (
            f"All {train} rows train; no row is held out, so there is no honest error."
        )
    seed = "" if split.kind == "time" else f" (seed {split.seed})"
    return f"{train} rows train and {test} test, parted {how[split.kind]}{seed}."


def _has(frame: pd.DataFrame, split: Split) -> None:
    if split.column not in frame:
        raise Unusable(
            f"split: there is no column {split.column!r}; there are {', '.join(frame)}."
        )
