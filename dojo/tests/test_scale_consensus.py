"""Rows that stay where they are: consensus ADMM on row groups of files, on one process or on a cluster."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("pyarrow")

from dojo import scale
from dojo.apply import stream_command
from dojo.sklearn.base import library

COLUMNS = ["x0", "x1", "x2", "x3", "x4"]
P, ROWS, LAM, RHO = len(COLUMNS), 240, 0.2, 1.0


def katas():
    """Opened once in every process."""
    return library("python", "solutions")


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(3)
    X = rng.normal(size=(ROWS, P)) * [1, 2, 0.5, 1, 1]
    return X, X @ [2.0, 0, -3, 0, 1] + rng.normal(size=ROWS)


@pytest.fixture
def files(tmp_path, data):
    """Two files with three workers each: a row group is a worker."""
    frame = pd.DataFrame(data[0], columns=COLUMNS).assign(y=data[1])
    for k, (a, b) in enumerate(pairwise([0, 90, ROWS])):
        path = tmp_path / f"part-{k}.parquet"
        frame[a:b].to_parquet(path, row_group_size=(30, 50)[k])
    return sorted(tmp_path.glob("*.parquet"))


FACTORS = {}  # part → what this process has computed of its rows


@dataclass(frozen=True)
class Local:
    """A leaf: {part: x} of the worker that owns this part and is told its v = z − u. No row leaves it."""

    told: dict

    def __call__(self, chunk, part):
        if part not in FACTORS:
            X = np.column_stack([chunk[name] for name in COLUMNS])
            FACTORS[part] = katas().admm_factor(X, chunk["y"], ROWS, RHO)
        return {part: katas().admm_local(*FACTORS[part], self.told[part], RHO)}


def union(a, b):
    return a | b


def agreed(files, iters, client=None):
    """Every z on the way. What travels is v to every part, and x back."""
    z, u, path = np.zeros(P), {part: np.zeros(P) for part in scale.parts(files)}, []
    for _ in range(iters):
        told = Local({part: z - u[part] for part in u})
        x = scale.reduce(files, told, union, [*COLUMNS, "y"], client)
        mean = np.mean([x[part] + u[part] for part in u], axis=0)
        z = katas().soft_threshold(mean, LAM / (RHO * len(u)))
        u = {part: u[part] + x[part] - z for part in u}
        path.append(z)
    return np.array(path)


def test_row_groups_as_workers_take_the_path_of_the_kata(files, data):
    offsets = [0, 30, 60, 90, 140, 190, ROWS]
    path = agreed(files, 8)
    for k in (1, 4, 8):
        z, _, _ = katas().admm_lasso(*data, offsets, LAM, RHO, k)
        assert np.allclose(path[k - 1], z, rtol=0, atol=1e-12)


PARTITIONS = ([0, ROWS], [0, 1, ROWS], [0, 100, 130, ROWS], [*range(0, ROWS + 1, 40)])


@pytest.mark.parametrize("offsets", PARTITIONS, ids=lambda o: f"{len(o) - 1} workers")
def test_any_partition_gives_the_same_limit(data, offsets):
    w, _, _, _ = katas().lasso(*data, LAM, False, 1e-14, 10_000)
    z, primal, dual = katas().admm_lasso(*data, offsets, LAM, RHO, 1500)
    assert np.allclose(z, w, rtol=0, atol=1e-9)
    assert np.array_equal(z == 0, w == 0)
    assert max(primal[-1], dual[-1]) < 1e-9


@pytest.mark.slow("starts a cluster")
def test_a_cluster_takes_the_same_path(files):
    pytest.importorskip("distributed")
    with stream_command.cluster(2) as client:
        spread = agreed(files, 12, client)
    assert np.allclose(spread, agreed(files, 12), rtol=0, atol=1e-9)
