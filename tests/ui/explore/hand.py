"""What a person does on the Explore page with mouse and keyboard, and what is in sight then."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.image_view import ImageView
from fmnist_gui.ui.explore.page import ExplorePage

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def gallery_of(page: ExplorePage) -> Gallery:
    """Return the gallery that the page is about."""
    gallery = page.exhibit.gallery
    assert gallery is not None
    return gallery


def numbers(page: ExplorePage) -> list[int]:
    """Return the images in sight, row by row."""
    shown = page.canvas.shown
    assert shown is not None
    return [int(n) for n in shown.layout.numbers_within(page.canvas.visible_region)]


def places(page: ExplorePage) -> list[tuple[str, int]]:
    """Return split and index of the images in sight, row by row."""
    found = (gallery_of(page).place(number) for number in numbers(page))
    return [(place.split, place.index) for place in found]


def labels(page: ExplorePage) -> list[int]:
    """Return the labels of the images in sight, row by row."""
    return [int(label) for label in gallery_of(page).labels[numbers(page)]]


def centre(page: ExplorePage, cell: Cell) -> QPoint:
    """Return the middle of a cell in the canvas."""
    return page.canvas.cell_rect(cell).center().toPoint()


def hover(qtbot: QtBot, page: ExplorePage, cell: Cell) -> int:
    """Bring the cursor to a cell and return the number of its image."""
    viewport = page.canvas.viewport()
    qtbot.mouseMove(viewport, QPoint(1, 1))
    qtbot.mouseMove(viewport, centre(page, cell))
    qtbot.waitUntil(lambda: page.canvas.under_cursor.cell == cell)
    number = page.canvas.under_cursor.number
    assert number is not None
    return number


def click(
    qtbot: QtBot,
    page: ExplorePage,
    cell: Cell,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click on a cell."""
    qtbot.mouseClick(page.canvas.viewport(), LEFT, keys, centre(page, cell))


def opened(qtbot: QtBot, page: ExplorePage, cell: Cell) -> ImageView:
    """Double-click a cell and return the window that opens."""
    qtbot.mouseDClick(page.canvas.viewport(), LEFT, pos=centre(page, cell))
    window = page.inspector.window
    assert window is not None
    assert window.isVisible()
    return window


def choose(qtbot: QtBot, chooser: QComboBox, data: object) -> None:
    """Choose with the keyboard, as a combo box lets a person do."""
    chooser.setFocus()
    for _ in range(chooser.count()):
        steps = chooser.findData(data) - chooser.currentIndex()
        if steps == 0:
            return
        qtbot.keyClick(chooser, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    raise AssertionError(f"{data} cannot be reached with the arrow keys")


def write_query(qtbot: QtBot, page: ExplorePage, text: str) -> None:
    """Write into the query line, over what is there, and press Enter."""
    line = page.toolbar.query_field.line
    qtbot.keyClick(page.canvas, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(line, text)
    # The first Esc closes the suggestions, so that Enter takes none of them.
    if page.toolbar.query_field.suggestions.has_suggestions:
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def know(qtbot: QtBot, page: ExplorePage, *keys: str) -> None:
    """Wait until something is known about these columns."""
    qtbot.waitUntil(lambda: all(page.exhibit.table.column(key) is not None for key in keys))
