"""Majorities under every rule for ties, against worked values and by trying every vote."""

import json
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import multivariate_hypergeom

from fmnist_gui.core.stats.majority import (
    Majority,
    majority,
    majority_of_3,
    plurality,
    plurality_accuracy,
    single_accuracy,
)
from tests.core.stats.conftest import Crowd

CLOSE = 5e-7
"""The worked values have six decimals."""

Table = NDArray[np.int64]


@st.composite
def labelled_counts(draw: st.DrawFn) -> tuple[Table, list[int]]:
    """Return small counts with three votes or more on each image, and labels."""
    classes, images = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    number = st.integers(0, classes - 1)
    votes = [draw(st.lists(number, min_size=3, max_size=8)) for _ in range(images)]
    counts = np.array([np.bincount(row, minlength=classes) for row in votes])
    return counts, [draw(number) for _ in range(images)]


@st.composite
def panels(draw: st.DrawFn) -> tuple[list[list[int]], list[int]]:
    people, images = draw(st.integers(1, 5)), draw(st.integers(1, 10))
    number = st.integers(0, 4)
    votes = [[draw(number) for _ in range(people)] for _ in range(images)]
    return votes, [draw(number) for _ in range(images)]


def figures(found: Majority) -> tuple[float, float, float, float | None, float]:
    return found.split, found.strict, found.optimistic, found.tied_left_out, found.tie_share


def one_by_one(votes: list[list[int]], truth: list[int]) -> Majority:
    """Return the same as `majority`, an image after the other."""
    split, strict, optimistic, untied = 0.0, 0, 0, 0
    for row, label in zip(votes, truth, strict=True):
        tally = Counter(row)
        winners = [number for number, count in tally.items() if count == max(tally.values())]
        split += (label in winners) / len(winners)
        strict += winners == [label]
        optimistic += label in winners
        untied += len(winners) == 1
    n = len(truth)
    left_out = strict / untied if untied else None
    return Majority(split / n, strict / n, optimistic / n, left_out, 1 - untied / n, n)


def test_the_worked_panel_is_met_under_every_rule() -> None:
    found = majority([[0, 0, 6], [0, 2, 6], [6, 6, 0], [0, 0, 0]], [0, 0, 0, 0])
    assert figures(found) == pytest.approx((0.583333, 0.5, 0.75, 0.666667, 0.25), abs=CLOSE)
    assert found.n == 4


@given(panels())
def test_a_panel_agrees_with_counting_one_by_one(panel: tuple[list[list[int]], list[int]]) -> None:
    found, expected = majority(*panel), one_by_one(*panel)
    assert found.n == expected.n
    assert figures(found) == pytest.approx(figures(expected))


def test_two_people_who_always_differ_leave_nothing_without_a_tie() -> None:
    found = majority([[0, 1], [1, 0]], [0, 0])
    assert figures(found) == (0.5, 0.0, 1.0, None, 1.0)


def test_a_label_that_nobody_named_is_wrong() -> None:
    assert majority([[0, 1, 2]], [9]).optimistic == 0


def test_small_integers_are_taken() -> None:
    votes = np.array([[9, 9, 0], [255, 9, 255]], dtype=np.uint8)
    assert majority(votes, np.array([9, 255], dtype=np.uint8)).strict == 1


@pytest.mark.parametrize(
    ("votes", "truth"),
    [([0, 0, 6], [0]), ([[0, 0, 6]], [0, 0]), ([[]], [0]), ([[0, -1, 0]], [0]), ([[0, 1]], [-1])],
)
def test_votes_that_do_not_fit_are_a_bug(votes: list[list[int]], truth: list[int]) -> None:
    with pytest.raises(ValueError, match=r"do not fit|outside|negative"):
        majority(votes, truth)


def test_the_content_has_the_public_keys_and_is_json() -> None:
    content = json.loads(json.dumps(majority([[0, 0, 6]], [0]).content()))
    assert list(content) == [
        "split",
        "strict",
        "optimistic",
        "tied_left_out",
        "tie_share",
        "n",
    ]
    assert content["split"] == 1.0


