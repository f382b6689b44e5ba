"""What the Help menu says: keys, places, and what this is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui import __version__
from fmnist_gui.home import Home
from fmnist_gui.ui.actions import ROWS

Keys = Sequence[tuple[str, str]]
"""Key and what it does, in reading order."""

EXPLORE_KEYS: Keys = (
    ("Wheel, + and −", "Zoom about the cursor"),
    ("Drag, arrows", "Move"),
    ("0", "Fit everything"),
    ("Home, End", "First and last image"),
    ("Page up, Page down", "Move by a screen"),
    ("Double click, Enter", "One image large, with its grey values"),
    ("Ctrl+F, /", "Filter: class:shirt margin<0.3"),
    ("G", "Go to an index"),
    ("Alt+Left, Alt+Right", "Back and forward through what was shown"),
    ("Click", "Select one image and keep it in the side card"),
    ("Ctrl+click, Shift+click", "Add one or take it away; add all up to it"),
    ("Shift+drag, Ctrl+drag", "Add a rectangle; take it away"),
    ("H, B, L", "Drag moves, draws a rectangle, draws a free line"),
    ("Ctrl+A, Ctrl+I", "Select all that is shown; the others"),
    ("T, R", "Tag what is selected; send it to review"),
    ("Ctrl+L, Ctrl+Z", "Give what is selected one label; take that back"),
    ("N", "Add the nearest of each selected image"),
    ("Ctrl+C, Ctrl+Shift+C", "Copy as a picture; as a list"),
    ("Esc", "Let go of the image kept, then of the selection, then of the list"),
)
PLAY_KEYS: Keys = (
    ("0–9", "Answer with the class of that number; your own keys stand on the buttons"),
    ("Shift with it, or 1–4", "How sure you are, where that is asked"),
    ("Enter", "Nothing else, where a second class is asked for"),
    ("U, then 1–3 or Enter", "In a study: cannot tell, and why; Esc goes back to the classes"),
    ("N, T, I", "In a study: note; tags; read the instructions again"),
    ("Backspace", "Take the last answer back (it stays in the record)"),
    ("Space", "Pause; the image is hidden"),
    ("Esc", "Leave; the session can be resumed"),
)
RESULTS_KEYS: Keys = (
    ("Up, Down", "Another session, person or panel"),
    ("Ctrl+click, Shift+arrows, Ctrl+A", "Several sessions together: pooled, or who stands where"),
    ("Click a cell, a bar or an image", "The same images in Explore"),
    ("Tab, arrows, Enter", "Through charts and images, and open what is pointed at"),
    ("Home, End", "First and last image of a group"),
    ("Ctrl+C", "Copy from a table"),
)

REVIEW_KEYS: Keys = (
    ("K", "Keep: the label is right"),
    ("0–9", "Relabel to the class of that number; Shift with a letter for classes beyond"),
    ("Enter", "Accept what is suggested"),
    ("A", "Ambiguous: name the classes by their keys, Enter takes them"),
    ("B, U, Space", "Bad image; unsure; skip for now"),
    ("D", "Duplicate: arrows or a click choose of which, Enter takes it"),
    ("N, T", "Note; tag"),
    ("Left, Right", "The image before and after"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Take the last decision back; make it again"),
    ("V", "Show the pixels smooth, as squares, or with their values"),
    ("Esc", "Leave what is asked"),
    ("Alt+D, Alt+G, Alt+A", "Desk, grid, audit"),
)

GRID_KEYS: Keys = (
    ("Arrows, Home, End", "Walk over the images"),
    ("Space, click", "Mark the ones that are not, or take the mark away"),
    ("Shift with it", "All up to there; a drag between images marks a rectangle, Ctrl unmarks it"),
    ("Ctrl+A, Esc", "Mark all; none"),
    ("Enter", "Decide the page: what is not marked keeps its label"),
    ("0–9, U, B", "Relabel what is marked, or call it unsure or bad; the others stay"),
    ("Drag what is marked", "Onto a class: relabel"),
    ("Page down, Page up", "Leave the page for later; go back"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Take the last step back, with its page and marks; make it again"),
    ("V", "Show the pixels smooth or as squares"),
)

COLLECT_KEYS: Keys = (
    ("Up, Down", "Another study"),
    ("0–9", "Disputed images: name the class; Shift with a letter for classes beyond"),
    ("K, B, U", "Keep the label in the file; bad image; unsure"),
    ("A", "Ambiguous: name the classes by their keys, Enter takes them"),
    ("N", "A note that goes with the decision"),
    ("V", "Show what people said, or hide it"),
    ("Space", "Not now; it comes again"),
    ("Left, Right", "The image before and after"),
    ("Backspace, Ctrl+Z", "Take the last decision back; Ctrl+Y makes it again"),
    ("Esc", "Back to the study"),
)


def show_keys(parent: QWidget) -> None:
    """Show every key of every page."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    _add_section(grid, "Everywhere", _action_keys())
    _add_section(grid, "Explore", EXPLORE_KEYS)
    _add_section(grid, "Play", PLAY_KEYS)
    _add_section(grid, "Results", RESULTS_KEYS)
    _add_section(grid, "Review", REVIEW_KEYS)
    _add_section(grid, "Review, many at once", GRID_KEYS)
    _add_section(grid, "Collect", COLLECT_KEYS)
    body = QWidget()
    body.setLayout(grid)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(body)
    dialog = _dialog(parent, "Keys", area)
    dialog.resize(560, 560)
    dialog.open()


def show_home(parent: QWidget, home: Home, data: str) -> None:
    """Show where database, data and log lie, with a button that opens the folder."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    rows = (
        ("Answers", str(home.database)),
        ("Backups", str(home.backups)),
        ("Open data", data),
        ("Downloaded data", str(home.data)),
        ("Log", str(home.log)),
        ("Settings", str(home.settings)),
    )
    _add_section(grid, "Where things lie", rows)
    button = QPushButton("Open the folder")
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(home.folder))))
    grid.addWidget(button, grid.rowCount(), 0)
    body = QWidget()
    body.setLayout(grid)
    _dialog(parent, "Where things lie", body).open()


def show_about(parent: QWidget) -> None:
    """Say what this program is."""
    words = QLabel(
        f"<h3>fmnist-gui {__version__}</h3>"
        "<p>See, guess and review Fashion-MNIST, and every data set of the same format.</p>"
        "<p>Accuracy here means agreement with the label in the file. It is not truth: the labels "
        "were set from the whole product record, and some images cannot be told apart at "
        "28 × 28 pixels.</p>"
        "<p>Everything stays on this machine. MIT licence.</p>"
    )
    words.setWordWrap(True)
    words.setMinimumWidth(360)
    _dialog(parent, "About fmnist-gui", words).open()


def _action_keys() -> Keys:
    return [
        (row.shortcut, row.text.replace("&", "").removesuffix(" …")) for row in ROWS if row.shortcut
    ]


def _add_section(grid: QGridLayout, title: str, rows: Keys) -> None:
    heading = QLabel(title)
    heading.setProperty("role", "section")
    top = grid.rowCount()
    grid.addWidget(heading, top, 0, 1, 2)
    for number, (left, right) in enumerate(rows, start=top + 1):
        name = QLabel(left)
        name.setProperty("role", "hint")
        text = QLabel(right)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, number, 1)
    grid.setColumnStretch(1, 1)


def _dialog(parent: QWidget, title: str, body: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(16)
    column.addWidget(body, 1)
    column.addWidget(buttons)
    return dialog
