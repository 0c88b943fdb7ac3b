"""What several tests of the benchmark need."""

import pytest

from dojo.bench import record

LIMITS = {"flops": 1e15, "bandwidth": [[1, 1e15], [1e12, 1e15]]}


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
