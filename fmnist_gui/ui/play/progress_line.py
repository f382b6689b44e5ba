"""A thin line that shows how much of a session is done."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.ui import theme

HEIGHT_PX = 4


class ProgressLine(QWidget):
    """Shows `done` of `whole`; painted with the next image.

    Qt's own bar paints itself at once on each step, and the image would have to wait for it.
    """

    def __init__(self, whole: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = max(1, whole)
        self._done = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def done(self) -> int:
        """How much is done."""
        return self._done

    def show_done(self, done: int) -> None:
        """Show that so much is done."""
        if done != self._done:
            self._done = done
            self.update()

    def sizeHint(self) -> QSize:
        """Thin, and as wide as it is given."""
        return QSize(80, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Leave the room to words."""
        return QSize(24, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole, and what is done over it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        line = QRectF(self.rect())
        for colour, share in ((look.line, 1.0), (look.accent, self._done / self._whole)):
            painter.setBrush(QColor(colour))
            line.setWidth(self.width() * min(share, 1.0))
            painter.drawRoundedRect(line, HEIGHT_PX / 2, HEIGHT_PX / 2)
        painter.end()
