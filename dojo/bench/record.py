"""The raw numbers of a run as JSON lines: one for the machine and the plan, then one for each problem."""

import dataclasses
import json
import time

from dojo.bench import machine
from dojo.paths import BUILD

FOLDER = BUILD / "bench"
KEPT = [
    "label",
    "failed",
    "boot",
    "load",
    "first",
    "k",
    "gross",
    "net",
    "smallest",
    "peak",
    "lines",
    "source",
    "other",
]


def header(run, limits, absent, words):
    """The first line: what ran, where, and what could not take part."""
    return {
        "kind": "run",
        "words": words,
        "machine": machine.facts(),
        "limits": limits,
        "plan": dataclasses.asdict(run.plan),
        "absent": absent,
        "threads": {
            lane.label: lane.known_threads for lane in run.lanes if lane.known_threads
        },
        "builds": {
            lane.label: lane.build_seconds
            for lane in run.lanes
            if lane.build_seconds is not None
        },
        "sources": {lane.label: f"{lane.track}/{lane.source}" for lane in run.lanes},
    }


def line(result, limits):
    """A problem with every sample."""
    problem = result.problem
    least = limits and machine.least_seconds(
        limits, problem.flops, problem.bytes, problem.footprint
    )
    return {
        "kind": "problem",
        "function": problem.function.name,
        "kata": problem.function.kata,
        "sizes": problem.sizes,
        "swept": problem.swept,
        "flops": problem.flops,
        "bytes": problem.bytes,
        "footprint": problem.footprint,
        "least": least,
        "pulse": result.pulse,
        "entries": [
            {key: getattr(entry, key) for key in KEPT} for entry in result.entries
        ],
    }


def write(lines):
    """A new file of JSON lines in build/bench/; its path."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    path = FOLDER / f"{stamp}.jsonl"
    path.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)
    )
    return path


def read(path):
    """(header, problems) of a file that `write` wrote."""
    first, *others = map(json.loads, path.read_text().splitlines())
    return first, others


def latest():
    """The newest file, or None."""
    return max(FOLDER.glob("*.jsonl"), default=None)
