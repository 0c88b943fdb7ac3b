"""Suspicions about the target: columns that give it away, classes that are lopsided or apart, values that are cut off."""

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from dojo.apply import counted
from dojo.apply.columns import LEAVE_OUT, NUMBER
from dojo.apply.recipe import Recipe
from dojo.apply.suspicion import Suspicion
from dojo.apply.suspicions import ranks

NEARLY = 0.99  # R² or AUC of one column alone
ROWS = 5000  # that are looked at


def of_target(
    frame: pd.DataFrame, y: np.ndarray, recipe: Recipe, X: np.ndarray
) -> list[Suspicion]:
    """What the target y (numbers, or codes of classes) says. `X` is the prepared matrix of the same rows."""
    some = np.random.default_rng(0).permutation(len(y))[:ROWS]
    frame, y, X = frame.iloc[some], y[some], X[some]
    classes = recipe.task == "classification"
    # what is left out by hand leaks no longer; an id never does
    used = {
        n: c
        for n, c in recipe.columns.items()
        if c.kind != LEAVE_OUT and n != recipe.target
    }
    numeric = {n: frame[n].to_numpy(float) for n, c in used.items() if c.kind == NUMBER}
    words = [n for n, c in used.items() if c.kind == "category"]
    if classes:
        found = (
            _lopsided(y)
            + _give_class_away(numeric, y)
            + _levels_decide(frame[words], y)
        )
        return found + (_apart(X, y) if not found or X.shape[1] > 1 else [])
    found = _give_away(numeric, y, recipe.target) + _add_up(numeric, y, recipe.target)
    return found + _shape(y, recipe.target)


def _give_away(
    numeric: dict[str, np.ndarray], y: np.ndarray, target: str
) -> list[Suspicion]:
    found = []
    for name, x in numeric.items():
        there = np.isfinite(x)
        if there.sum() < 10 or np.ptp(x[there]) == 0 or np.ptp(y[there]) == 0:
            continue
        rho = abs(float(ranks(x[there]) @ ranks(y[there])))
        r2 = float(np.corrcoef(x[there], y[there])[0, 1] ** 2)
        if rho > 0.9995:
            found.append(
                Suspicion(
                    "leak",
                    (name,),
                    f"{name} has the order of {target}: it is {target} in other units, or transformed. Leave it out.",
                )
            )
        elif r2 > NEARLY:
            found.append(
                Suspicion(
                    "leak",
                    (name,),
                    f"{name} alone explains {r2:.1%} of {target}: is it known before {target} is?",
                )
            )
    return found


def _give_class_away(numeric: dict[str, np.ndarray], y: np.ndarray) -> list[Suspicion]:
    found = []
    for name, x in numeric.items():
        there = np.isfinite(x)
        for c in np.unique(y) if len(np.unique(y)) > 2 else [1]:
            auc = _auc(x[there], y[there] == c)
            if auc > NEARLY:
                found.append(
                    Suspicion(
                        "leak",
                        (name,),
                        f"{name} alone tells the classes apart (AUC {auc:.3f}): is it known beforehand?",
                    )
                )
                break
    return found


def _auc(x: np.ndarray, positive: np.ndarray) -> float:
    """How well x orders the classes, in either direction."""
    from scipy.stats import rankdata

    n1 = int(positive.sum())
    n0 = len(x) - n1
    if not n1 or not n0:
        return 0.5
    auc = (rankdata(x)[positive].sum() - n1 * (n1 + 1) / 2) / (n0 * n1)
    return float(max(auc, 1 - auc))


def _levels_decide(words: pd.DataFrame, y: np.ndarray) -> list[Suspicion]:
    found = []
    for name in words:
        labels = words[name].fillna("missing")
        if labels.nunique() > len(y) / 10:
            continue
        table = pd.crosstab(labels.to_numpy(), y)
        right = float(table.max(axis=1).sum() / len(y))
        usual = float(table.sum(axis=0).max() / len(y))
        if right > NEARLY and right > usual + 0.1 * (1 - usual):
            found.append(
                Suspicion(
                    "leak",
                    (name,),
                    f"{name} alone says the class in {right:.1%} of the rows: is it known beforehand?",
                )
            )
    return found