@given(labelled_counts())
def test_three_of_the_crowd_agree_with_trying_every_three(drawn: tuple[Table, list[int]]) -> None:
    counts, labels = drawn
    sums, untied, right = np.zeros(4), 0.0, 0.0
    for row, label in zip(counts, labels, strict=True):
        voters = np.repeat(np.arange(len(row)), row).tolist()
        every = [list(three) for three in combinations(voters, 3)]
        found = one_by_one(every, [label] * len(every))
        sums += (found.split, found.strict, found.optimistic, found.tie_share)
        right += found.strict
        untied += 1 - found.tie_share
    mine = majority_of_3(counts, labels)
    assert mine.n == len(labels)
    assert (mine.split, mine.strict, mine.optimistic, mine.tie_share) == pytest.approx(
        tuple(sums / len(labels)), abs=1e-9
    )
    if untied > 1e-9:
        assert mine.tied_left_out == pytest.approx(right / untied)
    else:
        assert mine.tied_left_out is None


def test_three_of_the_crowd_agree_with_scipys_drawing_without_replacement() -> None:
    row = [11, 7, 30, 1, 0]
    chance = multivariate_hypergeom(row, 3)
    draws = np.array([d for d in np.ndindex(4, 4, 4, 4, 4) if sum(d) == 3])
    chances = np.array([chance.pmf(draw) for draw in draws])
    found = majority_of_3([row], [1])
    assert found.strict == pytest.approx(chances[draws[:, 1] >= 2].sum())
    assert found.tie_share == pytest.approx(chances[draws.max(axis=1) == 1].sum())
    three_with_label = (draws.max(axis=1) == 1) & (draws[:, 1] == 1)
    assert found.optimistic - found.strict == pytest.approx(chances[three_with_label].sum())


@given(labelled_counts())
def test_the_tie_rules_never_contradict(drawn: tuple[Table, list[int]]) -> None:
    found = majority_of_3(*drawn)
    assert -1e-12 <= found.strict <= found.split + 1e-12
    assert found.split <= found.optimistic + 1e-12
    assert found.optimistic <= found.strict + found.tie_share + 1e-12


def test_an_image_with_two_votes_has_no_majority_of_three() -> None:
    with pytest.raises(ValueError, match="row 1 has fewer votes than 3"):
        majority_of_3([[2, 1], [1, 1]], [0, 0])


def test_the_released_counts_give_the_stated_majorities_of_three(crowd: Crowd) -> None:
    found = majority_of_3(*crowd)
    assert found.split == pytest.approx(0.735967, abs=CLOSE)
    assert found.strict == pytest.approx(0.702259, abs=CLOSE)
    assert found.optimistic == pytest.approx(0.803384, abs=CLOSE)
    assert found.n == 10_000


def test_the_released_counts_give_the_stated_accuracies(crowd: Crowd) -> None:
    assert single_accuracy(*crowd) == pytest.approx(0.667200, abs=CLOSE)
    assert plurality_accuracy(*crowd) == pytest.approx(0.821633, abs=CLOSE)


def test_single_accuracy_pools_votes_not_images() -> None:
    assert single_accuracy([[9, 1], [0, 2]], [0, 0]) == 0.75


@given(labelled_counts())
def test_plurality_is_the_majority_of_the_whole_crowd(drawn: tuple[Table, list[int]]) -> None:
    counts, labels = drawn
    alone = [
        one_by_one([np.repeat(np.arange(len(row)), row).tolist()], [label])
        for row, label in zip(counts, labels, strict=True)
    ]
    shares = [found.split for found in alone]
    assert plurality_accuracy(counts, labels) == pytest.approx(np.mean(shares))
    assert plurality(counts).is_tied.tolist() == [found.tie_share == 1 for found in alone]


def test_of_tied_classes_the_lowest_number_is_named_and_flagged() -> None:
    winner, is_tied = plurality([[0, 4, 4, 1], [0, 0, 0, 2]])
    assert winner.tolist() == [1, 3]
    assert is_tied.tolist() == [True, False]


@pytest.mark.parametrize(
    ("counts", "labels"),
    [([[3, 0]], [0, 1]), ([[3, 0]], [2]), ([[3, 0]], [-1]), ([[3, 0], [0, 0]], [0, 0])],
)
def test_counts_that_do_not_fit_are_a_bug(counts: list[list[int]], labels: list[int]) -> None:
    for figure in (majority_of_3, single_accuracy, plurality_accuracy):
        with pytest.raises(ValueError, match=r"do not fit|outside|fewer votes"):
            figure(counts, labels)


def test_no_image_at_all_is_a_bug() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        single_accuracy(np.zeros((0, 10), np.int64), [])


def test_an_image_without_a_vote_has_no_plurality() -> None:
    with pytest.raises(ValueError, match="row 1 has fewer votes than 1"):
        plurality([[1, 0], [0, 0]])
