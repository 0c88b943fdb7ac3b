"""Files that are streamed: the answer of the whole table, in any order, on one process or on a cluster."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("pyarrow")

from dojo import scale
from dojo.apply import (
    Unusable,
    command,
    console,
    stream_command,
    streaming,
)
from dojo.apply.summaries import SUMMARIES
from dojo.cli import apply

P = 4
COLUMNS = [*(f"x{j}" for j in range(P)), "y"]


@pytest.fixture
def files(tmp_path):
    """Three files of several row groups, far from 0, with some missing values."""
    rng = np.random.default_rng(1)
    w = np.array([2.0, -1, 0.5, 0])
    for k in range(3):
        X = rng.normal(size=(3000, P)) * [1, 10, 0.1, 1] + [1000, -500, 0, 3]
        y = X @ w + rng.normal(size=3000)
        frame = pd.DataFrame(X, columns=[f"x{j}" for j in range(P)])
        frame.loc[:10, "x1"] = np.nan
        frame.assign(word="a", y=y).to_parquet(
            tmp_path / f"part-{k}.parquet", row_group_size=1000
        )
    return sorted(tmp_path.glob("*.parquet"))


def whole(files):
    """(X, y) without rows that lack something."""
    frame = pd.concat([pd.read_parquet(f) for f in files]).dropna()
    return frame[[f"x{j}" for j in range(P)]].to_numpy(), frame["y"].to_numpy()


@dataclass(frozen=True)
class One:
    """A single state of all whole rows, as the katas have it."""

    model: str
    language: str = "python"

    def __call__(self, chunk, part):
        A = np.column_stack([chunk[name] for name in COLUMNS])
        A = A[np.isfinite(A).all(axis=1)]
        return SUMMARIES[self.model].of(A, scale.katas(self.language, "solutions"))

    def merge(self, a, b):
        katas = scale.katas(self.language, "solutions")
        return SUMMARIES[self.model].merged(a, b, katas)


@dataclass(frozen=True)
class Killed(One):
    """It kills its process at the first chunk of one row group, and at the first merge."""

    marks: str = ""

    def __call__(self, chunk, part):
        if part.path.endswith("part-1.parquet") and part.group == 1:
            self.die_once("chunk")
        return super().__call__(chunk, part)

    def merge(self, a, b):
        self.die_once("merge")
        return super().merge(a, b)

    def die_once(self, name):
        mark = Path(self.marks) / name
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def same(a, b):
    """Two states of one kind, to 1e-10 of the lengths of the columns."""
    a, b = (s if isinstance(s, tuple) else (1, s[0], s) for s in (a, b))
    size = np.linalg.norm(a[2], axis=0)
    close = np.allclose(a[1], b[1], rtol=1e-10, atol=0)
    return a[0] == b[0] and close and np.all(np.abs(a[2] - b[2]) <= 1e-10 * size)


@pytest.mark.parametrize("model", ["ols", "ols_qr"])
def test_any_chunking_and_order_gives_the_same(files, model, monkeypatch):
    one, states = One(model), []
    for rows, order in ((1 << 16, files), (77, files), (400, files[::-1])):
        monkeypatch.setattr(scale, "ROWS", rows)
        states.append(scale.reduce(order, one, one.merge, COLUMNS))
    assert all(same(state, states[0]) for state in states)
    X, y = whole(files)
    n, mean, S = SUMMARIES[model].moments(states[0])
    A = np.column_stack([X, y])
    assert n == len(A) and np.allclose(mean, A.mean(axis=0), rtol=1e-10, atol=1e-12)
    expected = np.cov(A, rowvar=False, bias=True) * n
    assert np.all(np.abs(S - expected) <= 1e-9 * np.linalg.norm(expected, axis=0))


@pytest.mark.parametrize("model", ["ols", "ols_qr"])
def test_the_streamed_fit_is_that_of_the_table(files, model):
    found = streaming.fit(files, "y", model, "python", "solutions")
    assert found.rows == 9000 - 33 and found.left_out == 33
    X, y = whole(files)
    A = np.column_stack([np.ones(len(y)), X])
    w = np.linalg.lstsq(A, y, rcond=None)[0][1:]
    # three quarters of the rows train
    assert np.allclose(found.coefficients, w * X.std(axis=0), atol=0.05)
    assert 0.97 < found.error < 1.03 and found.low < found.error < found.high
    assert found.cosine < 1e-9


def test_a_penalty_is_said_as_it_was_found(files):
    for lam, words in ((None, "by cross-validation"), (0.25, "lam = 0.25.")):
        found = streaming.fit(files, "y", "ridge", "python", "solutions", lam)
        assert words in stream_command.sentences(found)[0]


@pytest.mark.parametrize("model", ["ridge", "ols_qr"])
def test_every_whole_row_is_in_one_part(files, model):
    _, y = whole(files)
    leaves = streaming.Leaves(tuple(COLUMNS), model, "python", "solutions")
    states = scale.reduce(files, leaves, leaves.merge, COLUMNS)
    counts = [leaves.summary.moments(state)[0] for state in states]
    assert sum(counts) == len(y) and min(counts) > 0


def test_both_summaries_fit_the_same_ridge(files):
    X, y = whole(files)
    A = np.column_stack([X, y])
    katas = scale.katas("python", "solutions")
    scales = A.std(axis=0)
    w, b = katas.ridge(X / scales[:-1], y / scales[-1], 0.1, True)
    r = y / scales[-1] - b - X / scales[:-1] @ w
    for summary in (SUMMARIES["ridge"], SUMMARIES["ols_qr"]):
        state = summary.scaled(summary.of(A, katas), scales)
        found, at = summary.fit(state, 0.1, katas)
        assert np.allclose(found, w, rtol=0, atol=1e-10)
        assert abs(at - b) < 1e-7  # x̄ is a thousand standard deviations
        assert np.isclose(summary.squares(state, found, at), r @ r, rtol=1e-9)


def test_a_streamed_model_predicts(files, tmp_path, monkeypatch, capsys):
    for module in (command, console):
        monkeypatch.setattr(module, "OUT", tmp_path / "out")
    pattern = str(tmp_path / "part-*.parquet")
    assert apply.main([pattern, "--target", "y", "--solutions", "--lam", "0"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "left out: word" in text and "this is the optimum" in text
    assert "lam" not in text and "cross-validation" not in text
    _, found, _ = command.predicted(tmp_path / "out" / "part" / "model.json", files[0])
    errors = (found["predicted y"] - pd.read_parquet(files[0])["y"])[11:]
    assert np.std(errors) < 1.1 and abs(np.mean(errors)) < 0.1


def test_what_cannot_be_streamed_is_one_sentence(files, tmp_path):
    with pytest.raises(Unusable, match="No file fits"):
        streaming.expanded(str(tmp_path / "none*.parquet"))
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Unusable, match="only those are streamed"):
        streaming.expanded(str(tmp_path / "a.csv"))
    with pytest.raises(Unusable, match="'word' is no number column"):
        streaming.fit(files, "word", "ridge", "python", "solutions")
    with pytest.raises(Unusable, match="lasso is not streamed"):
        streaming.fit(files, "y", "lasso", "python", "solutions")
    with pytest.raises(Unusable, match="moments, merge, solve_moments is still"):
        streaming.fit(files, "y", "ridge", "python", "katas")


def test_a_leaf_that_fails_names_its_part(files):
    def broken(chunk, part):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as caught:
        scale.reduce(files, broken, np.add, ["x0"])
    assert "row group 0 of" in caught.value.__notes__[0]


def where(language):
    """What computes a kata here: Local, or a Runner's worker."""
    return type(scale.katas(language, "solutions")._runner).__name__


@pytest.mark.slow("starts a cluster")
def test_a_cluster_gives_the_same_and_survives_killed_workers(files, tmp_path):
    pytest.importorskip("distributed")
    assert where("rust") == "Runner"
    (marks := tmp_path / "marks").mkdir()
    with stream_command.cluster(2) as client:
        assert client.submit(where, "rust").result() == "Local"
        assert client.submit(where, "python").result() == "Runner"
        for model in ("ols", "ols_qr"):
            one = One(model, "rust")
            alone = scale.reduce(files, one, one.merge, COLUMNS)
            assert same(scale.reduce(files, one, one.merge, COLUMNS, client), alone)
        killed = Killed(model, "rust", str(marks))
        found = scale.reduce(files, killed, killed.merge, COLUMNS, client)
        assert same(found, alone) and len(list(marks.iterdir())) == 2
        spread = streaming.fit(files, "y", "ridge", "rust", "solutions", client=client)
    alone = streaming.fit(files, "y", "ridge", "rust", "solutions")
    assert spread.lam == alone.lam
    assert np.allclose(spread.coefficients, alone.coefficients, rtol=1e-10, atol=1e-13)
