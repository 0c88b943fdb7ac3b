"""Nothing of the learner's shell, home or parent folders changes a build, a result or a grading run."""

import shutil

import pytest

from dojo.run import environment
from dojo.run.language import languages
from dojo.tests.typed import dojo, solve

GONE = """CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH CPLUS_INCLUDE_PATH LIBRARY_PATH MAKEFLAGS
CMAKE_GENERATOR CMAKE_BUILD_TYPE CMAKE_TOOLCHAIN_FILE NINJA_STATUS GCC_COLORS GCC_EXEC_PREFIX
CARGO_BUILD_TARGET CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS CARGO_PROFILE_CHECKED_OPT_LEVEL
RUSTFLAGS RUSTC RUSTC_WRAPPER RUST_BACKTRACE JULIA_PROJECT JULIA_NUM_THREADS JULIA_LOAD_PATH
OPENBLAS_CORETYPE OMP_NUM_THREADS MKL_CBWR NPY_PROMOTION_STATE PYTHONOPTIMIZE PYTHONWARNINGS
PYTHONHASHSEED PYTEST_ADDOPTS LANG LANGUAGE LC_NUMERIC"""
KEPT = """PATH HOME TMPDIR CXX CMAKE_PREFIX_PATH CARGO_HOME CARGO_HTTP_PROXY CARGO_NET_OFFLINE
RUSTUP_HOME RUSTUP_TOOLCHAIN JULIA LD_LIBRARY_PATH PYTHONPATH VIRTUAL_ENV https_proxy"""


def test_a_clean_environment_has_what_finds_tools_and_not_what_directs_them(
    monkeypatch,
):
    for name in f"{GONE} {KEPT}".split():
        monkeypatch.setenv(name, "x")
    clean = environment.clean(RUSTFLAGS="ours")
    assert {name for name in GONE.split() if name in clean} == {"RUSTFLAGS"}
    assert clean["RUSTFLAGS"] == "ours" and clean["LC_ALL"] == "C.UTF-8"
    assert not [name for name in KEPT.split() if name not in clean]


def test_what_a_tool_says_is_text_whatever_its_bytes_are():
    assert environment.run("printf", r"caf\351").stdout == "caf\ufffd"


def test_a_worker_does_not_hear_of_the_shell(clone):
    """Without assertions this would pass."""
    start = "return (x * y).sum()"
    solve(clone, "matrix_products", right=start, wrong=f"assert False\n    {start}")
    words = ["grade", "python", "matrix_products"]
    code, output = dojo(clone, *words, PYTHONOPTIMIZE="1", PYTHONWARNINGS="error")
    assert code == 1 and "AssertionError" in output, output


def test_pytest_of_the_learner_does_not_reach_the_grading(clone):
    solve(clone, "matrix_products")
    for folder in (clone, clone.parent):
        (folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (clone.parent / "conftest.py").write_text("raise RuntimeError")
    words = ["grade", "python", "matrix_products"]
    hostile = {"PYTEST_ADDOPTS": "--collect-only", "PYTEST_PLUGINS": "nowhere"}
    code, output = dojo(clone, *words, **hostile)
    assert code == 0 and "1 done, 0 to do" in output, output


@pytest.mark.skipif(not shutil.which("cargo"), reason="there is no cargo")
def test_the_edited_kata_is_graded_wherever_cargo_is_told_to_build(clone):
    (clone.parent / ".cargo").mkdir()
    (clone.parent / ".cargo" / "config.toml").write_text(
        '[build]\ntarget = "nowhere"\ntarget-dir = "away"\nrustflags = ["-A", "-B"]\n'
    )
    kata = clone / "rust" / "katas" / "matrix_products.rs"
    solution = languages()["rust"].file("solutions", "matrix_products").read_text()
    words = ["grade", "rust", "matrix_products"]
    hostile = {
        "CARGO_BUILD_TARGET": "nowhere",
        "CARGO_TARGET_DIR": str(clone / "away"),
        "CARGO_ENCODED_RUSTFLAGS": "--nonsense",
        "RUSTFLAGS": "--nonsense",
    }
    kata.write_text(solution)
    code, output = dojo(clone, *words, **hostile)
    assert code == 0, output
    product = "xi * yi).sum()"
    assert product in solution
    kata.write_text(solution.replace(product, "xi * xi).sum()"))
    code, output = dojo(clone, *words, **hostile)
    assert code == 1 and "wrong" in output, output
