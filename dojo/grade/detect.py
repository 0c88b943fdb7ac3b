"""What a wrong answer looks like beside the right one, whatever the kata: twice as large, transposed, in the wrong place.

A detector looks at all failing answers of one function, output by output; those outputs that are right have no say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from dojo.grade.compare import alike, wrong
from dojo.run.results import Reply
from dojo.spec.cases import Case

SINGLE = "the numbers are held in single precision"
Transform = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Answer:
    """A case, the arrays that came, and the names of the outputs that are wrong."""

    case: Case
    got: dict[str, np.ndarray]
    wrong: frozenset[str]


def answer(case: Case, reply: Reply) -> Answer:
    """What there is to see in a reply that is done."""
    names = [a.name for a in case.function.signature.outputs]
    got = dict(zip(names, (np.asarray(v, float) for v in reply.value), strict=True))
    return Answer(case, got, frozenset(wrong(case, got)))


def wrong_outputs(seen: list[Answer]) -> list[str]:
    """Those that are wrong in some answer, in the signature's order."""
    outputs = seen[0].case.function.signature.outputs
    return [a.name for a in outputs if any(a.name in each.wrong for each in seen)]


def of_all(seen: list[Answer]) -> str:
    """What the outputs of all answers show together, in a sentence, or ""."""
    if pair := _exchanged(seen, wrong_outputs(seen)):
        return f"{pair[0]} and {pair[1]} have changed places"
    return SINGLE if all(_single(each) for each in seen) else ""


def of_output(seen: list[Answer], name: str) -> str:
    """What one output shows, in a sentence with a place for the output's name, or ""."""
    if not _tells(seen, name):
        return ""
    for words in dict(_transforms(seen[0].case, name)):
        if all(_fits(each, name, words) for each in seen):
            return words
    return _by_a_constant(seen, name)


def _by_a_constant(seen: list[Answer], name: str) -> str:
    """Every number is off by the same."""
    pairs = [(each.case.expected(name), each.got[name]) for each in seen]
    shift = float(np.median(np.concatenate([np.ravel(b - a) for a, b in pairs])))
    same = all(
        alike(each.case, name, right + shift, got)
        for each, (right, got) in zip(seen, pairs, strict=True)
    )
    if not same or not np.isfinite(shift):
        return ""
    return (
        f"{{}} is {abs(shift):.6g} too {'large' if shift > 0 else 'small'} everywhere"
    )


def _exchanged(seen: list[Answer], names: list[str]) -> tuple[str, str] | None:
    """Two outputs that stand in each other's place."""
    for a, b in combinations(names, 2):
        fits = (
            each.got[a].shape == each.got[b].shape
            and alike(each.case, a, each.case.expected(b), each.got[a])
            and alike(each.case, b, each.case.expected(a), each.got[b])
            for each in seen
        )
        others = {name for each in seen for name in each.wrong} - {a, b}
        if not others and all(fits):
            return a, b
    return None


def _fits(each: Answer, name: str, words: str) -> bool:
    expected, transform = (
        each.case.expected(name),
        dict(_transforms(each.case, name)).get(words),
    )
    if transform is None:
        return False
    with np.errstate(all="ignore"):
        changed = np.asarray(transform(expected))
    return changed.shape == expected.shape and alike(
        each.case, name, changed, each.got[name]
    )


def _tells(seen: list[Answer], name: str) -> bool:
    """Whether there are two wrong numbers, and two right ones, at least: one number has many relations to another."""
    right, got = (
        np.concatenate([np.ravel(part) for part in parts])
        for parts in (
            [each.case.expected(name) for each in seen],
            [each.got[name] for each in seen],
        )
    )
    off = np.abs(got - right) > 1e-9 * np.abs(right)
    several = np.count_nonzero(off & np.isfinite(got)) > 1
    return bool(several and len(np.unique(right)) > 1)


def _transforms(case: Case, name: str) -> Iterator[tuple[str, Transform]]:
    """What may have become of a right output."""
    yield "the sign of {} is turned", np.negative
    yield from _factors(2, "doubled", "halved")
    for letter, n in _sizes(case).items():
        yield from _factors(n, f"multiplied by {letter}", f"divided by {letter}")
        less, more = (
            f"{letter} − 1 instead of {letter}",
            f"{letter} instead of {letter} − 1",
        )
        yield from _factors(n / (n - 1), f"divided by {less}", f"divided by {more}")
    yield from OF_VALUES.items()
    if len(case.expected(name).shape) > 0:
        yield from OF_VECTORS.items()
    if len(case.expected(name).shape) > 1:
        yield from OF_MATRICES.items()
    for given, value in case.inputs.items():
        if not isinstance(value, str):
            yield f"{{}} is {given} as it came", partial(_always, value)
    for other in case.outputs or {}:
        if other != name:
            yield f"{{}} is a second {other}", partial(_always, case.expected(other))


def _factors(c: float, times: str, over: str) -> Iterator[tuple[str, Transform]]:
    yield f"{{}} is {times}", lambda x: c * x
    yield f"{{}} is {over}", lambda x: x / c


def _always(value: Any, _: np.ndarray) -> np.ndarray:
    return np.asarray(value, float)


OF_VALUES: dict[str, Transform] = {
    "the fractions of {} are cut off: it holds whole numbers": np.trunc,
    "{} is rounded to whole numbers": np.rint,
    "{} is always rounded down to a whole number": np.floor,
    "{} is left at 0": np.zeros_like,
    "the signs of {} are lost": np.abs,
    "the square root of {} stands in its place": np.sqrt,
    "the square of {} stands in its place": np.square,
    "1/{} stands in its place": np.reciprocal,
    "1 − {} stands in its place": lambda x: 1 - x,
    "the logarithm of {} stands in its place": np.log,
}
OF_VECTORS: dict[str, Transform] = {
    "{} is in the reverse order": lambda x: x[::-1],
    "{} is one place too far on": lambda x: np.roll(x, 1, 0),
    "{} is one place too far back": lambda x: np.roll(x, -1, 0),
}
OF_MATRICES: dict[str, Transform] = {
    "{} is transposed": np.transpose,
    "the columns of {} are in the reverse order": lambda x: x[:, ::-1],
    "only the upper triangle of {} is filled": np.triu,
    "only the lower triangle of {} is filled": np.tril,
}


def _sizes(case: Case) -> dict[str, int]:
    """The size letters of the inputs and what they are here."""
    signature = case.function.signature
    letters = {letter for a in signature.inputs for letter in a.sizes}
    return {
        k: v for k, v in signature.sizes(case.inputs).items() if k in letters and v > 1
    }


def _single(each: Answer) -> bool:
    """Whether an answer is roughly right and every number in it has 24 bits, though the right ones need more."""
    outputs = each.case.function.signature.outputs
    pairs = [
        (each.case.expected(a.name), each.got[a.name])
        for a in outputs
        if a.type == "float"
    ]
    return any(not _has_24_bits(right) for right, _ in pairs) and all(
        _has_24_bits(value)
        and np.allclose(
            value, right, rtol=0, atol=1e-4 * np.max(np.abs(right), initial=0)
        )
        for right, value in pairs
    )


def _has_24_bits(values: np.ndarray) -> bool:
    with np.errstate(over="ignore"):
        return bool(np.array_equal(values.astype(np.float32), values, equal_nan=True))
