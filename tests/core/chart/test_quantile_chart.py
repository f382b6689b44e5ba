import numpy as np
import pytest

from fmnist_gui.core.chart import quantile_chart as chart
from fmnist_gui.core.chart.scene import Stroke
from fmnist_gui.core.stats.speed import quantile_points
from tests.core.chart.reading import dots, outside, overlaps, place, texts

RIGHT = np.linspace(0.6, 1.6, 101)
WRONG = np.linspace(0.8, 2.8, 21)


def _data(right: np.ndarray = RIGHT, wrong: np.ndarray = WRONG) -> chart.RightAndWrong:
    return chart.RightAndWrong(quantile_points(right), quantile_points(wrong))


def test_marks_stand_at_the_logarithm_of_their_time() -> None:
    scene = chart.scene(_data(), 752)
    one, two = place(scene, "1 s").x, place(scene, "2 s").x
    found = [dot for dot in dots(scene) if dot.y > 20]
    times = [2 ** ((dot.x - one) / (two - one)) for dot in found]
    assert times == pytest.approx([0.7, 0.9, 1.1, 1.3, 1.5, 1.0, 1.4, 1.8, 2.2, 2.6])


def test_right_and_wrong_differ_by_shape_and_not_by_colour_alone() -> None:
    found = dots(chart.scene(_data(), 752))
    assert {(dot.ink, dot.is_diamond) for dot in found} == {("right", False), ("wrong", True)}


def test_slower_quantiles_stand_higher_and_right_above_wrong() -> None:
    found = [dot for dot in dots(chart.scene(_data(), 752)) if dot.y > 20]
    right, wrong = [dot.y for dot in found[:5]], [dot.y for dot in found[5:]]
    assert right == sorted(right, reverse=True)
    assert all(0 < below - above < 15 for above, below in zip(right, wrong, strict=True))


def test_counts_are_written() -> None:
    assert {"Right, n = 101", "Wrong, n = 21"} <= set(texts(chart.scene(_data(), 400)))


def test_intervals_are_drawn_where_there_are_enough_answers() -> None:
    def flat(data: chart.RightAndWrong) -> int:
        strokes = [m for m in chart.scene(data, 752).marks if isinstance(m, Stroke)]
        inked = [m.points for m in strokes if m.ink in ("right", "wrong")]
        return sum(start[1] == end[1] for start, end in inked)

    assert flat(_data()) == 8
    assert flat(_data(RIGHT, WRONG[:5])) == 5
    assert "where there are enough" in chart.note(_data())
    assert "where there are enough" not in chart.note(_data(RIGHT, RIGHT))


def test_the_sentence_tells_how_late_the_slow_answers_came() -> None:
    assert chart.sentence(_data()) == (
        "Of 101 right answers 90 % came within 1.50 s, of 21 wrong ones within 2.60 s."
    )
    assert chart.sentence(_data(RIGHT, WRONG[:0])) == (
        "Of 101 right answers 90 % came within 1.50 s."
    )
    assert chart.sentence(_data(RIGHT[:0])) == "Of 21 wrong answers 90 % came within 2.60 s."
    assert chart.sentence(_data(RIGHT[:0], WRONG[:0])) == "No response time can be told yet."


def test_the_table_gives_each_quantile_with_its_interval() -> None:
    rows = chart.table(_data()).rows
    assert rows[2] == ("Right", "101", "50 %", "1.10 s", "1.00–1.20 s")
    assert rows[5] == ("Wrong", "21", "10 %", "1.00 s", "–")


def test_a_spot_tells_its_quantile() -> None:
    tips = [spot.tip for spot in chart.scene(_data(), 400).spots]
    assert "50 % of 101 right answers came within 1.10 s, 95 % interval 1.00–1.20 s" in tips


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize("count", [0, 1, 8, 1000])
def test_nothing_overlaps_or_is_cut(count: int, width: float) -> None:
    times = np.linspace(0.3, 25, 1000)[:count]
    scene = chart.scene(_data(times, times[: count // 2]), width)
    assert overlaps(scene) == []
    assert outside(scene) == []
