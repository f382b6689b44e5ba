"""What the canvas has to show, worked out pixel by pixel from what the cursor finds there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.mosaic.tint import packed
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap, table

Rgb = NDArray[np.uint8]
Places = NDArray[np.intp]

NOTHING = -1
MIDDLE = 0.499
"""Where a pixel is asked for; a cell that begins in its very middle begins with the next one."""

GROUND = packed(theme.CANVAS)
DIGITS = (2, 3)
"""Rows and columns of squares by whose greys an image tells its number."""

BASE = 8


@dataclass(frozen=True, eq=False)
class Under:
    """What the cursor would find under each physical pixel of the canvas.

    ``numbers`` (rows, columns) are those of images, NOTHING where there is none. ``down`` and
    ``across`` say how many physical pixels lie between a pixel and the first of its cell; ``px``
    how many one pixel of an image has, and ``size`` how many rows and columns of these there are.
    """

    numbers: Places
    down: Places
    across: Places
    px: float
    size: tuple[int, int]

    @property
    def is_image(self) -> NDArray[np.bool_]:
        """Where the pixels of images are, and not the gaps after them."""
        high, wide = round(self.px * self.size[0]), round(self.px * self.size[1])
        inside: NDArray[np.bool_] = (self.down < high)[:, None] & (self.across < wide)
        inside &= self.numbers != NOTHING
        return inside

    @property
    def whole(self) -> set[int]:
        """The images all of whose pixels are in sight."""
        counts = np.bincount(self.numbers[self.is_image], minlength=1)
        full = round(self.px * self.size[0]) * round(self.px * self.size[1])
        return set(np.flatnonzero(counts == full).tolist())


def under(canvas: Canvas) -> Under:
    """Ask the canvas what is under each of its pixels."""
    assert canvas.shown is not None
    ratio, size = canvas.devicePixelRatioF(), canvas.viewport().size()
    high, wide = round(size.height() * ratio), round(size.width() * ratio)
    rows, columns = canvas.shown.gallery.images.shape[1:]
    scale = canvas.view.scale * ratio
    anchor = _anchor(canvas, high // 2, wide // 2)
    in_column = [
        canvas.cell_at(QPointF((x + MIDDLE) / ratio, anchor.y()))
        for x in range(-int((columns + 1) * scale) - 1, wide)
    ]
    in_row = [
        canvas.cell_at(QPointF(anchor.x(), (y + MIDDLE) / ratio))
        for y in range(-int((rows + 1) * scale) - 1, high)
    ]
    column, across = _places([c.column if c else NOTHING for c in in_column], wide)
    row, down = _places([c.row if c else NOTHING for c in in_row], high)
    numbers = _numbers(canvas, row, column)
    return Under(numbers, down, across, px=scale, size=(rows, columns))


def _anchor(canvas: Canvas, down: int, across: int) -> QPointF:
    """Return a point on the mosaic: the middle of the widget is always on it or at its edge."""
    ratio = canvas.devicePixelRatioF()
    around = [(down + y, across + x) for y in (0, 1, -1) for x in (0, 1, -1)]
    points = [QPointF((x + MIDDLE) / ratio, (y + MIDDLE) / ratio) for y, x in around]
    return next((point for point in points if canvas.cell_at(point) is not None), points[0])


def _places(found: Sequence[int], count: int) -> tuple[Places, Places]:
    """Return the row or column at the last `count` places, and how far into it each one is."""
    lines = np.array(found)
    begins = np.flatnonzero(np.diff(lines, prepend=NOTHING - 1))
    first = begins[np.searchsorted(begins, np.arange(len(lines)), side="right") - 1]
    return lines[-count:], (np.arange(len(lines)) - first)[-count:]


def _numbers(canvas: Canvas, row: Places, column: Places) -> Places:
    """Return the number that the canvas names for each pair of a row and a column."""
    assert canvas.shown is not None
    rows, row_places = np.unique(row, return_inverse=True)
    columns, column_places = np.unique(column, return_inverse=True)
    named = [
        [canvas.shown.layout.number_at(Cell(down, right)) for right in columns.tolist()]
        for down in rows.tolist()
    ]
    numbers = np.array([[NOTHING if n is None else n for n in line] for line in named])
    return numbers[row_places[:, None], column_places]


def painted(canvas: Canvas) -> Rgb:
    """Return the pixels of the canvas as they are on the screen, without what lies on top."""
    image = canvas.grab_picture().convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(image.constBits(), dtype=np.uint8)
    return values.reshape(image.height(), image.width(), 4)[:, :, 2::-1].copy()


def assert_right(canvas: Canvas) -> Under:
    """Compare each pixel with that of the image that the cursor names there.

    Only for whole numbers of physical pixels for one of an image, and nothing drawn over them.
    Gaps are not looked at.
    """
    assert canvas.shown is not None
    found, seen = under(canvas), painted(canvas).astype(np.int16)
    is_off = np.abs(seen - _wanted(canvas, found)) > _tolerance(canvas, found)[..., None]
    is_right = ~is_off.any(axis=2)
    is_looked_at = found.is_image | (found.numbers == NOTHING)
    wrong = np.argwhere(is_looked_at & ~is_right)
    if len(wrong):
        y, x = wrong[0].tolist()
        raise AssertionError(
            f"{len(wrong)} wrong pixels, the first at x {x} y {y} over image "
            f"{found.numbers[y, x]}: {seen[y, x]} instead of {_wanted(canvas, found)[y, x]}"
        )
    return found


def _wanted(canvas: Canvas, found: Under) -> NDArray[np.int16]:
    """Return the colours that are right, those of the ground where there is no image."""
    assert canvas.shown is not None
    step = round(found.px)
    y, x = np.nonzero(found.is_image)
    numbers = found.numbers[y, x]
    greys = canvas.shown.gallery.images[numbers, found.down[y] // step, found.across[x] // step]
    colours = _channels(table(canvas.colour_map)[greys])
    if canvas.shown.tint is not None:
        tints = _channels(canvas.shown.tint.colours[numbers])
        colours = (colours.astype(np.int32) * tints // 255).astype(np.int16)
    wanted = np.broadcast_to(_channels(np.array(GROUND)), (*found.numbers.shape, 3)).copy()
    wanted[y, x] = colours
    return wanted


def _tolerance(canvas: Canvas, found: Under) -> NDArray[np.int16]:
    """Return by how much a colour may be off: where nothing is multiplied, by none.

    Empty cells may have the grey of the ground, which is a hair off its colour.
    """
    assert canvas.shown is not None
    over_images = 0 if canvas.shown.tint is None else 1
    return np.where(found.is_image, over_images, 3).astype(np.int16)


def _channels(words: NDArray[np.uint32]) -> NDArray[np.int16]:
    return np.stack([words >> shift & 255 for shift in (16, 8, 0)], axis=-1).astype(np.int16)


def naming_images(count: int, *, rows: int = 28, columns: int = 28) -> Images:
    """Return images that tell their number by the greys of six squares, even when made small."""
    values = np.arange(count)[:, None] // BASE ** np.arange(DIGITS[0] * DIGITS[1]) % BASE
    squares = (16 + 32 * values).astype(np.uint8).reshape(count, *DIGITS)
    down, across = np.arange(rows) * DIGITS[0] // rows, np.arange(columns) * DIGITS[1] // columns
    images: Images = squares[:, down[:, None], across]
    images.flags.writeable = False
    return images


def named_in(colours: Rgb, found: Under, *, colour_map: ColourMap, px: float) -> dict[int, int]:
    """Return what number the pixels tell for each image of which all squares are in sight.

    `px` is how many physical pixels one of an image has, perhaps not a whole number.
    """
    told: dict[int, int] = {}
    tops, lefts = np.flatnonzero(found.down == 0), np.flatnonzero(found.across == 0)
    high, wide = px * found.size[0], px * found.size[1]
    down = (np.arange(DIGITS[0]) + 0.5) * high / DIGITS[0]
    across = (np.arange(DIGITS[1]) + 0.5) * wide / DIGITS[1]
    for top in tops[tops + high < colours.shape[0]].tolist():
        for left in lefts[lefts + wide < colours.shape[1]].tolist():
            number = int(found.numbers[top, left])
            if number != NOTHING:
                y, x = (top + down).astype(int), (left + across).astype(int)
                greys = _greys(colours[np.ix_(y, x)].reshape(-1, 3), colour_map)
                values = np.rint((greys - 16) / 32).astype(int)
                told[number] = int((values * BASE ** np.arange(values.size)).sum())
    return told


def _greys(colours: Rgb, colour_map: ColourMap) -> NDArray[np.float64]:
    """Return the grey value whose colour is nearest to each of `colours`."""
    known = _channels(table(colour_map)).astype(float)
    far = np.abs(colours[:, None].astype(float) - known).sum(axis=2)
    nearest: NDArray[np.intp] = far.argmin(axis=1)
    return nearest.astype(float)
