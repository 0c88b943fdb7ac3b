"""From Gram matrices of [1, columns, target] to weights and errors: no row is needed any more."""

import numpy as np

from dojo.run.library import Library


def solved(R: np.ndarray, lam: float, katas: Library) -> np.ndarray:
    """(R + λI)w = r, by the kata, for the correlations R of the columns with the target's last."""
    p = len(R) - 1
    w: np.ndarray = katas.cholesky_solve(R[:p, :p] + lam * np.eye(p), R[:p, p])
    return w


def moments(G: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(means, standard deviations) of the shifted columns."""
    means = G[0, 1:] / G[0, 0]
    variances = np.diag(G)[1:] / G[0, 0] - means**2
    return means, np.sqrt(np.maximum(variances, 0))


def standard(G: np.ndarray, means: np.ndarray, spreads: np.ndarray) -> np.ndarray:
    """(1/n)ZᵀZ of the columns standardised by these numbers."""
    n, sums = G[0, 0], G[0, 1:]
    C = (
        G[1:, 1:]
        - np.outer(sums, means)
        - np.outer(means, sums)
        + n * np.outer(means, means)
    )
    scale = np.where(spreads > 0, spreads, 1)
    R: np.ndarray = C / n / np.outer(scale, scale)
    return R


def error(R: np.ndarray, n: float, w: np.ndarray) -> float:
    """The mean square of z_y − Zw."""
    return float(R[-1, -1] - 2 * w @ R[:-1, -1] + w @ R[:-1, :-1] @ w)


def held_out(folds: np.ndarray, lam: float, katas: Library) -> float:
    """The mean square over the folds, each predicted from the others."""
    whole = folds.sum(axis=0)
    found = []
    for fold in folds:
        means, spreads = moments(whole - fold)
        w = solved(standard(whole - fold, means, spreads), lam, katas)
        found.append(
            spreads[-1] ** 2 * error(standard(fold, means, spreads), fold[0, 0], w)
        )
    return float(np.mean(found))
