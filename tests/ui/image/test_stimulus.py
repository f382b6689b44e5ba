"""That the large image shows its very pixels, on a grey that is the same in every theme."""

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.ui import theme
from fmnist_gui.ui.image import stimulus as stimulus_module
from fmnist_gui.ui.image.pixel_sheet import PixelSheet
from fmnist_gui.ui.image.stimulus import KEPT, Stimulus
from fmnist_gui.ui.image.subject import Subject
from tests import sample
from tests.ui.review.grey import grey

SIDE = 28 * 8
AIR = 8


@pytest.fixture
def holder(qtbot: QtBot, dark: None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def stimulus(qtbot: QtBot, holder: QWidget) -> Stimulus:
    made = Stimulus(holder)
    made.resize(SIDE + 2 * AIR, SIDE + 2 * AIR)
    holder.resize(made.size())
    with qtbot.waitExposed(holder):
        holder.show()
    return made


def test_squares_are_the_grey_values_of_the_image(stimulus: Stimulus) -> None:
    gallery = sample.gallery()
    stimulus.show_way("nearest")
    stimulus.show_image(Subject(gallery, 5))
    inner = grey(stimulus)[AIR : AIR + SIDE, AIR : AIR + SIDE]
    assert (inner == np.kron(gallery.images[5], np.ones((8, 8), dtype=np.uint8))).all()


def test_smooth_is_bicubic(stimulus: Stimulus) -> None:
    gallery = sample.gallery()
    stimulus.show_image(Subject(gallery, 5))
    inner = grey(stimulus)[AIR : AIR + SIDE, AIR : AIR + SIDE]
    assert (inner == scaled(gallery.images[5], side=SIDE, smoothing="bicubic")).all()


@pytest.mark.parametrize("look", [theme.DARK, theme.LIGHT])
def test_the_surround_does_not_follow_the_theme(
    qapp: QApplication, stimulus: Stimulus, look: theme.Theme
) -> None:
    theme.apply(qapp, look, resources.folder() / "theme")
    stimulus.show_image(Subject(sample.gallery(), 5))
    seen = stimulus.grab().toImage()
    assert seen.pixelColor(4, 100) == QColor(theme.STIMULUS_SURROUND)
    assert seen.pixelColor(0, 0) == QColor(look.ground)


def test_values_are_those_of_the_image_and_follow_it(stimulus: Stimulus) -> None:
    gallery = sample.gallery()
    stimulus.show_image(Subject(gallery, 5))
    stimulus.show_way("values")
    area, sheet = stimulus.findChild(QScrollArea), stimulus.findChild(PixelSheet)
    assert isinstance(area, QScrollArea)
    assert isinstance(sheet, PixelSheet)
    assert area.isVisible()
    before = grey(sheet)
    stimulus.show_image(Subject(gallery, 6))
    assert (grey(sheet) != before).any()
    stimulus.show_way("smooth")
    assert not area.isVisible()


def test_values_that_get_the_room_they_ask_for_need_not_scroll(stimulus: Stimulus) -> None:
    stimulus.show_image(Subject(sample.gallery(), 5))
    stimulus.show_way("values")
    stimulus.resize(stimulus.values_px, stimulus.values_px)
    area = stimulus.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() == 0


def test_an_image_that_was_prepared_is_not_made_when_it_is_shown(
    stimulus: Stimulus, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery = sample.gallery()
    for number in range(2 * KEPT):
        stimulus.prepare(Subject(gallery, number))
    monkeypatch.setattr(stimulus_module, "scaled", None)
    stimulus.show_image(Subject(gallery, 2 * KEPT - 1))
    assert grey(stimulus).any()


def test_an_image_larger_than_its_place_is_shrunk(stimulus: Stimulus) -> None:
    split = sample.split("train", 20, rows=600, columns=300)
    stimulus.show_image(Subject(sample.gallery(split), 5))
    edge = grey(stimulus)[:, AIR // 2]
    assert set(edge[20:-20].tolist()) == {128}
