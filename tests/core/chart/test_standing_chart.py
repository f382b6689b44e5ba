"""Who stands where, drawn: places, intervals, and doubts beside them."""

import pytest

from fmnist_gui.core.chart import standing_chart
from fmnist_gui.core.chart.scene import Dot, Stroke, Text
from fmnist_gui.core.session.pool import pools
from fmnist_gui.core.session.standing import Leaderboard, leaderboards
from tests.core.chart.reading import outside, overlaps, texts
from tests.core.session.example import played


@pytest.fixture
def board() -> Leaderboard:
    histories = [
        played(95, 100, name="Ann"),
        played(80, 100, name="Bo", seen=range(10)),
        played(40, 100, name="Cecil"),
    ]
    (made,) = leaderboards(pools(histories))
    return made


def test_the_sentence_and_the_places_are_those_of_the_leaderboard(board: Leaderboard) -> None:
    assert standing_chart.sentence(board) == board.sentence
    rows = standing_chart.table(board).rows
    assert [(row[0], row[1]) for row in rows] == [(row.place, row.name) for row in board.rows]
    assert rows[0][2:7] == ("95 %", "84.0–99.3 %", "95", "100", "1")


def test_every_interval_is_drawn_about_its_score(board: Leaderboard) -> None:
    scene = standing_chart.scene(board, 800)
    dots = [mark for mark in scene.marks if isinstance(mark, Dot)]
    lines = [m for m in scene.marks if isinstance(m, Stroke) and m.width == 3]
    assert len(dots) == len(lines) == 3
    for dot, line in zip(dots, lines, strict=True):
        (low, _), (high, _) = line.points
        assert low < dot.x < high
    assert dots[0].x > dots[1].x > dots[2].x


def test_doubts_are_marked_by_a_sign_and_told_in_the_tip_and_below(board: Leaderboard) -> None:
    scene = standing_chart.scene(board, 800)
    signs = [m for m in scene.marks if isinstance(m, Text) and m.text == "!"]
    assert len(signs) == 1
    tips = {spot.tip.split(":")[0]: spot.tip for spot in scene.spots}
    assert "had been seen before" in tips["Bo"]
    assert "! marks sessions that are in doubt" in standing_chart.note(board)


def test_each_row_leads_to_its_person(board: Leaderboard) -> None:
    scene = standing_chart.scene(board, 800)
    assert [spot.key for spot in scene.spots] == [str(r.pool.annotator.id) for r in board.rows]
    assert all(spot.can_open and spot.cell is None for spot in scene.spots)


@pytest.mark.parametrize("width", [400, 640, 1400])
def test_nothing_leaves_the_chart(board: Leaderboard, width: int) -> None:
    scene = standing_chart.scene(board, width)
    for mark in scene.marks:
        if isinstance(mark, Dot | Text):
            assert 0 <= mark.x <= width
            assert 0 <= mark.y <= scene.height


@pytest.mark.parametrize("width", [250, 300, 400, 480, 640, 1400])
def test_nothing_lies_over_another_however_narrow(board: Leaderboard, width: int) -> None:
    scene = standing_chart.scene(board, width)
    assert overlaps(scene) == []
    assert outside(scene) == []


def test_the_plot_keeps_its_width_below_the_names_where_it_is_narrow(board: Leaderboard) -> None:
    for width in (300, 400, 420, 800):
        scene = standing_chart.scene(board, width)
        ends = [m.x for m in scene.marks if isinstance(m, Text) and m.text in ("0 %", "100 %")]
        assert ends[1] - ends[0] >= 160
    assert "20 %" in texts(standing_chart.scene(board, 800))
    assert "50 %" in texts(standing_chart.scene(board, 300 - 60))
