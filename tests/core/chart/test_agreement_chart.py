"""Whether a person is right where the crowd is."""

import numpy as np
import pytest

from fmnist_gui.core.chart import agreement_chart as chart
from fmnist_gui.core.session.crowd import CrowdResult, crowd_result
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.proportion import wilson
from tests.core.chart.reading import dots, outside, overlaps, share_of, whisker
from tests.core.session.example import Sitting


def _data(*images: tuple[int, bool]) -> CrowdResult:
    """Return images of (votes of ten for the label, whether the person is right)."""
    sitting = Sitting([3] * len(images), protocol="quick-20")
    counts = np.zeros((len(images), 10), dtype=np.int64)
    for number, (votes, is_right) in enumerate(images):
        sitting.answer(3 if is_right else 4)
        counts[number, 3], counts[number, 4] = votes, 10 - votes
    sitting.do("finish")
    return crowd_result(session_result(sitting.history(), ()).trials, counts)


MIXED = _data((10, True), (9, True), (8, False), (5, True), (1, True), (1, False), (0, True))


def test_groups_stand_at_the_crowds_mean_and_at_the_share_right() -> None:
    scene = chart.scene(MIXED, 752)
    assert len(dots(scene)) == 3
    for dot, (right, count) in zip(dots(scene), ((2, 3), (1, 1), (2, 3)), strict=True):
        assert share_of(scene, dot.y) == pytest.approx(right / count)
        assert whisker(scene, dot) == pytest.approx(tuple(wilson(right, count)))
    assert [row[5] for row in chart.table(MIXED).rows] == ["6.7 %", "–", "50 %", "–", "90 %"]


def test_the_sentence_counts_where_only_one_side_was_right() -> None:
    assert chart.sentence(MIXED) == (
        "Of 7 images 2 were right here and wrong by most of the crowd, and 1 the other way round."
    )
    assert chart.sentence(crowd_result((), np.zeros((0, 10), dtype=np.int64))) == (
        "No image has a vote of the crowd."
    )


def test_the_table_has_every_group_with_its_interval() -> None:
    rows = chart.table(MIXED).rows
    assert [row[:5] for row in rows] == [
        ("0–20 %", "2", "3", "66.7 %", "20.8–93.9 %"),
        ("20–40 %", "0", "0", "–", "–"),
        ("40–60 %", "1", "1", "100 %", "20.7–100 %"),
        ("60–80 %", "0", "0", "–", "–"),
        ("80–100 %", "2", "3", "66.7 %", "20.8–93.9 %"),
    ]


def test_a_spot_tells_its_group() -> None:
    assert chart.scene(MIXED, 752).spots[0].tip == (
        "0–20 % of the crowd on the label; right on 2 of 3: 66.7 %, 95 % interval 20.8–93.9 %"
    )


@pytest.mark.parametrize("width", [400.0, 752.0])
def test_nothing_overlaps_or_is_cut(width: float) -> None:
    scene = chart.scene(MIXED, width)
    assert overlaps(scene) == []
    assert outside(scene) == []
