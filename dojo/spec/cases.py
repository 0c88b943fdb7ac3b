"""What a kata means: spec.toml, its cases (hand-written and drawn) and its oracle, read from the kata's folder."""

import json
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dojo.paths import KATAS, Damaged, shown
from dojo.spec import oracle
from dojo.spec.near import near
from dojo.spec.signature import Signature, one_line, parse
from dojo.spec.values import given, magnitude

Entry = dict[str, Any]  # a case as TOML or JSON has it


@dataclass(frozen=True, eq=False)
class Case:
    """Inputs and what must come out: outputs within a tolerance, a refusal of one kind, or either of the two."""

    function: "Function"
    name: str
    why: str
    inputs: dict[str, Any]
    outputs: dict[str, Any] | None
    refuses: str | None = None
    rtol: float = 0.0
    atol: float = 0.0
    # output → the allowed error of each entry, where theory gives one
    bound: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.function.kata}/{self.function.name}/{self.name}"

    @property
    def must_refuse(self) -> bool:
        return self.outputs is None

    @property
    def size(self) -> int:
        """How many numbers go in and come out: the plainest case is the smallest."""
        values = [*self.inputs.values(), *(self.outputs or {}).values()]
        return sum(np.size(value) for value in values)

    def expected(self, name: str) -> np.ndarray:
        """One output, in float64."""
        return np.asarray((self.outputs or {})[name], float)

    def allowed(self, name: str) -> np.ndarray:
        """The allowed error of every entry of one output."""
        expected = self.expected(name)
        if name in self.bound:
            return np.broadcast_to(self.bound[name], expected.shape)
        return self.atol + self.rtol * magnitude(self.function.compare, expected)


@dataclass(frozen=True)
class Function:
    """One function of a kata; `table` is its part of spec.toml."""

    kata: str
    name: str
    signature: Signature
    formula: str
    table: Entry = field(repr=False, compare=False)

    @property
    def compare(self) -> str:
        """norm: |error| ≤ rtol · max|expected| per array; columns: per column; elementwise: per entry."""
        return self.table.get("compare", "norm")

    @property
    def at_most(self) -> dict[str, str]:
        """output → the input that bounds it: graded as 0 ≤ output ≤ input, whatever the case says."""
        return self.table.get("at_most", {})

    @property
    def exact_zeros(self) -> list[str]:
        """Outputs whose entries are exactly 0 where the expected are, and only there."""
        return self.table.get("exact_zeros", [])

    def case(self, entry: Entry) -> Case:
        """A Case from its table in spec.toml or fixtures.json."""
        signature, outputs = self.signature, None
        if "refuses" not in entry or signature.outputs[0].name in entry:
            outputs = {a.name: given(a, entry[a.name]) for a in signature.outputs}
        table = {"rtol": 0.0, "atol": 0.0} | self.table | entry
        bound = entry.get("bound", {}).items()
        return Case(
            function=self,
            name=entry["name"],
            why=entry["why"],
            inputs={a.name: given(a, entry[a.name]) for a in signature.inputs},
            outputs=outputs,
            refuses=entry.get("refuses"),
            rtol=table["rtol"],
            atol=table["atol"],
            bound={name: np.array(value, float) for name, value in bound},
        )


@dataclass(frozen=True)
class Kata:
    """A folder of shared_tests/katas."""

    name: str
    title: str
    stage: str
    level: int
    needs: tuple[str, ...]
    functions: dict[str, Function] = field(repr=False, hash=False)

    @property
    def folder(self) -> Path:
        return KATAS / self.name

    @cached_property
    def cases(self) -> list[Case]:
        """Hand-written cases first, then the drawn ones."""
        drawn = [self.functions[e["function"]].case(e) for e in self.fixtures]
        return self.written + drawn

    @cached_property
    def written(self) -> list[Case]:
        """The cases of spec.toml."""
        return [
            f.case(entry)
            for f in self.functions.values()
            for entry in f.table.get("case", [])
        ]

    @property
    def fixtures(self) -> list[Entry]:
        path = self.folder / "fixtures.json"
        try:
            return json.loads(path.read_bytes()) if path.exists() else []
        except ValueError as error:
            raise Damaged(path, error) from error

    @cached_property
    def oracle(self) -> ModuleType:
        """The module oracle.py; its functions answer the same question once."""
        return oracle.loaded(self.folder, self.functions)

    @cached_property
    def depth(self) -> int:
        """The longest chain of katas that must come first."""
        return 1 + max((kata(need).depth for need in self.needs), default=-1)

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Every kata that this one needs, directly or not, in the order of the ladder."""
        names = set(self.needs).union(*(kata(need).before for need in self.needs))
        return tuple(name for name in katas() if name in names)


@cache
def _found() -> dict[str, Kata]:
    paths = sorted(KATAS.glob("*/spec.toml"))
    found = {path.parent.name: read(path.parent.name) for path in paths}
    for path in paths:
        for need in found[path.parent.name].needs:
            if need not in found:
                words = f"needs names {need}, and there is no such kata"
                raise ValueError(f"{shown(path)}: {words}.")
    return found


@cache
def katas() -> dict[str, Kata]:
    """name → Kata, in the order of the ladder: by stage, then by what must come first."""

    def rung(kata: Kata) -> tuple[int, int, int, str]:
        stage = int(kata.stage.partition(" ")[0].removeprefix("S"))
        return stage, kata.depth, kata.level, kata.name

    return {each.name: each for each in sorted(_found().values(), key=rung)}


def kata(name: str) -> Kata:
    """The kata of this name; KeyError says which are near."""
    if name not in _found():
        close = near(name, _found())
        hint = (
            f"Did you mean {' or '.join(close)}?"
            if close
            else "`nox -s map` lists them."
        )
        raise KeyError(f"There is no kata {name}. {hint}")
    return _found()[name]


@cache
def functions() -> dict[str, Function]:
    """name → Function, of all katas."""
    return {name: f for k in katas().values() for name, f in k.functions.items()}


def enumerations() -> dict[str, tuple[str, ...]]:
    """name → choices, of all arguments that are one of several names; a name has the same choices everywhere."""
    found: dict[str, tuple[str, ...]] = {}
    for function in functions().values():
        for a in function.signature.inputs:
            if a.type == "enum" and found.setdefault(a.name, a.choices) != a.choices:
                raise ValueError(
                    f"{KATAS / function.kata / 'spec.toml'}: {a} is elsewhere one of {', '.join(found[a.name])}."
                )
    return found


def read(name: str) -> Kata:
    """A Kata from its folder; Damaged names the file."""
    path = KATAS / name / "spec.toml"
    try:
        return parsed(name, path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise Damaged(path, error) from error


def parsed(name: str, text: str) -> Kata:
    """A Kata from the text of its spec.toml."""
    spec = tomllib.loads(text)
    tables = {key: value for key, value in spec.items() if isinstance(value, dict)}
    found = {
        key: Function(
            name,
            key,
            parse(t["signature"], t.get("may_be_empty", ())),
            one_line(key, t["formula"]),
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
