"""The classes as buttons with their keys: a click relabels, or adds to the set asked for."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from fmnist_gui.core.session.key_map import KeyMap, digit_keys
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import AnswerButton

GAP_PX, BUTTON_PX, WIDE_PX = 4, 34, 116
HIGH_MOST_PX, WIDE_MOST_PX = 44, 176
"""With large letters: names are set smaller rather than the image pushed out of sight."""
COMPACT_PX, COMPACT_MOST_PX, COMPACT_ROWS = 54, 76, 2
"""Key and mark of a class: where names would be scrolled and so many rows take these instead."""
ROWS_MOST = 3
"""More rows of classes than that are scrolled."""


def class_keys(class_count: int) -> KeyMap:
    """Return the keys of the classes: digits, then letters, which are pressed with Shift."""
    return KeyMap(digit_keys(class_count))


class ClassPad(QScrollArea):
    """One button for each class, in as many columns as there is room for, in even rows.

    Signals:
        named(int): a class was clicked.
    """

    named = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[AnswerButton] = []
        self._columns = 0
        self._marked: frozenset[int] = frozenset()
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these classes."""
        if [button.text() for button in self.buttons] == list(names):
            return
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        keys = class_keys(len(names)).keys
        self.buttons = [self._button(n, keys[n], name) for n, name in enumerate(names)]
        self._columns, self._marked = 0, frozenset()
        self._lay_out()
        if self.isVisible():
            # Else the first resizing does so.
            self._fit_type()

    def mark(self, numbers: Collection[int]) -> None:
        """Mark these classes: those suggested, or those named so far."""
        wanted = frozenset(numbers)
        for number in wanted ^ self._marked:
            if number < len(self.buttons):
                self.buttons[number].mark("given" if number in wanted else "")
        self._marked = wanted

    def sizeHint(self) -> QSize:
        """Return room for all rows, or for as many as are shown at once."""
        rows = -(-len(self.buttons) // max(1, self._columns))
        shown = max(1, min(rows, ROWS_MOST))
        return QSize(5 * WIDE_PX, shown * (_high_px() + GAP_PX) - GAP_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the same height; names are set smaller where it is narrow."""
        return QSize(WIDE_PX, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew where there is room for more or fewer columns."""
        super().resizeEvent(event)
        self._lay_out()
        self._fit_type()

    def _fit_type(self) -> None:
        """Set all names in the largest type that shows each of them."""
        self._grid.activate()
        sizes = [button.fitting_px() for button in self.buttons]
        for button in self.buttons:
            button.set_type(min(sizes))

    def _button(self, number: int, key: str, name: str) -> AnswerButton:
        button = AnswerButton(key, name, self._body)
        if key.isalpha():
            button.setToolTip(f"{button.toolTip()} (Shift+{key})")
        button.clicked.connect(lambda: self.named.emit(number))
        return button

    def _lay_out(self) -> None:
        count = len(self.buttons)
        if not count:
            return
        rows = _rows(count, self.width(), min(theme.scaled_px(WIDE_PX), WIDE_MOST_PX))
        narrow = min(theme.scaled_px(COMPACT_PX), COMPACT_MOST_PX)
        is_compact = rows >= ROWS_MOST and _rows(count, self.width(), narrow) <= COMPACT_ROWS
        if is_compact:
            rows = _rows(count, self.width(), narrow)
        for number, button in enumerate(self.buttons):
            button.show_class(number if is_compact else None)
        columns = -(-count // rows)
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for number, button in enumerate(self.buttons):
            button.setFixedHeight(_high_px())
            self._grid.addWidget(button, *divmod(number, columns))
            self._grid.setColumnStretch(number % columns, 1)
        self.updateGeometry()


def _rows(count: int, width: int, wide: int) -> int:
    """Return how many rows it takes; with even ones: five and five, not seven and three."""
    most = max(1, (width + GAP_PX) // (wide + GAP_PX))
    return -(-count // min(most, count))


def _high_px() -> int:
    return min(theme.scaled_px(BUTTON_PX), HIGH_MOST_PX)
