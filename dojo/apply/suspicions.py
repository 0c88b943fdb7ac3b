"""What looks wrong with a table, told and never acted on. Each suspicion has a kind and a sentence with the way out."""

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from dojo.apply import alike, counted
from dojo.apply.columns import LEAVE_OUT, NUMBER
from dojo.apply.recipe import Recipe
from dojo.apply.suspicion import Suspicion

CODES = (-9999, -999, -99, -9, -1, 99, 999, 9999, 99999)


def of_table(frame: pd.DataFrame, recipe: Recipe) -> list[Suspicion]:
    """Suspicions that need no prepared matrix."""
    used = {
        n: c
        for n, c in recipe.columns.items()
        if c.kind != LEAVE_OUT and n != recipe.target
    }
    numeric = frame[[n for n, c in used.items() if c.kind == NUMBER]]
    found = _constant(recipe)
    found += [s for name in numeric for s in _codes(name, numeric[name])]
    found += (
        alike.repeated(frame)
        + alike.order(frame, recipe)
        + alike.neighbours(frame, recipe)
    )
    found += alike.groups(frame, recipe) + _gaps(frame[list(used)])
    return found + _labels(numeric) + _scales(numeric) + _collinear(numeric)


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


def _constant(recipe: Recipe) -> list[Suspicion]:
    """Columns in which every value is the same."""
    found = [n for n, c in recipe.columns.items() if c.why.startswith("every value")]
    if not found:
        return []
    shown = ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
    sentence = f"The same value in every row, or none: {shown}. Left out."
    return [Suspicion("constant", tuple(found), sentence)]


def _gaps(frame: pd.DataFrame) -> list[Suspicion]:
    """Columns that often have no value: why may depend on what is predicted."""
    shares = frame.isna().mean()
    found = [str(name) for name in shares.index[shares > 0.2]]
    if not found:
        return []
    shown = ", ".join(f"{name} ({shares[name]:.0%})" for name in found[:5])
    return [
        Suspicion(
            "gaps",
            tuple(found),
            f"Often without a value: {shown}. Is it measured afterwards, or for some only?",
        )
    ]


def _scales(numeric: pd.DataFrame) -> list[Suspicion]:
    """Columns that differ a thousandfold, which descents feel."""
    spreads = numeric.std()
    spreads = spreads[spreads > 0]
    if len(spreads) < 2 or spreads.max() < 1000 * spreads.min():
        return []
    large, small = str(spreads.idxmax()), str(spreads.idxmin())
    sentence = f"{large} varies {spreads.max() / spreads.min():.0f} times as much as {small}: descents need the standardising that is done here."
    return [Suspicion("scales", (large, small), sentence)]


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
