"""From the raw numbers of a problem to rows that can be shown: ratios, words, ranks, shares of the limit."""

from dataclasses import dataclass

import numpy as np

from dojo.bench.entries import AGAIN
from dojo.bench.statistics import LEAST, compare, margin, noise_floor, ranks


@dataclass(frozen=True)
class Row:
    """One program on one problem. Times in seconds; a ratio is to the reference's time."""

    label: str
    failed: str = ""
    rank: int = 0
    least: float = 0.0
    median: float = 0.0
    net: float = 0.0
    ratio: float = 1.0
    low: float = 1.0
    high: float = 1.0
    word: str = ""
    share: float | None = None  # of the machine's limit
    gflops: float = 0.0
    memory: float | None = None  # peak beside the inputs, as a multiple of them
    boot: float = 0.0
    load: float = 0.0
    first: float = 0.0
    smallest: float | None = None  # a call on a few numbers
    lines: int = 0

    @property
    def overhead(self):
        """What a call from Python costs beside the work itself."""
        return self.median - self.net


def impossible(problems):
    """A sentence for every program that is faster than the machine: the count of its work, or the probe, is wrong."""
    return [
        f"{problem['function']}, {sizes(problem)}: {r.label} would be at {r.share:.0%} of the machine's limit. "
        "Its workload counts too many operations or bytes, or the probe was disturbed."
        for problem in problems
        for r in rows(problem)[0]
        if r.share is not None and r.share > 1.05
    ]


def rows(problem):
    """(Rows from the fastest on, failed ones last; the margin of a tie; the Interval of the reference against itself)"""
    timed = [e for e in problem["entries"] if not e["failed"]]
    failed = [
        Row(e["label"], e["failed"], lines=e["lines"])
        for e in problem["entries"]
        if e["failed"]
    ]
    if not timed:
        return failed, LEAST, None
    reference, again = twins(timed)
    floor = problem.get("floor", LEAST)
    width = margin(again, floor) if again else floor
    place = ranks({e["label"]: np.asarray(e["gross"]) for e in timed}, width)
    shown = [row(problem, e, reference, width, place) for e in timed]
    return sorted(shown, key=lambda r: r.median) + failed, width, again


def twins(timed):
    """(the reference's entry, the Interval of the reference against itself or None)"""
    reference = next((e for e in timed if not e["label"].endswith(AGAIN)), timed[0])
    twin = next((e for e in timed if e["label"] == reference["label"] + AGAIN), None)
    return reference, compare(twin["gross"], reference["gross"]) if twin else None


def settle(problems):
    """Tell every problem of a run the noise floor of the whole run."""
    found = []
    for problem in problems:
        if timed := [e for e in problem["entries"] if not e["failed"]]:
            found.append(twins(timed)[1])
    floor = noise_floor([again for again in found if again])
    for problem in problems:
        problem["floor"] = floor


def row(problem, entry, reference, width, place):
    """The Row of an entry that was timed."""
    gross, net = np.asarray(entry["gross"]), np.asarray(entry["net"])
    against = compare(gross, reference["gross"])
    own = entry is reference
    limited = problem["least"] and not entry.get("other")
    share = problem["least"] / np.min(net) if limited else None
    return Row(
        entry["label"],
        rank=place[entry["label"]],
        least=float(np.min(gross)),
        median=float(np.median(gross)),
        net=float(np.median(net)),
        ratio=against.ratio,
        low=float(np.exp(against.low)),
        high=float(np.exp(against.high)),
        word="reference" if own else against.word(width),
        share=share,
        gflops=problem["flops"] / float(np.median(net)) / 1e9,
        memory=None if entry["peak"] is None else entry["peak"] / problem["footprint"],
        boot=entry["boot"],
        load=entry["load"],
        first=entry["first"],
        smallest=entry.get("smallest"),
        lines=entry["lines"],
    )


def unsteady(problem):
    """How much longer a fixed piece of work took in the slow rounds than in the quick ones: 1.02 is calm."""
    pulse = problem["pulse"]
    return float(np.quantile(pulse, 0.9) / np.quantile(pulse, 0.1)) if pulse else 1.0


def sizes(problem):
    """n = 6250, p = 50"""
    return ", ".join(
        f"{key} = {value:,}".replace(",", " ")
        for key, value in problem["sizes"].items()
    )


def seconds(t):
    """Three digits and a unit."""
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if t >= scale:
            return f"{t / scale:.3g} {unit}"
    return f"{t / 1e-9:.3g} ns"
