"""A place on a painted part that can be pointed at and clicked: one small image."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.picture import magnified, size_in
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.thumb import paint_mark


@dataclass(frozen=True)
class SpotPointed:
    """The cursor or the keyboard came to a spot, or with ``is_on`` false left it."""

    spot: "Spot"
    is_on: bool


class Spot(QAbstractButton):
    """Stands over an image that its parent paints, and frames it under cursor or keyboard.

    Signals:
        pointed(SpotPointed): cursor or keyboard came to it or left it.
    """

    pointed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.subject: Subject | None = None
        self._stands: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A click leaves the keyboard with the page.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def tells_label(self) -> bool:
        """Whether the mark on its image is in sight."""
        is_shown = self.subject is not None and self.isVisible()
        return is_shown and not self.visibleRegion().isEmpty()

    def show_subject(self, subject: Subject | None, note: str = "") -> None:
        """Stand for another image, which is called by its place, its class and `note`."""
        self.subject = subject
        if subject is not None:
            place = f"{subject.place.split} {subject.place.index}"
            self.setAccessibleName(", ".join((place, subject.class_name, note)))
        self.setVisible(subject is not None)

    def stand(self, arranged: object, place: Callable[[Subject], QRect]) -> None:
        """Go where the image is drawn; asks for the place only if something changed.

        Where it is follows from how all are `arranged` and from the shape of the image, which is
        the same for most images of some data.
        """
        if self.subject is not None:
            wanted = arranged, self.subject.image.shape
            if wanted != self._stands:
                self._stands = wanted
                self.setGeometry(place(self.subject))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the cursor is here."""
        super().enterEvent(event)
        self.pointed.emit(SpotPointed(self, is_on=True))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the cursor is gone."""
        super().leaveEvent(event)
        self.pointed.emit(SpotPointed(self, is_on=False))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.pointed.emit(SpotPointed(self, is_on=True))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is gone."""
        super().focusOutEvent(event)
        self.pointed.emit(SpotPointed(self, is_on=False))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing but the frame."""
        if self.underMouse() or self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QColor(theme.current().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()


def size_of(subject: Subject, side_px: int) -> QSize:
    """Return the size of an image that is drawn into a square of `side_px`."""
    return size_in(subject.image, side_px)


def draw_image(painter: QPainter, subject: Subject, box: QRect, side_px: int) -> None:
    """Draw an image where a spot stands, of :func:`size_of`, with the mark of its class."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), magnified(subject.image, side_px, ratio=ratio))
    paint_mark(painter, QRectF(box), subject.label)
