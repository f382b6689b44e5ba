import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.chart.label_row import (
    LINE,
    NUDGE,
    fitting,
    stacked,
    text_width,
    thinned,
    under_columns,
)
from fmnist_gui.core.chart.scene import Mark, Scene, Text
from tests.core.chart.reading import outside, overlaps, texts

WIDTH = 400.0
PLACES = st.lists(st.floats(60, 380), min_size=1, max_size=12).map(sorted)


def _scene(marks: list[Mark], height: float) -> Scene:
    return Scene(WIDTH, height, tuple(marks))


@given(PLACES)
def test_stacked_labels_are_all_there_and_none_lies_over_another(xs: list[float]) -> None:
    labels = [(x, f"{number}00 images") for number, x in enumerate(xs)]
    marks, height = stacked(labels, 12, width=WIDTH)
    scene = _scene(marks, height)
    assert texts(scene) == [text for _, text in labels]
    assert overlaps(scene) == []
    assert outside(scene) == []


def test_a_label_with_room_stays_under_its_place_and_on_the_first_line() -> None:
    marks, height = stacked([(100, "one"), (200, "two")], 12, width=WIDTH)
    assert [(m.x, m.y) for m in marks if isinstance(m, Text)] == [(100, 12), (200, 12)]
    assert height == LINE


def test_a_label_moves_a_little_before_it_takes_a_new_line() -> None:
    apart = text_width("200 images") + 6
    marks, height = stacked(
        [(100, "100 images"), (100 + apart - NUDGE, "200 images")], 12, width=WIDTH
    )
    assert height == LINE
    assert [m.x for m in marks if isinstance(m, Text)] == pytest.approx([100, 100 + apart])
    close = [(100.0, "100 images"), (99 + apart - NUDGE, "200 images")]
    assert stacked(close, 12, width=WIDTH)[1] == 2 * LINE


@given(PLACES)
def test_fitting_labels_keep_the_first_and_leave_out_what_would_lie_over(xs: list[float]) -> None:
    labels = [(x, f"2026-03-{number:02}") for number, x in enumerate(xs, start=1)]
    scene = _scene(fitting(labels, 12, width=WIDTH), LINE)
    assert texts(scene)[0] == "2026-03-01"
    assert overlaps(scene) == []
    assert outside(scene) == []


def test_labels_under_narrow_columns_are_turned() -> None:
    wide, height = under_columns([100, 200], ["100", "20"], 12)
    narrow, taller = under_columns([100, 115], ["1,000", "20"], 12)
    assert [m.turn for m in wide if isinstance(m, Text)] == [0, 0]
    assert [m.turn for m in narrow if isinstance(m, Text)] == [-90, -90]
    assert height < taller
    assert overlaps(_scene(narrow, taller)) == []


@pytest.mark.parametrize("count", [1, 5, 12, 50])
def test_thinned_rows_keep_the_last_column_and_their_heads(count: int) -> None:
    xs = [60 + (number + 0.5) * 320 / count for number in range(count)]
    rows = [
        ("Block", [str(n + 1) for n in range(count)]),
        ("Median", [f"{n % 10}.00 s" for n in range(count)]),
    ]
    scene = _scene(thinned(xs, rows, 12), 2 * LINE)
    told = texts(scene)
    assert str(count) in told
    assert [text for text in told if text in ("Block", "Median")] == ["Block", "Median"]
    assert len([t for t in told if t.endswith(" s")]) == (len(told) - 2) / 2
    assert overlaps(scene) == []
    assert (len(told) == 2 * count + 2) == (count < 12)
