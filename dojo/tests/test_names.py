"""What may be typed where a kata is named."""

import pytest

from dojo.cli import known_functions, known_katas, named
from dojo.cli.grade import parser
from dojo.paths import ROOT
from dojo.spec.cases import functions, kata


@pytest.mark.parametrize(
    "name",
    [
        "ridge",
        "python/katas/ridge.py",
        "./cpp/katas/ridge.cpp",
        "ridge.jl",
        str(ROOT / "rust" / "katas" / "ridge.rs"),
        "shared_tests/katas/ridge/",
        "shared_tests/katas/ridge/README.md",
    ],
)
def test_a_kata_is_meant_by_its_name_its_file_and_its_folder(name):
    assert known_functions([name]) == list(kata("ridge").functions.values())
    assert known_katas([name]) == [kata("ridge")]


@pytest.mark.parametrize("name", ["center", "ridge.center"])
def test_one_function_is_meant_by_its_own_name(name):
    assert known_functions([name]) == [functions()["center"]]
    assert known_katas([name]) == [kata("ridge")]


def test_a_kata_comes_before_a_function_of_the_same_name():
    assert len(known_functions(["ridge"])) == 3
    assert known_functions(["ridge.ridge"]) == [functions()["ridge"]]


def test_what_is_named_twice_is_meant_once():
    assert known_functions(["center", "ridge"])[0].name == "center"
    assert len(known_functions(["center", "ridge"])) == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rigde", "Did you mean ridge?"),
        ("centr", "Did you mean center?"),
        ("ridge.centre", "ridge has no function centre; it has center,"),
        ("cpp/katas/rigde.cpp", "no kata or function cpp/katas/rigde.cpp. Did you mean ridge"),
        ("zzz", "`nox -s map` lists them."),
    ],
)  # fmt: skip
def test_a_near_miss_suggests_the_name(name, words):
    with pytest.raises(SystemExit, match=words.replace("?", r"\?")):
        known_functions([name])


def test_words_name_cases():
    cases = kata("ridge").cases
    (exact,) = {case.name for case in named("no penalty", cases)}
    assert exact == "no penalty"
    assert {case.name for case in named("shifted by", cases)} == {"y shifted by 100"}
    assert named(None, cases) == cases


def test_the_words_of_a_run_may_stand_anywhere():
    options, rest = parser().parse_known_intermixed_args(
        ["cpp", "-k", "four rows", "ridge.center", "-x"]
    )
    assert options.katas == ["ridge.center"] and options.k == "four rows"
    assert rest == ["-x"]
