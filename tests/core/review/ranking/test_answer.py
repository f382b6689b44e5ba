from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from tests.core.review.ranking.example import ANNA, BEN, TRAIN, evidence, given, order, ranked

# Sessions long enough to have a pace: ten answers of 2 s to image 2, all right.
PACE = tuple((2, 2, 2, 2.0, 0, 0) for _ in range(11))


def test_wrong_answers_of_the_person_come_the_quickest_first() -> None:
    answers = given(*PACE, (0, 6, 0, 3.0, 0, 0), (1, 3, 1, 1.0, 0, 0), (3, 0, 0, 0.5, 0, 0))
    known = evidence(answers={"test": answers}, person=ANNA)

    found = ranked("wrong", known)

    assert order("wrong", known) == [TRAIN + 1, TRAIN]
    assert found.scores[[TRAIN + 1, TRAIN]] == pytest.approx([0.5, 1.5])
    assert found.suggested[[TRAIN + 1, TRAIN, TRAIN + 3]].tolist() == [3, 6, NO_CLASS]
    assert found.why(TRAIN + 1) == "you answered Dress in 1.00 s, 0.5 times your median"


def test_the_first_answer_to_an_image_counts_and_others_answers_do_not() -> None:
    answers = given(
        (0, 0, 0, 1.0, 0, 0), (0, 6, 0, 1.0, 0, 1), (1, 3, 1, 1.0, 1, 2), (2, 4, 2, 1.0, 0, 0)
    )

    assert order("wrong", evidence(answers={"test": answers}, person=ANNA)) == [TRAIN + 2]
    assert order("wrong", evidence(answers={"test": answers}, person=BEN)) == [TRAIN + 1]


def test_an_answer_whose_time_says_nothing_stands_among_the_middling_ones() -> None:
    answers = given(*PACE, (0, 6, 0, 0.1, 0, 0), (1, 3, 1, 1.0, 0, 0), (3, 6, 0, 4.0, 0, 0))
    known = evidence(answers={"test": answers}, person=ANNA)

    assert order("wrong", known) == [TRAIN + 1, TRAIN, TRAIN + 3]
    assert ranked("wrong", known).why(TRAIN) == "you answered Shirt in 0.10 s"


def test_answers_are_slow_or_quick_within_their_session() -> None:
    quick = tuple((2, 2, 2, 1.0, 1, 1) for _ in range(11))
    answers = given(*PACE, *quick, (0, 0, 0, 3.0, 0, 0), (1, 3, 1, 2.5, 1, 1))
    known = evidence(answers={"test": answers}, person=ANNA)

    found = ranked("slow", known)

    assert order("slow", known) == [TRAIN + 1, TRAIN, TRAIN + 2]
    assert found.scores[[TRAIN + 1, TRAIN, TRAIN + 2]] == pytest.approx([2.5, 1.5, 1])
    assert set(found.suggested.tolist()) == {NO_CLASS}
    assert found.why(TRAIN) == "one answer took 1.5 times the median of its session"


def test_several_answers_to_an_image_are_told_by_the_middle_one() -> None:
    slow = ((0, 0, 0, 4.0, 0, 0), (0, 0, 0, 8.0, 0, 0), (0, 0, 0, 2.0, 0, 0))
    found = ranked("slow", evidence(answers={"test": given(*PACE, *slow)}))

    assert found.scores[TRAIN] == pytest.approx(2.0)
    assert found.why(TRAIN) == "the median of 3 answers is 2.0 times that of their session"


def test_idle_and_too_early_answers_and_short_sessions_have_no_pace() -> None:
    other = tuple((3, 0, 0, 9.0, 1, 1) for _ in range(9))
    answers = given(*PACE, *other, (0, 0, 0, 31.0, 0, 0), (1, 1, 1, 0.19, 0, 0))

    assert order("slow", evidence(answers={"test": answers})) == [TRAIN + 2]


def test_simulated_people_are_slow_only_where_nobody_real_answered() -> None:
    machine = tuple((1, 1, 1, 5.0, 1, 1) for _ in range(11))

    mixed = given(*PACE, *machine, simulated=(1,))
    alone = given(*machine, simulated=(1,))

    assert order("slow", evidence(answers={"test": mixed})) == [TRAIN + 2]
    assert order("slow", evidence(answers={"test": alone})) == [TRAIN + 1]


def test_nothing_is_said_where_nobody_answered() -> None:
    for key in ("wrong", "slow"):
        for known in (evidence(), evidence(answers={"test": given()}, person=ANNA)):
            assert not RANKINGS[key].has(known)
            assert np.isnan(ranked(key, known).scores).all()


def test_collected_labels_are_never_wrong_answers_and_unmeasured_times_never_slow() -> None:
    answers = given(*PACE, (0, 6, 0, 3.0, 0, 0), (1, 3, 1, np.nan, 0, 0))
    collected = replace(answers, is_collected=np.ones(len(answers), dtype=np.bool_))
    known = evidence(answers={"test": collected}, person=ANNA)

    assert not RANKINGS["wrong"].has(known)
    assert order("slow", known) == [TRAIN, TRAIN + 2]
