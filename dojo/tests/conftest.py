"""What several tests need: a copy of the repository, and a run of the benchmark."""

import shutil

import pytest

from dojo.bench import record
from dojo.paths import BUILD, ROOT
from dojo.run.language import languages

LIMITS = {"flops": 1e15, "bandwidth": [[1, 1e15], [1e12, 1e15]]}
LEFT_OUT = [".git", ".nox", ".venv", "build", "attempts", "target", "__pycache__"]


@pytest.fixture(autouse=True)
def no_history(monkeypatch):
    """What a test grades is nobody's practice."""
    monkeypatch.setenv("PRACTICE", "off")


@pytest.fixture
def clone(tmp_path):
    """A fresh copy in which every kata is a stub."""
    copy = tmp_path / "clone"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.rmtree(
        copy / "practice", ignore_errors=True
    )  # not the packages of this name
    for own in BUILD.glob(
        "*/debian"
    ):  # a language that was fetched is not fetched again
        (copy / own.relative_to(ROOT)).parent.mkdir(parents=True)
        (copy / own.relative_to(ROOT)).symlink_to(own)
    for language in languages().values():
        for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
            stub = copy / language.name / "katas" / path.name
            stub.write_text(language.stub(path.read_text()))
    return copy


@pytest.fixture
def facts():
    """What a run on another machine says of itself."""
    program = {"label": "Python", "function": "ols", "digits": 7.5, "worst": "Longley"}
    return record.RunFacts(
        words="nox -s bench",
        machine={
            "cpu": "6502",
            "cores": 1,
            "system": "none",
            "time": "1977-04-16 12:00",
        }
        | {"caches": {"L1": 1000}},
        limits=LIMITS,
        plan={"repetitions": 2, "rounds": 3},
        absent={"Fortran": "it is not here"},
        families=[
            {"title": "least squares", "words": "5 rows", "problems": ["Longley"]}
            | {"programs": [program | {"seconds": 1e-4}]}
        ],
        sources={
            "Python": "python/solutions",
            "Python again": "python/solutions",
            "Python, yours": "python/katas",
            "library": "python/peers/numpy_scipy",
        },
    )
