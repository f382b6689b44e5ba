"""A combo box that shortens what it says when there is too little room."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from fmnist_gui.ui import theme

LEAST_PX = 84
AROUND_PX = 56
"""Room for the arrow and the padding of the style sheet."""


class Chooser(QComboBox):
    """Chooses one of a few; `name` says what, for the tool tip and for screen readers.

    Signals:
        closed(None): its list was closed, by a choice or without one.
    """

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(theme.scaled_px(LEAST_PX))
        self.activated.connect(lambda _: self.updateGeometry())

    def offer(self, items: Sequence[tuple[str, object]]) -> None:
        """Offer other choices, each with its data, and keep what is chosen if it is among them."""
        with QSignalBlocker(self):
            chosen = self.currentData()
            self.clear()
            for title, data in items:
                self.addItem(title, data)
        self.say(chosen)

    def say(self, data: object) -> None:
        """Show the choice with these data, the first if there is none; nobody is told."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(data)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size for what is chosen now, not for the longest of all."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.currentText())
        return QSize(words + theme.scaled_px(AROUND_PX), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters."""
        return QSize(theme.scaled_px(LEAST_PX), super().minimumSizeHint().height())

    def hidePopup(self) -> None:
        """Close the list and say so."""
        was_open = self.view().isVisible()
        super().hidePopup()
        if was_open:
            self.closed.emit()

    def showPopup(self) -> None:
        """Open the list, as wide as its longest line."""
        longest = self.view().sizeHintForColumn(0)
        self.view().setMinimumWidth(longest + theme.scaled_px(AROUND_PX))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as always, but with dots at the end of a text that does not fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
