"""Which of two programs is faster, and how sure one can be.

Times come as arrays of shape (repetitions, rounds): a repetition starts fresh processes, a round takes one sample of
every program, in random order. What disturbs a round disturbs all of it, so programs are compared within rounds, by
ln(time / reference's time), and two levels are resampled: repetitions, then rounds within each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

RESAMPLES = 2000
SMALLEST_MARGIN = float(np.log(1.02))  # a difference of 2 % is no difference


@dataclass(frozen=True)
class Interval:
    """The median ratio and its 95 % interval, as natural logarithms."""

    low: float
    middle: float
    high: float

    @property
    def ratio(self) -> float:
        """time / reference's time"""
        return float(np.exp(self.middle))

    @property
    def noise(self) -> float:
        """How far from 0 it reaches: of an A/A pair, the noise floor."""
        return max(abs(self.low), abs(self.high))

    def word(self, margin: float = SMALLEST_MARGIN) -> str:
        """faster or slower than the reference; a tie within ±margin; unclear where more rounds are needed."""
        if -margin <= self.low and self.high <= margin:
            return "tie"
        if self.high < 0:
            return "faster"
        return "slower" if self.low > 0 else "unclear"


def compare(times: ArrayLike, reference: ArrayLike, seed: int = 0) -> Interval:
    """The Interval of ln(times / reference), paired within rounds, by a two-level bootstrap."""
    logs = np.log(np.asarray(times) / np.asarray(reference))
    repetitions, rounds = logs.shape
    rng = np.random.default_rng(seed)
    drawn = rng.integers(repetitions, size=(RESAMPLES, repetitions, 1))
    within = rng.integers(rounds, size=(RESAMPLES, repetitions, rounds))
    medians = np.median(logs[drawn, within], axis=(1, 2))
    low, high = np.quantile(medians, [0.025, 0.975])
    return Interval(float(low), float(np.median(logs)), float(high))


def margin(aa_pair: Interval, floor: float = SMALLEST_MARGIN) -> float:
    """ln(ratio) that counts as a tie: no less than the A/A pair of this problem shows, nor than the run's `floor`."""
    return max(SMALLEST_MARGIN, floor, aa_pair.noise)


def noise_floor(aa_pairs: Sequence[Interval]) -> float:
    """What the A/A pairs of nine in ten problems of a run stay below."""
    if not aa_pairs:
        return SMALLEST_MARGIN
    return float(np.quantile([pair.noise for pair in aa_pairs], 0.9))


def ranks(times: Mapping[str, ArrayLike], margin: float) -> dict[str, int]:
    """{name: rank}: from the fastest on, a program that cannot be told from the first of its group shares its rank."""
    found: dict[str, int] = {}
    first = None
    for place, name in enumerate(
        sorted(times, key=lambda each: float(np.median(np.asarray(times[each])))),
        start=1,
    ):
        if first is None or compare(times[name], times[first]).word(margin) == "slower":
            first, rank = name, place
        found[name] = rank
    return found


def exponent(sizes: Iterable[float], times: Iterable[float]) -> float:
    """The slope of ln(time) over ln(size): 2 where twice the size takes four times as long."""
    slope, _ = np.polyfit(np.log(list(sizes)), np.log(list(times)), 1)
    return float(slope)
