"""A score beside the published one, against worked values and other libraries."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.comparison import (
    PUBLISHED,
    Counts,
    Needed,
    anytime_difference,
    binomial_p,
    compare,
    fisher_p,
    needed,
    newcombe,
    verdict,
)
from fmnist_gui.core.stats.proportion import anytime, wilson

CLOSE = 5e-7


@st.composite
def counts(draw: st.DrawFn, most: int = 2000) -> Counts:
    count = draw(st.integers(1, most))
    return draw(st.integers(0, count)), count


@pytest.mark.parametrize(
    ("score", "difference", "low", "high", "fisher"),
    [
        ((80, 100), -0.0350, -0.126445, 0.035919, 0.399554),
        ((90, 100), 0.0650, -0.012471, 0.115930, 0.113428),
        ((800, 1000), -0.0350, -0.068813, -0.001125, 0.048934),
    ],
)
def test_the_worked_comparisons_are_met(
    score: Counts, difference: float, low: float, high: float, fisher: float
) -> None:
    found = compare(*score)
    assert found.difference == pytest.approx(difference, abs=CLOSE)
    assert tuple(found.newcombe) == pytest.approx((low, high), abs=CLOSE)
    assert found.fisher_p == pytest.approx(fisher, abs=CLOSE)


@pytest.mark.parametrize(("score", "p"), [((90, 100), 0.080836), ((800, 1000), 0.003729)])
def test_the_worked_binomial_tests_are_met(score: Counts, p: float) -> None:
    assert compare(*score).binomial_p == pytest.approx(p, abs=CLOSE)


@pytest.mark.parametrize(
    ("count", "higher", "lower"), [(100, 92, 75), (200, 179, 154), (20, None, 12)]
)
def test_the_stated_thresholds_are_met(count: int, higher: int | None, lower: int) -> None:
    assert needed(count) == Needed(higher, lower)


@pytest.mark.parametrize(
    ("right", "word"),
    [
        (179, "higher"),
        (178, "consistent"),
        (167, "consistent"),
        (155, "consistent"),
        (154, "lower"),
    ],
)
def test_the_verdict_turns_at_the_stated_thresholds(right: int, word: str) -> None:
    assert verdict((right, 200)) == word
    assert compare(right, 200).verdict == word


@pytest.mark.parametrize("score", [(199, 199), (0, 199), (95, 100), (835, 1000)])
def test_too_few_is_said_below_200_and_before_the_end(score: Counts) -> None:
    assert compare(*score, is_complete=False).verdict == "too few"
    assert (verdict(score) == "too few") == (score[1] < 200)


@settings(deadline=None)
@given(counts(), counts())
def test_newcombe_agrees_with_statsmodels(score: Counts, baseline: Counts) -> None:
    theirs = confint_proportions_2indep(*score, *baseline, method="newcomb", compare="diff")
    assert tuple(newcombe(score, baseline)) == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None)
@given(counts(), counts())
def test_the_tests_agree_with_scipy(score: Counts, baseline: Counts) -> None:
    columns = [[score[0], baseline[0]], [score[1] - score[0], baseline[1] - baseline[0]]]
    assert fisher_p(score, baseline) == pytest.approx(fisher_exact(columns)[1], abs=1e-9)
    assert binomial_p(score, 0.4) == pytest.approx(binomtest(*score, 0.4).pvalue)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 80), counts(most=150))
def test_what_is_needed_is_what_trying_every_number_finds(count: int, baseline: Counts) -> None:
    told_apart = [k for k in range(count + 1) if fisher_p((k, count), baseline) < 0.05]
    above = [k for k in told_apart if k * baseline[1] > baseline[0] * count]
    below = [k for k in told_apart if k * baseline[1] < baseline[0] * count]
    assert needed(count, baseline) == Needed(min(above, default=None), max(below, default=None))


@settings(max_examples=30, deadline=None)
@given(st.integers(200, 3000), st.data())
def test_the_verdict_and_what_is_needed_never_contradict(count: int, data: st.DataObject) -> None:
    found = compare(data.draw(st.integers(0, count)), count)
    is_higher = found.needed.higher is not None and found.right >= found.needed.higher
    is_lower = found.needed.lower is not None and found.right <= found.needed.lower
    expected = "higher" if is_higher else "lower" if is_lower else "consistent"
    assert found.verdict == expected


def test_the_content_has_the_public_keys_and_is_json() -> None:
    content = json.loads(json.dumps(compare(81, 100).content()))
    assert list(content) == [
        "accuracy",
        "wilson",
        "exact",
        "difference",
        "newcombe",
        "fisher_p",
        "binomial_p",
        "verdict",
        "needed",
    ]
    assert content["wilson"] == pytest.approx([0.722220, 0.874853], abs=1e-4)
    assert content["verdict"] == "too few"
    assert content["needed"] == {"higher": 92, "lower": 75}


def test_another_baseline_is_taken() -> None:
    found = compare(300, 400, baseline=(60, 100))
    assert found.difference == pytest.approx(0.15)
    assert found.verdict == "higher"
    assert found.binomial_p == pytest.approx(binomtest(300, 400, 0.6).pvalue)


def test_the_published_figure_is_consistent_with_itself() -> None:
    found = compare(*PUBLISHED)
    assert (found.verdict, found.difference, found.fisher_p) == ("consistent", 0.0, 1.0)


@pytest.mark.parametrize("score", [(0, 0), (101, 100), (-1, 100), (5, -5)])
def test_impossible_counts_are_refused(score: Counts) -> None:
    with pytest.raises(RequestError, match="is no score"):
        compare(*score)
    with pytest.raises(RequestError, match="is no score"):
        compare(81, 100, baseline=score)


def test_a_single_image_can_be_told_apart_from_a_baseline_without_exception() -> None:
    assert needed(1, (1000, 1000)) == Needed(None, 0)
    assert needed(1, (0, 1000)) == Needed(1, None)


@given(st.integers(1, 400), st.data())
def test_the_difference_for_many_looks_holds_that_for_one(count: int, data: st.DataObject) -> None:
    score = data.draw(st.integers(0, count)), count
    low, high = anytime_difference(score)
    once_low, once_high = newcombe(score)
    assert low <= once_low <= once_high <= high
    # Recomputed from its definition: each side's distance to the end of its interval.
    p1, p2 = score[0] / count, 0.835
    l1, u1 = anytime(*score)
    l2, u2 = wilson(*PUBLISHED)
    assert low == pytest.approx(p1 - p2 - ((p1 - l1) ** 2 + (u2 - p2) ** 2) ** 0.5)
    assert high == pytest.approx(p1 - p2 + ((u1 - p1) ** 2 + (p2 - l2) ** 2) ** 0.5)


def test_looking_after_every_20_images_claims_a_difference_that_is_not_there_seldom() -> None:
    rng = np.random.default_rng(835)
    runs, once, always = 150, 0, 0
    for _ in range(runs):
        baseline = int(rng.binomial(1000, 0.835)), 1000
        right = np.cumsum(rng.random(1000) < 0.835).tolist()
        looks = [(right[count - 1], count) for count in range(200, 1001, 20)]
        always += any(0 not in anytime_difference(score, baseline) for score in looks)
        once += any(0 not in newcombe(score, baseline) for score in looks)
    assert always / runs < 0.05 < once / runs
