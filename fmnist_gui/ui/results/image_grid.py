"""Many images in rows, sharp and in one paint, each with its mark and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import pixels, theme, verdict_mark
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.results.shown_image import Caption, ShownImage

SIDE_PX, GAP_PX, GAP_MOST_PX = 84, 12, 24
"""Three times 28 pixels, and the least and most room between two images, at 100 %."""

LINE_PX, MARK_PX = 16, 10

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class ImageOpened:
    """The image at ``position`` of those shown was opened."""

    position: int


@dataclass(frozen=True)
class ImagesTold:
    """These indices of the split have come into sight, with all that is said about them."""

    indices: tuple[int, ...]


class ImageGrid(QWidget):
    """Shows images in as many columns as there is room for.

    A tip follows the pointer and the arrow keys; a click or Enter opens an image. ``most_rows``
    leaves out what does not fit into so many rows.

    Signals:
        opened(ImageOpened): an image was opened.
        told(ImagesTold): images came into sight; each is told once.
    """

    opened = Signal(object)
    told = Signal(object)

    def __init__(
        self,
        shown: Sequence[ShownImage],
        images: Images,
        parent: QWidget | None = None,
        *,
        most_rows: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.images = tuple(shown)
        self._pixels = images
        self._most_rows = most_rows
        self._lines = max((len(image.captions) for image in shown), default=0)
        self._current: int | None = None
        self._told: set[int] = set()
        self._sheet: tuple[tuple[object, ...], QImage] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def columns(self) -> int:
        """How many images stand side by side."""
        return self._columns_in(self.width())

    @property
    def visible_count(self) -> int:
        """How many images there is room for."""
        return self._count_in(self.width())

    def place(self, position: int) -> QRect:
        """Return where the image at `position` stands, without its words."""
        row, column = divmod(position, self.columns)
        side = self._side()
        corner = QPoint(column * (side.width() + self._gap()), row * self._row_height())
        return QRect(corner, side)

    def hasHeightForWidth(self) -> bool:
        """Return True: the narrower, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at `width`."""
        rows = -(-self._count_in(width) // self._columns_in(width))
        if not rows:
            return 0
        return rows * self._row_height() - theme.scaled_px(GAP_PX)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = theme.scaled_px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one image."""
        return self._side()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all images at once, then what is said below them."""
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._whole(), QRectF(self._whole().rect()))
        if self._current is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(QRectF(self.place(self._current)).adjusted(1, 1, -1, -1))
        painter.end()
        self._tell_visible()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline what is under the pointer and say what it is."""
        position = self._at(event.position().toPoint())
        if position is None:
            QToolTip.hideText()
        elif position != self._current:
            self._say(position, event.globalPosition().toPoint())
        self._mean(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        position = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and position is not None:
            self.opened.emit(ImageOpened(position))

    def leaveEvent(self, event: QEvent) -> None:
        """Mean nothing, unless the keyboard is here."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._mean(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first image when one came here by key."""
        super().focusInEvent(event)
        is_by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if is_by_key and self.visible_count:
            self._mean(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mean nothing."""
        super().focusOutEvent(event)
        self._mean(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the images, and open one."""
        key, current, count = Qt.Key(event.key()), self._current, self.visible_count
        steps = {**_STEPS, Qt.Key.Key_Up: -self.columns, Qt.Key.Key_Down: self.columns}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(ImageOpened(current))
        elif key in steps and count:
            # One step from nowhere leads to the first image.
            wanted = 0 if current is None else current + steps[key]
            self._walk_to(wanted if 0 <= wanted < count else current or 0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self._walk_to(0 if key == Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)

    def _walk_to(self, position: int) -> None:
        self._mean(position)
        self._say(position, self.mapToGlobal(self.place(position).bottomLeft()))

    def _mean(self, position: int | None) -> None:
        if position == self._current:
            return
        self._current = position
        is_pointing = position is not None
        shape = Qt.CursorShape.PointingHandCursor if is_pointing else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleDescription(self.images[position].tip if position is not None else "")
        self.update()

    def _say(self, position: int, at: QPoint) -> None:
        QToolTip.showText(at, literal(self.images[position].tip), self, self.place(position))

    def _at(self, point: QPoint) -> int | None:
        line = QPoint(0, self._lines * theme.scaled_px(LINE_PX))
        for position in range(self.visible_count):
            place = self.place(position)
            place.setBottomRight(place.bottomRight() + line)
            if place.contains(point):
                return position
        return None

    def _tell_visible(self) -> None:
        seen = self.visibleRegion()
        fresh = tuple(
            self.images[position].index
            for position in range(self.visible_count)
            if position not in self._told and seen.intersects(self.place(position))
        )
        if fresh:
            self._told.update(
                position
                for position in range(self.visible_count)
                if seen.intersects(self.place(position))
            )
            self.told.emit(ImagesTold(fresh))

    def _side(self) -> QSize:
        """Return the size of an image, its pixels a whole number of the screen's."""
        rows, columns = self._pixels.shape[1:]
        most, ratio = theme.scaled_px(SIDE_PX), self.devicePixelRatioF()
        if max(rows, columns) > most * ratio:
            return QSize(columns, rows).scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio)
        factor = int(most * ratio / max(rows, columns))
        return QSize(round(columns * factor / ratio), round(rows * factor / ratio))

    def _row_height(self) -> int:
        words = self._lines * theme.scaled_px(LINE_PX)
        return self._side().height() + words + theme.scaled_px(GAP_PX)

    def _columns_in(self, width: int) -> int:
        gap = theme.scaled_px(GAP_PX)
        return max(1, (width + gap) // (self._side().width() + gap))

    def _gap(self) -> int:
        """Return the room between two images, so that a full row reaches the right edge."""
        columns, least = self.columns, theme.scaled_px(GAP_PX)
        if columns < 2:
            return least
        wanted = (self.width() - columns * self._side().width()) // (columns - 1)
        return max(least, min(wanted, theme.scaled_px(GAP_MOST_PX)))

    def _count_in(self, width: int) -> int:
        count = len(self.images)
        return min(count, self._most_rows * self._columns_in(width)) if self._most_rows else count

    def _whole(self) -> QImage:
        """Return all images with their words, made once for each size and look."""
        ratio, colours = self.devicePixelRatioF(), theme.current()
        key = (self.size(), ratio, colours.name, theme.font_scale())
        if self._sheet is None or self._sheet[0] != key:
            made = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            is_shrunk = self._pixels.shape[2] > self._side().width() * ratio
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_shrunk)
            for position, image in enumerate(self.images[: self.visible_count]):
                place = self.place(position)
                painter.drawImage(place, pixels.screen_image(self._pixels[image.index]))
                # A line may reach under the gap, but not over the edge.
                room = min(place.width() + self._gap(), self.width() - place.x())
                _write(painter, place, image.captions, room=room)
            painter.end()
            self._sheet = (key, made)
        return self._sheet[1]


def _write(painter: QPainter, place: QRect, captions: tuple[Caption, ...], *, room: int) -> None:
    """Write the lines below an image, the first one as what it is about."""
    colours, high, gap = theme.current(), theme.scaled_px(LINE_PX), theme.scaled_px(4)
    font = theme.font(theme.SMALL)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    metrics = QFontMetrics(font)
    for number, caption in enumerate(captions):
        line = QRect(place.x(), place.bottom() + 1 + number * high, place.width(), high)
        if caption.mark:
            side = theme.scaled_px(MARK_PX)
            box = QRectF(line.x() + 1, line.center().y() - side / 2 + 1, side, side)
            colour = colours.right if caption.mark == verdict_mark.TICK else colours.wrong
            verdict_mark.paint(painter, box, mark=caption.mark, colour=colour)
            line.setLeft(line.x() + side + gap)
        line.setRight(place.x() + room - gap)
        shown = metrics.elidedText(caption.text, Qt.TextElideMode.ElideRight, line.width())
        painter.setFont(font)
        painter.setPen(QColor(colours.hint if number else colours.text))
        painter.drawText(line, int(left | Qt.AlignmentFlag.AlignVCenter), shown)