def _add_up(
    numeric: dict[str, np.ndarray], y: np.ndarray, target: str
) -> list[Suspicion]:
    """Columns of which the target is a sum."""
    names = [n for n, x in numeric.items() if np.isfinite(x).mean() > 0.8]
    if not names:
        return []
    A = np.column_stack([numeric[n] for n in names])
    there = np.isfinite(A).all(axis=1)
    A, y = A[there], y[there]
    varied = np.flatnonzero(A.std(axis=0) > 0)
    A, names = A[:, varied], [names[j] for j in varied]
    if not 2 <= len(names) < len(y) / 2 or np.ptp(y) == 0:
        return []
    means, scales = A.mean(axis=0), A.std(axis=0)
    w, *_ = np.linalg.lstsq((A - means) / scales, y - y.mean(), rcond=1e-10)
    residual = y - y.mean() - (A - means) / scales @ w
    if np.linalg.norm(residual) > 1e-6 * np.linalg.norm(y - y.mean()):
        return []
    parts = [
        n
        for n, each in zip(names, w, strict=True)
        if abs(each) > 1e-4 * np.abs(w).max()
    ]
    shown = (
        " and ".join(parts)
        if len(parts) < 4
        else f"{len(parts)} columns ({', '.join(parts[:4])} …)"
    )
    return [
        Suspicion(
            "leak",
            tuple(parts),
            f"{target} is a sum of {shown}, to the last digit: leave them out.",
        )
    ]


def _shape(y: np.ndarray, target: str) -> list[Suspicion]:
    found = []
    values, counts = np.unique(y, return_counts=True)
    most = values[counts.argmax()]
    for edge, word in ((values[0], "smallest"), (values[-1], "largest")):
        share = float((y == edge).mean())
        if share > 0.02 and len(values) > 50 and edge == most:
            found.append(
                Suspicion(
                    "cut",
                    (target,),
                    f"{share:.1%} of {target} are exactly {edge:g}, its {word} value: it may be cut off there, or counted from there.",
                )
            )
    if y.min() >= 0 and np.median(y) > 0 and y.max() > 30 * np.median(y):
        found.append(
            Suspicion(
                "tail",
                (target,),
                f"{target} reaches {y.max() / np.median(y):.0f} times its median: few rows decide. Its logarithm may be the better target.",
            )
        )
    return found


def _lopsided(y: np.ndarray) -> list[Suspicion]:
    share = float(np.unique(y, return_counts=True)[1].min() / len(y))
    if share >= 0.1:
        return []
    return [
        Suspicion(
            "imbalance",
            (),
            f"The smallest class has {share:.1%} of the rows: accuracy says little. Look at recall and AUC.",
        )
    ]


def _apart(X: np.ndarray, y: np.ndarray) -> list[Suspicion]:
    """Whether a hyperplane parts one class from the rest: a linear program."""
    X = X[:2000]
    y = y[: len(X)]
    if X.shape[1] > 200:
        return []
    for c in np.unique(y) if len(np.unique(y)) > 2 else np.unique(y)[1:]:
        sign = np.where(y == c, 1.0, -1.0)
        A = -sign[:, None] * np.column_stack([X, np.ones(len(X))])
        free = [(None, None)] * A.shape[1]
        if (
            linprog(
                np.zeros(A.shape[1]), A_ub=A, b_ub=-np.ones(len(X)), bounds=free
            ).status
            == 0
        ):
            return [
                Suspicion(
                    "separable",
                    (),
                    f"A plane parts the classes without an error ({counted(len(X))} looked at): without a penalty the weights grow for ever. Keep lam > 0.",
                )
            ]
    return []
