"""model.json: everything that predicts, as plain numbers; no pickle. Predictions as a CSV that a spreadsheet will not run."""

import csv
import hashlib
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dojo.apply import Unusable, features, honest, recipe
from dojo.apply.features import Feature
from dojo.apply.fit import Result
from dojo.apply.honest import Score
from dojo.apply.models import REGRESSION
from dojo.pages import harmless
from dojo.sklearn.network import ACTIVATIONS

SCHEMA = 1


def model(result: Result, path: Path) -> dict[str, Any]:
    """The fitted model and where it comes from, for json. `path` is the file of the data."""
    fitted = result.estimator
    return {
        "schema": SCHEMA,
        "recipe": recipe_tables(result.recipe),
        "model": result.model.name,
        "task": result.model.task,
        "language": result.request.language,
        "source": result.request.source,
        "lam": result.lam,
        "classes": result.classes,
        "features": [asdict(f) for f in result.features],
        "numbers": _numbers(fitted),
        "scores": _scores(result.scores),
        "baseline": result.baseline,
        "scikit_learn": result.twin,
        "certificate": {
            "value": result.certificate.value,
            "says": str(result.certificate),
            "holds": result.certificate.holds,
        },
        "rows": {"train": len(result.y), "test": len(result.test)},
        "data_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "suspicions": [s.sentence for s in result.suspicions],
    }


def read(path: Path) -> dict[str, Any]:
    """The model in this file. Unusable where it is none."""
    if not path.exists():
        raise Unusable(f"There is no file {path}: `apply` with a --target writes it.")
    try:
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise Unusable(f"{path.name} is no JSON ({error}).") from None
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        raise Unusable(
            f"{path.name} is no model that this version of `apply` wrote: fit again."
        )
    return table


def predict(table: dict[str, Any], frame: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """(numbers, or a probability for each class; warnings) for the rows of a typed frame."""
    known = [Feature(**each) for each in table["features"]]
    X = features.matrix(frame, known)
    numbers = {name: np.array(value) for name, value in table["numbers"].items()}
    said = features.unseen(frame, known)
    if "W1" in numbers:
        X = (X - numbers["mean"]) / numbers["scale"]
        act = ACTIVATIONS[str(numbers["activation"])]
        scores = act(X @ numbers["W1"] + numbers["b1"]) @ numbers["W2"] + numbers["b2"]
    else:
        scores = X @ numbers["coef"].T + numbers["intercept"]
    if table["task"] == REGRESSION:
        found = scores.reshape(len(X)) * float(numbers.get("y_scale", 1.0)) + float(
            numbers.get("y_mean", 0.0)
        )
        return found, said
    if scores.ndim == 1 or scores.shape[1] == 1:  # the log odds of the second class
        scores = np.column_stack([np.zeros(len(X)), scores.reshape(len(X))])
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True), said


def columns(table: dict[str, Any]) -> recipe.Recipe:
    """The recipe of a model: the columns that it predicts from, and how they are read."""
    return recipe.from_table(table["recipe"])


def as_csv(frame: pd.DataFrame) -> str:
    """A CSV whose texts a spreadsheet takes for texts: a leading = + - @ is quoted with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([harmless(str(name)) for name in frame])
    for row in frame.itertuples(index=False):
        writer.writerow([harmless(v) if isinstance(v, str) else v for v in row])
    return buffer.getvalue()


def predictions(table: dict[str, Any], found: np.ndarray) -> pd.DataFrame:
    """The predicted number, or the class and the probability of each, under names."""
    target = table["recipe"]["target"]
    if table["task"] == REGRESSION:
        return pd.DataFrame({f"predicted {target}": found})
    classes = table["classes"]
    named = {f"predicted {target}": [classes[k] for k in found.argmax(axis=1)]}
    return pd.DataFrame(
        named | {f"probability of {c}": found[:, k] for k, c in enumerate(classes)}
    )


def held_out(result: Result) -> pd.DataFrame:
    """The test rows: their place in the file, the truth, the prediction."""
    named = {"row": result.test + 1}
    target = result.recipe.target
    if result.model.task == REGRESSION:
        return pd.DataFrame(
            named | {target: result.truth, "predicted": result.predicted}
        )
    labels = [result.classes[k] for k in result.truth]
    table = {
        "recipe": {"target": target},
        "task": result.model.task,
        "classes": result.classes,
    }
    return pd.concat(
        [pd.DataFrame(named | {target: labels}), predictions(table, result.predicted)],
        axis=1,
    )


def _scores(scores: list[Score]) -> dict[str, list[float]]:
    return {s.name: [s.value, s.low, s.high] for s in scores}


def recipe_tables(each: recipe.Recipe) -> dict[str, Any]:
    """A recipe as tables that `recipe.from_table` reads."""
    table = asdict(each)
    for column in table["columns"].values():
        del column["name"]
    return table


def _numbers(fitted: Any) -> dict[str, Any]:
    if hasattr(fitted, "coef_"):
        return {
            "coef": np.asarray(fitted.coef_).tolist(),
            "intercept": np.asarray(fitted.intercept_).tolist(),
        }
    names = ("W1", "b1", "W2", "b2")
    found = {
        n: np.asarray(w).tolist() for n, w in zip(names, fitted.weights_, strict=True)
    }
    found |= {
        "mean": fitted.mean_.tolist(),
        "scale": fitted.scale_.tolist(),
        "activation": fitted.activation,
    }
    if hasattr(fitted, "y_mean_"):
        found |= {"y_mean": fitted.y_mean_, "y_scale": fitted.y_scale_}
    return found


def measured(result: Result) -> str:
    """The first measure's name: what is compared."""
    return next(
        iter(honest.REGRESSION if result.model.task == REGRESSION else honest.CLASSES)
    )


def as_json(table: dict[str, Any]) -> str:
    """The text of model.json."""
    return json.dumps(table, indent=1, ensure_ascii=False, default=str) + "\n"
