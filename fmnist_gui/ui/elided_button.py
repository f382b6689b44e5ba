"""A button whose words are shortened where a name in them is too long."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fmnist_gui.ui import theme


class ElidedButton(QPushButton):
    """A button of one line that may become as narrow as a few letters."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters."""
        return QSize(theme.scaled_px(64), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return a size that no long name can stretch."""
        return QSize(theme.scaled_px(160), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        # An ampersand would underline the letter behind it.
        room = self.width() - theme.scaled_px(28)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
