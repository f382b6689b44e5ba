"""A person beside the crowd that labelled the same images."""

from itertools import product
from math import log2, prod

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.crowd import CrowdResult, crowd_result
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.session.result import session_result
from tests.core.session.example import Sitting, played


def _trials(*pairs: tuple[int, int]) -> tuple[Trial, ...]:
    """Return finished trials of (label, answer) over the images 0, 1, ..."""
    sitting = Sitting([label for label, _ in pairs], protocol="quick-20")
    for _, answer in pairs:
        sitting.answer(answer)
    sitting.do("finish")
    return session_result(sitting.history(), ()).trials


def _counts(*rows: dict[int, int]) -> NDArray[np.int64]:
    table = np.zeros((len(rows), 10), dtype=np.int64)
    for number, row in enumerate(rows):
        for chosen, votes in row.items():
            table[number, chosen] = votes
    return table


def _worked() -> CrowdResult:
    """Return the worked example: five images that 90 % and five that 60 % got right, 9 right."""
    trials = _trials(*[(3, 3)] * 9, (3, 0))
    easy, hard = {3: 90, 0: 10}, {3: 60, 0: 40}
    return crowd_result(trials, _counts(*[easy] * 5, *[hard] * 5))


def test_the_worked_score_is_adjusted_for_difficulty() -> None:
    found = _worked()
    assert (found.n, found.right, found.accuracy, found.votes) == (10, 9, 0.9, 1000)
    assert found.single == pytest.approx(0.75)
    assert found.adjusted is not None
    assert found.adjusted.z == pytest.approx(1.167748, abs=1e-6)
    assert found.adjusted.upper_p == pytest.approx(0.224481, abs=1e-6)
    assert found.headline == (
        "On these very 10 images the average crowd worker scored 75 %, 95 % interval 72.2–77.6 % "
        "over 1,000 votes; you scored 90 %, 95 % interval 59.6–98.2 %.",
        "That is 1.17 standard deviations above what such a worker reaches by luck alone "
        "(p = 0.22 for as many right or more).",
    )


def test_the_tails_are_those_of_all_ways_to_be_right() -> None:
    votes = [7, 5, 9, 2, 10]
    trials = _trials((1, 1), (2, 2), (3, 0), (4, 0), (5, 0))
    rows = [{n + 1: right, 9: 10 - right} for n, right in enumerate(votes)]
    found = crowd_result(trials, _counts(*rows)).adjusted
    assert found is not None
    ways = [0.0] * 6
    for outcome in product((0, 1), repeat=5):
        ways[sum(outcome)] += prod(
            v / 10 if hit else 1 - v / 10 for v, hit in zip(votes, outcome, strict=True)
        )
    assert found.upper_p == pytest.approx(sum(ways[2:]))
    assert found.lower_p == pytest.approx(sum(ways[:3]))
    assert found.z is not None
    assert found.z < 0


def test_images_that_only_one_side_had_right_begin_where_the_crowd_was_surest() -> None:
    trials = _trials((0, 0), (1, 1), (2, 2), (3, 0), (4, 0), (5, 0), (6, 6))
    found = crowd_result(
        trials,
        _counts(
            {5: 6, 0: 4},
            {5: 9, 1: 1},
            {2: 10},
            {3: 6, 0: 4},
            {4: 10},
            {0: 10},
            {6: 5, 0: 5},
        ),
    )
    assert [i.image_index for i in found.only_person] == [1, 0]
    assert [i.image_index for i in found.only_crowd] == [4, 3]
    assert [i.sureness for i in found.only_person] == [0.9, 0.6]


def test_a_tie_of_the_crowd_is_neither_right_nor_wrong() -> None:
    found = crowd_result(_trials((6, 6), (6, 0)), _counts({6: 5, 0: 5}, {6: 5, 0: 5}))
    assert all(image.is_tied for image in found.images)
    assert found.only_person == found.only_crowd == ()
    assert found.plurality == 0.5


def test_human_agreement_is_told_for_each_image() -> None:
    row = {3: 1, 4: 1, 5: 1, 6: 1, 7: 26, 9: 42}
    (image,) = crowd_result(_trials((7, 9)), _counts(row)).images
    assert (image.label, image.answer, image.plurality, image.votes) == (7, 9, 9, 72)
    assert (image.share, image.sureness) == (26 / 72, 42 / 72)
    shares = [votes / 72 for votes in row.values()]
    assert image.entropy == pytest.approx(-sum(q * log2(q) for q in shares))
    assert image.entropy == pytest.approx(1.327025, abs=1e-6)


def test_the_majority_of_three_of_the_crowd_is_told_by_every_rule_for_ties() -> None:
    found = crowd_result(_trials((0, 0)), _counts({0: 2, 1: 1, 2: 1}))
    # Of the four ways to leave one out, two leave 0 0 x, and two leave three classes.
    assert found.majority is not None
    assert found.majority.strict == pytest.approx(0.5)
    assert found.majority.optimistic == pytest.approx(1.0)
    assert found.majority.split == pytest.approx(0.5 + 0.5 / 3)
    assert found.majority.tie_share == pytest.approx(0.5)
    note = found.notes[-1]
    assert "66.7 %" in note
    assert "with ties split" in note
    assert "with ties wrong" in note


def test_two_votes_make_no_majority_of_three() -> None:
    assert crowd_result(_trials((0, 0)), _counts({0: 2})).majority is None


def test_a_crowd_of_one_mind_leaves_nothing_to_luck() -> None:
    found = crowd_result(_trials((0, 0)), _counts({0: 10}))
    assert found.adjusted is not None
    assert found.adjusted.z is None
    assert "nothing is left to luck" in found.headline[1]


def test_images_without_a_vote_are_left_out() -> None:
    found = crowd_result(_trials((0, 0), (1, 1)), _counts({}, {1: 5}))
    assert (found.n, [i.image_index for i in found.images]) == (1, [1])
    nothing = crowd_result(_trials((0, 0)), _counts({}))
    assert (nothing.n, nothing.adjusted, nothing.single) == (0, None, None)
    assert nothing.headline == ("No scored image has a vote of the crowd.",)


def test_a_sealed_session_is_set_beside_nobody() -> None:
    sealed = session_result(played(100, 150, planned=200), ())
    assert sealed.trials == ()
    assert crowd_result(sealed.trials, np.ones((200, 10), dtype=np.int64)).n == 0


@pytest.mark.parametrize(
    ("shape", "image_count", "found"),
    [((1, 10), None, "1 × 10"), ((2, 3), None, "2 × 3"), ((3, 10), 2, "3 × 10"), ((2,), None, "2")],
)
def test_counts_of_other_images_are_refused_in_one_sentence(
    shape: tuple[int, ...], image_count: int | None, found: str
) -> None:
    with pytest.raises(DataError) as refusal:
        crowd_result(
            _trials((0, 0), (1, 9)), np.ones(shape, dtype=np.int64), image_count=image_count
        )
    assert f"found {found};" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_somebody_else_is_named() -> None:
    told = crowd_result(_trials((0, 0)), _counts({0: 1, 1: 1}), who="Ada").headline[0]
    assert "; Ada scored 100 %" in told
