"""The target: numbers or classes, as the model wants it, or a sentence that says why not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dojo.apply import Unusable, counted
from dojo.apply.columns import CATEGORY, LEAVE_OUT, NUMBER
from dojo.apply.models import MODELS, REGRESSION, Model
from dojo.apply.recipe import Recipe

LEAST = 8  # rows that a fit and an honest error need
YES = ("yes", "true", "y", "t", "1", "ja", "positive", "malignant", "success", "alive")


@dataclass
class Target:
    """Rows that have a target, and it: numbers, or codes of `classes`."""

    rows: np.ndarray  # places in the table
    y: np.ndarray
    classes: list[str]
    said: list[str]


def model_for(name: str, frame: pd.DataFrame, recipe: Recipe) -> Model:
    """The model of this name; without a name ridge for numbers, logistic for two classes, softmax for more."""
    if name:
        if name not in MODELS:
            raise Unusable(f"There is no model {name}; there are {', '.join(MODELS)}.")
        return MODELS[name]
    _has(frame, recipe)
    two = bool(recipe.positive) or frame[recipe.target].nunique() == 2
    number = recipe.columns[recipe.target].kind == NUMBER and not two
    if recipe.task == REGRESSION or (not recipe.task and number):
        return MODELS["ridge"]
    return MODELS["logistic" if two else "softmax"]


def target(frame: pd.DataFrame, recipe: Recipe, model: Model) -> Target:
    """The target as the model wants it. Unusable says what does not fit, and the way out."""
    _has(frame, recipe)
    name, given = recipe.target, frame[recipe.target]
    kind = recipe.columns[name].kind
    if recipe.task and recipe.task != model.task:
        raise Unusable(
            f"The recipe's task is {recipe.task}, but {model.name} is for {model.task}: change one of them."
        )
    rows = np.flatnonzero(given.notna().to_numpy())
    said = []
    if len(rows) < len(given):
        said.append(f"{counted(len(given) - len(rows))} without a {name} left out.")
    if not len(rows):
        raise Unusable(f"The target {name} has no value at all.")
    if len(rows) < LEAST:
        raise Unusable(
            f"There are {counted(len(rows))} with a {name}; a fit and an honest error need {LEAST}."
        )
    given = given.iloc[rows]
    if model.task == REGRESSION:
        if kind != NUMBER:
            words = ", ".join(str(v) for v in given.unique()[:3])
            raise Unusable(
                f"The target {name} holds no numbers ({words}), and {model.name} predicts a number: choose a model "
                'for classes (logistic, softmax), or say kind = "number" in the recipe.'
            )
        y = given.to_numpy(float)
        if np.ptp(y) == 0:
            raise Unusable(
                f"The target {name} is always {y[0]:g}: there is nothing to predict."
            )
        return Target(rows, y, [], said)
    return _classes(rows, given, recipe, model, said)


def _classes(
    rows: np.ndarray, given: pd.Series, recipe: Recipe, model: Model, said: list[str]
) -> Target:
    name, kind = recipe.target, recipe.columns[recipe.target].kind
    if kind == NUMBER and (
        given.nunique() > 20 or bool((given != given.round()).any())
    ):
        raise Unusable(
            f"The target {name} has {given.nunique()} different numbers, and {model.name} tells classes apart: choose a model for numbers (ridge, ols_qr, …)."
        )
    if kind not in (NUMBER, CATEGORY):
        raise Unusable(
            f"The target {name} is a {kind}; classes are words or a few whole numbers."
        )
    labels = given.map(lambda v: f"{v:g}" if kind == NUMBER else str(v))
    if recipe.positive:
        if recipe.positive not in set(labels):
            raise Unusable(
                f"The target {name} is never {recipe.positive!r}; it is {_some(labels)}."
            )
        others = sorted(set(labels) - {recipe.positive})
        rest = others[0] if len(others) == 1 else f"not {recipe.positive}"
        classes = [rest, recipe.positive]
        labels = labels.where(labels == recipe.positive, rest)
    else:
        classes = sorted(set(labels), key=_in_order)
    if labels.nunique() < 2:
        raise Unusable(
            f"The target {name} is always {labels.iloc[0]}: there is one class, and nothing to tell apart."
        )
    if len(classes) > 2 and model.name.startswith("logistic"):
        raise Unusable(
            f"The target {name} has {len(classes)} classes ({_some(labels)}), and {model.name} tells two apart: use softmax, or name one with --positive."
        )
    if len(classes) == 2 and not recipe.positive:
        said.append(
            f"The class that is predicted is {name} = {classes[1]} (change it with --positive)."
        )
    y = labels.map({label: k for k, label in enumerate(classes)}).to_numpy(int)
    if (small := np.bincount(y).min()) < 5:
        raise Unusable(
            f"The smallest class of {name} has {counted(int(small))}; each needs 5, to train and to test."
        )
    return Target(rows, y, classes, said)


def _in_order(label: str) -> tuple[bool, float, str]:
    """Words for yes last; numbers by size."""
    number = float(label) if label.replace(".", "", 1).lstrip("-").isdigit() else 0.0
    return (label.lower() in YES, number, label)


def _some(labels: pd.Series) -> str:
    values = list(map(str, labels.unique()))
    return ", ".join(values[:4]) + (" …" if len(values) > 4 else "")


def _has(frame: pd.DataFrame, recipe: Recipe) -> None:
    if not recipe.target:
        raise Unusable(
            f"Say which column is the target: --target, one of {', '.join(frame)}."
        )
    if recipe.target not in frame:
        raise Unusable(
            f"There is no column {recipe.target!r}; there are {', '.join(frame)}."
        )
    column = recipe.columns[recipe.target]
    if column.kind == LEAVE_OUT:
        raise Unusable(
            f"The target {recipe.target} is left out in the recipe ({column.why or 'no reason is given'}): give it another kind there, or choose another target."
        )
