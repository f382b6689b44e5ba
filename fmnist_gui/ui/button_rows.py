"""Buttons side by side, in as few rows as their words need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.key_button import HEIGHT_PX, KeyButton

GAP_PX = 4
HIGH_MOST_PX = 44
"""With large letters: more would push the image out of sight."""


class ButtonRows(QWidget):
    """Takes the keys off the buttons before it breaks the row."""

    def __init__(self, buttons: Sequence[KeyButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        for button in self._buttons:
            button.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> int:
        """In how many rows the buttons stand."""
        return len({button.y() for button in self._buttons})

    def sizeHint(self) -> QSize:
        """Return one row with its keys, or what the width needs once that is known."""
        width = sum(button.width_px(has_chip=True) + GAP_PX for button in self._buttons) - GAP_PX
        return QSize(width, self._place(max(1, self.width()), is_real=False))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest button."""
        widest = max(button.width_px(has_chip=False) for button in self._buttons)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        super().resizeEvent(event)
        before = self.minimumHeight()
        high = self._place(self.width(), is_real=True)
        if high != before:
            self.setMinimumHeight(high)
            self.updateGeometry()

    def _place(self, width: int, *, is_real: bool) -> int:
        """Place the buttons in rows of `width`, if `is_real`; return how high they stand."""
        whole = sum(button.width_px(has_chip=True) + GAP_PX for button in self._buttons) - GAP_PX
        has_chip = whole <= width
        # No lower than the style sheet lets a button be, or its lower edge would be cut.
        high = max(min(theme.scaled_px(HEIGHT_PX), HIGH_MOST_PX), self._least_px())
        left = top = 0
        for button in self._buttons:
            wide = button.width_px(has_chip=has_chip)
            if left and left + wide > width:
                left, top = 0, top + high + GAP_PX
            if is_real:
                button.show_chip(has_chip)
                button.setGeometry(left, top, wide, high)
            left += wide + GAP_PX
        return top + high

    def _least_px(self) -> int:
        for button in self._buttons:
            button.ensurePolished()
        return max(button.minimumHeight() for button in self._buttons)
