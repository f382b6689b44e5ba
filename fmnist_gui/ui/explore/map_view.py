"""The picture in the minimap, with a frame around what is seen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import overview
from fmnist_gui.ui.explore.plane import Plane
from fmnist_gui.ui.explore.view import View

LARGEST_PX = (160, 120)
MOST_SHARE = 0.25
LEAST_PX = 16
"""A single row of images is shown as high as this."""

LEAST_FRAME_PX = 6.0
VEIL = QColor(0, 0, 0, 72)
WHEEL_NOTCH = 120
ZOOM_PER_NOTCH = 1.25


class MapView(QWidget):
    """Shows all of what stands on `plane`; a click or a drag moves the plane there."""

    def __init__(self, plane: Plane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane = plane
        self._frame = QRectF()
        self._made: QPixmap | None = None
        self._made_of: tuple[object, ...] = ()
        self._grip: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Map of all images shown")

    @property
    def frame(self) -> QRectF:
        """The frame around what is seen, in logical pixels of this widget."""
        return self._frame

    @property
    def is_needed(self) -> bool:
        """Whether anything is shown of which a part is out of sight."""
        room, view = self._plane.room, self._plane.view
        if self._plane.shown is None or not (room.content_width and room.content_height):
            return False
        right, bottom = view.at(room.width, room.height)
        slack = 0.5 / view.scale
        return not (
            view.left <= slack
            and view.top <= slack
            and right >= room.content_width - slack
            and bottom >= room.content_height - slack
        )

    def sizeHint(self) -> QSize:
        """Return the largest size in which the layout keeps its proportions, if it can."""
        room = self._plane.room
        # Large letters need no larger map, and a small canvas has no room for one.
        most = (int(MOST_SHARE * room.width), int(MOST_SHARE * room.height))
        wide, high = (min(theme.scaled_px(s), m) for s, m in zip(LARGEST_PX, most, strict=True))
        factor = min(wide / max(1.0, room.content_width), high / max(1.0, room.content_height))
        least = theme.scaled_px(LEAST_PX)
        sides = (room.content_width * factor, room.content_height * factor)
        return QSize(*(max(least, round(side)) for side in sides))

    def follow(self) -> None:
        """Draw the frame where the plane looks now."""
        frame = self._frame_now()
        if frame != self._frame:
            self._frame = frame
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or bring it here."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        here = event.position()
        is_inside = self._frame.contains(here)
        self._grip = here - self._frame.center() if is_inside else QPointF()
        if not is_inside:
            self._look(here)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the frame along."""
        if self._grip is not None:
            self._look(event.position() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the middle of what is seen."""
        if event.angleDelta().y():
            self._plane.zoom(ZOOM_PER_NOTCH ** (event.angleDelta().y() / WHEEL_NOTCH))
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture from memory, what is out of sight darker, and the frame."""
        painter = QPainter(self)
        made = self._picture()
        if made is not None:
            painter.drawPixmap(0, 0, made)
        self._paint_frame(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        frame, whole = self._frame.toAlignedRect(), self.rect()
        below = whole.bottom() - frame.bottom()
        beside = whole.right() - frame.right()
        painter.fillRect(0, 0, whole.width(), frame.top(), VEIL)
        painter.fillRect(0, frame.bottom() + 1, whole.width(), below, VEIL)
        painter.fillRect(0, frame.top(), frame.left(), frame.height(), VEIL)
        painter.fillRect(frame.right() + 1, frame.top(), beside, frame.height(), VEIL)
        thick = theme.scaled_px(1)
        pen = QPen(QColor(theme.DARK.accent), thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = thick / 2
        painter.drawRect(QRectF(frame).adjusted(half, half, -half, -half))

    def _picture(self) -> QPixmap | None:
        """Return the picture, made anew only when it would look different."""
        shown, ratio = self._plane.shown, self.devicePixelRatioF()
        if shown is None:
            return None
        size = self.size() * ratio
        chosen = self._plane.colour_map
        made_of = (shown.layout, shown.tint, chosen, size, overview.has_means(shown))
        if self._made is None or made_of != self._made_of:
            self._made = QPixmap.fromImage(overview.picture(shown, size, chosen=chosen))
            self._made.setDevicePixelRatio(ratio)
            self._made_of = made_of
        return self._made

    def _frame_now(self) -> QRectF:
        room, view = self._plane.room, self._plane.view
        wide = self.width() / max(1.0, room.content_width)
        high = self.height() / max(1.0, room.content_height)
        seen = QRectF(
            view.left * wide,
            view.top * high,
            room.width / view.scale * wide,
            room.height / view.scale * high,
        ).intersected(QRectF(self.rect()))
        grow_x = max(0.0, LEAST_FRAME_PX - seen.width()) / 2
        grow_y = max(0.0, LEAST_FRAME_PX - seen.height()) / 2
        frame = seen.adjusted(-grow_x, -grow_y, grow_x, grow_y)
        left = min(max(frame.left(), 0.0), self.width() - frame.width())
        top = min(max(frame.top(), 0.0), self.height() - frame.height())
        frame.moveTo(left, top)
        return frame

    def _look(self, middle: QPointF) -> None:
        """Bring the point of the layout under `middle` into the middle of the plane."""
        room, scale = self._plane.room, self._plane.view.scale
        x = middle.x() / self.width() * room.content_width
        y = middle.y() / self.height() * room.content_height
        self._plane.look(View(scale, x - room.width / 2 / scale, y - room.height / 2 / scale))
