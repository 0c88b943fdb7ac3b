"""`nox -s data` writes data/: real data from the packages that bundle them, and a README that says whose they are."""

import csv
import hashlib
import importlib
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from dojo.paths import DATA, write_text
from dojo.spec.cases import Entry, Kata, katas

Columns = dict[str, np.ndarray]
SOURCES = DATA / "sources.toml"


def sources() -> dict[str, dict[str, str]]:
    """name → what data/sources.toml says of <name>.csv: package, target, domain, source, licence."""
    return tomllib.loads(SOURCES.read_text(encoding="utf-8"))


def columns(name: str, package: str) -> Columns:
    """column → values, the target among them, as the package bundles the data."""
    if package == "palmerpenguins":
        return chinstraps()
    if package == "statsmodels":
        module = importlib.import_module(f"statsmodels.datasets.{name}")
        frame = module.load_pandas().data
        return {column: frame[column].to_numpy(float) for column in frame}
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{name}")()
    names = [feature.replace(" ", "_") for feature in bunch.feature_names]
    return dict(zip(names, bunch.data.T, strict=True)) | {"target": bunch.target}


def chinstraps() -> Columns:
    """The measured birds of one species whose sex is known; 1 is a male."""
    path = Path(find_spec("palmerpenguins").origin).parent / "data" / "penguins.csv"  # type: ignore[union-attr, arg-type]
    with open(path, encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["species"] == "Chinstrap"]
    names = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    columns = {name: np.array([float(row[name]) for row in rows]) for name in names}
    return columns | {"male": np.array([float(row["sex"] == "male") for row in rows])}


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
    for name, known in sources().items():
        file = f"{name}.csv"
        content = (DATA / file).read_bytes()
        header, *rows = content.decode().splitlines()
        cells = [f"`{file}`", len(rows), header.count(","), f"`{known['target']}`"]
        users = ", ".join(f"`{kata}`" for kata in used_by(file)) or "–"
        digest = hashlib.sha256(content).hexdigest()
        cells += [known["domain"], known["source"], known["licence"]]
        cells += [users, f"`{digest}`"]
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
    for name, known in sources().items():
        write_text(DATA / f"{name}.csv", as_csv(columns(name, known["package"])))
    write_text(DATA / "README.md", readme())
    return 0
