"""A small image, larger, as long as the cursor or the keyboard is on it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.picture import magnified, size_in
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.review.ink import wrapped, write

SIDE_PX = 168
"""Fashion-MNIST's 28 pixels at six times their size."""

_AIR_PX = 8
_LINES = 3


class Preview(QWidget):
    """Floats above the picture it belongs to, or below, and never takes the cursor from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._thumb: Thumb | None = None
        self._words: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def thumb(self) -> Thumb | None:
        """The picture that it shows larger."""
        return self._thumb

    def show_thumb(self, thumb: Thumb) -> None:
        """Show what this picture shows, beside it."""
        if thumb.subject is None:
            return
        self._thumb = thumb
        air, side = theme.scaled_px(_AIR_PX), self._side_px(thumb)
        font = theme.font(theme.SMALL)
        self._words = wrapped(thumb.accessibleName(), side, font=font, most=_LINES)
        high = side + 2 * air + len(self._words) * QFontMetrics(font).height() + air // 2
        self.setGeometry(self._beside(thumb, side + 2 * air, high))
        self.raise_()
        self.show()
        self.update()

    def leave(self) -> None:
        """Show nothing any more."""
        self._thumb = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card with the image and its words."""
        thumb = self._thumb
        if thumb is None or thumb.subject is None:
            return
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.line))
        painter.setBrush(QColor(look.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        air, side = theme.scaled_px(_AIR_PX), self._side_px(thumb)
        size = size_in(thumb.subject.image, side)
        made = magnified(thumb.subject.image, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(air + (side - size.width()) // 2, air, made)
        painter.setFont(theme.font(theme.SMALL))
        line = QRect(air, side + air + air // 2, side, painter.fontMetrics().height())
        for words in self._words:
            write(painter, line, words, colour=look.text)
            line.translate(0, line.height())
        painter.end()

    def _side_px(self, thumb: Thumb) -> int:
        return max(theme.scaled_px(SIDE_PX), 2 * max(thumb.width(), thumb.height()))

    def _beside(self, thumb: Thumb, wide: int, high: int) -> QRect:
        """Return where it stands: above, below where there is no room above; never outside."""
        around = self._around.rect()
        corner = thumb.mapTo(self._around, QPoint(0, 0))
        gap = theme.scaled_px(4)
        top = corner.y() - gap - high
        if top < 0:
            top = min(corner.y() + thumb.height() + gap, max(0, around.height() - high))
        left = min(max(0, corner.x()), max(0, around.width() - wide))
        return QRect(left, top, wide, high)
