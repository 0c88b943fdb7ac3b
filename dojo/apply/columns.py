"""What kind of column each is: number, category, date, or left out, and why; then its typed values."""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dojo.apply import counted, rows_have
from dojo.apply.dialect import Dialect
from dojo.apply.values import MISSING, WORDS, date_format, dates, numbers, parse_number

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
    unit: str = ""
    rare: int = 0  # of a category: levels with fewer training rows go together
    ignore_case: bool = False
    keep: list[str] = field(
        default_factory=list
    )  # words that are levels here, though elsewhere missing
    format: str = ""  # of a date
    parts: list[str] = field(default_factory=list)
    why: str = ""


def decide(name: str, given: pd.Series, dialect: Dialect) -> tuple[Column, list[str]]:
    """(column, sentences) for values as they stand in the file: texts, or already numbers and dates."""
    if pd.api.types.is_bool_dtype(given):
        return Column(name, CATEGORY), []
    if pd.api.types.is_datetime64_any_dtype(given):
        return _date(name, "")
    if pd.api.types.is_numeric_dtype(given):
        return _number(name, given.to_numpy(float, na_value=np.nan), given.size, "")
    texts = given.fillna("").astype(str).str.strip()
    words = dialect.missing or MISSING
    filled = texts[~texts.str.lower().isin(words)]
    if filled.empty:
        return _out(name, "every value is missing")
    if filled.str.fullmatch(r"[+-]?0\d+").any():
        return _label(
            name, texts, words, "It has leading zeros, so it is a label and no number."
        )
    form, doubt = date_format(filled)
    if form and (
        form != "%Y%m%d" or filled.str.fullmatch(r"\d{8}").all() and len(filled) > 3
    ):
        said = []
        if doubt:
            said = [
                f"Every date of it fits {form} and {doubt} alike; {form} is taken. Change `format` if it is the other."
            ]
        column, more = _date(name, form)
        return column, said + more
    found = numbers(texts, dialect.decimal, words)
    odd, count = sum(found.words.values()), int(np.isfinite(found.values).sum())
    few = odd <= 0.05 * len(filled) or (
        len(found.words) <= 3 and odd <= 0.2 * len(filled)
    )
    if count and few:
        if len(found.units) > 1:
            units = ", ".join(f"{u} ({counted(k)})" for u, k in found.units.items())
            return _out(
                name, f"its numbers have several units: {units}; bring them to one"
            )
        if (
            np.nanmax(np.abs(found.values)) > EXACT
            and not texts.str.contains(r"[eE.]").any()
        ):
            return _out(name, "its numbers have more than 15 digits: an id")
        unit = next(iter(found.units), "")
        column, said = _number(name, found.values, len(filled), unit)
        if unit:
            bare = count - found.units[unit]
            without = f", and {counted(bare)} without it" if bare else ""
            said.append(f"Its numbers are in {unit}{without}.")
        if found.words:
            shown = ", ".join(
                f"{w[:20]!r} in {counted(k)}" for w, k in list(found.words.items())[:3]
            )
            said.append(f"A word among its numbers counts as missing: {shown}.")
        return column, said
    other = "," if dialect.decimal == "." else "."
    if count and all(parse_number(word, other) for word in found.words):
        return _out(
            name, "its numbers have a decimal point here and a decimal comma there"
        )
    why = (
        f"{count} of {len(filled)} values are numbers."
        if count > len(filled) / 2
        else ""
    )
    return _label(name, texts, words, why)


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
        texts = texts.replace(_same_but_for_case(texts))
    kept = texts.where(~texts.str.lower().isin(words), None)
    return pd.Series(kept.to_numpy(object), given.index, dtype=object, name=column.name)


def _text(value: object) -> str:
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else str(value)
    )


def _date(name: str, form: str) -> tuple[Column, list[str]]:
    said = [f"It has dates ({form})."] if form else ["It has dates."]
    return Column(name, DATE, format=form, parts=["year", "month"]), said


def _out(name: str, why: str) -> tuple[Column, list[str]]:
    return Column(name, LEAVE_OUT, why=why), [f"It is left out: {why}."]


def _number(
    name: str, values: np.ndarray, filled: int, unit: str
) -> tuple[Column, list[str]]:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return _out(name, "every value is missing")
    whole = bool((finite == np.round(finite)).all())
    distinct = np.unique(finite)
    counting = (
        whole
        and distinct.size == finite.size
        and bool((np.diff(np.sort(finite)) == 1).all())
    )
    counting = counting and not TIME_NAME.search(name)
    named = whole and distinct.size == finite.size and ID_NAME.search(name)
    if finite.size >= 10 and (counting or named):
        return _out(name, f"an id: {distinct.size} of {finite.size} values differ")
    if distinct.size == 1:
        return _out(name, f"every value is {distinct[0]:g}")
    missing = int(values.size - finite.size)
    said = (
        [
            f"{rows_have(missing)} no value; the median stands in, and a column of its own says so."
        ]
        if missing
        else []
    )
    return Column(name, NUMBER, missing="median", unit=unit), said


def _label(
    name: str, texts: pd.Series, words: list[str], why: str
) -> tuple[Column, list[str]]:
    """A category, unless its values all differ or are sentences."""
    low = texts.str.lower()
    keep = sorted(set(low[low.isin(words)]) & WORDS)
    capitals = texts[low != ""]
    if (
        capitals.str.fullmatch(r"[A-Z]{2}").all()
        and "na" in set(low)
        and capitals.nunique() > 3
    ):
        keep.append("na")
    words = [w for w in words if w not in keep]
    filled = texts[~low.isin(words)]
    said = [why] if why else []
    if keep:
        said.append(
            f"{_these(keep)} among words, so {'it is a level' if len(keep) == 1 else 'they are levels'} and not missing."
        )
    same = _same_but_for_case(filled)
    distinct = filled.replace(same).nunique()
    if distinct == 1:
        return _out(name, f"every value is {filled.iloc[0]!r}")
    if len(filled) >= 10 and distinct >= 0.95 * len(filled):
        return _out(
            name, f"an id or free text: {distinct} of {len(filled)} values differ"
        )
    if filled.str.count(" ").mean() > 5 and distinct > 20:
        return _out(name, "it holds sentences")
    if same:
        pairs = ", ".join(f"{a} and {b}" for a, b in list(same.items())[:3])
        said.append(f"Words that differ in capitals only are one level: {pairs}.")
    if distinct > 50:
        said.append(
            f"It has {distinct} levels; those with fewer than 10 training rows go together."
        )
    missing = int(texts.size - len(filled))
    if missing:
        said.append(f"{rows_have(missing)} no value; missing is a level of its own.")
    return Column(name, CATEGORY, rare=10, ignore_case=bool(same), keep=keep), said


def _same_but_for_case(texts: pd.Series) -> dict[str, str]:
    """Spelling → the more frequent spelling of the same word."""
    best: dict[str, str] = {}
    spellings = Counter(texts)
    for text, _ in spellings.most_common():
        best.setdefault(text.casefold(), text)
    return {t: best[t.casefold()] for t in spellings if t != best[t.casefold()]}


def _these(words: list[str]) -> str:
    shown = " and ".join(repr(w) for w in words)
    return f"{shown} {'stands' if len(words) == 1 else 'stand'}"
