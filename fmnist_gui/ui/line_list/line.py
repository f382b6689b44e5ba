"""One line in a list, and how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fmnist_gui.ui import theme

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Under it lies the Line to be painted."""

PADDING = 12
LINE = 18
NAME_MOST = 80
"""Letters of a name; to measure thousands of them would take longer than to paint a list."""

LEAST_LETTERS = 4
"""In room for fewer it is not told what was done; the tip tells all."""


@dataclass(frozen=True)
class Line:
    """What a line says: left who, what and when, right the score and how sure it is."""

    name: str
    score: str
    detail: str
    interval: str
    when: str = ""
    extra: str = ""
    """Stands below the score where everything else is told in full."""

    @property
    def said(self) -> str:
        """The line in words, for those who listen and for the tip."""
        return ", ".join(
            filter(None, (self.name, self.detail, self.when, self.score, self.interval, self.extra))
        )


def short_name(name: str) -> str:
    """Return as much of a person's name as any list shows, on one line."""
    line = " ".join(name.split())
    return line if len(line) <= NAME_MOST else line[: NAME_MOST - 1] + "…"


class LineDelegate(QStyledItemDelegate):
    """Paints two lines: who and how many, what and how sure."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same height for every row, so that long lists stay quick."""
        return QSize(200, theme.scaled_px(2 * LINE + 2 * PADDING - 4))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        row = index.data(ROW_ROLE)
        colours = theme.current()
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        _ground(painter, place, state)
        pad, line = theme.scaled_px(PADDING), theme.scaled_px(LINE)
        inner = place.adjusted(pad, pad - theme.scaled_px(2), -pad, 0)
        inner.setHeight(line)
        bold = theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold)
        small = theme.font(theme.SMALL)
        gap = pad // 2
        upper, lower = lines(row, QFontMetrics(bold), QFontMetrics(small), inner.width(), gap=gap)
        for (left, right), font, colour in (
            (upper, bold, colours.text),
            (lower, small, colours.hint),
        ):
            used = _write(painter, inner, right, font, colour, is_right=True)
            rest = inner.adjusted(0, 0, -(used + gap if used else 0), 0)
            _write(painter, rest, left, font, colour)
            inner.translate(0, line)
        painter.restore()


def lines(
    row: Line, bold: QFontMetrics, small: QFontMetrics, room: int, *, gap: int
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what stands left and right in both lines.

    Where what was done has given way anyhow, the score gives way to a name that would else be cut.
    """
    if row.extra and not row.interval and not row.when:
        needed = small.horizontalAdvance(row.detail) + gap + small.horizontalAdvance(row.extra)
        return (row.name, row.score), (row.detail, row.extra if needed <= room else "")
    name, score = (bold.horizontalAdvance(text) for text in (row.name, row.score))
    interval = small.horizontalAdvance(row.interval)
    left = room - (interval + gap if interval else 0)
    told = below(row, small, left)
    is_cut = room - score - gap < name <= room
    if is_cut and told == row.when and small.horizontalAdvance(row.score) <= left:
        return (row.name, ""), (row.score, row.interval)
    return (row.name, row.score), (told, row.interval)


def below(row: Line, metrics: QFontMetrics, room: int) -> str:
    """Return what stands below the name: what was done gives way to when."""
    if not (row.when and row.detail):
        return row.when or row.detail
    when = f", {row.when}"
    left = room - metrics.horizontalAdvance(when)
    if left < LEAST_LETTERS * metrics.averageCharWidth():
        return row.when
    return metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, left) + when


def _ground(painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
    colours = theme.current()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(place, QColor(colours.hover))
        width = theme.scaled_px(3)
        painter.fillRect(QRect(place.x(), place.y(), width, place.height()), QColor(colours.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        hover = QColor(colours.hover)
        hover.setAlphaF(0.5)
        painter.fillRect(place, hover)
    painter.setPen(QPen(QColor(colours.line)))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent)))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


def _write(
    painter: QPainter, place: QRect, text: str, font: QFont, colour: str, *, is_right: bool = False
) -> int:
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown) if shown else 0
