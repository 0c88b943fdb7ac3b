"""`nox -s new` refuses what cannot be a name, in any language and before it writes anything."""

import pytest

from dojo.cli import new
from dojo.run import names
from dojo.spec.cases import functions, katas
from dojo.tests.typed import dojo

TAKEN = """class double type end refusals dot main matrix katas solutions abi random numpy function
mutable fn self where yield and template lambda None sum y1 max drop prelude language
ñandú Huber _huber huber_ a__b ../x 2x"""
ARGUMENTS = "ñ _x x__y lambda class end fn NAN name why rtol"


@pytest.mark.parametrize("name", TAKEN.split())
def test_a_name_that_is_taken_or_reserved_is_refused(name):
    assert [*names.faults(name, [])]
    with pytest.raises(SystemExit, match=name.replace(".", r"\.")):
        new.specification("local_fits", [f"{name}(X[n,p]) -> w[p]"])


@pytest.mark.parametrize(
    "signature, words",
    [
        *((f"loess(X[n,p], {a}) -> w[p]", a) for a in ARGUMENTS.split()),
        ("ridge(X[n,p]) -> w[p]", "function of ridge already"),
        ("matrix_products(X[n,p]) -> w[p]", "is a kata already"),
        ("loess(X[n,p], X) -> w[p]", "X stands twice"),
        ("loess(X[n,p]) -> w[q]", "q in .* is no size"),
        ("loess(X[n,p], y:complex) -> w[p]", "y:complex.* is no argument"),
        ("loess(X[n,p,q]) -> w[p]", "takes no float with 3 axes"),
        ("loess(X[n,p) -> w[p]", "is no"),
    ],
)
def test_a_signature_with_a_fault_is_refused(monkeypatch, signature, words):
    monkeypatch.setattr(new, "write_text", lambda path, text: pytest.fail(str(path)))
    with pytest.raises(SystemExit, match=words):
        list(new.new("local_fits", [signature]))


def test_two_signatures_of_one_name_are_refused():
    with pytest.raises(SystemExit, match="loess has two signatures"):
        new.specification("loess", ["loess(x[n]) -> w", "loess(y[n]) -> w"])


def test_nothing_is_written_where_a_name_is_refused(clone):
    before = {path: path.stat().st_mtime_ns for path in clone.rglob("*")}
    for name in ("class", "dot", "ridge", "ñandú"):
        code, output = dojo(clone, "new", name)
        assert code == 1 and name in output and "Traceback" not in output, output
    after = {path: path.stat().st_mtime_ns for path in clone.rglob("*")}
    assert after == before


def test_every_name_in_use_is_one_that_can_be_had():
    used = [*katas(), *functions()]
    wrong = [fault for name in used for fault in names.of_a_name(name, "a kata")]
    for function in functions().values():
        wrong += names.of_arguments(function.signature)
    assert not wrong
