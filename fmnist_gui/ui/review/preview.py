"""A small image, larger, as long as the cursor or the keyboard is on it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import wrapped, write
from fmnist_gui.ui.image.picture import magnified, size_in
from fmnist_gui.ui.review.spot import Spot

SIDE_PX = 168
"""Fashion-MNIST's 28 pixels at six times their size."""

_AIR_PX = 8
_LINES = 3


class Preview(QWidget):
    """Floats above the picture it belongs to, or below, and never takes the cursor from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._spot: Spot | None = None
        self._words: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def spot(self) -> Spot | None:
        """The picture that it shows larger."""
        return self._spot

    def show_spot(self, spot: Spot) -> None:
        """Show what this picture shows, beside it."""
        if spot.subject is None:
            return
        self._spot = spot
        air, side = theme.scaled_px(_AIR_PX), self._side_px(spot)
        font = theme.font(theme.SMALL)
        self._words = wrapped(spot.accessibleName(), side, font=font, most=_LINES)
        high = side + 2 * air + len(self._words) * QFontMetrics(font).height() + air // 2
        self.setGeometry(self._beside(spot, side + 2 * air, high))
        self.raise_()
        self.show()
        self.update()

    def leave(self) -> None:
        """Show nothing any more."""
        self._spot = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card with the image and its words."""
        spot = self._spot
        if spot is None or spot.subject is None:
            return
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.line))
        painter.setBrush(QColor(look.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        air, side = theme.scaled_px(_AIR_PX), self._side_px(spot)
        size = size_in(spot.subject.image, side)
        made = magnified(spot.subject.image, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(air + (side - size.width()) // 2, air, made)
        painter.setFont(theme.font(theme.SMALL))
        line = QRect(air, side + air + air // 2, side, painter.fontMetrics().height())
        for words in self._words:
            write(painter, line, words, colour=look.text)
            line.translate(0, line.height())
        painter.end()

    def _side_px(self, spot: Spot) -> int:
        return max(theme.scaled_px(SIDE_PX), 2 * max(spot.width(), spot.height()))

    def _beside(self, spot: Spot, wide: int, high: int) -> QRect:
        """Return where it stands: above, below where there is no room above; never outside."""
        around = self._around.rect()
        corner = spot.mapTo(self._around, QPoint(0, 0))
        gap = theme.scaled_px(4)
        top = corner.y() - gap - high
        if top < 0:
            top = min(corner.y() + spot.height() + gap, max(0, around.height() - high))
        left = min(max(0, corner.x()), max(0, around.width() - wide))
        return QRect(left, top, wide, high)
