"""A chart on the screen: painted to the width it gets, explored by pointer or keys."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.chart.scene import Scene, Spot
from fmnist_gui.ui import theme
from fmnist_gui.ui.chart import scene_painter

NARROWEST = 400.0
"""Charts are not laid out narrower than this, but shrunk, in pixels at 100 %."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartView(QWidget):
    """Shows one figure and tells which of its spots was opened.

    A tip follows the pointer; a spot that can be opened is outlined under the pointer and is
    reached with the arrow keys, Enter opens it.

    ``shown`` is the figure as it is drawn now, which may be a part of its axis.

    Signals:
        opened(Spot): a spot that can be opened was clicked, or opened by key.
    """

    opened = Signal(object)

    def __init__(
        self, figure: Figure, parent: QWidget | None = None, *, can_open: bool = True
    ) -> None:
        super().__init__(parent)
        self.figure = self.shown = figure
        self._can_open = can_open
        self._scene = self._laid_out(NARROWEST)
        self._spot: Spot | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(figure.sentence)
        self.setAccessibleDescription(figure.note)
        if any(spot.can_open for spot in self._scene.spots):
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def zoom(self, is_zoomed: bool) -> None:
        """Show the part of the axis that the figure has to zoom to, or all of it again."""
        zoomed = self.figure.zoomed
        self.shown = replace(self.figure, scene=zoomed) if is_zoomed and zoomed else self.figure
        self._lay_out()
        self.updateGeometry()
        self.update()

    @property
    def scene(self) -> Scene:
        """The chart as it is laid out now, in pixels at 100 %."""
        return self._scene

    def place(self, spot: Spot) -> QRect:
        """Return where a spot of the scene is on this widget."""
        factor = self._factor
        corner = QPointF(spot.x, spot.y) * factor
        return QRectF(corner.x(), corner.y(), spot.width * factor, spot.height * factor).toRect()

    def hasHeightForWidth(self) -> bool:
        """Return True: charts grow in height with what they hold."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the chart takes at `width`."""
        laid_width, factor = _measure(width)
        return round(self.shown.scene(laid_width).height * factor)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = theme.scaled_px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a width below which nothing can be read."""
        return QSize(200, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chart out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, and the outline of the spot that is meant."""
        painter = QPainter(self)
        colours = theme.current()
        painter.scale(self._factor, self._factor)
        scene_painter.paint(painter, self._scene, colours=colours)
        if self._spot is not None and self._spot.can_open:
            spot = self._spot
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(spot.x + 1, spot.y + 1, spot.width - 2, spot.height - 2), 4, 4
            )
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline what is under the pointer and say what it is."""
        spot = self._at(event.position())
        if spot is None:
            QToolTip.hideText()
        elif spot is not self._spot:
            self._tell(spot, event.globalPosition().toPoint())
        self._point_at(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        spot = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot and spot.can_open:
            self.opened.emit(spot)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the spot."""
        super().leaveEvent(event)
        self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the spot."""
        super().focusOutEvent(event)
        self._point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first spot that can be opened, when one came here by key."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._point_at(next((spot for spot in self._scene.spots if spot.can_open), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the spots that can be opened, and open one."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._spot is not None:
            if found := _neighbour(self._scene, self._spot, _STEPS[key]):
                self._point_at(found)
                self._tell(found, self.mapToGlobal(self.place(found).bottomLeft()))
        elif key in _OPENING and self._spot and self._spot.can_open:
            self.opened.emit(self._spot)
        else:
            super().keyPressEvent(event)

    @property
    def _factor(self) -> float:
        return _measure(self.width())[1]

    def _lay_out(self) -> None:
        self._scene = self._laid_out(_measure(self.width())[0])
        self._spot = None

    def _laid_out(self, width: float) -> Scene:
        scene = self.shown.scene(width)
        if self._can_open:
            return scene
        return replace(scene, spots=tuple(replace(spot, cell=None, key="") for spot in scene.spots))

    def _at(self, place: QPointF) -> Spot | None:
        x, y = place.x() / self._factor, place.y() / self._factor
        return next((spot for spot in self._scene.spots if spot.holds(x, y)), None)

    def _point_at(self, spot: Spot | None) -> None:
        if spot is self._spot:
            return
        self._spot = spot
        can_open = spot is not None and spot.can_open
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def _tell(self, spot: Spot, at: QPoint) -> None:
        QToolTip.showText(at, spot.tip, self, self.place(spot))


def _measure(width: int) -> tuple[float, float]:
    """Return the width to lay out for, at 100 %, and the factor to paint it with."""
    factor = theme.font_scale()
    if width / factor < NARROWEST:
        factor = max(width, 1) / NARROWEST
    return width / factor, factor


def _neighbour(scene: Scene, spot: Spot, step: tuple[int, int]) -> Spot | None:
    """Return the nearest spot that can be opened in the direction of `step`."""
    across, down = step

    def distance(other: Spot) -> tuple[float, float]:
        dx = (other.x + other.width / 2) - (spot.x + spot.width / 2)
        dy = (other.y + other.height / 2) - (spot.y + spot.height / 2)
        ahead, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
        return ahead + 2 * aside, ahead

    ahead = [other for other in scene.spots if other.can_open and distance(other)[1] > 1]
    return min(ahead, key=lambda other: distance(other)[0], default=None)
