"""Examples beside practice: which, with which keys, and what stands out after an answer."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.example import class_examples
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Equipment
from tests import sample
from tests.ui.play.seat import Seat, grey_of

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]


def practice(qtbot: QtBot, size: tuple[int, int], *, keys: str = "") -> Seat:
    train = sample.dataset().splits["train"]
    shown = class_examples(train, class_count=10, per_class=3)
    return Seat(
        qtbot,
        replace(preset("practice"), is_drill=False),
        examples=[train.images[list(of_class)] for of_class in shown],
        size=size,
        equipment=Equipment(keys=tuple(keys)),
    )


@pytest.mark.parametrize("size", [(1000, 600), (1600, 1000)])
def test_practice_has_examples_of_each_class_beside_and_marks_them_after_a_mistake(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    seat = practice(qtbot, size)
    seat.wait_shown()
    left, right = seat.view.stage.wings
    assert (left.numbers, right.numbers) == ((0, 1, 2, 3, 4), (5, 6, 7, 8, 9))
    assert left.isVisible()
    assert right.isVisible()
    label = seat.session.label
    wrong = (label + 5) % 10
    seat.press(str(wrong))
    assert left.marks | right.marks == {label: "right", wrong: "wrong"}
    seat.press("x")
    seat.wait_shown()
    assert left.marks | right.marks == {}
    label = seat.session.label
    seat.press(str(label))
    assert left.marks | right.marks == {label: "right"}


def test_the_examples_of_a_class_bear_the_key_that_answers_it(qtbot: QtBot) -> None:
    seat = practice(qtbot, (1200, 800), keys="QWERTASDFG")
    left, right = seat.view.stage.wings
    assert "Trouser, key W" in left.accessibleName()
    assert "Sandal, key A" in right.accessibleName()
    plain = practice(qtbot, (1200, 800), keys="QZERTASDFG")
    other = plain.view.stage.wings[0]
    # Only the key of the second class looks different.
    is_same = grey_of(left.grab().toImage()) == grey_of(other.grab().toImage())
    assert not is_same.all()
    assert is_same.mean() > 0.99


def test_the_right_class_stands_out_after_the_answer_and_nothing_moves(qtbot: QtBot) -> None:
    seat = practice(qtbot, (1200, 800))
    seat.wait_shown()
    stage = seat.view.stage
    before = [grey_of(wing.grab().toImage()).std() for wing in stage.wings]
    places = [widget.geometry() for widget in (*stage.wings, stage.stimulus, seat.view.panel)]
    label = seat.session.label
    seat.press(str(label))
    after = [grey_of(wing.grab().toImage()).std() for wing in stage.wings]
    assert after[label < 5] < before[label < 5] / 2, "the other half has faded"
    assert [w.geometry() for w in (*stage.wings, stage.stimulus, seat.view.panel)] == places


def test_examples_fold_away_where_they_would_be_too_small(qtbot: QtBot) -> None:
    seat = practice(qtbot, (700, 400))
    seat.wait_shown()
    assert not any(wing.isVisible() for wing in seat.view.stage.wings)
    seat.view.resize(1200, 800)
    qtbot.waitUntil(lambda: all(wing.isVisible() for wing in seat.view.stage.wings))
    seat.view.resize(700, 400)
    qtbot.waitUntil(lambda: not any(wing.isVisible() for wing in seat.view.stage.wings))
    assert seat.view.width() == 700
