"""A label that shortens its text when there is too little room, and tells it as a tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.plain_text import PlainLabel, literal


class ElidedLabel(PlainLabel):
    """A label of one line that may become as narrow as a few signs."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._whole = ""
        self.say(text)

    @property
    def whole(self) -> str:
        """The text at full length."""
        return self._whole

    def say(self, text: str) -> None:
        """Show `text`, as much of it as fits."""
        self._whole = text
        self.updateGeometry()
        self._shorten()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few signs."""
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.averageCharWidth() * 4, self.sizeHint().width()), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten anew when a style sheet has changed the font since."""
        self._shorten()
        super().paintEvent(event)

    def _shorten(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(literal(self._whole) if shown != self._whole else "")
