"""Logistic and softmax regression."""

from pathlib import Path
from typing import Any, Self

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets

from dojo.run.library import Library
from dojo.sklearn.base import KataEstimator


class Classifier(ClassifierMixin, KataEstimator):  # type: ignore[misc]
    """Classes in `classes_`; the probabilities come from `_scores`."""

    def fit(self, X: Any, y: Any) -> Self:
        """Fit with the kata: X n×p and y n labels."""
        X, y = self._checked(X, y)
        check_classification_targets(y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(
                f"There is one class only, {self.classes_[0]!r}: nothing to tell apart."
            )
        self._learn(self._library(), X, codes)
        return self

    def _learn(self, katas: Library, X: np.ndarray, codes: np.ndarray) -> None:
        raise NotImplementedError

    def predict_proba(self, X: Any) -> np.ndarray:
        """A probability for each row and class."""
        raise NotImplementedError

    def predict(self, X: Any) -> np.ndarray:
        """The likeliest class of each row."""
        likeliest = self.predict_proba(X).argmax(axis=1)
        labels: np.ndarray = self.classes_[likeliest]
        return labels


class LogisticRegression(Classifier):
    """Two classes: mean log loss + (lam/2)‖w‖².

    solver    newton, or gradient_descent with `iters` steps of 1/L
    tol       newton: the decrement at which it stops; 0 is as far as numbers go
    """

    def __init__(
        self,
        lam: float = 0.01,
        *,
        solver: str = "newton",
        tol: float = 0.0,
        max_iter: int = 100,
        iters: int = 1000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.solver = solver
        self.tol = tol
        self.max_iter = max_iter
        self.iters = iters
        self.language = language
        self.source = source

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def _katas(self) -> tuple[str, ...]:
        known = {"newton": "logistic_newton", "gradient_descent": "logistic_gd"}
        if self.solver not in known:
            raise ValueError(
                f"There is no solver {self.solver!r}; there are {', '.join(known)}."
            )
        return (known[self.solver],)

    def _learn(self, katas: Library, X: np.ndarray, codes: np.ndarray) -> None:
        self._refuse_more_than_two()
        if self.solver == "newton":
            w, b, self.n_iter_, self.objective_ = katas.logistic_newton(
                X, codes, self.lam, 1, self.tol, self.max_iter
            )
        else:
            size = np.linalg.norm(np.column_stack([X, np.ones(len(X))]), 2)
            step = 1 / (size**2 / (4 * len(X)) + self.lam)
            w, b, history = katas.logistic_gd(
                X, codes, np.zeros(X.shape[1]), 0.0, self.lam, step, self.iters
            )
            self.n_iter_, self.objective_ = self.iters, float(history[-1])
        self.coef_, self.intercept_ = w[None], np.array([b])

    def _refuse_more_than_two(self) -> None:
        if len(self.classes_) > 2:
            raise ValueError(
                "Only binary classification is supported. The type of the target is multiclass: "
                "SoftmaxRegression takes more than two classes."
            )

    def decision_function(self, X: Any) -> np.ndarray:
        """The log odds of the second class."""
        scores: np.ndarray = self._rows(X) @ self.coef_[0] + self.intercept_[0]
        return scores

    def predict_proba(self, X: Any) -> np.ndarray:
        z = self.decision_function(X)
        second = np.exp(-np.logaddexp(0, -z))
        return np.column_stack([np.exp(-np.logaddexp(0, z)), second])


class SparseLogisticRegression(LogisticRegression):
    """Two classes: mean log loss + lam‖w‖₁, with weights that are exactly 0.

    tol          how far the optimality conditions may be from being met, in units of lam
    max_steps    how many steps the kata may take; it does not tell how many it took
    """

    def __init__(
        self,
        lam: float = 0.01,
        *,
        tol: float = 1e-8,
        max_steps: int = 10_000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.tol = tol
        self.max_steps = max_steps
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("logistic_l1",)

    def _learn(self, katas: Library, X: np.ndarray, codes: np.ndarray) -> None:
        self._refuse_more_than_two()
        w, b = katas.logistic_l1(X, codes, self.lam, self.tol, self.max_steps)
        self.coef_, self.intercept_ = w[None], np.array([b])


class SoftmaxRegression(Classifier):
    """Any number of classes: mean log loss + (lam/2)‖W‖², by `iters` steps of gradient descent of length 1/L."""

    def __init__(
        self,
        lam: float = 0.01,
        *,
        iters: int = 1000,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.lam = lam
        self.iters = iters
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("softmax_gd",)

    def _learn(self, katas: Library, X: np.ndarray, codes: np.ndarray) -> None:
        # the step is 1/L: centred columns need more steps where their means are large
        means = X.mean(axis=0)
        A, count = X - means, len(self.classes_)
        size = max(float(np.linalg.norm(A, 2)) ** 2 / len(A), 1.0)
        step = 1 / (size / 2 + self.lam)
        W, b, history = katas.softmax_gd(A, codes, count, self.lam, step, self.iters)
        self.coef_, self.intercept_ = W.T, b - means @ W
        self.n_iter_, self.objective_ = self.iters, float(history[-1])

    def predict_proba(self, X: Any) -> np.ndarray:
        Z = self._rows(X) @ self.coef_.T + self.intercept_
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        P: np.ndarray = E / E.sum(axis=1, keepdims=True)
        return P
