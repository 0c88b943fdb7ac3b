"""A recipe's columns → a matrix: what is learned from the training rows is a list of plain numbers, which model.json keeps."""

from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from dojo.apply import counted
from dojo.apply.columns import LEAVE_OUT, Column

VALUE, ABSENT, LEVEL, REST, PART = "value", "absent", "level", "rest", "part"
MISSING = "missing"  # the level of what has no value
EPOCH = pd.Timestamp("2000-01-01")


class Preparers(Protocol):
    """The learner's own katas for the preparation."""

    def standardize(self, X: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]: ...

    def one_hot(self, labels: Any, K: int, drop_first: int) -> np.ndarray: ...

    def polynomial_features(self, x: Any, degree: int) -> np.ndarray: ...


@dataclass
class Feature:
    """One column of X, made from one column of the table."""

    name: str
    column: str
    kind: str
    fill: float = 0.0  # of a value that is missing
    level: str = ""
    levels: list[str] = field(
        default_factory=list
    )  # of a rest: those that are not in it
    part: str = ""  # of a date
    power: int = 1  # of a value
    mean: float = 0.0
    scale: float = 1.0
    low: float = 0.0
    high: float = 0.0

    def values(self, frame: pd.DataFrame) -> np.ndarray:
        """The column before it is standardised."""
        given = frame[self.column]
        match self.kind:
            case "value":
                x: np.ndarray = given.fillna(self.fill).to_numpy(float) ** self.power
                return x
            case "absent":
                return given.isna().to_numpy(float)
            case "part":
                return np.nan_to_num(date_part(given, self.part), nan=self.fill)
        labels = given.where(given.notna(), MISSING).astype(str)
        if self.kind == LEVEL:
            return (labels == self.level).to_numpy(float)
        return (~labels.isin(self.levels)).to_numpy(float)


def learn(
    frame: pd.DataFrame, columns: dict[str, Column], mine: Preparers | None = None
) -> tuple[list[Feature], list[str]]:
    """(features, sentences) from training rows, all standardised. `mine` prepares with the learner's own katas."""
    features: list[Feature] = []
    for name, column in columns.items():
        if column.kind != LEAVE_OUT:
            features += _of(frame[name], column)
    kept: list[Feature] = []
    said: list[str] = []
    seen: dict[bytes, str] = {}
    for feature in features:
        values = feature.values(frame)
        key = values.tobytes()
        if np.ptp(values) == 0:
            said.append(f"{feature.name} is constant on the training rows; left out.")
        elif key in seen:
            said.append(f"{feature.name} is the same as {seen[key]}; left out.")
        else:
            seen[key] = feature.name
            feature.mean, feature.scale = float(values.mean()), float(values.std())
            feature.low, feature.high = float(values.min()), float(values.max())
            kept.append(feature)
    if mine is not None and kept:
        _, means, scales = mine.standardize(_raw(frame, kept, mine))
        for feature, mean, scale in zip(kept, means, scales, strict=True):
            feature.mean, feature.scale = float(mean), float(scale)
    return kept, said


def matrix(
    frame: pd.DataFrame, features: list[Feature], mine: Preparers | None = None
) -> np.ndarray:
    """X, n×p, standardised as the training rows were."""
    means = np.array([f.mean for f in features])
    scales = np.array([f.scale for f in features])
    return (_raw(frame, features, mine) - means) / scales


def _raw(
    frame: pd.DataFrame, features: list[Feature], mine: Preparers | None
) -> np.ndarray:
    X = np.column_stack([f.values(frame) for f in features])
    if mine is not None:
        for j, feature in enumerate(features):
            if feature.power > 1:
                x = replace(feature, power=1).values(frame)
                X[:, j] = mine.polynomial_features(x, feature.power)[:, -1]
        for column in dict.fromkeys(f.column for f in features if f.kind == LEVEL):
            places = [
                j
                for j, f in enumerate(features)
                if f.column == column and f.kind == LEVEL
            ]
            levels = [features[j].level for j in places]
            labels = frame[column].where(frame[column].notna(), MISSING).astype(str)
            # code 0 is every level without a column of its own
            codes = labels.map({level: k for k, level in enumerate(levels, 1)}).fillna(
                0
            )
            X[:, places] = mine.one_hot(codes.to_numpy(int), len(levels) + 1, 1)
    return X


