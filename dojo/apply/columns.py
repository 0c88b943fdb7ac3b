"""The columns of a recipe: number, category, date, or left out; and their values."""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dojo.apply.dialect import Dialect
from dojo.apply.values import MISSING, dates, numbers

NUMBER, CATEGORY, DATE, LEAVE_OUT = "number", "category", "date", "leave out"
KINDS = (NUMBER, CATEGORY, DATE, LEAVE_OUT)
ID_NAME = re.compile(
    r"(^|[_\s.-])(id|idx|index|key|uuid|guid|nr|no|row|code)$|^(row|unnamed).*",
    re.IGNORECASE,
)
TIME_NAME = re.compile(
    r"(^|[_ ])(year|yr|month|mnth|day|date|time|t)($|[_ ])", re.IGNORECASE
)
CYCLE_NAME = re.compile(
    r"(^|[_ ])(month|mnth|week|weekday|hour|hr|minute|quarter|season)($|[_ ])",
    re.IGNORECASE,
)
EXACT = 2.0**53  # float64 tells larger whole numbers apart no longer


@dataclass
class Column:
    """One column of the recipe."""

    name: str
    kind: str
    missing: str = ""  # of a number: "median", "mean", "zero", or "refuse"
    codes: list[float] = field(
        default_factory=list
    )  # numbers that stand for a missing value
    degree: int = 1  # of a number: its powers up to this one are features too
    unit: str = ""
    rare: int = 0  # of a category: levels with fewer training rows go together
    ignore_case: bool = False
    keep: list[str] = field(
        default_factory=list
    )  # words that are levels here, though elsewhere missing
    format: str = ""  # of a date
    parts: list[str] = field(default_factory=list)
    why: str = ""


def typed(given: pd.Series, column: Column, dialect: Dialect) -> pd.Series:
    """The values under the recipe: float64 with NaN, texts with None, dates with NaT."""
    if column.kind == NUMBER:
        if pd.api.types.is_numeric_dtype(given):
            values = given.to_numpy(float, na_value=np.nan)
        else:
            texts = given.fillna("").astype(str).str.strip()
            values = numbers(texts, dialect.decimal, dialect.missing or MISSING).values
        values = np.where(
            np.isin(values, column.codes) | ~np.isfinite(values), np.nan, values
        )
        return pd.Series(values, given.index, name=column.name)
    if column.kind == DATE:
        if pd.api.types.is_datetime64_any_dtype(given):
            plain = given.dt.tz_localize(None) if given.dt.tz is not None else given
            return plain.rename(column.name)
        return dates(given.fillna("").astype(str).str.strip(), column.format)
    texts = given.astype(object).where(given.notna(), "").map(_text)
    if column.kind == LEAVE_OUT and not texts.str.fullmatch(r"[+-]?0\d+").any():
        values = pd.to_numeric(texts, errors="coerce")
        if values.notna().all():  # an id, which may still be the order of the rows
            return values.astype(float).rename(column.name)
    texts = texts.str.replace(r"\s+", " ", regex=True).str.strip()
    words = [w for w in dialect.missing or MISSING if w not in column.keep]
    if column.ignore_case:
        texts = texts.replace(same_but_for_case(texts))
    kept = texts.where(~texts.str.lower().isin(words), None)
    return pd.Series(kept.to_numpy(object), given.index, dtype=object, name=column.name)


def _text(value: object) -> str:
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else str(value)
    )


def same_but_for_case(texts: pd.Series) -> dict[str, str]:
    """Spelling → the more frequent spelling of the same word."""
    best: dict[str, str] = {}
    spellings = Counter(texts)
    for text, _ in spellings.most_common():
        best.setdefault(text.casefold(), text)
    return {t: best[t.casefold()] for t in spellings if t != best[t.casefold()]}
