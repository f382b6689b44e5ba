"""One line of news that changes with every decision."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import literal


class NewsLine(QWidget):
    """As much of a sentence as fits, all of it as a tool tip.

    It takes the same room whatever it says: a label would have the whole window laid out anew,
    which the next image would wait for.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """The sentence at full length."""
        return self._whole

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        if sentence != self._whole:
            self._whole = sentence
            self.setToolTip(literal(sentence))
            self.setAccessibleName(sentence)
            # After the next image, which is painted at once.
            self._soon.start()

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(0, QFontMetrics(theme.font(theme.NORMAL)).height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the sentence."""
        painter = QPainter(self)
        painter.setFont(theme.font(theme.NORMAL))
        painter.setPen(QColor(theme.current().hint))
        words = painter.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(flags), words)
        painter.end()
