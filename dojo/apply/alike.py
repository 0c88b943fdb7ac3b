"""Rows that are alike: repeated ones, those of one group, those that follow each other in time."""

import numpy as np
import pandas as pd

from dojo.apply import counted
from dojo.apply.columns import CYCLE_NAME, ID_NAME, LEAVE_OUT, NUMBER, TIME_NAME
from dojo.apply.recipe import Recipe
from dojo.apply.suspicion import Suspicion


def repeated(frame: pd.DataFrame) -> list[Suspicion]:
    count = int(frame.duplicated().sum())
    if not count or count < 0.01 * len(frame):
        return []
    return [
        Suspicion(
            "repeated rows",
            (),
            f"{counted(count)} of {len(frame)} repeat another: the same row may train and test. Leave them out with `--without-repeats`.",
        )
    ]


def order(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """A date, or a year that only grows: neighbours in time are alike."""
    if recipe.split.kind == "time":
        return []
    for name, column in recipe.columns.items():
        series = frame[name]
        if pd.api.types.is_datetime64_any_dtype(series):
            return [
                Suspicion(
                    "time",
                    (name,),
                    f"The rows have a time, {name}: to tell of the future, test on the latest rows, `--time {name}`.",
                )
            ]
        timely = TIME_NAME.search(name) and name != recipe.target
        if (
            column.kind != LEAVE_OUT
            and timely
            and pd.api.types.is_numeric_dtype(series)
        ):
            return [
                Suspicion(
                    "time",
                    (name,),
                    f"{name} looks like a time: to tell of the future, test on the latest rows, `--time {name}`.",
                )
            ]
    return []


def neighbours(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """A target that hardly changes from one row to the next: a series, or a sorted file."""
    if not recipe.target or recipe.columns[recipe.target].kind != NUMBER:
        return []
    y = frame[recipe.target].dropna().to_numpy(float)
    if len(np.unique(y)) < 21 or np.ptp(y[1:]) == 0 or np.ptp(y[:-1]) == 0:
        return []
    r = float(np.corrcoef(y[1:], y[:-1])[0, 1])
    if r < 0.7 or recipe.split.kind in ("time", "group"):
        return []
    sentence = (
        f"From one row to the next {recipe.target} hardly changes (correlation {r:.2f}): parted at random, a test row has "
        "its neighbours among those that train. Part by a column of time or of groups, --time or --group."
    )
    return [Suspicion("neighbours", (recipe.target,), sentence)]


def groups(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """Something that has many rows: a patient, a chick, a state."""
    times = [
        n
        for n in recipe.columns
        if TIME_NAME.search(n) and 1 < frame[n].nunique() < len(frame) / 1.5
    ]
    for name in recipe.columns:
        if name in (recipe.target, recipe.split.column) or any(
            each.search(name) for each in (TIME_NAME, CYCLE_NAME)
        ):
            continue
        values = frame[name].dropna()
        distinct = values.nunique()
        whole = not pd.api.types.is_float_dtype(values) or bool(
            (values == values.round()).all()
        )
        if not whole or distinct < 10 or not 1.5 <= len(values) / distinct:
            continue
        sizes = values.value_counts()
        together = float((values.to_numpy()[1:] == values.to_numpy()[:-1]).mean())
        chance = float(np.square(sizes / sizes.sum()).sum())
        stands = together > 0.5 and together > 5 * chance
        # one row of each at each time: a panel
        stands |= any(not frame.duplicated([name, t]).any() for t in times)
        if stands or ID_NAME.search(name):
            return [
                Suspicion(
                    "groups",
                    (name,),
                    f"{name} has {distinct} values in {len(values)} rows: rows of one {name} are alike. To tell of new ones, hold out whole ones, `--group {name!r}`.".replace(
                        "'", '"'
                    ),
                )
            ]
    return []
