import pytest

from fmnist_gui.core.chart import calibration_chart as chart
from fmnist_gui.core.chart.scene import Stroke, Text
from fmnist_gui.core.stats.calibration import LEVELS, Calibration, calibration
from fmnist_gui.core.stats.proportion import wilson
from tests.core.chart.reading import dots, outside, overlaps, share_of, texts, whisker

RIGHT_OF_20 = (4, 10, 15, 18)


def _data(rights: tuple[int, ...] = RIGHT_OF_20) -> Calibration:
    stated = [level.stated for level in LEVELS for _ in range(20)]
    is_right = [number < right for right in rights for number in range(20)]
    return calibration(stated, is_right)


def test_dots_stand_at_stated_and_right_with_their_intervals() -> None:
    scene = chart.scene(_data(), 752)
    below = {m.text: m.x for m in scene.marks if isinstance(m, Text) and m.anchor == "middle"}
    twenty, full = below["20 %"], below["100 %"]
    for dot, level, hits in zip(dots(scene), LEVELS, RIGHT_OF_20, strict=True):
        assert (dot.x - twenty) / (full - twenty) * 0.8 + 0.2 == pytest.approx(level.stated)
        assert share_of(scene, dot.y) == pytest.approx(hits / 20)
        assert whisker(scene, dot) == pytest.approx(tuple(wilson(hits, 20)))


def test_the_diagonal_is_dashed_from_corner_to_corner() -> None:
    scene = chart.scene(_data(), 752)
    (line,) = (m for m in scene.marks if isinstance(m, Stroke) and m.is_dashed)
    assert [share_of(scene, y) for _, y in line.points] == [0, 1]


def test_every_level_has_its_name_and_count() -> None:
    told = texts(chart.scene(_data(), 400))
    assert [text for text in told if "sure" in text or text == "guess"] == [
        *("guess", "unsure", "fairly sure", "sure")
    ]
    assert told.count("20") == 4


def test_other_levels_are_told_by_what_was_stated() -> None:
    data = calibration([0.5] * 3 + [0.9], [True, False, True, True])
    assert {"50 %: 3", "90 %: 1"} <= set(texts(chart.scene(data, 400)))
    assert [row[0] for row in chart.table(data).rows] == ["–", "–"]


def test_the_sentence_claims_only_what_the_interval_carries() -> None:
    over = chart.sentence(_data((1, 5, 10, 14)))
    assert over == (
        "Over-confident: 64.2 % stated on average, "
        "right on 30 of 80: 37.5 %, 95 % interval 27.7–48.5 %."
    )
    assert chart.sentence(_data((14, 18, 20, 20))).startswith("Under-confident: 64.2 %")
    assert chart.sentence(_data()).startswith("Neither over- nor under-confidence can be told:")
    assert chart.sentence(calibration([], [])) == "No answer has a confidence yet."


def test_the_calibration_error_is_told_from_fifty_images_on() -> None:
    assert "expected calibration error 5" in chart.note(_data())
    few = calibration([0.5] * 49, [True] * 49)
    assert "Brier score 0.250" in chart.note(few)
    assert "told from 50 images on" in chart.note(few)


def test_the_table_gives_the_levels() -> None:
    assert chart.table(_data()).rows[2] == (
        *("Fairly sure", "80 %", "15", "20", "75 %", "53.1–88.8 %"),
    )


def test_a_spot_tells_its_level() -> None:
    assert chart.scene(_data(), 400).spots[3].tip == (
        "Sure, 97 % stated; right on 18 of 20: 90 %, 95 % interval 69.9–97.2 %"
    )


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize(
    "data",
    [_data(), calibration([], []), calibration([0.9, 0.93, 0.95, 0.97, 0.99], [True] * 5)],
    ids=["levels", "nothing", "close together"],
)
def test_nothing_overlaps_or_is_cut(data: Calibration, width: float) -> None:
    scene = chart.scene(data, width)
    assert overlaps(scene) == []
    assert outside(scene) == []
