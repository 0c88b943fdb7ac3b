"""Drawn cases: an oracle's recipes, the exact answers, the calibrated tolerances, and fixtures.json."""

import json
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dojo.compare import size
from dojo.spec import given, katas

RUNS = 32  # of the float64 reference, to calibrate a tolerance
ROOM = 30  # times its worst error


@dataclass(frozen=True)
class Recipe:
    """A kind of problem: what it is called, the mistake it is there to catch, and how one is drawn from a RandomState.

    An input may name a file of data/, as in spec.toml: fixtures.json then holds the name, not the numbers.
    """

    name: str
    why: str
    draw: Callable[[np.random.RandomState], dict]


@dataclass(frozen=True)
class Workload:
    """What is timed: inputs of the given sizes, and the arithmetic and the memory traffic that they cannot avoid."""

    sizes: dict[str, float]  # of a full run
    draw: Callable[..., dict]  # draw(rng, **sizes) -> inputs
    flops: Callable[..., float]
    bytes: Callable[..., float]
    quick: dict[str, float] | None = (
        None  # of a quick run, else the first size is halved
    )
    more: tuple[dict[str, float], ...] = ()  # other problems of a full run


@dataclass(frozen=True)
class Family:
    """Functions that solve the same problem: how many digits each gets right, and how long it takes.

    problems()     name → (data, truth)
    inputs         function → inputs(*data), the first output of which is compared with the truth
    draw(rng)      the data that are timed
    """

    title: str
    words: str  # what is timed
    problems: Callable[[], dict]
    inputs: dict[str, Callable]
    draw: Callable


def decimals(values, digits=4):
    """Rounded to a few decimals, so that a fixture stays small; the rounded numbers are the exact input."""
    return np.round(values, digits)


def draw(function, recipe, seed, name=None):
    """The entry of one drawn case: inputs, exact outputs, tolerance."""
    oracle = katas()[function.kata].oracle
    rng = np.random.RandomState(
        zlib.crc32(f"{function.name}/{recipe.name}/{seed}".encode())
    )  # its stream is frozen
    inputs = recipe.draw(rng)
    entry = {"function": function.name, "name": name or recipe.name, "why": recipe.why}
    entry |= {a.name: _plain(inputs[a.name]) for a in function.signature.inputs}
    inputs = {
        a.name: given(a, entry[a.name], function) for a in function.signature.inputs
    }
    result = getattr(oracle, function.name)(*inputs.values())
    results = result if isinstance(result, tuple) else (result,)
    outputs = {
        a.name: _plain(v)
        for a, v in zip(function.signature.outputs, results, strict=True)
    }
    entry |= outputs
    if "calibrated" in function.table:
        entry["rtol"] = calibrate(function, inputs, outputs)
    if function.name in getattr(oracle, "BOUNDS", {}):
        bound = oracle.BOUNDS[function.name](*inputs.values())
        bounds = bound if isinstance(bound, dict) else {next(iter(outputs)): bound}
        entry["bound"] = {
            output: _plain(np.vectorize(_round_up)(b)) for output, b in bounds.items()
        }
    return entry


def calibrate(function, inputs, outputs):
    """rtol = max(floor, 30 × worst error of the intended algorithm over 32 runs on inputs changed in their last bits).

    The reference is the algorithm that the kata asks for, in float64: what it loses, a learner may lose.
    """
    reference = katas()[function.kata].oracle.REFERENCES[function.name]
    rng = np.random.RandomState(0)
    worst = 0.0
    for run in range(RUNS):
        shaken = {
            name: _shake(rng, value) if run else value for name, value in inputs.items()
        }
        result = reference(*shaken.values())
        results = result if isinstance(result, tuple) else (result,)
        for got, (name, expected) in zip(results, outputs.items(), strict=True):
            if name in function.at_most:
                continue
            scale = size(function.compare, np.asarray(expected, float))
            error = np.abs(np.asarray(got) - expected)
            relative = error[scale > 0] / scale[scale > 0]
            worst = max(worst, np.max(relative, initial=0.0))
    rtol = max(function.table["calibrated"], ROOM * worst)
    if rtol > 1e-6:
        raise ValueError(
            f"{function.name}: a drawn case would need rtol {rtol:.1e}; draw a better conditioned one."
        )
    return _round_up(rtol)


def recipes(kata):
    """(function, recipe) of every recipe of a kata."""
    drawn = kata.oracle.DRAWN
    return [
        (f, recipe)
        for name, f in kata.functions.items()
        for recipe in drawn.get(name, [])
    ]


def regenerate(kata):
    """The entries of fixtures.json, drawn anew from their seeds."""
    return [draw(function, recipe, seed=0) for function, recipe in recipes(kata)]


def fresh(kata, count, seed):
    """`count` new cases for every function of a kata that has recipes."""
    cases = []
    for name, function in kata.functions.items():
        own = kata.oracle.DRAWN.get(name, [])
        for i in range(count if own else 0):
            recipe, number = own[i % len(own)], f"{seed}.{i}"
            cases.append(
                (
                    function,
                    draw(function, recipe, number, f"{recipe.name}, fresh {number}"),
                )
            )
    return cases


def write(kata):
    """fixtures.json: a case per block, an argument per line."""
    (kata.folder / "fixtures.json").write_text(as_json(regenerate(kata)))


def entry(case):
    """A case as it would stand in fixtures.json."""
    entry = {"function": case.function.name, "name": case.name, "why": case.why}
    entry |= {
        key: _plain(value)
        for key, value in (case.inputs | (case.outputs or {})).items()
    }
    entry |= {"rtol": case.rtol, "atol": case.atol}
    entry |= (
        {"bound": {key: _plain(value) for key, value in case.bound.items()}}
        if case.bound
        else {}
    )
    return entry | ({"refuses": case.refuses} if case.refuses else {})


def as_json(entries):
    blocks = []
    for entry in entries:
        lines = [
            f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in entry.items()
        ]
        blocks.append("{\n" + ",\n".join(lines) + "\n}")
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def _plain(value):
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def _shake(rng, value):
    """Every float changed by at most one unit in its last place."""
    if (
        not isinstance(value, (float, np.ndarray))
        or np.asarray(value).dtype.kind != "f"
    ):
        return value
    return value * (1 + rng.randint(-1, 2, np.shape(value)) * 2.0**-52)


def _round_up(x):
    """Two significant digits, upwards."""
    if x <= 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(x)) - 1)
    return float(f"{math.ceil(x / unit - 1e-9) * unit:.1e}")
