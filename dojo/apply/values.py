"""What the texts of a column say: numbers with signs and units, dates, words for a missing value."""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

MISSING = ["", "na", "n/a", "n.a.", "n.a", "nan", "null", "none", "nil", "(null)"]
MISSING += [
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    "??",
    ".",
    "..",
    "...",
    "…",
    "*",
    "k.a.",
]
MISSING += [
    "#n/a",
    "#na",
    "n/v",
    "<na>",
    "nat",
    "missing",
    "(missing)",
    "unknown",
    "\\n",
]
MISSING += [
    "#div/0!",
    "#value!",
    "#ref!",
    "#name?",
    "#num!",
    "#null!",
    "not available",
    "not applicable",
]
# what may as well be a word of its own in a column of words
WORDS = {"none", "unknown", "*", "-", "?", ".", "nil", "missing", "not applicable"}

FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y"]
FORMATS += ["%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y", "%d %b %Y", "%d %B %Y"]
FORMATS += [
    "%b %d, %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%Y%m%d",
    "%Y-%m",
    "%b %Y",
]
TIMES = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", "T%H:%M:%S", " %H:%M:%S.%f"]
AMBIGUOUS = {"%d/%m/%Y": "%m/%d/%Y", "%d-%m-%Y": "%m-%d-%Y", "%d/%m/%y": "%m/%d/%y"}

BLANK = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
CURRENCY = r"[$€£¥₹]|USD|EUR|GBP|CHF|JPY|US\$"


@dataclass
class Numbers:
    """A column as numbers: NaN where a text says none."""

    values: np.ndarray
    units: dict[str, int]  # unit → in how many rows
    words: dict[
        str, int
    ]  # text that is neither a number nor a word for missing → in how many rows
    missing: dict[str, int] = field(default_factory=dict)


def is_missing(text: str, words: list[str]) -> bool:
    """Whether a text stands for a missing value; `words` are in small letters."""
    return text.strip().lower() in words


def numbers(texts: pd.Series, decimal: str, missing: list[str]) -> Numbers:
    """The numbers of a column, with the decimal sign "." or ","; the other one may set thousands apart, as may blanks and '."""
    found = Numbers(np.full(len(texts), np.nan), {}, {})
    plain = pd.to_numeric(texts, errors="coerce").to_numpy(float, na_value=np.nan)
    if decimal == ".":
        found.values = np.where(np.isfinite(plain), plain, np.nan)
    left = np.flatnonzero(np.isnan(found.values))
    codes, unique = pd.factorize(texts.iloc[left])
    parsed = np.full(len(unique), np.nan)
    counts = np.bincount(codes, minlength=len(unique))
    for i, text in enumerate(unique):
        if is_missing(text, missing):
            found.missing[text.strip()] = int(counts[i])
        elif number := parse_number(text, decimal):
            parsed[i] = number[0]
            if number[1]:
                found.units[number[1]] = found.units.get(number[1], 0) + int(counts[i])
        else:
            found.words[text.strip()] = int(counts[i])
    found.values[left] = parsed[codes]
    return found


def parse_number(text: str, decimal: str = ".") -> tuple[float, str] | None:
    """(value, unit) of a text such as "−1 234,5 kg", "$1,200", "(3.5)", "12 %", "1.0D+03"; None where it is no number."""
    text = BLANK.sub(" ", text.strip()).replace("−", "-").replace("’", "'")
    group = ",' " if decimal == "." else ".' "
    d = re.escape(decimal)
    digits = rf"\d{{1,3}}(?:(?P<sep>[{group}])\d{{2,3}}(?:(?P=sep)\d{{2,3}})*)(?:{d}\d*)?|\d+(?:{d}\d*)?|{d}\d+"
    pattern = (
        rf"(?P<open>\()?(?P<sign>[+-])?\s?(?P<unit>{CURRENCY})?\s?(?P<sign2>[+-])?(?P<digits>{digits})"
        rf"(?P<exp>[eEdD][+-]?\d+)?\s?(?P<unit2>%|‰|[^\W\d_°µ]*[^\s\d()+-][^\s\d()+-]{{0,10}})?(?P<trail>-)?(?(open)\))"
    )
    match = re.fullmatch(pattern, text)
    if not match:
        return None
    part = match.groupdict()
    grouped = part["digits"].split(decimal)[0]
    # groups of two digits are Indian, and the last has three
    if part["sep"] and not re.fullmatch(
        r"\d{1,3}(.\d{3})+|\d{1,2}(.\d{2})+.\d{3}", grouped
    ):
        return None
    plain = re.sub(rf"[{group}]", "", part["digits"]).replace(decimal, ".")
    exponent = (part["exp"] or "").lower().replace("d", "e")
    negative = [
        part["sign"] == "-",
        part["sign2"] == "-",
        bool(part["open"] or part["trail"]),
    ]
    value = float(plain + exponent) * (-1) ** sum(negative)
    return (value, part["unit"] or part["unit2"] or "") if np.isfinite(value) else None


def date_format(texts: pd.Series) -> tuple[str, str]:
    """(format, doubt) of dates; "" where at least 2 % of the texts are none. `doubt` names the other format that fits as well."""
    sample = texts.drop_duplicates()
    if not sample.head(20).str.contains(r"\d").all():
        return "", ""
    fits = [f for form in FORMATS for time in TIMES if _fits(f := form + time, sample)]
    if not fits:
        iso = sample.head(20).str.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d").all()
        return ("ISO8601", "") if iso and _fits("ISO8601", sample) else ("", "")
    other = next((AMBIGUOUS[f] for f in fits if AMBIGUOUS.get(f) in fits), "")
    if not other:
        return fits[0], ""
    dates = {
        f: pd.to_datetime(texts, format=f, errors="coerce") for f in (fits[0], other)
    }
    ordered = [
        f
        for f, d in dates.items()
        if len(sample) > 3 and (d.is_monotonic_increasing or d.is_monotonic_decreasing)
    ]
    return (ordered[0], "") if len(ordered) == 1 else (fits[0], other)


def dates(texts: pd.Series, form: str) -> pd.Series:
    """Dates without a time zone; NaT where the text is none."""
    found = pd.to_datetime(texts, format=form, errors="coerce", utc=form == "ISO8601")
    return found.dt.tz_localize(None) if form == "ISO8601" else found


def _fits(form: str, sample: pd.Series) -> bool:
    for some in (sample.head(30), sample):
        parsed = pd.to_datetime(
            some, format=form, errors="coerce", utc=form == "ISO8601"
        )
        if parsed.notna().mean() < 0.98:
            return False
    years = parsed.dt.year
    return (
        bool(years.min() >= 1800 and years.max() <= 2200) if form == "%Y%m%d" else True
    )
