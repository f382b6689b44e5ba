"""Lines of text as a painter writes them, cut to the room that there is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def write(painter: QPainter, box: QRect, words: str, *, colour: str, is_right: bool = False) -> int:
    """Write `words` into the middle of `box` in the painter's font; return how wide they became."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(_MIDDLE | side), shown)
    return metrics.horizontalAdvance(shown)


def wrapped(words: str, width: int, *, font: QFont, most: int) -> list[str]:
    """Return `words` as up to `most` lines that fit into `width`; the last one may be cut."""
    metrics = QFontMetrics(font)
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    lines += [" ".join(rest)] if rest else []
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
