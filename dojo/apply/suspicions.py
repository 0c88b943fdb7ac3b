"""What looks wrong with a table, told and never acted on. Each suspicion has a kind and a sentence with the way out."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from dojo.apply.columns import ID_NAME, LEAVE_OUT, NUMBER, counted
from dojo.apply.recipe import Recipe

CODES = (-9999, -999, -99, -9, -1, 99, 999, 9999, 99999)


@dataclass(frozen=True)
class Suspicion:
    """A kind of trap ("leak", "repeated rows", …), the columns it is in, and a sentence."""

    kind: str
    columns: tuple[str, ...]
    sentence: str


def of_table(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """Suspicions that need no target."""
    used = {n: c for n, c in recipe.columns.items() if c.kind != LEAVE_OUT}
    numeric = frame[[n for n, c in used.items() if c.kind == NUMBER]]
    found = [s for name in numeric for s in _codes(name, numeric[name])]
    found += _repeated(frame)
    found += _order(frame, recipe)
    found += _groups(frame, recipe)
    found += _labels(numeric)
    found += _collinear(numeric.drop(columns=recipe.target, errors="ignore"))
    return found


def _codes(name: str, column: pd.Series) -> list[Suspicion]:
    """A number far from the rest that comes again and again: −999."""
    values = column.dropna()
    rest = values[~values.isin(CODES)]
    if len(rest) < 5:
        return []
    low, high = np.percentile(rest, [1, 99])
    reach = max(high - low, 1e-9)
    found = []
    for code in sorted(set(CODES) & set(values)):
        count = int((values == code).sum())
        far = code < low - reach / 2 or code > high + reach / 2
        if far and (count > 1 or abs(code) > 900):
            found.append(
                Suspicion(
                    "code",
                    (name,),
                    f"{name} is {code:g} in {counted(count)}, far from the rest: if that means missing, say `codes = [{code:g}]`.",
                )
            )
    return found


def _repeated(frame: pd.DataFrame) -> list[Suspicion]:
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


def _order(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """A date, or a year that only grows: neighbours in time are alike."""
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
        timely = re.search(
            r"(^|[_ ])(year|month|day|date|time|t)($|[_ ])", name, re.IGNORECASE
        )
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


def _groups(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """Something that has many rows: a patient, a chick, a state."""
    for name in recipe.columns:
        if name == recipe.target:
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


def _labels(numeric: pd.DataFrame) -> list[Suspicion]:
    found = []
    for name in numeric:
        values = numeric[name].dropna()
        levels = np.unique(values)
        if (
            3 <= len(levels) <= 9
            and len(values) > 10 * len(levels)
            and (levels == levels.round()).all()
        ):
            found.append(name)
    if not found:
        return []
    shown = ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
    return [
        Suspicion(
            "labels",
            tuple(found),
            f'Few whole numbers stand in {shown}: where they are labels and no amounts, say `kind = "category"`.',
        )
    ]


def _collinear(numeric: pd.DataFrame) -> list[Suspicion]:
    """Columns that others determine, and the condition number."""
    full = numeric.fillna(numeric.median())
    full = full.loc[:, full.std() > 0]
    n, p = full.shape
    if p < 2 or n < 3:
        return []
    Z = ((full - full.mean()) / full.std()).to_numpy()
    if p >= n:
        return [
            Suspicion(
                "wide",
                (),
                f"There are {p} number columns and {counted(n)}: only a penalty (ridge, lasso) or ols_min_norm has one answer.",
            )
        ]
    sizes = np.linalg.svd(Z, compute_uv=False)
    if sizes[-1] <= max(n, p) * np.finfo(float).eps * sizes[0]:
        # what is left of each column beside those before it
        left = np.abs(np.diag(np.linalg.qr(Z, mode="r"))) / np.linalg.norm(Z, axis=0)
        name = str(full.columns[int(np.argmin(left))])
        return [
            Suspicion(
                "dependent",
                (name,),
                f"{name} is a combination of the columns before it: without a penalty there is no one answer. Leave one out.",
            )
        ]
    # 1/(1 − R²) of each column on the others: the factor by which its coefficient's variance grows
    inflation = n * np.diag(np.linalg.inv(Z.T @ Z))
    high = np.flatnonzero(inflation > 10)
    if not high.size:
        return []
    names = tuple(str(full.columns[j]) for j in high)
    shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    return [
        Suspicion(
            "collinear",
            names,
            f"{shown}: the other columns explain more than 90 % of each (κ = {sizes[0] / sizes[-1]:.2g} after "
            "standardising), so single coefficients mean little.",
        )
    ]


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks, centred and of length 1."""
    r = rankdata(values) - (len(values) + 1) / 2
    size = np.linalg.norm(r)
    scaled: np.ndarray = r / size if size > 0 else r
    return scaled
