"""What a language says of its kata files: functions, stubs, placeholders, forbidden calls, what is lacking."""

import os
import re

import pytest

from dojo.paths import write
from dojo.run import build
from dojo.run.language import languages
from dojo.run.peers import beyond
from dojo.run.results import Profile, Unavailable
from dojo.tests import zoo
from dojo.tests.opened import needs

each_language = pytest.mark.parametrize(
    "language", languages().values(), ids=lambda l: l.name
)


@each_language
def test_a_stub_keeps_everything_but_the_bodies(language):
    needs(language, "cholesky_solve")
    text = language.file("solutions", "cholesky_solve").read_text()
    stub = language.stub(text)
    names = ["forward_substitution", "back_substitution", "cholesky", "cholesky_solve"]
    assert list(language.functions(text)) == list(language.functions(stub)) == names
    assert language.placeholders(stub) == set(names)
    assert language.placeholders(text) == set()
    assert language.stub(stub) == stub


@pytest.mark.parametrize("language, each", zoo.entries("SOLVES"))
def test_what_solves_is_seen_however_it_is_reached(language, each):
    text, numbers = each
    lines = text.splitlines()
    found = [(n, lines[n - 1].strip()) for n in numbers]
    assert languages()[language].forbidden(text) == found


@pytest.mark.parametrize("language, text", zoo.entries("MULTIPLIES"))
def test_what_multiplies_or_is_not_run_is_no_violation(language, text):
    assert languages()[language].forbidden(text) == []


def test_what_julia_brings_along_is_told():
    julia = languages()["julia"]
    brought = (julia.folder / "refusals.jl").read_text()
    names = re.search(r"^using LinearAlgebra: (.*)$", brought, re.MULTILINE)[1]
    readme = (julia.folder / "README.md").read_text()
    for name in names.split(", "):
        assert f"`{name}`" in readme and f"`{name}`" in julia.ALLOWED


@each_language
def test_a_file_that_lacks_a_function_or_is_missing_is_reported(language, tmp_path):
    needs(language, "ridge", "ols_normal_equations")
    for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
        (tmp_path / path.name).write_text(path.read_text())
    ridge, ols = (language.file(tmp_path, k) for k in ("ridge", "ols_normal_equations"))
    ridge.unlink()
    ols.write_text(ols.read_text().replace("predict", "foresee"))
    found = build.incomplete(language, tmp_path)
    assert set(found) == {"ridge", "ols_normal_equations"}
    assert "is missing" in found["ridge"]
    assert "does not define predict" in found["ols_normal_equations"]


def test_writing_touches_only_what_changed(tmp_path):
    write(tmp_path, {"a": "1", "b": "2"})
    os.utime(tmp_path / "a", (0, 0))
    write(tmp_path, {"a": "1", "c": "3"}, alone=True)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "c"}
    assert (tmp_path / "a").stat().st_mtime == 0


def test_a_peer_says_itself_that_its_library_is_not_here(tmp_path):
    peer, words = tmp_path / "eigen.cpp", "Eigen is not here; install it."
    cpp = languages()["cpp"]
    if reason := cpp.missing():
        pytest.skip(reason)
    peer.write_text(f'#error "{words}"\n')
    with pytest.raises(Unavailable, match=rf"^{words}$"):
        cpp.build(peer, Profile.CHECKED)
    peer.write_text("typo\n")
    with pytest.raises(RuntimeError, match=f"{tmp_path.name}/eigen.cpp:1"):
        cpp.build(peer, Profile.CHECKED)


def test_a_python_peer_without_its_library_is_absent(tmp_path):
    (tmp_path / "beside.py").write_text("")
    peer = tmp_path / "peer.py"
    peer.write_text("import numpy as np\nimport beside\nfrom absent.part import x\n")
    python = languages()["python"]
    with pytest.raises(Unavailable, match="no module absent here"):
        python.build(peer, Profile.CHECKED)


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


@each_language
def test_a_fast_file_is_completed_by_the_rest_of_the_solution(language):
    needs(language, "mlp_gradients")
    solution = language.file("solutions", "mlp_gradients").read_text()
    first, *others = language.functions(solution).values()
    whole = language.completed(first[0], solution)
    assert whole.startswith(first[0]) and whole.count(first[0]) == 1
    assert all(whole.count(other[0]) == 1 for other in others)
