"""What a Julia function returns instead of an answer, in words; Python's are in test_languages.py."""

import pytest

from dojo.grade.grader import Grader
from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.spec.cases import functions, kata

BODIES = {  # function → (its body, what is said)
    "predict": ("    nothing", "Nothing was returned: is a `return` missing?"),
    "ols_qr": ("    [1.0, 2.0]", "One array was returned for 2 outputs"),
    "median": ("    [x[1]]", "It is one number in an array: return the number itself."),
    "theil_sen": ("    1.0", "1 value was returned; the signature says 2."),
    "householder": ("    x[1], x", "These are alpha, v by their shapes"),
    "two_sum": ("    (v for v = (a, b))", "One generator was returned for 2 outputs"),
    "predict_line": ("    (v for v in x)", "which holds no numbers yet: collect it"),
    "soft_threshold": ("    reshape(v, :, 1)", "It is a column"),
}


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    julia = languages()["julia"]
    if reason := julia.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("julia")
    for path in (ROOT / "julia" / "solutions").glob("*.jl"):
        text = julia.rewritten(
            path.read_text(), lambda name, body: BODIES.get(name, (body, ""))[0]
        )
        (folder / path.name).write_text(text)
    grader = Grader("julia", folder)
    yield grader
    grader.close()


@pytest.mark.parametrize("name", BODIES)
def test_what_julia_returns_instead_is_told(grader, name):
    function = functions()[name]
    cases = (c for c in kata(function.kata).cases if c.function == function)
    case = next(
        c for c in cases if c.outputs and c.size > 6 or c.name and not c.refuses
    )
    verdict = grader.grade(case)
    assert verdict.word == "wrong"
    assert BODIES[name][1] in str(verdict)
