import numpy as np
from PySide6.QtGui import QImage, QPainter

from fmnist_gui.core.mosaic.layout import EMPTY
from fmnist_gui.core.mosaic.tint import PLAIN, UNKNOWN, multiplied, packed, tinted
from fmnist_gui.core.table.column import Column

RED, BLUE = "#FF0000", "#0000FF"


def column(values: list[float], *, is_choice: bool) -> Column:
    array = np.array(values, dtype=np.float32)
    return Column("k", "K", array, "choice" if is_choice else "number", ("a", "b", "c"))


def test_each_choice_has_its_colour_and_further_ones_begin_again() -> None:
    made = tinted(column([0, 1, 2, np.nan], is_choice=True), (RED, BLUE))
    assert made.colours.tolist() == [packed(c) for c in (RED, BLUE, RED, UNKNOWN)]


def test_numbers_are_coloured_by_rank_so_that_extremes_leave_room_for_the_rest() -> None:
    scale = tuple(f"#0000{step:02X}" for step in range(4))
    made = tinted(column([1e6, 1, 2, 3, np.nan], is_choice=False), scale)
    blues = (made.colours & 255).tolist()[:4]
    assert blues == [3, 0, 1, 2]
    assert made.colours[4] == packed(UNKNOWN)


def test_equal_numbers_have_equal_colours() -> None:
    made = tinted(column([5, 5, 5, 9], is_choice=False), (RED, BLUE))
    assert len(set(made.colours[:3].tolist())) == 1


def test_empty_cells_stay_as_they_are() -> None:
    made = tinted(column([0, 1], is_choice=True), (RED, BLUE))
    cells = np.array([[1, EMPTY], [0, 1]])
    assert made.over(cells).tolist() == [[packed(BLUE), PLAIN], [packed(RED), packed(BLUE)]]


def test_products_are_those_that_qt_paints() -> None:
    """All pairs of shares are compared, with another pair in each channel."""
    ours, theirs = np.meshgrid(*(np.arange(256, dtype=np.uint32),) * 2)
    pixels, colours = (
        (0xFF000000 | value << 16 | (255 - value) << 8 | value ^ 170).astype(np.uint32)
        for value in (ours, theirs)
    )
    shape = QImage.Format.Format_RGB32
    painted = QImage(pixels.tobytes(), 256, 256, 1024, shape).copy()
    painter = QPainter(painted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawImage(0, 0, QImage(colours.tobytes(), 256, 256, 1024, shape))
    painter.end()
    expected = np.frombuffer(painted.constBits(), dtype=np.uint32).reshape(256, 256)
    assert (multiplied(pixels, colours) == expected).all()


def test_a_plain_colour_changes_nothing() -> None:
    pixels = np.array([[0xFF010203, 0xFFFFFFFF], [0xFF808080, 0xFF000000]], dtype=np.uint32)
    assert (multiplied(pixels, np.array(PLAIN)) == pixels).all()
    assert (multiplied(pixels[:1], pixels[:, :1]).shape) == (2, 2)
