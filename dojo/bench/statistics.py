"""Which of two programs is faster, and how sure one can be.

Times come as arrays of shape (sessions, rounds): a session is a fresh process, a round takes one sample of every
program, in random order. What disturbs a round disturbs all of it, so programs are compared within rounds, by
ln(time / reference's time), and two levels are resampled: sessions, then rounds within each.
"""

from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
LEAST = np.log(1.02)  # a difference of 2 % is no difference


@dataclass(frozen=True)
class Interval:
    """The median ratio and its 95 % interval, as logarithms."""

    low: float
    middle: float
    high: float

    @property
    def ratio(self):
        return float(np.exp(self.middle))

    @property
    def noise(self):
        """How far from 0 it reaches: of a program against itself, the noise floor."""
        return max(abs(self.low), abs(self.high))

    def word(self, margin=LEAST):
        """faster or slower than the reference; a tie within ±margin; unclear where more rounds are needed."""
        if -margin <= self.low and self.high <= margin:
            return "tie"
        if self.high < 0:
            return "faster"
        return "slower" if self.low > 0 else "unclear"


def compare(times, reference, seed=0):
    """The Interval of ln(times / reference), paired within rounds, by a two-level bootstrap."""
    logs = np.log(np.asarray(times) / np.asarray(reference))
    sessions, rounds = logs.shape
    rng = np.random.default_rng(seed)
    s = rng.integers(sessions, size=(RESAMPLES, sessions, 1))
    r = rng.integers(rounds, size=(RESAMPLES, sessions, rounds))
    medians = np.median(logs[s, r], axis=(1, 2))
    low, high = np.quantile(medians, [0.025, 0.975])
    return Interval(float(low), float(np.median(logs)), float(high))


def margin(again, floor=LEAST):
    """What counts as a tie where the reference, timed twice, differs from itself by `again`, and by `floor` elsewhere."""
    return max(LEAST, floor, again.noise)


def noise_floor(agains):
    """What nine in ten problems of a run stay below, in each of which the reference was timed twice."""
    return (
        float(np.quantile([again.noise for again in agains], 0.9)) if agains else LEAST
    )


def ranks(times, margin):
    """{name: rank}: from the fastest on, a program that cannot be told from the first of its group shares its rank."""
    order = sorted(times, key=lambda name: np.median(times[name]))
    found, first = {}, None
    for place, name in enumerate(order, start=1):
        if first is None or compare(times[name], times[first]).word(margin) == "slower":
            first, rank = name, place
        found[name] = rank
    return found


def exponent(sizes, times):
    """The slope of ln(time) over ln(size): 2 where twice the size takes four times as long."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])
