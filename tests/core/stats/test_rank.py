"""Places on a leaderboard, given only where intervals are apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.proportion import anytime
from fmnist_gui.core.stats.rank import Standing, leaderboard

Entry = tuple[str, int, int]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        count = draw(st.integers(0, 400))
        found.append((f"annotator {number}", draw(st.integers(0, count)), count))
    return found


def places(standings: tuple[Standing, ...]) -> list[tuple[str, int, int]]:
    return [(s.name, s.best_place, s.worst_place) for s in standings]


def test_intervals_that_are_apart_give_each_a_place() -> None:
    found = leaderboard([("Bo", 60, 100), ("Ada", 95, 100), ("Cy", 20, 100)])
    assert places(found) == [("Ada", 1, 1), ("Bo", 2, 2), ("Cy", 3, 3)]


def test_who_cannot_be_told_apart_shares_places() -> None:
    found = leaderboard([("Bo", 82, 100), ("Ada", 85, 100), ("Cy", 20, 100)])
    assert places(found) == [("Ada", 1, 2), ("Bo", 1, 2), ("Cy", 3, 3)]


def test_one_between_two_may_have_the_place_of_either() -> None:
    found = leaderboard([("low", 65, 100), ("middle", 80, 100), ("high", 95, 100)])
    assert places(found) == [("high", 1, 2), ("middle", 1, 3), ("low", 2, 3)]


def test_a_few_lucky_images_do_not_take_the_first_place() -> None:
    lucky, thorough = leaderboard([("thorough", 900, 1000), ("lucky", 5, 5)])
    assert (lucky.name, thorough.name) == ("lucky", "thorough")
    assert (lucky.worst_place, thorough.best_place) == (2, 1)


def test_of_equal_accuracies_more_images_come_first_then_the_name() -> None:
    found = leaderboard([("Bo", 8, 10), ("Ada", 8, 10), ("Cy", 80, 100)])
    assert [standing.name for standing in found] == ["Cy", "Ada", "Bo"]


def test_who_has_no_trial_comes_last_and_may_have_any_place() -> None:
    found = leaderboard([("new", 0, 0), ("Ada", 0, 400)])
    assert places(found) == [("Ada", 1, 2), ("new", 1, 2)]
    assert found[1].accuracy is None
    assert tuple(found[1].interval) == (0.0, 1.0)


def test_equal_people_who_look_after_each_session_are_seldom_told_apart() -> None:
    # With intervals for a single look it happens in a fifth of these histories and more.
    people, sessions, images, histories = 4, 40, 20, 150
    chance = np.random.default_rng(1)
    apart = 0
    for _ in range(histories):
        right = chance.binomial(images, 0.835, (people, sessions)).cumsum(axis=1)
        boards = (
            leaderboard((f"{n}", int(right[n, s]), images * (s + 1)) for n in range(people))
            for s in range(sessions)
        )
        apart += any(place.worst_place < people for board in boards for place in board)
    assert apart / histories < 0.05


def test_an_empty_leaderboard_is_empty() -> None:
    assert leaderboard([]) == ()


def test_people_of_one_name_each_keep_their_row() -> None:
    assert places(leaderboard([("Ada", 95, 100), ("Ada", 20, 100)])) == [
        ("Ada", 1, 1),
        ("Ada", 2, 2),
    ]


@given(entries())
def test_places_are_what_comparing_every_two_gives(listed: list[Entry]) -> None:
    found = leaderboard(listed)
    assert sorted((s.name, s.right, s.count) for s in found) == sorted(listed)
    for mine in found:
        assert mine.interval == anytime(mine.right, mine.count)
        above = sum(other.interval.low > mine.interval.high for other in found)
        below = sum(other.interval.high < mine.interval.low for other in found)
        assert (mine.best_place, mine.worst_place) == (1 + above, len(found) - below)


@given(entries())
def test_the_order_is_one_that_the_places_allow(listed: list[Entry]) -> None:
    with_trials = leaderboard(entry for entry in listed if entry[2])
    for place, standing in enumerate(with_trials, start=1):
        assert standing.best_place <= place <= standing.worst_place
    accuracies = [s.accuracy for s in with_trials if s.accuracy is not None]
    assert accuracies == sorted(accuracies, reverse=True)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(RequestError, match="is no score"):
        leaderboard([("Ada", 11, 10)])
