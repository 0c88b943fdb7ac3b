"""The learner's own metrics in place of ours, and whether they agree."""

from collections.abc import Callable
from functools import partial

import numpy as np

from dojo.apply import Unusable
from dojo.apply.honest import Measure
from dojo.apply.models import REGRESSION
from dojo.run.library import KataFailed, Library
from dojo.sklearn.base import to_do
from dojo.spec.refusals import Refusal

NEAR_ONE = 1 - 2.0**-53  # the largest probability below 1
KATAS = {
    REGRESSION: ("regression_metrics",),
    "classification": ("binary_metrics", "log_loss", "auc"),
}


def judges(
    task: str, classes: int, language: str, source: str
) -> tuple[tuple[str, ...], str]:
    """(the katas that judge, a sentence): none for more than two classes, or while one of them is a stub."""
    if classes > 2:
        return (), "Your metrics are for two classes; here the usual ones judge."
    if stubs := to_do(language, source, KATAS[task]):
        said = (
            f"Your {', '.join(stubs)} {'is' if len(stubs) == 1 else 'are'} still to do"
        )
        return (), f"{said}, so the usual metrics judge."
    return KATAS[task], f"Judged with your {', '.join(KATAS[task])}."


def measures(task: str, katas: Library) -> dict[str, Measure]:
    """The measures of `honest`, by the learner's katas."""
    if task == REGRESSION:
        places = {"RMSE": 1, "mean absolute error": 2, "R²": 3}
        return {n: _safe(partial(_error, katas, k)) for n, k in places.items()}
    return {
        "log loss": _safe(lambda y, P: katas.log_loss(y, _inside(P[:, 1]))),
        "accuracy": _safe(lambda y, P: katas.binary_metrics(y, P[:, 1], 0.5)[4]),
        "balanced accuracy": _safe(partial(_balanced, katas)),
        "AUC": _safe(lambda y, P: katas.auc(y, P[:, 1])),
    }


def _error(katas: Library, place: int, y: np.ndarray, predicted: np.ndarray) -> float:
    """One of the outputs of regression_metrics."""
    return float(katas.regression_metrics(y, predicted)[place])


def _balanced(katas: Library, y: np.ndarray, P: np.ndarray) -> float:
    """The mean of the recalls of both classes, of those that are there."""
    TN, FP, FN, TP, *_ = katas.binary_metrics(y, P[:, 1], 0.5)
    shares = [(TN, TN + FP), (TP, TP + FN)]
    return float(np.mean([part / whole for part, whole in shares if whole]))


def _inside(p: np.ndarray) -> np.ndarray:
    """Clipped where `honest` clips, so that both tell the same."""
    return np.clip(p, 1e-15, NEAR_ONE)


def _safe(measure: Callable[[np.ndarray, np.ndarray], float]) -> Measure:
    """NaN where the kata refuses, as for an area of one class; Unusable where it fails."""

    def measured(y: np.ndarray, predicted: np.ndarray) -> float:
        try:
            return float(measure(y, predicted))
        except Refusal:
            return float("nan")
        except KataFailed as error:
            raise Unusable(f"Your metrics failed: {error}") from None

    return measured


def disagreements(
    mine: dict[str, float], ours: dict[str, float], language: str
) -> list[str]:
    """A sentence for every measure that is not what ours is."""
    return [
        f"Your metrics say {name} {mine[name]:.6g}, and it is {ours[name]:.6g}: "
        f"grade them with `nox -s {language} -- metrics`."
        for name in mine
        if not np.isclose(mine[name], ours[name], rtol=1e-6, equal_nan=True)
    ]
