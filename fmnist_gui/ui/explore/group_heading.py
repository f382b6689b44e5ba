"""What a group of images is called, above it or at its left, in sight as long as the group is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from fmnist_gui.core.mosaic.layout import Heading
from fmnist_gui.ui import class_mark, theme

LEAST_PX, MOST_PX = 9, theme.NORMAL
"""The words are never smaller than the first, nor larger than the second at 100 % font size."""

TEXT_SHARE = 0.62
"""Height of the words in the room kept for them."""

MARK_SHARE = 0.55
PAD_PX = 4
EDGE_LINES = 1.2
"""Headings at the left stay so many lines away from those above, once both lie at the edge."""


def paint(
    painter: QPainter,
    headings: Sequence[tuple[Heading, QRectF, QRectF]],
    *,
    visible: QRectF,
) -> None:
    """Write each heading into its room; given with its place and its group in logical pixels.

    Once the room is out of sight the words stay at the edge, over the images of their group.
    """
    lines = [
        (heading, line, not place.contains(line.center()))
        for heading, place, group in headings
        if (line := _line(heading, place, group, visible=visible)) is not None
    ]
    for side in ("above", "left"):
        own = [(heading, line, afloat) for heading, line, afloat in lines if heading.side == side]
        # One size for all of them, so that none seems to matter more.
        size = min((_text_px(heading, line) for heading, line, _ in own), default=0)
        for heading, line, is_afloat in own:
            _write(painter, heading, line, text_px=size, is_afloat=is_afloat)


def at(
    point: QPointF, headings: Sequence[tuple[Heading, QRectF, QRectF]], *, visible: QRectF
) -> Heading | None:
    """Return the heading whose words are at `point`, None when there are none."""
    for heading, place, group in headings:
        line = _line(heading, place, group, visible=visible)
        if line is not None and line.contains(point):
            return heading
    return None


def _line(heading: Heading, place: QRectF, group: QRectF, *, visible: QRectF) -> QRectF | None:
    """Return where the words stand, None where they are out of sight or have no room.

    Words that stay at the edge leave the corner free, which belongs to neither side, and go with
    the last line of their group.
    """
    high = min(place.height(), theme.scaled_px(MOST_PX) / TEXT_SHARE)
    if high * TEXT_SHARE < LEAST_PX:
        return None
    if heading.side == "above":
        top = min(max(place.bottom() - high, visible.top()), group.bottom() - high)
        line = QRectF(place.left(), top, place.width(), high)
        is_in_sight = True
    else:
        wide = place.width()
        left = min(max(place.left(), visible.left()), group.right() - wide)
        edge = visible.top() + EDGE_LINES * high if left > place.left() else visible.top()
        seen = group.intersected(visible)
        # In the middle of what is seen of the group, beside its images.
        middle = min(max(seen.center().y(), edge + high / 2), visible.bottom() - high / 2)
        line = QRectF(left, middle - high / 2, wide, high)
        is_in_sight = seen.height() >= high and group.top() <= middle <= group.bottom()
    shown = line.intersected(visible)
    if not is_in_sight or shown.height() < high / 2 or shown.width() < 2 * high:
        return None
    return QRectF(shown.left(), line.top(), shown.width(), high)


def _write(
    painter: QPainter, heading: Heading, line: QRectF, *, text_px: int, is_afloat: bool
) -> None:
    painter.save()
    mark = _mark_px(heading, line)
    lead, room = _lead_px(mark), _room_px(heading, line)
    font = _font(text_px)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    count = f"  {heading.count:,}"
    is_fitting = metrics.horizontalAdvance(heading.title + count) <= room
    has_count = heading.has_count and is_fitting
    if not heading.has_count and metrics.horizontalAdvance(heading.title) > room:
        # Half of what only explains explains nothing.
        painter.restore()
        return
    title = metrics.elidedText(heading.title, Qt.TextElideMode.ElideRight, room)
    wide = metrics.horizontalAdvance(heading.title + count if has_count else title)
    if is_afloat:
        ground = QColor(theme.CANVAS)
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(line.left(), line.top(), lead + wide + 2 * PAD_PX, line.height())
        painter.drawRoundedRect(frame, PAD_PX, PAD_PX)
    if heading.choice is not None:
        top = line.center().y() - mark / 2
        box = QRectF(line.left() + PAD_PX, top, mark, mark)
        class_mark.paint(painter, box, heading.choice, colours=theme.DARK)
    words = line.adjusted(PAD_PX + lead, 0, -PAD_PX, 0)
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft)
    painter.setPen(QColor(theme.DARK.text))
    painter.drawText(words, flags, title)
    if has_count:
        painter.setPen(QColor(theme.DARK.hint))
        behind = metrics.horizontalAdvance(heading.title)
        painter.drawText(words.adjusted(behind, 0, 0, 0), flags, count)
    painter.restore()


def _mark_px(heading: Heading, line: QRectF) -> float:
    return line.height() * MARK_SHARE if heading.choice is not None else 0.0


def _lead_px(mark_px: float) -> float:
    """Return the width of the mark and the air after it."""
    return mark_px + PAD_PX if mark_px else 0.0


def _room_px(heading: Heading, line: QRectF) -> float:
    return line.width() - _lead_px(_mark_px(heading, line)) - 2 * PAD_PX


def _text_px(heading: Heading, line: QRectF) -> int:
    """Return the largest size in which the title fits into its line, or the least legible one."""
    least, most = LEAST_PX, max(1, int(line.height() * TEXT_SHARE))
    room = _room_px(heading, line)
    wide = QFontMetricsF(_font(most)).horizontalAdvance(heading.title)
    # What only explains is left out where it does not fit, and makes nothing else smaller.
    if wide <= room or not heading.has_count:
        return most
    return max(least, int(most * room / wide))


def _font(size_px: int) -> QFont:
    font = theme.font(theme.NORMAL)
    font.setPixelSize(size_px)
    return font
