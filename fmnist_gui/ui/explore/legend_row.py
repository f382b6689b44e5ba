"""One row of the legend: what a colour and a mark mean, and how many images have them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fmnist_gui.ui import class_mark, theme, verdict_mark
from fmnist_gui.ui.explore.kept_picture import KeptPicture
from fmnist_gui.ui.plain_text import literal

COLOURS = theme.DARK
PAD_PX, GAP_PX = 6, 8
MARK_PX = 12
WIDEST_NAME_PX = 128
LEAST_PX = 72


@dataclass(frozen=True)
class LegendRow:
    """A value of the column `key`: its `name`, its colour, its mark and how many images have it.

    ``mark`` is a class, "tick", "cross" or None for a plain spot of colour.
    """

    key: str
    value: str
    name: str
    colour: str
    mark: int | str | None
    count: int


class RowButton(QAbstractButton):
    """A row that can be clicked; drawn once and then shown from memory.

    It is painted with every frame of the canvas, so that each microsecond counts.
    """

    def __init__(self, row: LegendRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.is_filtered = False
        self.is_dimmed = False
        self._kept = KeptPicture(COLOURS.card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{row.name}, {row.count:,}")
        tip = f"{row.name}: {row.count:,}. A click shows only these, or all again"
        self.setToolTip(literal(tip))

    def show_filtered(self, *, is_filtered: bool, is_dimmed: bool) -> None:
        """Show whether only this is asked for, and whether others are."""
        self.is_filtered, self.is_dimmed = is_filtered, is_dimmed
        self._draw_anew()

    def sizeHint(self) -> QSize:
        """Return the size at which a name of usual length stands in full."""
        metrics = QFontMetricsF(theme.font(theme.SMALL))
        name = min(metrics.horizontalAdvance(self.row.name), theme.scaled_px(WIDEST_NAME_PX))
        count = metrics.horizontalAdvance(f"{self.row.count:,}")
        wide = 2 * PAD_PX + theme.scaled_px(MARK_PX) + 2 * GAP_PX + name + count + 2
        return QSize(round(wide), round(metrics.height()) + PAD_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the size at which the count and some of the name can be read."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.scaled_px(LEAST_PX)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for a click too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self._draw_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Draw with the new font."""
        super().changeEvent(event)
        self._draw_anew()

    def event(self, event: QEvent) -> bool:
        """Look different with the focus, and without the cursor."""
        kinds = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Leave)
        done = super().event(event)
        if event.type() in kinds:
            self._draw_anew()
        return bool(done)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the row from memory."""
        self._kept.paint(self, self._draw)

    def _draw_anew(self) -> None:
        self._kept.forget()
        self.update()

    def _draw(self, made: QPixmap) -> None:
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        side = theme.scaled_px(MARK_PX)
        box = QRectF(PAD_PX, (self.height() - side) / 2, side, side)
        paint_mark(painter, box, mark=self.row.mark, colour=self.row.colour)
        self._draw_words(painter, left=box.right() + GAP_PX)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.is_filtered or self.underMouse():
            painter.setBrush(QColor(COLOURS.line if self.is_filtered else COLOURS.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, 4, 4)
        if self.is_filtered:
            painter.fillRect(QRectF(0, 4, 2, self.height() - 8), QColor(COLOURS.accent))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(COLOURS.accent), 1))
            painter.drawRoundedRect(frame, 4, 4)

    def _draw_words(self, painter: QPainter, *, left: float) -> None:
        painter.setFont(theme.font(theme.SMALL))
        metrics = QFontMetricsF(painter.font())
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        count = f"{self.row.count:,}"
        at = self.width() - PAD_PX - metrics.horizontalAdvance(count)
        painter.setPen(QColor(COLOURS.hint))
        painter.drawText(QPointF(at, baseline), count)
        painter.setPen(QColor(COLOURS.hint if self.is_dimmed else COLOURS.text))
        room = at - GAP_PX - left + 1
        name = metrics.elidedText(self.row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, baseline), name)


def paint_mark(painter: QPainter, box: QRectF, *, mark: int | str | None, colour: str) -> None:
    """Paint the glyph of a class, a tick, a cross or a spot of colour into the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(mark, int):
        place = QTransform.fromTranslate(box.x(), box.y()).scale(box.width(), box.height())
        painter.fillPath(place.map(class_mark.glyph(mark)), QColor(colour))
    elif mark is not None:
        verdict_mark.paint(painter, box, mark=mark, colour=colour)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(box, 3, 3)
    painter.restore()
