"""Reads what a widget paints."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def grey(widget: QWidget) -> NDArray[np.uint8]:
    """Return the grey of each pixel of a widget, (rows, columns)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(image.constBits(), dtype=np.uint8)
    return lines.reshape(image.height(), image.bytesPerLine())[:, : image.width()].copy()
