"""`nox -s data` writes data/: real data from the packages that bundle them, and a README that says whose they are."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from dojo.paths import DATA, write_text
from dojo.spec.cases import Entry, Kata, katas

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Dataset:
    """A file of data/: its columns, and what their package says about them."""

    file: str
    target: str
    domain: str
    source: str
    licence: str
    columns: Callable[[], Columns]  # name → values, the target among them


def longley() -> Columns:
    from statsmodels.datasets import longley

    frame = longley.load_pandas().data
    return {name: frame[name].to_numpy(float) for name in frame}


def chinstraps() -> Columns:
    """The measured birds of one species whose sex is known; 1 is a male."""
    path = Path(find_spec("palmerpenguins").origin).parent / "data" / "penguins.csv"  # type: ignore[union-attr, arg-type]
    with open(path, encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["species"] == "Chinstrap"]
    names = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    columns = {name: np.array([float(row[name]) for row in rows]) for name in names}
    return columns | {"male": np.array([float(row["sex"] == "male") for row in rows])}


def of_scikit_learn(name: str) -> Callable[[], Columns]:
    """The features under their names, then the target."""

    def columns() -> Columns:
        from sklearn import datasets

        bunch = getattr(datasets, f"load_{name}")()
        names = [feature.replace(" ", "_") for feature in bunch.feature_names]
        return dict(zip(names, bunch.data.T, strict=True)) | {"target": bunch.target}

    return columns


ELSEWHERE = [
    "",
    "## From elsewhere",
    "",
    "Each of these ends in a file for `nox -s apply`.",
    "",
    "| from | how |",
    "| --- | --- |",
    '| OpenML | `sklearn.datasets.fetch_openml("wine", version=1).frame.to_csv("wine.csv")` |',
    '| UCI | `ucimlrepo.fetch_ucirepo(id=186).data.original.to_csv("wine.csv")` |',
    "| Kaggle | `kaggle datasets download NAME --unzip` |",
]
UCI = "UCI Machine Learning Repository"
DATASETS = [
    Dataset(
        file="breast_cancer.csv",
        target="target",
        domain="medicine: 30 measurements of cell nuclei, benign (1) or malignant (0)",
        source="scikit-learn, `load_breast_cancer()`; Wolberg, Street and Mangasarian "
        f"(1995), Breast Cancer Wisconsin (Diagnostic), {UCI}",
        licence="CC BY 4.0 (UCI); distributed with scikit-learn (BSD-3-Clause)",
        columns=of_scikit_learn("breast_cancer"),
    ),
    Dataset(
        file="chinstraps.csv",
        target="male",
        domain="biology: four measurements of chinstrap penguins and whether they are male",
        source="palmerpenguins, `penguins.csv`; Gorman, Williams and Fraser (2014), "
        "*Ecological Sexual Dimorphism and Environmental Variability within a Community "
        "of Antarctic Penguins*, PLoS ONE 9, e90081",
        licence="CC0",
        columns=chinstraps,
    ),
    Dataset(
        file="diabetes.csv",
        target="target",
        domain="medicine: progression of diabetes one year after ten measurements "
        "(each column centred, its sum of squares 1)",
        source="scikit-learn, `load_diabetes()`; "
        "<https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html>; "
        "Efron, Hastie, Johnstone and Tibshirani (2004), *Least Angle Regression*, "
        "Annals of Statistics, 407–499",
        licence="none stated for the data; distributed with scikit-learn (BSD-3-Clause)",
        columns=of_scikit_learn("diabetes"),
    ),
    Dataset(
        file="digits.csv",
        target="target",
        domain="images: handwritten digits of 8×8 pixels with values 0 to 16",
        source="scikit-learn, `load_digits()`; Alpaydin and Kaynak (1998), Optical "
        f"Recognition of Handwritten Digits, test set, {UCI}",
        licence="CC BY 4.0 (UCI); distributed with scikit-learn (BSD-3-Clause)",
        columns=of_scikit_learn("digits"),
    ),
    Dataset(
        file="longley.csv",
        target="TOTEMP",
        domain="economics: employment in the United States 1947–1962, highly collinear",
        source="statsmodels, `datasets.longley`; "
        "<http://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml>; "
        "Longley (1967), *An Appraisal of Least Squares Programs for the Electronic "
        "Computer from the Point of View of the User*, JASA 62, 819–841",
        licence="public domain",
        columns=longley,
    ),
    Dataset(
        file="wine.csv",
        target="target",
        domain="chemistry: 13 constituents of wines from three cultivars",
        source=f"scikit-learn, `load_wine()`; Aeberhard and Forina (1991), Wine, {UCI}",
        licence="CC BY 4.0 (UCI); distributed with scikit-learn (BSD-3-Clause)",
        columns=of_scikit_learn("wine"),
    ),
]


def as_csv(columns: Columns) -> str:
    """A header and one row per observation; each number is the shortest that reads back as the same float64."""
    rows = np.column_stack(list(columns.values())).tolist()
    lines = [[repr(v).removesuffix(".0") for v in row] for row in rows]
    return "".join(",".join(line) + "\n" for line in [columns, *lines])


def written(kata: Kata) -> list[Entry]:
    """The cases of a kata's spec.toml, as they stand there."""
    return [c for f in kata.functions.values() for c in f.table.get("case", [])]


def used_by(file: str) -> list[str]:
    """The katas that have a case with data from this file."""
    return [
        name
        for name, kata in katas().items()
        if any(
            isinstance(value, dict) and value.get("data") == file
            for case in (*written(kata), *kata.fixtures)
            for value in case.values()
        )
    ]


def readme() -> str:
    """data/README.md: one row per file."""
    lines = [
        "# Data",
        "",
        "Real data for cases and benchmarks, exported by `nox -s data` from the packages named here.",
        'A case names a file and columns, as in `X = { data = "longley.csv", columns = ["1", "GNP"] }`; "1" is the constant column.',
        "",
        "| file | n | p | target | domain | source | licence | used by | sha256 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for d in DATASETS:
        content = (DATA / d.file).read_bytes()
        header, *rows = content.decode().splitlines()
        cells = [f"`{d.file}`", len(rows), header.count(","), f"`{d.target}`"]
        users = ", ".join(f"`{name}`" for name in used_by(d.file)) or "–"
        digest = hashlib.sha256(content).hexdigest()
        cells += [d.domain, d.source, d.licence, users, f"`{digest}`"]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join([*lines, *tasks(), *ELSEWHERE]) + "\n"


def tasks() -> list[str]:
    """A paragraph for each stock task of tasks.toml."""
    table = tomllib.loads((DATA / "tasks.toml").read_text(encoding="utf-8"))
    lines = ["", "## Stock tasks", ""]
    lines += ["`nox -s apply -- --task NAME` fits one; its data come from the package."]
    lines += ["Nothing of them is copied into this repository.", ""]
    for name, task in sorted(table.items(), key=lambda item: item[1]["domain"]):
        source = f"`{task['package']}`" if "package" in task else f"`{task['file']}`"
        lines += [
            f"**`{name}`** ({task['domain']}; {source}; {task['licence']}).",
            task["question"],
        ]
        lines += [f"The target is `{task['target']}`, the first model {task['model']}."]
        lines += [
            sentence for sentence in re.split(r"(?<=[.;]) (?=[A-Z])", task["trap"])
        ]
        lines += [""]
    return lines[:-1]


def main(words: list[str]) -> int:
    DATA.mkdir(exist_ok=True)
    for d in DATASETS:
        write_text(DATA / d.file, as_csv(d.columns()))
    write_text(DATA / "README.md", readme())
    return 0
