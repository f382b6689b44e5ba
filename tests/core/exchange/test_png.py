"""PNG files hold the pixels they were given; Qt, which did not write them, reads them."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from fmnist_gui.core.exchange.png import PngWriter, png

shapes = st.tuples(st.integers(1, 40), st.integers(1, 40))


def read(content: bytes, depth: int) -> NDArray[np.uint8]:
    image = QImage.fromData(content)
    assert not image.isNull()
    if depth == 1:
        assert image.format() == QImage.Format.Format_Grayscale8
    else:
        image = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), dtype=np.uint8)
    lines = lines.reshape(image.height(), image.bytesPerLine())
    values = lines[:, : image.width() * depth]
    # The memory goes with the image.
    return values.reshape(image.height(), image.width(), depth).copy()


@given(shape=shapes, depth=st.sampled_from([1, 3]), cut=st.integers(0, 40), seed=st.integers(0, 9))
def test_pixels_are_read_as_they_were_written(
    shape: tuple[int, int], depth: int, cut: int, seed: int
) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (*shape, depth), dtype=np.uint8)
    given_pixels = pixels[..., 0] if depth == 1 else pixels
    assert (read(png(given_pixels), depth) == pixels).all()
    file = io.BytesIO()
    writer = PngWriter(file, shape[1], height=shape[0], is_colour=depth == 3)
    writer.write(given_pixels[:cut])
    writer.write(given_pixels[cut:])
    writer.close()
    assert (read(file.getvalue(), depth) == pixels).all()
