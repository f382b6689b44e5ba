import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from fmnist_gui.ui import pixels


@pytest.mark.parametrize("size", [(28, 28), (3, 5), (1, 1), (20, 30)])
def test_a_picture_has_the_grey_values_of_its_array(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    array = np.random.default_rng(1).integers(0, 256, size, dtype=np.uint8)
    memory = pixels.ScreenMemory()
    memory.screen_image(np.zeros((40, 50), dtype=np.uint8))
    for image in (
        pixels.grey_image(array),
        pixels.screen_image(array),
        memory.screen_image(array),
        pixels.ScreenMemory().screen_image(array),
    ):
        assert (image.height(), image.width()) == size
        seen = [[image.pixelColor(x, y).red() for x in range(size[1])] for y in range(size[0])]
        assert seen == array.tolist()


def test_a_picture_outlives_its_array(qapp: QApplication) -> None:
    array = np.full((9, 7), 77, dtype=np.uint8)
    image = pixels.grey_image(array)
    array[:] = 0
    assert image.pixelColor(3, 3).red() == 77


def test_a_part_of_an_array_is_drawn_as_that_part(qapp: QApplication) -> None:
    array = np.arange(100, dtype=np.uint8).reshape(10, 10)
    image = pixels.grey_image(array[2:5, 3:9:2])
    assert [image.pixelColor(x, 0).red() for x in range(3)] == [23, 25, 27]


def test_magnified_pixels_are_squares(qapp: QApplication) -> None:
    made = pixels.magnified(np.array([[0, 255]], dtype=np.uint8), factor=8, device_pixel_ratio=2)
    assert (made.width(), made.height()) == (32, 16)
    assert made.deviceIndependentSize().toTuple() == (16, 8)
    image = made.toImage()
    assert {image.pixelColor(x, y).red() for x in range(16) for y in range(16)} == {0}
    assert {image.pixelColor(x, y).red() for x in range(16, 32) for y in range(16)} == {255}


def test_the_largest_factor_fits(qapp: QApplication) -> None:
    image = np.zeros((20, 30), dtype=np.uint8)
    assert pixels.largest_factor(image, 224, most=8) == 7
    assert pixels.largest_factor(image, 1000, most=8) == 8
    assert pixels.largest_factor(image, 10, most=8) == 1
