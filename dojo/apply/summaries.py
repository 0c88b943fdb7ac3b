"""What a streamed fit keeps of many rows: their moments, or their triangle. Every number is computed by the katas."""

from typing import Any, Protocol

import numpy as np

from dojo.run.library import Library

State = Any  # of one kind of summary


class Summary(Protocol):
    """Rows of A = [X y] become a state, two states become one, and the last one is solved."""

    needs: tuple[str, ...]  # katas

    def nothing(self, q: int) -> State:
        """The state of no rows of q columns."""

    def of(self, A: np.ndarray, katas: Library) -> State:
        """The state of these rows."""

    def merged(self, a: State, b: State, katas: Library) -> State:
        """The state of the rows of both."""

    def moments(self, state: State) -> tuple[int, np.ndarray, np.ndarray]:
        """(rows, means, centred sums of products)."""

    def scaled(self, state: State, scale: np.ndarray) -> State:
        """That of the columns divided by these numbers."""

    def fit(self, state: State, lam: float, katas: Library) -> tuple[np.ndarray, float]:
        """(w, b) = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖²"""

    def squares(self, state: State, w: np.ndarray, b: float) -> float:
        """‖y − b − Xw‖²"""


class Moments:
    """Counts, means and centred sums of products: κ is squared."""

    needs: tuple[str, ...] = ("moments", "merge", "solve_moments")

    def nothing(self, q: int) -> State:
        return 0, np.zeros(q), np.zeros((q, q))

    def of(self, A: np.ndarray, katas: Library) -> State:
        return katas.moments(A[:, :-1], A[:, -1])

    def merged(self, a: State, b: State, katas: Library) -> State:
        return katas.merge(*a, *b)

    def moments(self, state: State) -> tuple[int, np.ndarray, np.ndarray]:
        n, mean, S = state
        return n, mean, S

    def scaled(self, state: State, scale: np.ndarray) -> State:
        n, mean, S = state
        return n, mean / scale, S / np.outer(scale, scale)

    def fit(self, state: State, lam: float, katas: Library) -> tuple[np.ndarray, float]:
        w, b, _ = katas.solve_moments(*state, lam)
        return w, b

    def squares(self, state: State, w: np.ndarray, b: float) -> float:
        n, mean, S = state
        v = np.append(-w, 1)
        return float(v @ S @ v + n * (v @ mean - b) ** 2)


class Triangles:
    """The triangle of [1 X y]: √n, the means, and below them the triangle of the centred columns."""

    needs: tuple[str, ...] = ("triangle", "merge_triangles", "solve_triangle")

    def nothing(self, q: int) -> State:
        return np.zeros((q + 1, q + 1))

    def of(self, A: np.ndarray, katas: Library) -> State:
        return katas.triangle(np.column_stack([np.ones(len(A)), A]))

    def merged(self, a: State, b: State, katas: Library) -> State:
        return katas.merge_triangles(a, b)

    def moments(self, state: State) -> tuple[int, np.ndarray, np.ndarray]:
        root, C = state[0, 0], state[1:, 1:]
        return round(root**2), state[0, 1:] / (root or 1), C.T @ C

    def scaled(self, state: State, scale: np.ndarray) -> State:
        return state / np.append(1, scale)

    def fit(self, state: State, lam: float, katas: Library) -> tuple[np.ndarray, float]:
        # √(nλ)I below X, with neither an intercept nor a target
        below = np.full(len(state), state[0, 0] * np.sqrt(lam))
        below[[0, -1]] = 0
        T = katas.merge_triangles(state, np.diag(below)) if lam else state
        w, _ = katas.solve_triangle(T)
        return w[1:], float(w[0])

    def squares(self, state: State, w: np.ndarray, b: float) -> float:
        r = state @ np.concatenate([[b], w, [-1]])
        return float(r @ r)


SUMMARIES: dict[str, Summary] = {
    "ridge": Moments(),
    "ols": Moments(),
    "ols_qr": Triangles(),
}
