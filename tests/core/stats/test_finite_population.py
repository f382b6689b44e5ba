"""Intervals of a sample without replacement, held against the hypergeometric law itself."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.finite_population import anytime_of, sample_interval
from fmnist_gui.core.stats.proportion import anytime, wilson

TEST = 10_000


def _coverage(wrong: int, count: int, population: int) -> float:
    """Return the chance that a sample's interval holds the true share, summed exactly."""
    found = np.arange(min(wrong, count) + 1)
    chances = hypergeom(population, wrong, count).pmf(found)
    true = wrong / population
    return float(
        sum(
            chance
            for right, chance in zip(found.tolist(), chances, strict=True)
            if chance > 1e-12 and true in sample_interval(right, count, population)
        )
    )


@pytest.mark.parametrize("wrong", [100, 300, 1000, 3000])
@pytest.mark.parametrize("count", [300, 600, 2000, 5000])
def test_an_interval_covers_the_true_share_in_about_95_of_100_samples(
    wrong: int, count: int
) -> None:
    assert 0.93 <= _coverage(wrong, count, TEST) <= 0.985


def test_a_planned_sample_gets_wilsons_interval() -> None:
    low, high = sample_interval(9, 300, TEST)

    assert (low, high) == pytest.approx(proportion_confint(9, 300, method="wilson"), abs=1e-12)


def test_from_500_images_on_the_interval_allows_for_the_finite_population() -> None:
    assert sample_interval(15, 499, TEST) == wilson(15, 499)
    plain, own = wilson(30, 1000), sample_interval(30, 1000, TEST)

    # The factor of STATISTICS.md, 0.948731 at n = 1000.
    assert (own.high - own.low) / (plain.high - plain.low) == pytest.approx(0.948731, abs=2e-3)


def test_of_all_images_nothing_is_left_to_estimate() -> None:
    assert tuple(sample_interval(3, 40, 40)) == (0.075, 0.075)
    assert tuple(anytime_of(3, 40, 40)) == (0.075, 0.075)


@pytest.mark.parametrize(("right", "count"), [(0, 0), (0, 20), (3, 100), (100, 100)])
def test_looking_at_any_time_holds_the_totals_that_the_ratio_allows(right: int, count: int) -> None:
    population = 400
    totals = np.arange(population + 1)
    chances = hypergeom.pmf(right, population, totals, count)
    allowed = totals[chances > 0.05 / (count + 1)]

    low, high = anytime_of(right, count, population)

    assert (low, high) == (allowed[0] / population, allowed[-1] / population)


def test_looking_at_any_time_is_as_without_a_population_when_that_is_large() -> None:
    assert tuple(anytime_of(9, 300, 3_000_000)) == pytest.approx(tuple(anytime(9, 300)), abs=1e-4)


def test_looking_after_every_image_seldom_leaves_out_the_truth() -> None:
    rng = np.random.default_rng(4)
    population, count, wrong = 2000, 300, 60
    known: dict[tuple[int, int], bool] = {}
    misses = plain_misses = 0
    for _ in range(300):
        found = np.cumsum(rng.permutation(population)[:count] < wrong).tolist()
        seen = [(right, looked) for looked, right in enumerate(found, start=1)]
        for pair in seen:
            if pair not in known:
                known[pair] = wrong / population in anytime_of(*pair, population)
        misses += not all(known[pair] for pair in seen)
        plain_misses += not all(0.03 in wilson(*pair) for pair in seen)

    assert misses <= 15
    # What the wider interval is for: Wilson's is wrong at some time far more often.
    assert plain_misses > 60


@pytest.mark.parametrize(("right", "count", "population"), [(1, 11, 10), (5, 4, 10), (0, 0, 0)])
def test_what_cannot_be_drawn_is_refused(right: int, count: int, population: int) -> None:
    for interval in (sample_interval, anytime_of):
        with pytest.raises(RequestError):
            interval(right, count, population)


def test_looking_needs_no_library_that_takes_long_to_import() -> None:
    code = (
        "import sys\n"
        "from fmnist_gui.core.stats.finite_population import anytime_of, sample_interval\n"
        "anytime_of(3, 100, 10_000), sample_interval(3, 100, 10_000)\n"
        "assert 'scipy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
