"""Where the parts stand: nothing over anything else, in any window and at any size of letters."""

from dataclasses import fields

import pytest
from PySide6.QtCore import QRect, QSize

from fmnist_gui.ui.review.evidence_plan import (
    IMAGE_LEAST_PX,
    MARGIN_PX,
    MEASURE_PX,
    Frame,
    Need,
    Plan,
    frame,
    planned,
)

NEED = Need(ways=24, question=80, votes=130, models=60, history=100)


def parts(plan: Plan) -> list[QRect]:
    return [getattr(plan, field.name) for field in fields(plan) if field.name != "height"]


def check(made: Frame, width: int) -> Plan:
    plan = planned(made, NEED)
    found = parts(plan)
    for position, one in enumerate(found):
        assert one.left() >= MARGIN_PX
        assert one.right() < width
        assert one.bottom() < plan.height
        assert not any(one.intersects(other) for other in found[position + 1 :])
    return plan


@pytest.mark.parametrize(
    "size", [(672, 370), (928, 530), (500, 400), (1600, 900), (2200, 1180), (320, 2000)]
)
@pytest.mark.parametrize("values_px", [0, 544])
def test_no_part_is_over_another(size: tuple[int, int], values_px: int) -> None:
    check(frame(QSize(*size), ways_px=24, values_px=values_px), size[0])


@pytest.mark.usefixtures("large_font")
@pytest.mark.parametrize("size", [(500, 370), (672, 370), (2200, 1180)])
def test_nor_with_letters_of_twice_the_size(size: tuple[int, int]) -> None:
    check(frame(QSize(*size), ways_px=44), size[0])


def test_in_a_small_window_the_words_stand_beside_the_image() -> None:
    made = frame(QSize(672, 370), ways_px=24)
    plan = check(made, 672)
    assert plan.question.left() > plan.stimulus.right()
    assert plan.stimulus.width() >= IMAGE_LEAST_PX
    assert made.per_row == 8


def test_where_there_is_no_room_beside_it_they_stand_below() -> None:
    made = frame(QSize(500, 400), ways_px=24)
    plan = check(made, 500)
    assert plan.question.top() > plan.ways.bottom()
    assert made.per_row == 4


@pytest.mark.usefixtures("large_font")
def test_in_a_low_view_a_small_image_and_the_question_are_in_sight_side_by_side() -> None:
    plan = check(frame(QSize(520, 151), ways_px=44), 520)
    assert plan.stimulus.bottom() < 151
    assert plan.question.left() > plan.stimulus.right()
    assert plan.question.top() == plan.stimulus.top()
    # Grey values need all the room.
    values = check(frame(QSize(520, 151), ways_px=44, values_px=1032), 520)
    assert values.question.top() > values.stimulus.bottom()


def test_in_a_usual_window_all_but_the_history_is_in_sight() -> None:
    # Six classes voted for, and two models.
    usual = Need(ways=24, question=68, votes=128, models=56, history=0)
    plan = planned(frame(QSize(928, 530), ways_px=24), usual)
    assert plan.examples.bottom() < 530


def test_the_image_grows_with_the_window_and_content_has_a_measure() -> None:
    small, large = (frame(QSize(*size), ways_px=24) for size in ((928, 530), (2200, 1180)))
    assert large.image_px > 2 * small.image_px
    assert large.thumb_px > small.thumb_px
    assert large.width == MEASURE_PX
    # In the middle, as far from one edge as from the other.
    assert abs(2200 - 2 * large.left - large.width) <= 1


def test_grey_values_get_the_room_that_they_need() -> None:
    beside = frame(QSize(928, 530), ways_px=24, values_px=544)
    assert beside.is_beside
    assert beside.image_px == 544
    below = frame(QSize(672, 370), ways_px=24, values_px=544)
    assert not below.is_beside
    assert below.image_px == 544


def test_what_once_needed_more_keeps_its_place() -> None:
    more = Need(ways=10, question=90, votes=10, models=10, history=10)
    assert NEED.or_more(more) == Need(24, 90, 130, 60, 100)
