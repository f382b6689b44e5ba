import numpy as np
import pytest

from fmnist_gui.core.chart import speed_accuracy_chart as chart
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.speed import speed_accuracy
from tests.core.chart.reading import dots, outside, overlaps, place, share_of, texts, whisker


def _data(rights: tuple[int, ...], size: int = 20) -> chart.Curve:
    seconds = np.linspace(0.6, 2.6, size * len(rights))
    is_right = [number < right for right in rights for number in range(size)]
    return speed_accuracy(seconds, is_right, bins=max(len(rights), 1))


def test_dots_stand_at_median_time_and_share_with_their_intervals() -> None:
    data = _data((19, 18, 17, 15, 10))
    scene = chart.scene(data, 752)
    one, two = place(scene, "1 s").x, place(scene, "2 s").x
    for dot, point in zip(dots(scene), data, strict=True):
        assert 2 ** ((dot.x - one) / (two - one)) == pytest.approx(point.median_s)
        assert share_of(scene, dot.y) == pytest.approx(point.right / 20)
        assert whisker(scene, dot) == pytest.approx(tuple(wilson(point.right, 20)))


def test_counts_are_written() -> None:
    assert texts(chart.scene(_data((19, 18, 17, 15, 10)), 400))[-6:] == ["Images", *["20"] * 5]


def test_a_change_is_told_with_its_ends_and_p() -> None:
    assert chart.sentence(_data((19, 18, 17, 15, 10))) == (
        "Slower answers were right less often: 10 of the 20 slowest, 19 of the 20 fastest "
        "(Cochran-Armitage trend test, p = 0.0003)."
    )
    assert "right more often: 19" in chart.sentence(_data((10, 15, 19)))


def test_no_change_is_never_called_equal() -> None:
    assert chart.sentence(_data((17, 16, 17))) == (
        "No change of accuracy with response time can be told "
        "(Cochran-Armitage trend test, p = 1.00)."
    )
    assert chart.sentence(_data((20, 20))) == (
        "No change of accuracy with response time can be told."
    )
    assert chart.sentence(()) == "No response time can be told yet."


def test_the_table_gives_the_groups() -> None:
    assert chart.table(_data((19, 10))).rows[1] == (*("2.11 s", "10", "20", "50 %", "29.9–70.1 %"),)
    assert chart.note(_data((19, 10))).startswith("40 images in 2 groups by speed")


def test_a_spot_tells_its_group() -> None:
    assert chart.scene(_data((19, 10)), 400).spots[1].tip == (
        "Around 2.11 s, right on 10 of 20: 50 %, 95 % interval 29.9–70.1 %"
    )


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize("rights", [(), (3,), (9, 9, 8, 7, 6), (1000,) * 10])
def test_nothing_overlaps_or_is_cut(rights: tuple[int, ...], width: float) -> None:
    scene = chart.scene(_data(rights, size=max(rights, default=0) + 1), width)
    assert overlaps(scene) == []
    assert outside(scene) == []
