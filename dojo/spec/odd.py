"""Odd problems, made from a signature alone: small shapes, dependent columns, constants, zeros, units that differ by 1e16.

Only the scalars are borrowed from a case of the function, because a signature does not say what a step may be;
now and then one of them becomes 0, 1, −1 or very small. What is not allowed must be refused, in the same way by all.
"""

from typing import Any

import numpy as np

from dojo.spec.cases import Function

Rng = np.random.Generator

# one number, one row, one column, square, wide, tall, one degree of freedom
SHAPES = [(1, 1), (1, 3), (5, 1), (3, 3), (2, 4), (8, 3), (4, 3)]
EMPTY = [(0, 0), (3, 0), (0, 2)]  # where the signature allows it
AT_THE_BORDER: dict[str, list[Any]] = {
    "float": [0.0, 1.0, -1.0, 1e-8],
    "int": [0, 1, 2, -1],
    "bool": [False, True],
}


def plain(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return rng.uniform(-3, 3, shape).round(4)


def whole(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return rng.integers(-2, 3, shape).astype(float)


def a_zero_column(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    A = plain(rng, shape)
    A[:, rng.integers(shape[1])] = 0
    return A


def equal_columns(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    A = plain(rng, shape)
    A[:, -1] = A[:, 0]
    return A


def a_column_of_ones(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    A = plain(rng, shape)
    A[:, 0] = 1
    return A


def units_apart(rng: Rng, shape: tuple[int, ...]) -> np.ndarray:
    return plain(rng, shape) * 10.0 ** np.resize(rng.permutation([8, 0, -8]), shape[1])


VECTORS = {
    "nothing special": plain,
    "whole numbers": whole,
    "constant": lambda rng, shape: np.full(shape, rng.choice([0.1, 1.0, -7.3])),
    "zeros": lambda rng, shape: np.zeros(shape),
    "around 1e8": lambda rng, shape: 1e8 * plain(rng, shape),
    "around 1e-8": lambda rng, shape: 1e-8 * plain(rng, shape),
}
MATRICES = VECTORS | {
    "a zero column": a_zero_column,
    "two equal columns": equal_columns,
    "a column of ones": a_column_of_ones,
    "columns in units 1e8, 1, 1e-8": units_apart,
}


def problem(
    function: Function, scalars: dict[str, Any], rng: Rng
) -> tuple[str, dict[str, Any]]:
    """(what is odd about it, inputs): `scalars` are those of one of the function's cases."""
    arguments = function.signature.inputs
    arrays = sorted((a for a in arguments if a.sizes), key=lambda a: -len(a.sizes))
    inputs, words = vary(function, scalars, rng)
    may_be_empty = {a.name for a in arrays} <= set(function.signature.may_be_empty)
    shapes = SHAPES + EMPTY if may_be_empty else SHAPES
    lengths, shape = dict(inputs), shapes[rng.integers(len(shapes))]
    for a in arrays:
        for letter, length in zip(a.sizes, shape[-len(a.sizes) :], strict=True):
            lengths.setdefault(letter, length)
    sizes = {letter for a in arrays for letter in a.sizes}
    words += [f"{letter} = {lengths[letter]}" for letter in sorted(sizes)]
    fills = {2: rng.choice(list(MATRICES)), 1: rng.choice(list(VECTORS))}
    for a in arrays:
        shape = tuple(lengths[letter] for letter in a.sizes)
        if a.type == "float":
            fill = str(fills[len(shape)])
            words += [f"{a.name}: {fill}"]
            A = MATRICES[fill](rng, shape) if 0 not in shape else np.zeros(shape)
            inputs[a.name] = A
            if len(set(a.sizes)) < len(a.sizes) and rng.integers(2):
                inputs[a.name] = A @ A.T
        else:
            inputs[a.name] = rng.integers(*interval(rng, shape[0]), shape)
    return ", ".join(words), {a.name: inputs[a.name] for a in arguments}


def interval(rng: Rng, n: int) -> tuple[int, int]:
    """What whole numbers are drawn from: one class, two, the rows; sometimes with one that is none."""
    return [(0, 1), (1, 2), (0, 2), (0, 3), (0, n), (-1, 2)][rng.integers(6)]


def vary(
    function: Function, scalars: dict[str, Any], rng: Rng
) -> tuple[dict[str, Any], list[str]]:
    """The scalars, half the time one of them at the border of what is allowed; those that are sizes stay."""
    sizes = {letter for a in function.signature.inputs for letter in a.sizes}
    free = [
        a
        for a in function.signature.inputs
        if a.name in scalars and a.name not in sizes
    ]
    if not free or rng.integers(2):
        return dict(scalars), []
    a = free[rng.integers(len(free))]
    values = list(a.choices) or AT_THE_BORDER[a.type]
    value = values[rng.integers(len(values))]
    return scalars | {a.name: value}, [f"{a.name} = {value}"]
