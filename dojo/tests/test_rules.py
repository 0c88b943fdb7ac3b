"""Only the function that solves is refused, in every language in which a single function can be."""

import pytest

from dojo.grade.rules import violations
from dojo.run.language import languages

PYTHON = """import numpy as np


def _inverse(A):
    return np.linalg.inv(A)


def _half(A):
    return _inverse(A) / 2


def center(X, y):
    return X - X.mean(axis=0), y


def ridge(X, y):
    return np.linalg.solve(X, y)


def dual(X, y):
    return _half(X) @ y
"""
JULIA = """_inverse(A) = inv(A)

\"\"\"
center
\"\"\"
function center(X, y)
    return X, y
end

\"\"\"
ridge, never X \\\\ y
\"\"\"
function ridge(X, y)
    return X \\ y
end

\"\"\"
dual
\"\"\"
function dual(X, y)
    return _inverse(X) * y
end
"""


@pytest.mark.parametrize(
    "language, text, function, numbers",
    [
        ("python", PYTHON, "center", []),
        ("python", PYTHON, "ridge", [17]),
        ("python", PYTHON, "dual", [5]),
        (
            "python",
            "import numpy as np\n\nsolve = map(np.linalg.solve, [])\n",
            "ridge",
            [3],
        ),
        ("julia", JULIA, "center", []),
        ("julia", JULIA, "ridge", [14]),
        ("julia", JULIA, "dual", [1]),
        ("cpp", "#include <Eigen/Dense>\n", "ridge", [1]),
        ("rust", "use nalgebra::DMatrix;\n", "ridge", [1]),
    ],
)
def test_only_the_function_that_solves_is_refused(language, text, function, numbers):
    found = violations(languages()[language], text, function)
    assert [number for number, _ in found] == numbers
