import numpy as np
import pytest
from scipy.stats import entropy

from fmnist_gui.core.review.queue import NO_CLASS
from tests.core.review.ranking.example import (
    TEST_ROWS,
    TRAIN,
    evidence,
    model,
    order,
    ranked,
    shares,
)

VOTES = np.zeros((7, 10), dtype=np.int64)
VOTES[3, [0, 6]] = 5, 5
VOTES[4, [1, 3]] = 3, 37
VOTES[5, 2] = 4
VOTES[6, [0, 6, 3]] = 1, 1, 8
KNOWN = evidence(counts=VOTES)
BOTH = evidence(counts=VOTES, models=(model("Forest", "test", *TEST_ROWS),))


def test_the_label_challenge_is_that_of_the_definition() -> None:
    found = ranked("human", KNOWN)

    assert found.scores[[3, 4, 6]] == pytest.approx([0, 34 / 40, 7 / 10])
    assert order("human", KNOWN) == [4, 6, 3]
    assert found.suggested.tolist() == [*[NO_CLASS] * 3, 6, 3, NO_CLASS, 3]
    assert found.why(4) == "37 of 40 people say Dress, 3 Trouser"


def test_what_more_people_say_stands_first_be_it_the_label() -> None:
    votes = np.zeros_like(VOTES)
    votes[4, [1, 3]] = 26, 21
    found = ranked("human", evidence(counts=votes))
    assert found.why(4) == "26 of 47 people say Trouser, 21 Dress"


def test_disagreement_is_the_entropy_of_the_votes_from_five_on() -> None:
    found = ranked("disagreement", KNOWN)

    expected = [entropy(VOTES[number], base=2) for number in (3, 4, 6)]
    assert found.scores[[3, 4, 6]] == pytest.approx(expected)
    assert np.isnan(found.scores[5])
    assert found.why(3) == "10 people say T-shirt/top 50 %, Shirt 50 %"


def test_sure_but_not_of_the_same_takes_the_less_sure_of_the_two() -> None:
    found = ranked("sure", BOTH)

    # Of 4 both say Dress, of 5 there are too few votes, of 3 as many people say so as not.
    assert order("sure", BOTH) == [6]
    assert found.scores[6] == pytest.approx(0.5)
    assert found.suggested[6] == 3
    assert found.why(6) == (
        "8 of 10 people say Dress, 1 T-shirt/top; model gives Shirt 50 %, T-shirt/top 45 %"
    )


def test_doubtful_opinions_come_after_sure_ones_however_far_apart() -> None:
    votes = np.zeros((7, 10), dtype=np.int64)
    votes[3, [1, 2]] = 6, 4
    votes[4, 7] = 10
    rows = [shares(Dress=0.6, Coat=0.4), shares(Sandal=0.9, Sneaker=0.1), *TEST_ROWS[2:]]
    known = evidence(counts=votes, models=(model("Forest", "test", *rows),))

    assert order("sure", known) == [4, 3]


def test_where_people_say_the_label_the_model_suggests() -> None:
    votes = np.zeros((7, 10), dtype=np.int64)
    votes[4, 1] = 10
    known = evidence(counts=votes, models=BOTH.models)

    found = ranked("sure", known)
    assert found.suggested[4] == 3
    assert found.why(4) == "10 of 10 people say Trouser; model gives Dress 70 %, Trouser 10 %"


def test_nobody_was_asked_about_train() -> None:
    for key in ("human", "disagreement", "sure"):
        assert np.isnan(ranked(key, BOTH).scores[:TRAIN]).all()
