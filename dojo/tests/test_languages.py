"""What a language says of its kata files: functions, stubs, placeholders, forbidden calls, what is lacking."""

import os
import re

import pytest

from dojo.paths import write
from dojo.run import build
from dojo.run.language import languages
from dojo.run.peers import beyond
from dojo.run.results import Profile, Unavailable

each_language = pytest.mark.parametrize(
    "language", languages().values(), ids=lambda l: l.name
)

# Kata files that solve in the lines which are numbered, and those that do not.
SOLVES = {
    "python": [
        ("w = 0\nimport numpy as np\nw = np.linalg.solve(A, b)", [3]),
        ("import numpy\nw = numpy.linalg.lstsq(X, y)[0]", [2]),
        ("import numpy.linalg as la\nw = la.solve(A, b)", [2]),
        ("from numpy import linalg\nQ, R = linalg.qr(A)", [2]),
        ("from numpy.linalg import inv as i\nw = i(A) @ b", [2]),
        ("from numpy.linalg import *\nL = cholesky(A)", [2]),
        ("import numpy as np\nla = np.linalg\nP = la.pinv(A)", [3]),
        ("import numpy as np\nf = np.linalg.inv\ng = f\nw = map(g, [A])", [4]),
        ("import numpy as np\nf = getattr(np.linalg, 'inv')", [2]),
        ("import numpy as np\nw = (\n    np.linalg\n    .svd(A)\n)", [3]),
        ("def f(A):\n    from numpy.linalg import eigh\n    return eigh(A)", [3]),
        ("import numpy as np\nw = np.linalg.matrix_power(A, -1) @ b", [2]),
        ("import numpy as np\nw = np.polyfit(x, y, 1)", [2]),
        ("import scipy.linalg as sl\nw = sl.cho_solve(c, b)", [2]),
        ("from scipy import linalg\nw = linalg.solve(A, b)", [2]),
        ("from scipy.linalg import lu_factor, norm\nLU = lu_factor(A)", [2]),
        ("import sklearn.linear_model\nsklearn.linear_model.Ridge()", [2]),
    ],
    "julia": [
        ("w = 0\nw = A \\ b", [2]),
        ("w = inv(A) * b", [1]),
        ("w = Base.inv(A) * b", [1]),
        ("f = inv\nw = f(A) * b", [1]),
        ("w = A'\\b", [1]),
        ("w = (\\)(A, b)", [1]),
        ("w = A^-1 * b\nv = A'^(-1) * b", [1, 2]),
        ("using LinearAlgebra\nF = lu(A)", [2]),
        ("using LinearAlgebra: qr\nQ, R = qr(A)", [2]),
        ("using LinearAlgebra:\n    norm,\n    svd\nU, s, V = svd(A)", [4]),
        ("import LinearAlgebra: cholesky as c\nF = c(A)", [2]),
        ("import LinearAlgebra as LA\nF = LA.qr(A)", [2]),
        ("import LinearAlgebra\nconst L = LinearAlgebra\nF = L.eigen(A)", [3]),
        ("import LinearAlgebra\nLinearAlgebra.LAPACK.potrf!('L', A)", [2]),
        ("using LinearAlgebra.LAPACK: gesv!\ngesv!(A, b)", [2]),
        ("using LinearAlgebra: BLAS\nBLAS.trsv!('L', 'N', 'N', A, b)", [2]),
        ("using LinearAlgebra: ldiv!\nldiv!(w, F, b)", [2]),
    ],
    "cpp": [
        ("#include <Eigen/Dense>", [1]),
        ('\n#include "Eigen/Dense"', [2]),
        ("#include <eigen3/Eigen/QR>", [1]),
        ("  #  include <armadillo>", [1]),
        ("/* so */ #include <cblas.h>", [1]),
        ("/* one\n two */\n#include <lapacke.h> // why not", [3]),
        ("#include <mkl.h>\n#include <boost/numeric/ublas/lu.hpp>", [1, 2]),
    ],
    "rust": [
        ("use nalgebra::DMatrix;", [1]),
        ("\npub use ndarray::Array2;", [2]),
        ("use ::faer::Mat;", [1]),
        ("use {linfa::Dataset};", [1]),
        ("extern crate nalgebra;", [1]),
        ("/* a /* b */ c */ use nalgebra as na;", [1]),
        ("let w = nalgebra::linalg::LU::new(a).solve(&b);", [1]),
    ],
}
MULTIPLIES = {
    "python": [
        "w = cholesky_solve(X.T @ X, X.T @ y)",
        "import numpy as np\ns = np.linalg.norm(x)",
        "from numpy.linalg import norm\ns = norm(x)",
        "from numpy.linalg import inv",
        "from scipy.linalg import cho_solve",
        "from householder_qr import qr\nQ, R = qr(A)",
        "# np.linalg.inv(A)",
        'def f(A):\n    """By np.linalg.solve(A, b)."""',
        "s = 'np.linalg.inv(A)'",
        'import numpy as np\nif __name__ == "__main__":\n    print(np.linalg.solve(A, b))',
        "import numpy as np\ndef solve(A, b):\n    return b\nw = solve(A, b)",
        "import numpy as np\nB = np.linalg.matrix_power(A, 3)",
        "import numpy as np\nw = np.sort(x)[::-1].sum() ** -1",
        "w = (not python",
    ],
    "julia": [
        "w = cholesky_solve(X'X, X'y)",
        "# not A \\ b",
        "#= nor #= A \\ b =#\n inv(A) =#",
        '"""\nw = A \\ b, by inv(A)\n"""\nfunction f(A)\nend',
        's = "A \\\\ b, inv(A)"',
        "c = '\\n'\nd = '\\\\'",
        "w = x .\\ y",
        "using LinearAlgebra",
        "using LinearAlgebra\ns = norm(x) + dot(x, y)\nmul!(y, A, x)\nB = A + I",
        "using LinearAlgebra: qr, norm\ns = norm(x)",
        "import LinearAlgebra as LA\ns = LA.norm(x)\nt = LA.opnorm(A, 1)",
        "using LinearAlgebra: norm as qr_norm\ns = qr_norm(x)",
        "Q, R = qr(A)\nL = cholesky(A)",
        "using LinearAlgebra\nfunction pinv(A)\n    return A\nend\nP = pinv(A)",
        "x = inv.(s)\nsinv = 2x^-1",
        "if abspath(PROGRAM_FILE) == @__FILE__\n    println(A \\ b)\nend",
    ],
    "cpp": [
        "Matrix L = cholesky(A);",
        "// #include <Eigen/Dense>",
        "/*\n#include <Eigen/Dense>\n*/",
        'auto s = "\\n#include <Eigen/Dense>";',
        'auto s = R"(\n#include <Eigen/Dense>\n)";',
        "char quote = '\"'; // \"\n#include <vector> // not <Eigen>",
    ],
    "rust": [
        "let L = cholesky(A)?;",
        "// use nalgebra::DMatrix;",
        "/* a /* b */\nuse nalgebra::DMatrix; */",
        'let s = "use nalgebra::DMatrix;";',
        'let s = r#"a " use nalgebra::x"#;',
        "fn f<'a>(x: &'a [f64]) -> char { '\"' } // \"\nuse crate::prelude::*;",
        "/// nalgebra::DMatrix does that\nuse super::cholesky_solve::cholesky_solve;",
    ],
}


@each_language
def test_a_stub_keeps_everything_but_the_bodies(language):
    text = language.file("solutions", "cholesky_solve").read_text()
    stub = language.stub(text)
    names = ["forward_substitution", "back_substitution", "cholesky", "cholesky_solve"]
    assert list(language.functions(text)) == list(language.functions(stub)) == names
    assert language.placeholders(stub) == set(names)
    assert language.placeholders(text) == set()
    assert language.stub(stub) == stub


@pytest.mark.parametrize(
    "language, text, numbers",
    [(name, *each) for name, texts in SOLVES.items() for each in texts],
)
def test_what_solves_is_seen_however_it_is_reached(language, text, numbers):
    lines = text.splitlines()
    found = [(n, lines[n - 1].strip()) for n in numbers]
    assert languages()[language].forbidden(text) == found


@pytest.mark.parametrize(
    "language, text",
    [(name, text) for name, texts in MULTIPLIES.items() for text in texts],
)
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
    solution = language.file("solutions", "mlp_gradients").read_text()
    first, *others = language.functions(solution).values()
    whole = language.completed(first[0], solution)
    assert whole.startswith(first[0]) and whole.count(first[0]) == 1
    assert all(whole.count(other[0]) == 1 for other in others)
