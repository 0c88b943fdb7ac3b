"""From the samples of a run to rows that can be shown: ratios, words, ranks, fractions of the roofline."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from dojo.bench.entries import AGAIN
from dojo.bench.machine import roofline_seconds
from dojo.bench.record import Entry, Record, RunFacts, Timings
from dojo.bench.statistics import Interval, compare, margin, noise_floor, ranks

UNSTEADY = 1.1  # times as long for the sentinel in slow rounds as in quick ones
PROBE_NOISE = 1.05  # of the roofline


@dataclass(frozen=True)
class Row:
    """One program on one problem. Times in seconds; a ratio is to the reference's time."""

    label: str
    failed: str = ""
    rank: int = 0
    least: float = 0.0  # of the wall times
    median: float = 0.0  # of the wall times
    in_language: float = 0.0  # the median
    ratio: float = 1.0
    low: float = 1.0
    high: float = 1.0
    word: str = ""
    fraction_of_roofline: float | None = None
    gflops: float = 0.0  # in the language
    memory: float | None = None  # peak beside the inputs, as a multiple of them
    build: float | None = None
    boot: float = 0.0
    load: float = 0.0
    first: float = 0.0
    smallest: float | None = None  # a call on a few numbers
    lines: int = 0

    @property
    def overhead(self) -> float:
        """What a call from Python costs beside the work itself."""
        return max(self.median - self.in_language, 0.0)


@dataclass(frozen=True)
class Summary:
    """A problem as it is shown: rows from the fastest on, the failed ones last.

    margin       ln(ratio) that counts as a tie
    unsteady     how much longer the sentinel took in slow rounds than in quick ones: 1.02 is calm
    roofline     the least seconds that the problem can take on this machine, where that is known
    """

    timings: Timings
    rows: list[Row]
    margin: float
    aa_pair: Interval | None
    unsteady: float
    roofline: float | None

    @property
    def timed(self) -> list[Row]:
        """The rows that have a time."""
        return [row for row in self.rows if not row.failed]

    @property
    def name(self) -> str:
        """The function and its sizes."""
        return f"{self.timings.function}  {format_sizes(self.timings.sizes)}"

    @property
    def title(self) -> str:
        """The sizes, the margin of a tie, and a warning."""
        words = format_sizes(self.timings.sizes)
        if self.aa_pair:
            words += f"; a tie is within ±{100 * self.margin:.1f} %"
        if self.unsteady > UNSTEADY:
            words += f"; the machine was unsteady (×{self.unsteady:.2f})"
        return words


@dataclass(frozen=True)
class Summaries:
    """A run as it is shown: its problems, and the panels of its sweeps, each a problem at growing sizes."""

    run: RunFacts
    problems: list[Summary]
    sweeps: list[list[Summary]] = field(default_factory=list)

    @property
    def all(self) -> list[Summary]:
        """The problems, and those of the sweeps."""
        return self.problems + [each for panel in self.sweeps for each in panel]


def summaries(record: Record) -> Summaries:
    """All problems of a run; those of one size, and those of sweeps, have a noise floor each."""
    run = record.run
    single = summarised([p for p in record.problems if not p.swept], run)
    panels: dict[tuple[str, str], list[Summary]] = {}
    for each in summarised([p for p in record.problems if p.swept], run):
        panels.setdefault((each.timings.function, each.timings.swept), []).append(each)
    return Summaries(run, single, list(panels.values()))


def summarised(problems: list[Timings], run: RunFacts) -> list[Summary]:
    """The summaries of problems that share a noise floor."""
    pairs = [aa_pair(problem.timed) for problem in problems]
    floor = noise_floor([pair for pair in pairs if pair])
    return [
        summary(problem, run, floor, pair)
        for problem, pair in zip(problems, pairs, strict=True)
    ]


def reference_of(timed: list[Entry]) -> Entry:
    """The entry that the others are compared with: the first one."""
    return next((e for e in timed if not e.label.endswith(AGAIN)), timed[0])


def aa_pair(timed: list[Entry]) -> Interval | None:
    """The reference against itself under another name."""
    if not timed:
        return None
    reference = reference_of(timed)
    again = next((e for e in timed if e.label == reference.label + AGAIN), None)
    return compare(again.wall, reference.wall) if again else None


def summary(
    problem: Timings, run: RunFacts, floor: float, pair: Interval | None
) -> Summary:
    """A problem, where the run's A/A pairs stay below `floor`."""
    timed = problem.timed
    work = problem.flops, problem.bytes, problem.footprint
    roofline = roofline_seconds(run.limits, *work) if run.limits else None
    width = margin(pair, floor) if pair else floor
    rows = [Row(e.label, e.failed, lines=e.lines) for e in problem.entries if e.failed]
    if timed:
        place = ranks({e.label: e.wall for e in timed}, width)
        reference = reference_of(timed)
        shown = [
            row(problem, entry, reference, width, place, roofline, run.builds)
            for entry in timed
        ]
        rows = sorted(shown, key=lambda r: r.median) + rows
    return Summary(problem, rows, width, pair, unsteady(problem), roofline)


def row(
    problem: Timings,
    entry: Entry,
    reference: Entry,
    width: float,
    place: dict[str, int],
    roofline: float | None,
    builds: dict[str, float],
) -> Row:
    """The Row of an entry that was timed, whose label has its `place`."""
    wall, in_language = np.asarray(entry.wall), np.asarray(entry.in_language)
    against = compare(wall, reference.wall)
    bound = None if entry.other else roofline
    return Row(
        entry.label,
        rank=place[entry.label],
        least=float(np.min(wall)),
        median=float(np.median(wall)),
        in_language=float(np.median(in_language)),
        ratio=against.ratio,
        low=float(np.exp(against.low)),
        high=float(np.exp(against.high)),
        word="reference" if entry is reference else against.word(width),
        fraction_of_roofline=bound / float(np.min(in_language)) if bound else None,
        gflops=problem.flops / float(np.median(in_language)) / 1e9,
        memory=None if entry.peak is None else entry.peak / problem.footprint,
        build=builds.get(entry.label),
        boot=entry.boot,
        load=entry.load,
        first=entry.first,
        smallest=entry.smallest,
        lines=entry.lines,
    )


def unsteady(problem: Timings) -> float:
    """How much longer the sentinel took in slow rounds than in quick ones."""
    if not problem.machine_noise:
        return 1.0
    quick, slow = np.quantile(problem.machine_noise, [0.1, 0.9])
    return float(slow / quick)


def impossible(found: Iterable[Summary]) -> list[str]:
    """A sentence for every program that is faster than the machine: the count of its work, or the probe, is wrong."""
    return [
        f"{each.name}: {row.label} would be at {row.fraction_of_roofline:.0%} of the machine's roofline. "
        "Its workload counts too many operations or bytes, or the probe was disturbed."
        for each in found
        for row in each.timed
        if (row.fraction_of_roofline or 0.0) > PROBE_NOISE
    ]


def format_sizes(sizes: dict[str, float]) -> str:
    """n = 6 250, p = 50"""
    return ", ".join(
        f"{key} = {value:,}".replace(",", " ") for key, value in sizes.items()
    )


def format_seconds(t: float | None) -> str:
    """Three digits and a unit; nothing for None."""
    if t is None:
        return ""
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if t >= scale:
            return f"{t / scale:.3g} {unit}"
    return f"{t / 1e-9:.3g} ns"
