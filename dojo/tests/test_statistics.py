"""The statistics of the benchmark, on data whose truth is known."""

import numpy as np
import pytest

from dojo.bench.statistics import SMALLEST_MARGIN, compare, exponent, margin, ranks


def timed(rng, factor=1.0, repetitions=5, rounds=40, common=None, noise=0.02):
    """Times of a program `factor` as slow as another, in rounds that are disturbed as a whole."""
    own = noise * rng.standard_normal((repetitions, rounds))
    shared = 0.0 if common is None else common
    return 1e-3 * factor * np.exp(own + shared)


def disturbed(rng, repetitions=5, rounds=40):
    """Whole rounds that take up to half as long again."""
    return 0.4 * rng.uniform(0, 1, (repetitions, rounds))


def test_a_program_against_itself_is_a_tie_in_nine_of_ten_runs():
    words = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        common = disturbed(rng)
        a, b = timed(rng, common=common), timed(rng, common=common)
        words.append(compare(a, b).word())
    assert words.count("tie") >= 36, words


@pytest.mark.parametrize(("factor", "word"), [(1.1, "slower"), (0.9, "faster")])
def test_ten_percent_are_seen_through_disturbed_rounds(factor, word):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        common = disturbed(rng)
        found = compare(timed(rng, factor, common=common), timed(rng, common=common))
        assert found.word() == word
        assert abs(found.middle - np.log(factor)) < 0.02


def test_the_interval_holds_the_truth():
    inside = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        repetitions = 0.01 * rng.standard_normal((5, 1))  # a process has its own luck
        times = timed(rng, 1.05 * np.exp(repetitions))
        found = compare(times, timed(rng))
        inside += found.low <= np.log(1.05) <= found.high
    assert inside >= 80, inside  # five repetitions are few for 95 %


def test_few_noisy_rounds_are_unclear():
    rng = np.random.default_rng(1)
    found = compare(*(timed(rng, repetitions=1, rounds=5, noise=0.3) for _ in "ab"))
    assert found.word() == "unclear"


def test_the_same_data_give_the_same_interval():
    rng = np.random.default_rng(0)
    a, b = timed(rng), timed(rng)
    assert compare(a, b) == compare(a, b)


def test_the_noise_of_the_reference_widens_a_tie():
    rng = np.random.default_rng(3)
    a, b = timed(rng, noise=0.4), timed(rng, noise=0.4)
    assert margin(compare(a, b)) > SMALLEST_MARGIN
    assert margin(compare(a, a)) == SMALLEST_MARGIN
    assert margin(compare(a, a), floor=0.5) == 0.5


def test_what_cannot_be_told_apart_shares_a_rank():
    rng = np.random.default_rng(0)
    times = {
        name: timed(rng, factor)
        for name, factor in [("d", 2.0), ("a", 1.0), ("c", 1.2), ("b", 1.002)]
    }
    assert ranks(times, SMALLEST_MARGIN) == {"a": 1, "b": 1, "c": 3, "d": 4}


def test_the_exponent_of_a_power():
    n = np.array([100, 200, 400, 800])
    assert exponent(n, 3e-9 * n**2.0) == pytest.approx(2)
