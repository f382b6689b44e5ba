"""A picture of a small widget that is drawn once and then shown from memory.

What lies on the canvas is painted with every frame of it, so that each microsecond counts.
"""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """Holds the picture of one widget at its size and sharpness on a ground of one colour."""

    def __init__(self, ground: str) -> None:
        self._ground = ground
        self._made: QPixmap | None = None

    def forget(self) -> None:
        """Draw anew the next time."""
        self._made = None

    def paint(self, widget: QWidget, draw: Callable[[QPixmap], None]) -> None:
        """Paint `widget`; `draw` fills the picture when there is none that fits."""
        ratio = widget.devicePixelRatioF()
        size = widget.size() * ratio
        if self._made is None or self._made.size() != size:
            self._made = QPixmap(size)
            self._made.setDevicePixelRatio(ratio)
            self._made.fill(QColor(self._ground))
            draw(self._made)
        painter = QPainter(widget)
        painter.drawPixmap(0, 0, self._made)
        painter.end()
