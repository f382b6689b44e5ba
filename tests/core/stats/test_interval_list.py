"""Every interval of a score: which are told, and when none may be."""

import pytest
from scipy import stats

from fmnist_gui.core.stats.interval_list import finite, intervals
from fmnist_gui.core.stats.proportion import anytime, exact, wilson


def test_each_interval_is_the_one_that_it_is_called() -> None:
    given = {made.title: tuple(made.interval) for made in intervals(81, 100)}
    beta = stats.beta(81.5, 19.5)
    assert given == {
        "Wilson": tuple(wilson(81, 100)),
        "Exact (Clopper and Pearson)": tuple(exact(81, 100)),
        "Jeffreys": pytest.approx((beta.ppf(0.025), beta.ppf(0.975))),
        "At any time": tuple(anytime(81, 100)),
    }


def test_over_exactly_these_images_it_is_narrower_by_the_finite_factor() -> None:
    *_, last = intervals(835, 1000, population=10_000)
    assert last.title == "Over exactly these 10,000 images"
    whole = wilson(835, 1000)
    narrowed = (last.interval.high - last.interval.low) / (whole.high - whole.low)
    assert narrowed == pytest.approx(0.948731, abs=1e-3)
    assert last.line.startswith("Over exactly these 10,000 images: 81.2–85.6 %. ")


@pytest.mark.parametrize(
    ("count", "population"), [(499, 10_000), (1000, None), (1000, 999)], ids=str
)
def test_the_finite_population_is_left_out_where_it_misleads(
    count: int, population: int | None
) -> None:
    assert finite(400, count, population) is None
    assert len(intervals(400, count, population=population)) == 4


def test_before_the_planned_end_only_the_one_that_allows_for_looking_is_told() -> None:
    (only,) = intervals(600, 700, population=10_000, has_all=False)
    assert only.interval == anytime(600, 700)


def test_no_trial_has_no_interval() -> None:
    assert intervals(0, 0) == ()
