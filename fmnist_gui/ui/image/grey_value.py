"""Pixels so large that their grey value is written into them."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from fmnist_gui.core.mosaic.pitch import GROUND
from fmnist_gui.ui import theme

BARE = 256
"""Stands among the values for a place without a pixel: gap or empty cell."""

SMALLEST_PIXEL_PX = 18
"""Pixels smaller than this on the screen (at 100 % font size) hold no legible number."""

LEAST_TEXT_PX, MOST_TEXT_PX = 8, 15
TEXT_SHARE = 0.42
"""Height of a number in its pixel: three digits and some air."""

DARKEST_UNDER_BLACK = 118
"""From this grey value on black text has more contrast than white; it is never below 4.5."""

QUIET_INK = 133
"""Grey of the zeros: quieter than the rest, so that the shape is seen in the numbers."""

Values = NDArray[np.uint16]


def is_legible(pixel_px: float) -> bool:
    """Whether a number can be read in a pixel that is `pixel_px` logical pixels wide."""
    return pixel_px >= theme.scaled_px(SMALLEST_PIXEL_PX)


def ink(value: int) -> int:
    """Return the grey in which `value` is written on its own grey, contrast at least 4.5."""
    if value == 0:
        return QUIET_INK
    return 0 if value >= DARKEST_UNDER_BLACK else 255


def picture(values: Values, side_px: int, *, ratio: float) -> NDArray[np.uint8]:
    """Return `values` (rows, columns) as squares of `side_px` physical pixels with numbers.

    Numbers are painted once for each value and size and then copied, a line of a square at a
    time: drawing text a thousand times would take longer than a frame. `ratio` is the device's
    pixel ratio.
    """
    tiles = _tiles(side_px, round(_text_px(side_px / ratio) * ratio))
    lines = tiles.reshape(-1).view(f"V{side_px}")
    rows, columns = values.shape
    wanted = values.astype(np.intp)[:, None, :] * side_px + np.arange(side_px)[None, :, None]
    taken: NDArray[np.uint8] = np.take(lines, wanted).view(np.uint8)
    return taken.reshape(rows * side_px, columns * side_px)


def _text_px(pixel_px: float) -> int:
    least, most = theme.scaled_px(LEAST_TEXT_PX), theme.scaled_px(MOST_TEXT_PX)
    return min(most, max(least, int(pixel_px * TEXT_SHARE)))


@lru_cache(maxsize=8)
def _tiles(side_px: int, text_px: int) -> NDArray[np.uint8]:
    """Return one square for each value and one bare, shape (257, side_px, side_px)."""
    values = np.arange(BARE, dtype=np.int32)
    tiles = np.empty((BARE + 1, side_px, side_px), dtype=np.uint8)
    tiles[:BARE] = values[:, None, None]
    tiles[BARE] = GROUND
    numbers = _numbers(text_px)
    _, high, wide = numbers.shape
    if high <= side_px and wide <= side_px:
        top, left = (side_px - high) // 2, (side_px - wide) // 2
        inks = np.array([ink(value) for value in range(BARE)], dtype=np.int32)
        change = (inks - values)[:, None, None] * numbers.astype(np.int32) // 255
        written = values[:, None, None] + change
        tiles[:BARE, top : top + high, left : left + wide] = written
    return tiles


@lru_cache(maxsize=16)
def _numbers(text_px: int) -> NDArray[np.uint8]:
    """Return how much ink each number lays on each pixel, shape (256, height, width)."""
    font = theme.font(theme.SMALL)
    font.setPixelSize(text_px)
    metrics = QFontMetrics(font)
    wide, high = metrics.horizontalAdvance("255") + 1, metrics.height()
    sheet = QImage(wide, high * BARE, QImage.Format.Format_Grayscale8)
    sheet.fill(0)
    painter = QPainter(sheet)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    for value in range(BARE):
        square = QRect(0, value * high, wide, high)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(value))
    painter.end()
    lines = np.frombuffer(sheet.constBits(), dtype=np.uint8).reshape(-1, sheet.bytesPerLine())
    # A copy, since the picture and its memory end here.
    return lines[:, :wide].copy().reshape(BARE, high, wide)
