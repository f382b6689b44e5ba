"""The bars of a histogram, and that they are painted where they belong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import pixels
from fmnist_gui.ui.explore.histogram import BINS, Histogram, bars


def spread() -> pixels.Grey:
    """Return an image that has each grey value as often as any other."""
    return np.arange(256, dtype=np.uint8).reshape(16, 16)


@given(hnp.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40))))
def test_every_pixel_is_counted_in_its_bin(image: pixels.Grey) -> None:
    made = bars(image)
    assert made.counts.tolist() == [int((image // 8 == n).sum()) for n in range(BINS)]
    assert ((made.heights > 0) == (made.counts > 0)).all()
    assert 0.79 < made.heights.max() <= 1


@given(hnp.arrays(np.uint8, (6, 6)))
def test_heights_follow_the_square_root_but_for_the_bar_that_is_cut(image: pixels.Grey) -> None:
    made = bars(image)
    kept = np.arange(BINS) != made.cut
    roots = np.sqrt(made.counts)
    scale = made.heights[kept].sum() / max(1.0, roots[kept].sum())
    assert np.allclose(made.heights[kept], roots[kept] * scale)


def test_the_peak_of_the_background_is_cut() -> None:
    image = np.zeros((28, 28), dtype=np.uint8)
    image[0, :9], image[1, :4] = 100, 200
    made = bars(image)
    assert made.cut == 0
    assert made.heights[[0, 12, 25]].tolist() == pytest.approx([1, 0.8, 0.8 * 2 / 3])


@pytest.mark.parametrize("image", [spread(), np.full((5, 5), 255, dtype=np.uint8)])
def test_nothing_is_cut_without_a_peak_above_others(image: pixels.Grey) -> None:
    assert bars(image).cut is None


def test_bars_stand_where_their_grey_values_are(qtbot: QtBot, dark: None) -> None:
    histogram = Histogram()
    qtbot.addWidget(histogram)
    histogram.resize(histogram.sizeHint())
    image = np.zeros((10, 10), dtype=np.uint8)
    image[:, 5:] = 255
    histogram.show_image(image)
    seen = alpha(histogram)
    row = seen[20]
    step = histogram.sizeHint().width() // BINS
    assert row[: step - 1].all()
    assert row[31 * step : 32 * step - 1].all()
    assert not row[step : 31 * step].any()


def test_it_says_in_words_what_is_cut(qtbot: QtBot, dark: None) -> None:
    histogram = Histogram()
    qtbot.addWidget(histogram)
    image = np.zeros((28, 28), dtype=np.uint8)
    image[0, :4] = 100
    histogram.show_image(image)
    assert "The bar of 0 to 7 is cut: 780 pixels." in histogram.accessibleDescription()
    assert "784 pixels" in histogram.toolTip()


def alpha(widget: Histogram) -> NDArray[np.bool_]:
    """Return where something is painted."""
    picture = QImage(widget.size(), QImage.Format.Format_ARGB32)
    picture.fill(0)
    widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    values = np.frombuffer(picture.constBits(), dtype=np.uint32)
    seen: NDArray[np.bool_] = values.reshape(picture.height(), picture.width()) != 0
    return seen
