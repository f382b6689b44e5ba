"""The legend says what colours mean, stays small and answers to clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.legend import HEIGHT_SHARE, WIDTH_SHARE, Legend
from fmnist_gui.ui.explore.legend_row import LegendRow

LEFT = Qt.MouseButton.LeftButton
CLASSES = [
    LegendRow("class", name, name, colour=theme.DARK.class_colour(i), mark=i, count=7000 + i)
    for i, name in enumerate(FASHION_CLASSES)
]
RIGHT_OR_WRONG = [
    LegendRow("wrong", "no", "Right", colour=theme.DARK.right, mark="tick", count=81),
    LegendRow("wrong", "yes", "Wrong", colour=theme.DARK.wrong, mark="cross", count=19),
    LegendRow("wrong", "", "Not answered", colour="#8A8F98", mark=None, count=900),
]


@pytest.fixture
def ground(qtbot: QtBot, dark: None) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def legend(qtbot: QtBot, ground: QWidget) -> Legend:
    made = Legend(ground, resources.folder() / "icons")
    with qtbot.waitExposed(ground):
        ground.show()
    return made


def colours_of(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    every = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in every}


def test_it_is_not_there_until_colours_mean_something(legend: Legend) -> None:
    assert legend.isHidden()
    legend.show_choices("Class", CLASSES)
    assert legend.isVisible()
    legend.show_nothing()
    assert legend.isHidden()


def test_it_lies_in_the_bottom_left_corner_also_of_a_larger_canvas(
    ground: QWidget, legend: Legend
) -> None:
    legend.show_choices("Class", CLASSES)
    for size in ((800, 600), (1000, 700)):
        ground.resize(*size)
        assert legend.geometry().bottomLeft() == QPoint(12, size[1] - 13)


def test_each_row_is_drawn_in_its_colour(legend: Legend) -> None:
    for rows in (CLASSES, RIGHT_OR_WRONG):
        legend.show_choices("Title", rows)
        for button, row in zip(legend.rows, rows, strict=True):
            assert QColor(row.colour).name() in colours_of(button)


def test_rows_up_to_six_stand_under_each_other_and_more_in_two_columns(legend: Legend) -> None:
    legend.show_choices("Class", CLASSES[:6])
    assert len({button.mapTo(legend, QPoint()).x() for button in legend.rows}) == 1
    legend.show_choices("Class", CLASSES[:7])
    legend.grab()
    assert len({button.mapTo(legend, QPoint()).x() for button in legend.rows}) == 2


@pytest.mark.parametrize("font_px", [13, 26])
def test_a_hundred_long_names_stay_within_their_share_of_the_canvas(
    ground: QWidget, qapp: QApplication, legend: Legend, font_px: int
) -> None:
    usual = qapp.font()
    larger = QFont(usual)
    larger.setPixelSize(font_px)
    qapp.setFont(larger)
    try:
        rows = [
            LegendRow("class", str(i), f"A name {i} " * 9, colour="#77AADD", mark=i, count=9)
            for i in range(100)
        ]
        legend.show_choices("Class", rows)
        legend.grab()
        assert legend.height() <= HEIGHT_SHARE * ground.height() + 8
        assert legend.width() <= WIDTH_SHARE * ground.width() + 8
        assert all(button.x() + button.width() <= legend.width() for button in legend.rows)
    finally:
        qapp.setFont(usual)


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, legend: Legend) -> None:
    legend.show_choices("Class", CLASSES)
    with qtbot.waitSignal(legend.chosen) as signal:
        qtbot.mouseClick(legend.rows[6], LEFT)
    assert signal.args == [CLASSES[6]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_on_a_row_chooses_it(qtbot: QtBot, legend: Legend, key: Qt.Key) -> None:
    legend.show_choices("Right or wrong", RIGHT_OR_WRONG)
    legend.rows[1].setFocus()
    with qtbot.waitSignal(legend.chosen) as signal:
        qtbot.keyClick(legend.rows[1], key)
    assert signal.args == [RIGHT_OR_WRONG[1]]


def test_what_is_filtered_in_stays_marked_when_counts_change(legend: Legend) -> None:
    legend.show_filtered({"Shirt"})
    legend.show_choices("Class", CLASSES)
    marked = [button.row.value for button in legend.rows if button.is_filtered]
    dimmed = [button.row.value for button in legend.rows if button.is_dimmed]
    assert marked == ["Shirt"]
    assert len(dimmed) == 9
    before = legend.rows[6].grab().toImage()
    legend.show_filtered(())
    assert not any(button.is_filtered or button.is_dimmed for button in legend.rows)
    assert legend.rows[6].grab().toImage() != before


def test_it_folds_up_to_its_title(qtbot: QtBot, legend: Legend) -> None:
    legend.show_choices("Class", CLASSES)
    full = legend.height()
    qtbot.mouseClick(legend.title_button, LEFT)
    assert legend.is_folded
    assert not legend.rows[0].isVisible()
    assert legend.height() < full / 2
    assert legend.geometry().bottom() == 600 - 13
    legend.show_scale("Model margin", ["#000000", "#FFFFFF"], low="0", high="1", unknown="")
    assert legend.is_folded
    assert not legend.scale.isVisible()
    qtbot.mouseClick(legend.title_button, LEFT)
    assert legend.scale.isVisible()


def test_a_scale_runs_from_the_first_colour_to_the_last(legend: Legend) -> None:
    legend.show_scale(
        "Model margin",
        ["#ff0000", "#00ff00", "#0000ff"],
        low="0.01",
        high="0.99",
        unknown="#8a8f98",
    )
    assert not legend.rows
    image = legend.scale.grab().toImage()
    row = [image.pixelColor(x, 4) for x in (4, image.width() // 2, image.width() - 5)]
    assert row[0].red() > 220
    assert row[1].green() > 240
    assert row[2].blue() > 220
    assert "#8a8f98" in colours_of(legend.scale)


def test_a_long_pair_of_limits_has_room(legend: Legend) -> None:
    legend.show_scale("Time", ["#000000", "#FFFFFF"], low="0.2 s" * 9, high="9 s" * 9, unknown="")
    metrics = legend.scale.fontMetrics()
    assert legend.scale.width() >= metrics.horizontalAdvance("0.2 s" * 9 + "9 s" * 9) * 0.9
