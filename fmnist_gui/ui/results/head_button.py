"""A button at the head of a card, which gives way to what stands beside it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

LEAST_LETTERS = "XXXX"
"""What a button without an icon shows at least."""

BESIDE_ICON_PX = 4


class HeadButton(QPushButton):
    """Shows its icon alone where there is no room for its words, or as many letters as fit."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`, if it fits."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size with all words."""
        return self._around(self._whole)

    def minimumSizeHint(self) -> QSize:
        """Return the size of the icon, or of a few letters."""
        return self._around("" if not self.icon().isNull() else LEAST_LETTERS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits now."""
        super().resizeEvent(event)
        shown = self._whole
        if event.size().width() < self.sizeHint().width():
            room = event.size().width() - self._around("").width()
            elided = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
            shown = "" if not self.icon().isNull() else elided
        if shown != self.text():
            self.setText(shown)

    def _around(self, words: str) -> QSize:
        """Return the size around other words, which Qt tells only of those that are shown."""
        hint, shown, metrics = super().sizeHint(), self.text(), self.fontMetrics()
        has_icon = not self.icon().isNull()
        taken = metrics.horizontalAdvance(shown or ("" if has_icon else LEAST_LETTERS))
        bare = hint.width() - taken - (BESIDE_ICON_PX if has_icon and shown else 0)
        between = BESIDE_ICON_PX if has_icon and words else 0
        return QSize(bare + metrics.horizontalAdvance(words) + between, hint.height())
