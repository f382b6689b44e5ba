"""Lines of text and marks as a painter writes them, cut to the room that there is."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from fmnist_gui.ui import class_mark, theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def write(painter: QPainter, box: QRect, words: str, *, colour: str, is_right: bool = False) -> int:
    """Write `words` into the middle of `box` in the painter's font; return how wide they became."""
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(words)
    if wide > box.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        wide = metrics.horizontalAdvance(words)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(_MIDDLE | side), words)
    return wide


def mark(painter: QPainter, left: int, box: QRect, side: int, *, number: int) -> int:
    """Draw the mark of a class at `left` in the middle of `box`; return where it ends."""
    ratio = painter.device().devicePixelRatioF()
    made = _mark(number, side, theme.current().name, ratio)
    painter.drawPixmap(left, box.top() + (box.height() - side) // 2, made)
    return left + side


def wrapped(words: str, width: int, *, font: QFont, most: int) -> list[str]:
    """Return `words` as up to `most` lines that fit into `width`; the last one may be cut."""
    metrics = QFontMetrics(font)
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(rest)) > width:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    lines += [" ".join(rest)] if rest else []
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


@lru_cache(maxsize=256)
def _mark(number: int, side: int, look: str, ratio: float) -> QPixmap:
    return class_mark.pixmap(number, side, colours=theme.chosen(look), device_pixel_ratio=ratio)
