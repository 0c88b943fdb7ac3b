"""What a track says of its kata files: functions, stubs, holes, forbidden calls, what is lacking."""

import os

import pytest

from dojo import staging
from dojo.bench.entries import beyond
from dojo.tracks import Unavailable, WrongShape, conform, tracks

each_track = pytest.mark.parametrize("track", tracks().values(), ids=lambda t: t.name)
SOLVERS = {
    "python": ["w = np.linalg.solve(A, b)", "from scipy.linalg import cho_solve"],
    "cpp": ["#include <Eigen/Dense>"],
    "julia": ["w = A \\ b", "w = inv(A) * b", "using LinearAlgebra: qr"],
    "rust": ["use nalgebra::DMatrix;"],
}
PRODUCTS = {
    "python": ["w = cholesky_solve(X.T @ X, X.T @ y)", "s = np.linalg.norm(x)"],
    "cpp": ["Matrix L = cholesky(A);"],
    "julia": ["w = cholesky_solve(X'X, X'y)", "# not A \\ b"],
    "rust": ["let L = cholesky(A)?;"],
}


@each_track
def test_a_stub_keeps_everything_but_the_bodies(track):
    text = track.file("solutions", "cholesky_solve").read_text()
    stub = track.stub(text)
    names = ["forward_substitution", "back_substitution", "cholesky", "cholesky_solve"]
    assert list(track.functions(text)) == list(track.functions(stub)) == names
    assert track.holes(stub) == set(names)
    assert track.holes(text) == set()
    assert track.stub(stub) == stub


@each_track
def test_calls_that_solve_are_named_and_products_are_not(track):
    for line in SOLVERS[track.name]:
        assert track.forbidden(f"\n{line}\n") == [(2, line)]
    for line in PRODUCTS[track.name]:
        assert not track.forbidden(line)


@each_track
def test_a_file_that_lacks_a_function_or_is_missing_is_reported(track, tmp_path):
    for path in track.source("solutions").glob(f"*{track.SUFFIX}"):
        (tmp_path / path.name).write_text(path.read_text())
    ridge, ols = (track.file(tmp_path, k) for k in ("ridge", "ols_normal_equations"))
    ridge.unlink()
    ols.write_text(ols.read_text().replace("predict", "foresee"))
    found = staging.incomplete(track, tmp_path)
    assert set(found) == {"ridge", "ols_normal_equations"}
    assert "is missing" in found["ridge"]
    assert "does not define predict" in found["ols_normal_equations"]


def test_staging_touches_only_what_changed(tmp_path):
    staging.write(tmp_path, {"a": "1", "b": "2"})
    os.utime(tmp_path / "a", (0, 0))
    staging.write(tmp_path, {"a": "1", "c": "3"}, alone=True)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "c"}
    assert (tmp_path / "a").stat().st_mtime == 0


def test_a_peer_says_itself_that_its_library_is_not_here(tmp_path):
    peer, words = tmp_path / "eigen.cpp", "Eigen is not here; install it."
    peer.write_text(f'#error "{words}"\n')
    said = {"eigen": f'katas/eigen.cpp:1:2: error: #error "{words}"\nfatal error'}
    with pytest.raises(Unavailable, match=rf"^{words}$"):
        staging.build(tracks()["cpp"], peer, "fast", [], lambda stage: (None, said))
    with pytest.raises(RuntimeError, match=f"{tmp_path.name}/eigen.cpp:1: typo"):
        said = {"eigen": "katas/eigen.cpp:1: typo"}
        staging.build(tracks()["cpp"], peer, "fast", [], lambda stage: (None, said))


def test_a_python_peer_without_its_library_is_absent(tmp_path):
    (tmp_path / "beside.py").write_text("")
    peer = tmp_path / "peer.py"
    peer.write_text("import numpy as np\nimport beside\nfrom absent.part import x\n")
    python = tracks()["python"]
    with pytest.raises(Unavailable, match="no module absent here"):
        python.build(python, peer, True)


@pytest.mark.parametrize("comment", ["", "# ", "// "])
def test_what_is_beyond_a_peer_is_read_in_every_language(tmp_path, comment):
    lines = [
        "BEYOND = {",
        '    "ols: wide": "no rank test",',
        '    "qr: tall": "it",',
        "}",
    ]
    (tmp_path / "peer").write_text("".join(f"{comment}{line}\n" for line in lines))
    assert beyond(tmp_path / "peer") == {"ols: wide", "qr: tall"}


@pytest.mark.parametrize(
    "result, words",
    [
        ((1.0, 2.0), "2 value"),
        ([1.0, 2.0, 3.0], r"w has shape \(3,\)"),
        ("text", "w is str"),
        (None, "w is NoneType"),
        ([1j, 2j], "w is list"),
        ([[1.0], [2.0, 3.0]], "w is list"),
    ],
)
def test_what_does_not_conform_is_told(result, words):
    from dojo.signature import parse

    outputs = parse("ols(X[n,p], y[n]) -> w[p]").expect({"X": [[1, 2]], "y": [1]})
    with pytest.raises(WrongShape, match=words):
        conform(result, outputs)
