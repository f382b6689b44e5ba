"""Which classes are named, and how their shares are written."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.ui.image.top_three import Ranking, TopThree, of_model, of_people
from tests.ui.image.words import words_of


def test_a_model_is_named_with_its_three_likeliest_classes() -> None:
    probs = np.array([0.05, 0, 0.05, 0.6, 0.2, 0, 0.1], dtype=np.float32)
    ranking = of_model(probs, model="forest")
    assert ranking is not None
    assert ranking.title == "Model: forest"
    assert [share.class_number for share in ranking.shares] == [3, 4, 6]


def test_people_come_with_the_number_of_their_answers() -> None:
    ranking = of_people(np.array([0, 0, 43, 0, 18]))
    assert ranking is not None
    assert ranking.title == "People: 61 answers"
    assert [(s.class_number, s.note) for s in ranking.shares] == [(2, "43 of 61"), (4, "18 of 61")]
    single = of_people(np.array([0, 1]))
    assert single is not None
    assert single.title == "People: 1 answer"


def test_nothing_known_is_no_ranking() -> None:
    assert of_model(np.full(3, np.nan), model="forest") is None
    assert of_model(np.zeros(3), model="forest") is None
    assert of_people(np.zeros(3, dtype=np.int64)) is None


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_no_class_left_out_has_more_and_equal_ones_stand_in_order(votes: list[int]) -> None:
    ranking = of_people(np.array(votes))
    if ranking is None:
        assert not any(votes)
        return
    found = [share.class_number for share in ranking.shares]
    assert (
        found
        == sorted((n for n, count in enumerate(votes) if count), key=lambda n: (-votes[n], n))[:3]
    )


def test_rows_without_a_class_take_no_room(qtbot: QtBot, dark: None) -> None:
    view = TopThree()
    qtbot.addWidget(view)
    view.show_ranking(of_people(np.array([0, 0, 3, 1])), names=FASHION_CLASSES)
    view.show()
    words = words_of(view)
    assert words == ["People: 4 answers", "Pullover", "75 %", "Dress", "25 %"]
    view.show_ranking(None, names=FASHION_CLASSES)
    assert view.isHidden()


def test_a_near_certainty_is_not_rounded_to_one(qtbot: QtBot, dark: None) -> None:
    ranking = of_model(np.array([0.9998, 0.0002]), model="forest")
    assert isinstance(ranking, Ranking)
    view = TopThree()
    qtbot.addWidget(view)
    view.show_ranking(ranking, names=FASHION_CLASSES)
    assert "99.98 %" in words_of(view)
