"""A line of text in which a piece can be marked as wrong, with a button that clears it."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from fmnist_gui.ui import theme

CLEAR_PX = 12
WAVE_PX = 2
_BEFORE_CURSOR_PX = 5
"""Qt's rectangle around the text cursor begins this far before it."""


class QueryLine(QLineEdit):
    """The text itself; what it means is the business of :class:`QueryEntry`.

    Signals:
        cleared(): the button that empties it was clicked.
    """

    cleared = Signal()

    def __init__(self, clear_icon: QIcon | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong: tuple[int, int] | None = None
        self.clear_button = QToolButton(self)
        self._has_button = clear_icon is not None
        self.clear_button.setIcon(clear_icon or QIcon())
        self.clear_button.setIconSize(QSize(1, 1) * theme.scaled_px(CLEAR_PX))
        self.clear_button.setStyleSheet("QToolButton { padding: 2px; }")
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setToolTip("Show everything again")
        self.clear_button.setAccessibleName("Clear the filter")
        self.clear_button.hide()
        self.clear_button.clicked.connect(self._on_clear)
        self.textChanged.connect(self._on_changed)

    @property
    def wrong(self) -> tuple[int, int] | None:
        """The piece that is marked: its first sign and the one past its last."""
        return self._wrong

    def mark_wrong(self, start: int, end: int) -> None:
        """Underline the signs from `start` to before `end` with a wave, one of them at least."""
        self._wrong = (start, max(end, start + 1))
        self.update()

    def mark_nothing(self) -> None:
        """Take the mark away."""
        self._wrong = None
        self.update()

    def x_of(self, place: int) -> float:
        """Return where the sign at `place` begins, in pixels of the widget."""
        metrics, text = QFontMetricsF(self.font()), self.text()
        cursor = self.cursorPosition()
        here = self.cursorRect().x() + _BEFORE_CURSOR_PX
        return (
            here
            + metrics.horizontalAdvance(text[:place])
            - metrics.horizontalAdvance(text[:cursor])
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        size = self.clear_button.sizeHint()
        side = min(size.width(), self.height() - 4)
        self.clear_button.resize(side, side)
        self.clear_button.move(self.width() - side - 4, (self.height() - side) // 2)
        self.setTextMargins(0, 0, side if self._has_button else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and over it the mark."""
        super().paintEvent(event)
        if self._wrong is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().wrong), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_wave(painter)
        painter.end()

    def _paint_wave(self, painter: QPainter) -> None:
        assert self._wrong is not None
        inside = self.rect().adjusted(6, 0, -self.clear_button.width() - 6, 0)
        start, end = self._wrong
        left = max(self.x_of(start), inside.left())
        length = QFontMetricsF(self.font()).averageCharWidth()
        right = min(max(self.x_of(end), left + length), inside.right())
        step = theme.scaled_px(WAVE_PX)
        metrics = QFontMetricsF(self.font())
        line = (self.height() + metrics.ascent() - metrics.descent()) / 2 + step + 1
        count = max(2, round((right - left) / step))
        points = [
            QPointF(left + number * step, line + (step / 2 if number % 2 else -step / 2))
            for number in range(count + 1)
        ]
        painter.setPen(QPen(QColor(theme.current().wrong), theme.scaled_px(1)))
        painter.drawPolyline(points)

    def corner(self, widget: QWidget) -> QPoint:
        """Return the bottom left corner in pixels of `widget`, one that holds this one."""
        return self.mapTo(widget, QPoint(0, self.height()))

    def _on_changed(self, text: str) -> None:
        self.clear_button.setVisible(self._has_button and bool(text))

    def _on_clear(self) -> None:
        self.clear()
        self.cleared.emit()
