"""One small image that can be clicked, with the mark of its class in a corner."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.picture import magnified, size_in
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.plain_text import literal

_MARK_PX = 10


class Thumb(QAbstractButton):
    """One image, magnified by a whole number; its mark is left out where labels are hidden.

    Signals:
        painted(None): it was painted; whatever comes into sight is.
    """

    painted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.subject: Subject | None = None
        self._is_blind = False
        self._made: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A click leaves the keyboard with the canvas.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def tells_label(self) -> bool:
        """Whether its mark is in sight."""
        is_told = self.subject is not None and not self._is_blind
        return is_told and self.isVisible() and not self.visibleRegion().isEmpty()

    def show_image(self, subject: Subject, *, note: str, is_blind: bool) -> None:
        """Show another image; its name is its place and its class, and then `note`."""
        self.subject, self._is_blind = subject, is_blind
        place = f"{subject.place.split} {subject.place.index}"
        class_name = "" if is_blind else subject.class_name
        words = ", ".join(filter(None, (place, class_name, note)))
        self.setToolTip(literal(words))
        self.setAccessibleName(words)
        self._made = None
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.subject = self._made = None

    def size_within(self, side_px: int) -> QSize:
        """Return its size inside a square of `side_px`."""
        return size_in(self.subject.image, side_px) if self.subject else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Return the size that was given to it."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pixels, the mark, and a frame under cursor or focus."""
        if self.subject is None:
            return
        side, ratio = max(self.width(), self.height()), self.devicePixelRatioF()
        if self._made is None or self._made.deviceIndependentSize() != self.size().toSizeF():
            self._made = magnified(self.subject.image, side, ratio=ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._made)
        if not self._is_blind:
            paint_mark(painter, QRectF(self.rect()), self.subject.label)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QColor(theme.current().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self.painted.emit()


def paint_mark(painter: QPainter, box: QRectF, label: int) -> None:
    """Paint the mark of a class into the lower left corner of an image that stands in `box`.

    It has a piece of the canvas's dark ground below it, which is there in every theme.
    """
    side = min(theme.scaled_px(_MARK_PX), int(box.height()) // 4)
    ground = QColor(theme.CANVAS)
    ground.setAlphaF(0.85)
    corner = QRectF(box.left(), box.bottom() - side - 4, side + 4, side + 4)
    painter.fillRect(corner, ground)
    class_mark.paint(painter, corner.adjusted(2, 2, -2, -2), label, colours=theme.DARK)
