"""What is compiled for a stranger cannot hold the reference, whatever a file includes."""

import pytest

from dojo.cli.grade_all import no_sandbox
from dojo.grade.grader import Grader
from dojo.run.language import languages
from dojo.spec.cases import kata
from dojo.tests.opened import needs

pytestmark = pytest.mark.skipif(
    bool(no_sandbox(False)), reason="bubblewrap may not make a sandbox here."
)
EACH = list(kata("matrix_products").functions)
SLOW = pytest.mark.slow("Rust, compiled for a stranger")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cpp", '#include "{}"\n'),
        pytest.param("rust", 'include!("{}");\n', marks=SLOW),
    ],
)
def test_a_file_that_includes_the_reference_finds_none(tmp_path, name, line):
    needs(languages()[name], "matrix_products")
    reference = languages()[name].file("solutions", "matrix_products")
    calls = "".join(f"// kata::{function}(\n" for function in EACH)
    (tmp_path / reference.name).write_text(line.format(reference) + calls)
    case = kata("matrix_products").cases[0]
    words = {}
    for sandbox in (False, True):
        grader = Grader(name, tmp_path, sandbox=sandbox, names=["matrix_products"])
        words[sandbox] = str(grader.grade(case))
        grader.close()
        # compiled anew
        (tmp_path / reference.name).write_text(line.format(reference) + calls * 2)
    assert words[True].startswith("does not compile")
    assert reference.name in words[True] and "No such file" in words[True]
    assert "No such file" not in words[False]
