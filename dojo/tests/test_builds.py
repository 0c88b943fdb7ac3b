"""A kata that does not compile, link or load costs its own file one verdict, which says why; all others are graded.

One build for each compiled language: its stubs, in which many files go wrong, each in a way of its own.
"""

import pytest

from dojo.grade.grader import Grader
from dojo.paths import shown
from dojo.run import heads
from dojo.run.language import languages
from dojo.run.results import Profile
from dojo.spec.cases import functions, kata

GOOD = "lag_matrix"  # a function that must be graded all the same
GOODS = ["design_matrix", "stable_moments", "theil_sen", "logistic_gradient_descent"]
# one name, two meanings, in two files
SUM = "struct Sum {{\n  {0};\n  void add(double);\n}};\ninline void Sum::add(double x) {{ s += x; }}\ndouble helper(double x) {{ return {1}; }}\n"
OWN_HELPER = {
    "cpp": [
        SUM.format("double s = 1", "x"),
        SUM.format("int n = 2; double s = 3", "-x"),
    ],
    "rust": ["fn helper(x: f64) -> f64 {\n    x\n}\n", "fn helper(x: f64) {}\n"],
}
BEGIN = {"cpp": "using namespace kata;\n", "rust": "use crate::prelude::*;\n"}
# kata → (what stands in its stub, what stands there instead, words of the verdict)
WRONG = {
    "cpp": {
        "matrix_products": [
            ("using namespace kata;", "using namespace kata;\ndouble helper(double);"),
            ("  not_implemented();", "  return helper(x[0]);"),
            "matrix_products.cpp:11: helper(double) is declared and used, but defined nowhere",
        ],
        "cholesky_solve": [
            ("Vector kata::forward", "Vector forward"),
            "`forward_substitution` is defined outside of kata; write `kata::forward_",
        ],
        "gradient_descent": [
            ("int64_t iters", "int iters"),
            "`gradient_descent` takes int iters; the signature says int64_t iters.",
        ],
        "conjugate_gradient_ls": [
            ("double tol", "float tol"),
            "`cgls` takes float tol; the signature says double tol.",
        ],
        "ols_normal_equations": [
            ("Vector kata::ols", "Matrix kata::ols"),
            "`ols` returns Matrix; the signature says Vector.",
        ],
        "ols_refined": [
            ("double a, double b", "double a"),
            "takes 1 parameter (a); the signature says 2: (a, b).",
        ],
        "ols_qr": [
            ("MatrixView X, VectorView y", "VectorView y, MatrixView X"),
            "takes (y, X); the signature says (X, y), in this order.",
        ],
        "ols_min_norm": [
            ("using namespace kata;\n", "namespace kata {\n"),
            ("kata::min_norm_ls(MatrixView X", "min_norm_ls(const Matrix &X"),
            ("kata::pinv", "pinv"),
            ("}\n", "}\n}\n"),
            "takes const Matrix &X; the signature says MatrixView X.",
        ],
        "jacobi_svd": [
            ("  not_implemented();", "  a = 1;\n  b = 2;"),
            "jacobi_svd.cpp:9:3: error: ‘a’ was not declared",
        ],
        "momentum": [("  not_implemented();\n", ""), "no return statement"],
        "ridge": [
            ("kata;\n", "kata;\nstatic double z = Vector{}.at(3);\n"),
            "ridge.cpp crashes while it is loaded (SIGABRT)",
        ],
        "softmax_regression": [
            ("kata;\n", "kata;\nstatic int z = (std::exit(3), 1);\n"),
            "ends the process while it is loaded (exit code 3)",
        ],
        "weighted_least_squares": [
            (
                "kata;\n",
                "kata;\n#include <unistd.h>\nstatic int z = kill(getppid(), 9);\n",
            ),
            ("#include <unistd.h>", "#include <csignal>\n#include <unistd.h>"),
            "or ends the process that loads it",
        ],
        "mlp_train": [("kata;\n", "kata;\n#if 1\n"), "mlp_train.cpp:5: error: untermin"],
    },
    "rust": {
        "gradient_descent": [
            ("iters: i64", "iters: usize"),
            "`gradient_descent` takes iters: usize; the signature says iters: i64.",
        ],
        "matrix_products": [
            ("dot(x: &[f64]", "dot(x: &Vec<f64>"),
            "`dot` takes x: &Vec<f64>; the signature says x: &[f64].",
        ],
        "cholesky_solve": [
            ("pub fn cholesky(", "fn cholesky("),
            "`cholesky` is private; write `pub fn cholesky`.",
        ],
        "ols_normal_equations": [
            ("pub fn predict(X: MatrixView, w: &[f64]) -> Vec<f64>", "pub fn predict(X: MatrixView, w: &[f64]) -> f32"),
            "`predict` returns f32; the signature says Vec<f64>.",
        ],
        "ols_refined": [
            ("a: f64, b: f64", "a: f64"),
            "takes 1 parameter (a); the signature says 2: (a, b).",
        ],
        "conjugate_gradient_ls": [
            ("iters: i64", "iters: f64"),
            "`cgls` takes iters: f64; the signature says iters: i64.",
        ],
        "ols_qr": [
            ("X: MatrixView, y: &[f64]", "y: &[f64], X: MatrixView"),
            "takes (y, X); the signature says (X, y), in this order.",
        ],
        "jacobi_svd": [
            ("    todo!()", "    a = 1;\n    todo!()"),
            "cannot find value `a`",
        ],
        "ridge": [
            ("    todo!()", "    let v = vec![1.0];\n    let w = v;\n    v.len();\n    todo!()"),
            "borrow of moved value: `v`",
        ],
        "mlp_train": [("pub fn", "}\npub fn"), "unexpected closing delimiter"],
        "ols_min_norm": [
            ("use crate::prelude::*;\n", ""),
            "cannot find type `MatrixView` in this scope",
        ],
        "momentum": [
            ("use crate::prelude::*;", "use crate::prelude::*;\nmod steps;"),
            "momentum/steps.rs:1",
        ],
        "adaptive_steps": [
            ("use crate::prelude::*;", 'use crate::prelude::*;\nextern "C" {\n    fn nowhere();\n}'),
            ("    todo!()", "    #[allow(unsafe_code)]\n    unsafe { nowhere() };\n    todo!()"),
            "adaptive_steps.rs:16: nowhere is declared and used, but defined nowhere.",
        ],
    },
}  # fmt: skip


