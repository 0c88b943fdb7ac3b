"""fixtures.json: cases drawn from a kata's recipes, with the exact answers of its oracle and calibrated tolerances."""

import json
import math
from typing import Any

import numpy as np

from dojo.paths import write_text
from dojo.spec.cases import Case, Entry, Function, Kata, katas
from dojo.spec.draws import Recipe, recipes
from dojo.spec.reference import reference
from dojo.spec.values import as_tuple, given, magnitude

RUNS = 32  # of the Python solution, to calibrate a tolerance
ROOM = 30  # times its worst error
SAME = 2  # a calibrated tolerance depends on the BLAS: within this factor the frozen one stays


def draw(recipe: Recipe, seed: object = 0, name: str | None = None) -> Entry:
    """The entry of one drawn case: inputs, exact outputs, tolerance."""
    function = recipe.function
    oracle = katas()[function.kata].oracle
    drawn = recipe.draw(seed)
    entry: Entry = {
        "function": function.name,
        "name": name or recipe.name,
        "why": recipe.why,
    }
    entry |= {key: _plain(value) for key, value in drawn.items()}
    inputs = {a.name: given(a, entry[a.name]) for a in function.signature.inputs}
    results = as_tuple(getattr(oracle, function.name)(*inputs.values()))
    names = [a.name for a in function.signature.outputs]
    outputs = {name: _plain(value) for name, value in zip(names, results, strict=True)}
    entry |= outputs
    if "rtol" in recipe.entry:
        entry["rtol"] = recipe.entry["rtol"]
    elif "calibrated" in function.table:
        entry["rtol"] = calibrate(function, inputs, outputs)
    if bounds := getattr(oracle, "BOUNDS", {}).get(function.name):
        bound = bounds(*inputs.values())
        bound = bound if isinstance(bound, dict) else {names[0]: bound}
        entry["bound"] = {
            key: _plain(np.vectorize(_round_up)(b)) for key, b in bound.items()
        }
    return entry


def calibrate(
    function: Function, inputs: dict[str, Any], outputs: dict[str, Any]
) -> float:
    """rtol = max(floor, 30 × worst error of the Python solution over 32 runs on inputs changed in their last bits).

    The solution is the algorithm that the kata asks for, in float64: what it loses, a learner may lose.
    """
    solution = getattr(reference(function.kata), function.name)
    rng = np.random.RandomState(0)
    worst = 0.0
    for run in range(RUNS):
        shaken = {
            key: _shake(rng, value) if run else value for key, value in inputs.items()
        }
        with np.errstate(all="ignore"):
            results = as_tuple(solution(*shaken.values()))
        for got, (name, expected) in zip(results, outputs.items(), strict=True):
            if name in function.at_most:
                continue
            scale = magnitude(function.compare, np.asarray(expected, float))
            error = np.abs(np.asarray(got) - expected)
            relative = error[scale > 0] / scale[scale > 0]
            worst = max(worst, np.max(relative, initial=0.0))
    rtol = max(function.table["calibrated"], ROOM * worst)
    if rtol > 1e-6:
        raise ValueError(
            f"{function.name}: a drawn case would need rtol {rtol:.1e}; draw a better conditioned one."
        )
    return _round_up(rtol)


def regenerate(kata: Kata) -> list[Entry]:
    """The entries of fixtures.json, drawn anew from their seeds."""
    frozen = {(e["function"], e["name"]): e for e in kata.fixtures}
    entries = [draw(recipe) for f in kata.functions.values() for recipe in recipes(f)]
    for entry in entries:
        old = frozen.get((entry["function"], entry["name"]), {}).get("rtol")
        if old and 1 / SAME <= entry.get("rtol", 0) / old <= SAME:
            entry["rtol"] = old
    return entries


def another(recipe: Recipe, number: str) -> Entry:
    """A new entry of a recipe; where the numbers make no good case, the next, and after ten the reason."""
    reason = ValueError()
    for attempt in range(10):
        seed = f"{number}.{attempt}" if attempt else number
        try:
            return draw(recipe, seed, f"{recipe.name}, fresh {seed}")
        except ValueError as error:
            reason = error
    raise reason


def fresh(kata: Kata, count: int, seed: int) -> list[tuple[Function, Entry]]:
    """`count` new cases for every function of a kata that has recipes."""
    cases = []
    for function in kata.functions.values():
        own = recipes(function)
        for i in range(count if own else 0):
            cases.append((function, another(own[i % len(own)], f"{seed}.{i}")))
    return cases


def write(kata: Kata) -> None:
    """fixtures.json: a case per block, an argument per line."""
    write_text(kata.folder / "fixtures.json", as_json(regenerate(kata)))


def entry(case: Case) -> Entry:
    """A case as it would stand in fixtures.json."""
    found: Entry = {"function": case.function.name, "name": case.name, "why": case.why}
    found |= {key: _plain(v) for key, v in (case.inputs | (case.outputs or {})).items()}
    found |= {"rtol": case.rtol, "atol": case.atol}
    if case.bound:
        found["bound"] = {key: _plain(value) for key, value in case.bound.items()}
    return found | ({"refuses": case.refuses} if case.refuses else {})


def as_json(entries: list[Entry]) -> str:
    blocks = []
    for entry in entries:
        lines = [
            f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in entry.items()
        ]
        blocks.append("{\n" + ",\n".join(lines) + "\n}")
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def _shake(rng: np.random.RandomState, value: Any) -> Any:
    """Every float changed by at most one unit in its last place."""
    if (
        not isinstance(value, (float, np.ndarray))
        or np.asarray(value).dtype.kind != "f"
    ):
        return value
    return value * (1 + rng.randint(-1, 2, np.shape(value)) * 2.0**-52)


def _round_up(x: float) -> float:
    """Two significant digits, upwards."""
    if x <= 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(x)) - 1)
    return float(f"{math.ceil(x / unit - 1e-9) * unit:.1e}")
