"""How the page is divided; without numpy, so that the poster is divided in the same way."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics

from fmnist_gui.ui import theme

SIDE_PX, WIDE_SIDE_PX = 264, 312
WIDE_FROM_PX = 1800
"""From this width on there is room for a wider side card."""

SIDE_SHARE = 0.34
"""The side card never takes more of the width than this."""

HEADING_PX = 112
"""Width of the column of headings at the left of class rows, at 100 % font size.

It is the same for all names, so that the poster finds its place before any name is known.
"""

BAR_MARGIN_PX = 8
FOOT_PX = 32


@dataclass(frozen=True)
class Frame:
    """The four parts of the page, in its own logical pixels."""

    bar: QRect
    canvas: QRect
    side: QRect
    foot: QRect


def heading_px() -> int:
    """Return the width of the column of headings in logical pixels."""
    return theme.scaled_px(HEADING_PX)


def divided(size: QSize) -> Frame:
    """Return the parts of a page of `size`: bar above, side card right, foot under the canvas."""
    control = max(20, QFontMetrics(theme.font(theme.NORMAL)).height()) + 10
    bar = control + 2 * BAR_MARGIN_PX + 1
    foot = theme.scaled_px(FOOT_PX)
    wished = theme.scaled_px(WIDE_SIDE_PX if size.width() >= WIDE_FROM_PX else SIDE_PX)
    side = min(wished, int(size.width() * SIDE_SHARE))
    left, middle = size.width() - side, max(0, size.height() - bar - foot)
    return Frame(
        bar=QRect(0, 0, size.width(), bar),
        canvas=QRect(0, bar, left, middle),
        side=QRect(left, bar, side, middle + foot),
        foot=QRect(0, bar + middle, left, foot),
    )