def programs(language):
    """{file: text}: stubs, some solutions, and what goes wrong."""
    texts = {
        name: language.stub_of(name) for name in {f.kata for f in functions().values()}
    }
    for name in GOODS:
        texts[name] = language.file("solutions", name).read_text()
    for name, helper in zip(GOODS[2:], OWN_HELPER[language.name], strict=True):
        begin = BEGIN[language.name]
        texts[name] = texts[name].replace(begin, begin + helper, 1)
    if language.name == "cpp":
        own = texts["stable_moments"].replace("kata::", "")
        begin = BEGIN["cpp"]
        texts["stable_moments"] = own.replace(begin, "namespace kata {\n", 1) + "}\n"
    for name, (*edits, _) in WRONG[language.name].items():
        for old, new in edits:
            assert old in texts[name], (name, old)
            texts[name] = texts[name].replace(old, new, 1)
    return texts


@pytest.fixture(scope="module", params=sorted(WRONG))
def graded(request, tmp_path_factory):
    language = languages()[request.param]
    if reason := language.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp(language.name)
    for name, text in programs(language).items():
        (folder / f"{name}{language.SUFFIX}").write_text(text)
    if language.name == "rust":  # a module of one kata's
        (folder / "momentum").mkdir()
        (folder / "momentum" / "steps.rs").write_text("pub fn step() -> f64 { let }")
    grader = Grader(language.name, folder)
    yield grader
    grader.close()


def first_case(name):
    cases = kata(functions()[name].kata).cases
    return next(c for c in cases if c.function.name == name and c.outputs)


def test_each_fault_is_told_in_words_with_its_file(graded):
    expected = WRONG[graded.language.name]
    for name, (*_, words) in expected.items():
        message = graded.broken.get(name, "")
        assert words in message, f"{name}: {message}"
        assert f"{name}{graded.language.SUFFIX}" in message or f"{name}/" in message
        case = next(c for c in kata(name).cases)
        assert graded.grade(case).word == "does not compile"
    assert set(graded.broken) == set(expected)


@pytest.mark.parametrize("name", [GOOD, "compensated_sum", "median", "sigmoid"])
def test_what_is_right_is_graded_beside_it(graded, name):
    """Helpers of one name in two files, and functions within `namespace kata`, are right."""
    assert graded.grade(first_case(name)).word == "passed"


@pytest.mark.parametrize(
    "language, text, words",
    [
        ("python", "def dot(x):\n    return 0\n", "takes 1 parameter (x)"),
        ("python", "def dot(y, x):\n    return 0\n", "takes (y, x)"),
        ("python", "def dot(x, y, how='fast'):\n    return 0\n", ""),
        ("python", "def dot(*args):\n    return 0\n", ""),
        ("python", "def dot(a, b):\n    return 0\n", ""),
        ("julia", '"""\ns\n"""\nfunction dot(x)\n    0\nend\n', "takes 1 parameter (x)"),
        ("julia", '"""\ns\n"""\nfunction dot(x, y=x; how=1)\n    0\nend\n', ""),
        ("julia", '"""\ns\n"""\nfunction dot(x::AbstractVector, y)\n    0\nend\n', ""),
    ],
)  # fmt: skip
def test_a_function_that_cannot_be_called_is_told(language, text, words, tmp_path):
    path = tmp_path / f"matrix_products{languages()[language].SUFFIX}"
    path.write_text(text)
    found = heads.uncallable(languages()[language], tmp_path).get("matrix_products", "")
    assert words in found and bool(words) == bool(found)


def test_a_kata_keeps_its_warnings_where_nothing_is_compiled_anew(tmp_path):
    cpp = languages()["cpp"]
    if reason := cpp.missing():
        pytest.skip(reason)
    text = cpp.stub_of("matrix_products")
    (tmp_path / "matrix_products.cpp").write_text(
        text.replace("  not_implemented();", "  int n = x[0];\n  return n;", 1)
    )
    names = ["matrix_products"]
    first, again = (cpp.build(tmp_path, Profile.CHECKED, names) for _ in range(2))
    assert first.warnings == again.warnings
    words = first.warnings["matrix_products"]
    assert f"{shown(tmp_path)}/matrix_products.cpp:10:14: warning: conversion" in words
    assert "unused parameter ‘y’" in words and "unused parameter ‘A’" not in words
