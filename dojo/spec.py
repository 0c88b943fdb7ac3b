"""What a kata means: spec.toml, its cases (hand-written and drawn) and its oracle, read from the kata's folder."""

import csv
import difflib
import importlib.util
import json
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from dojo.paths import DATA, KATAS
from dojo.signature import Signature, parse


@dataclass(frozen=True, eq=False)
class Case:
    """Inputs and what must come out: outputs within a tolerance, a refusal of one kind, or either of the two."""

    function: "Function"
    name: str
    why: str
    inputs: dict
    outputs: dict | None
    refuses: str | None = None
    rtol: float = 0.0
    atol: float = 0.0
    bound: dict = field(
        default_factory=dict
    )  # output → the allowed error of each entry, where theory gives one

    @property
    def id(self):
        return f"{self.function.kata}/{self.function.name}/{self.name}"

    @property
    def must_refuse(self):
        return self.outputs is None


@dataclass(frozen=True)
class Function:
    kata: str
    name: str
    signature: Signature
    formula: str
    table: dict = field(repr=False)

    @property
    def compare(self):
        """norm: |error| ≤ rtol · max|expected| per array; columns: per column; elementwise: per entry."""
        return self.table.get("compare", "norm")

    @property
    def at_most(self):
        """output → the input that bounds it: graded as 0 ≤ output ≤ input, whatever the case says."""
        return self.table.get("at_most", {})

    @property
    def exact_zeros(self):
        """Outputs whose entries are exactly 0 where the expected are, and only there."""
        return self.table.get("exact_zeros", ())

    def case(self, entry):
        """A Case from its table in spec.toml or fixtures.json."""
        inputs = {a.name: given(a, entry[a.name], self) for a in self.signature.inputs}
        outputs, expected = None, self.signature.outputs
        if "refuses" not in entry or expected[0].name in entry:
            outputs = {a.name: given(a, entry[a.name], self) for a in expected}
        rtol, atol = (
            entry.get(key, self.table.get(key, 0.0)) for key in ("rtol", "atol")
        )
        bound = {
            name: np.array(value, float)
            for name, value in entry.get("bound", {}).items()
        }
        return Case(
            self,
            entry["name"],
            entry["why"],
            inputs,
            outputs,
            entry.get("refuses"),
            rtol,
            atol,
            bound,
        )


@dataclass(frozen=True)
class Kata:
    name: str
    title: str
    stage: str
    level: int
    needs: tuple[str, ...]
    functions: dict[str, Function] = field(repr=False)

    @property
    def folder(self):
        return KATAS / self.name

    @cached_property
    def cases(self):
        """Hand-written cases first, then the drawn ones."""
        written = [
            f.case(entry)
            for f in self.functions.values()
            for entry in f.table.get("case", [])
        ]
        return written + [
            self.functions[entry["function"]].case(entry) for entry in self.fixtures
        ]

    @property
    def fixtures(self):
        path = self.folder / "fixtures.json"
        return json.loads(path.read_text()) if path.exists() else []

    @cached_property
    def oracle(self):
        """The module oracle.py."""
        name = f"oracle_{self.name}"
        spec = importlib.util.spec_from_file_location(name, self.folder / "oracle.py")
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    @cached_property
    def depth(self):
        """The longest chain of katas that must come first."""
        return 1 + max((kata(need).depth for need in self.needs), default=-1)

    @cached_property
    def before(self):
        """Every kata that this one needs, directly or not, in the order of the ladder."""
        names = set(self.needs).union(*(kata(need).before for need in self.needs))
        return tuple(name for name in katas() if name in names)


@cache
def _found():
    return {
        path.parent.name: read(path.parent.name)
        for path in sorted(KATAS.glob("*/spec.toml"))
    }


@cache
def katas():
    """name → Kata, in the order of the ladder: by stage, then by what must come first."""

    def rung(kata):
        stage = int(kata.stage.partition(" ")[0].removeprefix("S"))
        return stage, kata.depth, kata.level, kata.name

    return {each.name: each for each in sorted(_found().values(), key=rung)}


def kata(name):
    """The kata of this name."""
    if name not in _found():
        close = difflib.get_close_matches(name, _found(), n=3)
        hint = (
            f"Did you mean {' or '.join(close)}?"
            if close
            else "`nox -s map` lists them."
        )
        raise KeyError(f"There is no kata {name}. {hint}")
    return _found()[name]


@cache
def functions():
    """name → Function, of all katas."""
    return {name: f for k in katas().values() for name, f in k.functions.items()}


def read(name):
    """A Kata from its folder; errors name the file."""
    path = KATAS / name / "spec.toml"
    try:
        spec = tomllib.loads(path.read_text())
        tables = {key: value for key, value in spec.items() if isinstance(value, dict)}
        found = {
            key: Function(
                name,
                key,
                parse(t["signature"], t.get("may_be_empty", ())),
                t["formula"],
                t,
            )
            for key, t in tables.items()
        }
        return Kata(
            name,
            spec["title"],
            spec["stage"],
            spec["level"],
            tuple(spec["needs"]),
            found,
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error


def given(argument, value, function):
    """A number or nested lists, or {data = "longley.csv", columns = ["1", "GNP"]}, as the signature's type."""
    if isinstance(value, dict):
        value = table(**value)
    if not argument.sizes:
        return {"float": float, "int": int, "bool": bool}[argument.type](value)
    array = np.array(value, argument.dtype)
    if array.ndim != len(
        argument.sizes
    ):  # a p×0 or 0×p array loses an axis in nested lists
        raise ValueError(
            f"[{function.name}] {argument} is given with {array.ndim} axes"
        )
    return array


def table(
    data,
    columns=(),
    column=None,
    one_hot=None,
    without=(),
    standardized=False,
    unit=1.0,
):
    """Columns of a file in data/, divided by `unit`: a vector (`column`), the indicators of its
    classes 0 … K−1 (`one_hot`), or a matrix of the named columns or of all but some (`without`).
    The column "1" is constant."""
    with open(DATA / data, newline="") as file:
        rows = list(csv.DictReader(file))
    if column is not None:
        return np.array([float(row[column]) for row in rows]) / unit
    if one_hot is not None:
        classes = np.array([int(row[one_hot]) for row in rows])
        return np.eye(max(classes) + 1)[classes]
    names = columns or [name for name in rows[0] if name not in without]
    X = np.array(
        [[1.0 if name == "1" else float(row[name]) for name in names] for row in rows]
    )
    X /= unit
    return (X - X.mean(axis=0)) / X.std(axis=0) if standardized else X
