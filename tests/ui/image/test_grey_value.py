import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.mosaic.pitch import GROUND
from fmnist_gui.ui.image import grey_value


def contrast(one: int, other: int) -> float:
    """Return the contrast of two greys as WCAG 2 defines it."""

    def luminance(grey: int) -> float:
        part = grey / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_number_contrasts_with_its_pixel() -> None:
    assert min(contrast(grey_value.ink(value), value) for value in range(256)) >= 4.5


@pytest.mark.parametrize("side_px", [18, 20, 24, 41, 64])
def test_each_square_has_its_grey_and_a_number_in_it(qapp: QApplication, side_px: int) -> None:
    values = np.arange(256, dtype=np.uint16).reshape(8, 32)
    picture = grey_value.picture(values, side_px, ratio=1)
    squares = picture.reshape(8, side_px, 32, side_px).swapaxes(1, 2).reshape(256, side_px, side_px)
    for value, square in enumerate(squares):
        edge = np.concatenate([square[0], square[-1], square[:, 0], square[:, -1]])
        assert (edge == value).all()
        # Some pixel of the number carries its full ink, or nearly.
        inked = np.abs(square.astype(int) - value).max()
        assert inked >= 0.7 * abs(grey_value.ink(value) - value)


def test_numbers_differ_from_each_other(qapp: QApplication) -> None:
    # Written on the same ground they would be told apart, so the shapes themselves differ.
    shapes = grey_value._numbers(10)
    assert len({shape.tobytes() for shape in shapes}) == 256


def test_a_bare_place_is_ground_without_number(qapp: QApplication) -> None:
    bare = np.array([[grey_value.BARE]], dtype=np.uint16)
    assert set(grey_value.picture(bare, 20, ratio=1).ravel().tolist()) == {GROUND}