def date_part(dates: pd.Series, part: str) -> np.ndarray:
    """A number for each date, NaN where there is none."""
    if part == "days":
        values = (dates - EPOCH) / pd.Timedelta(days=1)
    else:
        values = getattr(dates.dt, part)
    return values.to_numpy(float, na_value=np.nan)


def unseen(frame: pd.DataFrame, features: list[Feature]) -> list[str]:
    """Sentences on levels and values that no training row had."""
    said = []
    for column in dict.fromkeys(f.column for f in features if f.kind in (LEVEL, REST)):
        known = {f.level for f in features if f.column == column} | {
            level for f in features if f.column == column for level in f.levels
        }
        labels = frame[column].where(frame[column].notna(), MISSING).astype(str)
        new = labels[~labels.isin(known)]
        if len(new) and not any(f.kind == REST for f in features if f.column == column):
            shown = ", ".join(repr(v) for v in new.unique()[:3])
            said.append(
                f"{column}: {shown} was in no training row; {counted(len(new))} count as the commonest level."
            )
    far = {f.name: rows for f in features if (rows := _outside(frame, f)).any()}
    if far:
        count = int(np.any(list(far.values()), axis=0).sum())
        some = ", ".join(f.name for f in features if f.name in far and len(far) < 4)
        where = some or f"{next(iter(far))} and {len(far) - 1} more columns"
        said.append(
            f"{counted(count)} {'lies' if count == 1 else 'lie'} outside what was trained on, in {where}: extrapolation."
        )
    return said


def _outside(frame: pd.DataFrame, feature: Feature) -> np.ndarray:
    """Which rows are below or above what the training rows had."""
    if feature.kind not in (VALUE, PART) or feature.power > 1:
        return np.zeros(len(frame), bool)
    values = feature.values(frame)
    outside: np.ndarray = (values < feature.low) | (values > feature.high)
    return outside


def _of(given: pd.Series, column: Column) -> list[Feature]:
    """The features of one column; the commonest level of a category has none, the others are compared with it."""
    name = column.name
    match column.kind:
        case "number":
            return _number(given, column)
        case "date":
            parts = [date_part(given, part) for part in column.parts]
            return [
                Feature(
                    f"{name}: {part}",
                    name,
                    PART,
                    part=part,
                    fill=float(np.nanmedian(values)),
                )
                for part, values in zip(column.parts, parts, strict=True)
                if np.isfinite(values).any()
            ]
    labels = given.where(given.notna(), MISSING).astype(str)
    counts = labels.value_counts()
    # a tie goes to the first by name
    order = sorted(counts.index, key=lambda level: (-counts[level], level))
    large = [level for level in order if counts[level] >= column.rare] or order[:1]
    small = [level for level in order if level not in large]
    if len(large) == 1 and not small:
        return []
    found = [
        Feature(f"{name} = {level}", name, LEVEL, level=level) for level in large[1:]
    ]
    # the reference level is remembered by the feature of the rest, or by the first level
    if small:
        found.append(Feature(f"{name} = another", name, REST, levels=large))
    else:
        found[0].levels = [large[0]]
    return found


def _number(given: pd.Series, column: Column) -> list[Feature]:
    values = given.to_numpy(float)
    absent = np.isnan(values)
    if column.missing == "refuse" and absent.any():
        from dojo.apply import Unusable

        raise Unusable(
            f"{column.name} has no value in {counted(int(absent.sum()))}, and the recipe refuses that."
        )
    if absent.all():
        return []
    fills = {"median": np.nanmedian(values), "mean": np.nanmean(values)}
    fill = float(fills.get(column.missing, 0.0))
    found = [
        Feature(_power(column.name, d), column.name, VALUE, fill=fill, power=d)
        for d in range(1, column.degree + 1)
    ]
    if absent.any():
        found.append(Feature(f"{column.name} is missing", column.name, ABSENT))
    return found


def _power(name: str, degree: int) -> str:
    """x, x², x³, …"""
    return name + "⁰¹²³⁴⁵⁶⁷⁸⁹"[degree] if degree > 1 else name
