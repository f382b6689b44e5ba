import numpy as np
import pytest

from fmnist_gui.core.chart import bias_chart as chart
from fmnist_gui.core.chart.scene import Badge, Cell, Stroke, Text
from fmnist_gui.core.stats.class_test import class_bias
from tests.core.chart.reading import dots, outside, overlaps, texts

NAMES = (
    *("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"),
    *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
)
TWO = np.array([[60, 40], [45, 855]])


def _data(matrix: np.ndarray) -> chart.Biases:
    return chart.Biases(NAMES[: len(matrix)], class_bias(matrix))


def _ten(each: int = 20) -> np.ndarray:
    matrix = np.diag(np.full(10, each))
    matrix[6, 6], matrix[6, 0] = each - 6, 6
    return matrix


def _value(texts_: list[Text], x: float) -> float:
    """Return what an x stands for on the axis whose figures are `texts_`."""
    first, last = texts_[0], texts_[-1]
    low, high = (float(t.text.replace("−", "-")) for t in (first, last))
    return low + (high - low) * (x - first.x) / (last.x - first.x)


def test_dots_stand_at_the_worked_sensitivity_and_criterion() -> None:
    scene = chart.scene(_data(TWO), 752)
    figures = [m for m in scene.marks if isinstance(m, Text) and m.anchor == "middle"]
    start = next(n for n, text in enumerate(figures) if text.text.startswith("−"))
    d_prime, criterion = figures[:start], figures[start:]
    first, second = (dot.x for dot in dots(scene)[:2])
    assert _value(d_prime, first) == pytest.approx(1.890815, abs=1e-4)
    assert _value(criterion, second) == pytest.approx(0.694623, abs=1e-4)


def test_every_class_has_badge_name_count_and_two_intervals() -> None:
    scene = chart.scene(_data(_ten()), 752)
    assert [m.number for m in scene.marks if isinstance(m, Badge)] == list(range(10))
    assert set(NAMES) <= set(texts(scene))
    assert texts(scene).count("20") == 10
    rows = [m.y for m in dots(scene)]
    lines = [m for m in scene.marks if isinstance(m, Stroke) and m.points[0][1] == m.points[1][1]]
    assert sorted(m.points[0][1] for m in lines) == sorted(rows)
    assert len(rows) == 20
    assert scene.spots[6].cell == Cell(label=6)


def test_a_class_without_an_image_has_no_dot_and_cannot_be_opened() -> None:
    scene = chart.scene(_data(np.array([[9, 0, 1], [1, 9, 0], [0, 0, 0]])), 752)
    assert len(dots(scene)) == 4
    assert scene.spots[2].cell is None
    assert scene.spots[2].tip == "Pullover: 1 answer for 0 images"


def test_the_sentence_tells_answers_beside_images() -> None:
    assert chart.sentence(_data(_ten())) == (
        "Answered more often than it came up: T-shirt/top (26 answers for 20 images); "
        "less often: Shirt (14 answers for 20 images)."
    )
    assert chart.sentence(_data(np.diag([5, 5]))) == (
        "Every class was answered as often as it came up."
    )
    assert chart.sentence(_data(np.zeros((2, 2), int))) == "No image has been answered yet."


def test_classes_with_few_images_are_grey_and_announced() -> None:
    thin = chart.scene(_data(_ten(each=9)), 752)
    assert {dot.ink for dot in dots(thin)} == {"hint"}
    assert "fewer than 10 images are grey" in chart.note(_data(_ten(each=9)))
    assert [dot.ink for dot in dots(chart.scene(_data(_ten()), 752))[:4]] == [0, 0, 1, 1]
    assert "grey" not in chart.note(_data(_ten()))


def test_the_table_gives_both_with_their_intervals() -> None:
    rows = chart.table(_data(TWO)).rows
    assert rows[0] == (
        *("T-shirt/top", "100", "105", "+0.5"),
        *("1.89", "1.61 to 2.17", "0.69", "0.55 to 0.84"),
    )
    assert rows[1][6] == "−0.69"


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize(
    "matrix",
    [_ten(), _ten(each=6), _ten(each=90_000), np.zeros((10, 10), int)],
    ids=["twenty", "thin", "many", "nothing"],
)
def test_nothing_overlaps_or_is_cut(matrix: np.ndarray, width: float) -> None:
    scene = chart.scene(_data(matrix), width)
    assert overlaps(scene) == []
    assert outside(scene) == []
