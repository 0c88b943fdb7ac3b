"""Networks with one hidden layer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.utils import check_random_state

from dojo.run.library import Library
from dojo.sklearn.base import KataEstimator
from dojo.sklearn.classify import Classifier

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "logistic": lambda z: np.exp(-np.logaddexp(0, -z)),
    "identity": lambda z: z,
}
NAMES = {"logistic": "sigmoid"}  # where the katas have another name


class _Network(KataEstimator):
    """Trained by mini-batches with momentum, on standardised columns. Where it ends depends on `random_state`.

    hidden, activation    the units of the hidden layer: tanh, relu, logistic or identity
    epochs, batch_size    passes over the rows, and rows of a step
    """

    def __init__(
        self,
        hidden: int = 16,
        activation: str = "tanh",
        lam: float = 1e-4,
        *,
        step: float = 0.05,
        mu: float = 0.9,
        epochs: int = 100,
        batch_size: int = 32,
        random_state: Any = 0,
        language: str = "python",
        source: str | Path = "katas",
    ) -> None:
        self.hidden = hidden
        self.activation = activation
        self.lam = lam
        self.step = step
        self.mu = mu
        self.epochs = epochs
        self.batch_size = batch_size
        self.random_state = random_state
        self.language = language
        self.source = source

    def _katas(self) -> tuple[str, ...]:
        return ("mlp_train",)

    def _train(self, katas: Library, X: np.ndarray, Y: np.ndarray, loss: str) -> None:
        """Y n×k: numbers, or a row of class probabilities."""
        rng = check_random_state(self.random_state)
        (n, d), k, h = X.shape, Y.shape[1], self.hidden
        self.mean_, spread = X.mean(axis=0), X.std(axis=0)
        self.scale_ = np.where(spread > 0, spread, 1.0)
        start = [
            rng.standard_normal((d, h)) / np.sqrt(d),
            np.zeros(h),
            rng.standard_normal((h, k)) / np.sqrt(h),
            np.zeros(k),
        ]
        order = np.concatenate([rng.permutation(n) for _ in range(self.epochs)])
        *self.weights_, self.start_, self.objective_ = katas.mlp_train(
            (X - self.mean_) / self.scale_,
            Y,
            *start,
            NAMES.get(self.activation, self.activation),
            loss,
            self.lam,
            self.step,
            self.mu,
            order,
            min(self.batch_size, n),
        )
        self.n_iter_ = self.epochs

    def _outputs(self, X: np.ndarray) -> np.ndarray:
        W1, b1, W2, b2 = self.weights_
        Z = (X - self.mean_) / self.scale_ @ W1 + b1
        outputs: np.ndarray = ACTIVATIONS[self.activation](Z) @ W2 + b2
        return outputs


class MLPRegressor(RegressorMixin, _Network):  # type: ignore[misc]
    """A network for a number; the target is standardised for training."""

    def fit(self, X: Any, y: Any) -> Self:
        """Fit with the kata: X n×p and y n numbers."""
        X, y = self._checked(X, y)
        y = y.astype(float)
        self.y_mean_, self.y_scale_ = float(y.mean()), float(y.std() or 1.0)
        Y = ((y - self.y_mean_) / self.y_scale_)[:, None]
        self._train(self._library(), X, Y, "squared_error")
        return self

    def predict(self, X: Any) -> np.ndarray:
        """One number for each row."""
        return self._outputs(self._rows(X))[:, 0] * self.y_scale_ + self.y_mean_


class MLPClassifier(_Network, Classifier):
    """A network for classes."""

    def _learn(self, katas: Library, X: np.ndarray, codes: np.ndarray) -> None:
        self._train(katas, X, np.eye(len(self.classes_))[codes], "cross_entropy")

    def predict_proba(self, X: Any) -> np.ndarray:
        Z = self._outputs(self._rows(X))
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        P: np.ndarray = E / E.sum(axis=1, keepdims=True)
        return P
