"""What kind of column each is, and why."""

import numpy as np
import pandas as pd

from dojo.apply import counted, rows_have
from dojo.apply.columns import (
    CATEGORY,
    DATE,
    EXACT,
    ID_NAME,
    LEAVE_OUT,
    NUMBER,
    TIME_NAME,
    Column,
    same_but_for_case,
)
from dojo.apply.dialect import Dialect
from dojo.apply.values import MISSING, WORDS, date_format, numbers, parse_number


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


def _date(name: str, form: str) -> tuple[Column, list[str]]:
    said = f"It has dates ({form})." if form else "It has dates."
    return Column(name, DATE, format=form, parts=["year", "month"]), [said]


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
    same = same_but_for_case(filled)
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


def _these(words: list[str]) -> str:
    shown = " and ".join(repr(w) for w in words)
    return f"{shown} {'stands' if len(words) == 1 else 'stand'}"
