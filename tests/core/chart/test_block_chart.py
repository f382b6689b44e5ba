import numpy as np
import pytest

from fmnist_gui.core.chart import block_chart as chart
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.trend import blocks
from tests.core.chart.reading import dots, outside, overlaps, share_of, texts, whisker

WORKED = (78, 82, 84, 85, 86)


def _data(rights: tuple[int, ...], size: int, *, is_timed: bool = False) -> chart.Blocks:
    is_right = [number < right for right in rights for number in range(size)]
    seconds = np.linspace(1, 2, len(is_right)) if is_timed else None
    return blocks(is_right, size=size, seconds=seconds)


def test_dots_stand_at_their_shares_with_their_intervals() -> None:
    scene = chart.scene(_data(WORKED, 100), 752)
    for dot, right in zip(dots(scene), WORKED, strict=True):
        assert share_of(scene, dot.y) == pytest.approx(right / 100)
        assert whisker(scene, dot) == pytest.approx(tuple(wilson(right, 100)))
    assert [dot.x for dot in dots(scene)] == sorted({dot.x for dot in dots(scene)})


def test_every_block_has_its_number_count_and_median_time() -> None:
    told = texts(chart.scene(_data((8, 9, 7), 10, is_timed=True), 400))
    assert told[-12:] == [
        *("Block", "3", "2", "1"),
        *("Images", "10", "10", "10"),
        *("Median", "1.84 s", "1.50 s", "1.16 s"),
    ]
    assert "Median" not in texts(chart.scene(_data((8, 9, 7), 10), 400))


def test_no_trend_is_claimed_from_the_worked_blocks() -> None:
    assert chart.sentence(_data(WORKED, 100)) == (
        "No trend can be told over 5 blocks (Cochran-Armitage trend test, p = 0.11)."
    )


def test_a_rise_and_a_fall_are_told_with_their_p() -> None:
    assert chart.sentence(_data((50, 70, 90), 100)) == (
        "Accuracy rises over 3 blocks (Cochran-Armitage trend test, p < 0.0001)."
    )
    assert chart.sentence(_data((90, 80, 77), 100)).startswith("Accuracy falls over 3 blocks")


def test_what_has_no_trend_says_why() -> None:
    assert chart.sentence(()) == "No scored image yet: there are no blocks to compare."
    assert chart.sentence(_data((8,), 10)) == "One block of 10 images: no trend can be told."
    assert chart.sentence(_data((10, 10), 10)) == (
        "Every answer was right: no trend can be told over 2 blocks."
    )
    assert chart.sentence(_data((0, 0), 10)).startswith("No answer was right")


def test_the_note_tells_the_size_and_a_shorter_last_block() -> None:
    assert chart.note(blocks([True] * 25, size=10)).startswith(
        "Blocks of 10 images in the order of the trials, the last one shorter."
    )
    assert "shorter" not in chart.note(_data((8, 9), 10))


def test_the_table_gives_the_blocks() -> None:
    rows = chart.table(_data((8, 9), 10, is_timed=True)).rows
    assert rows[0] == ("1", "8", "10", "80 %", "49.0–94.3 %", "1.24 s")
    assert chart.table(_data((8, 9), 10)).rows[0][-1] == "–"


def test_a_spot_tells_its_block() -> None:
    assert chart.scene(_data((8, 9), 10, is_timed=True), 400).spots[1].tip == (
        "Block 2, right on 9 of 10: 90 %, 95 % interval 59.6–98.2 %; median time 1.76 s"
    )


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize("count", [0, 1, 5, 12, 50])
def test_nothing_overlaps_or_is_cut(count: int, width: float) -> None:
    scene = chart.scene(_data((8,) * count, 10, is_timed=bool(count)), width)
    assert overlaps(scene) == []
    assert outside(scene) == []
