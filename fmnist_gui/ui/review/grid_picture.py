"""The images of a page in one picture, made once for each page and size."""

import numpy as np
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.review.grid_layout import GridLayout
from fmnist_gui.core.session.stimulus import Smoothing, smoothed
from fmnist_gui.ui import pixels, theme

PAD_PX = 2
"""Between the edge of a cell and its image."""


def page_picture(
    images: Images, layout: GridLayout, size: QSize, *, ratio: float, smoothing: Smoothing
) -> QImage:
    """Return `images` (n, rows, columns) in the cells of `layout`, on the ground of the canvas.

    ``size`` is that of the widget in logical pixels, of which each is `ratio` physical ones wide.
    """
    made = QImage(size * ratio, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.CANVAS))
    painter = QPainter(made)
    room = int((layout.side - 2 * PAD_PX) * ratio)
    for position, image in enumerate(magnified(images, room, smoothing)):
        box = layout.place(position)
        corner = QPoint(
            int((box.x + layout.side / 2) * ratio - image.width() / 2),
            int((box.y + layout.side / 2) * ratio - image.height() / 2),
        )
        painter.drawImage(corner, image)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def magnified(images: Images, room: int, smoothing: Smoothing) -> list[QImage]:
    """Return `images` (n, rows, columns) as large as fits into squares of `room` physical pixels.

    "nearest" magnifies by a whole number, so that all pixels of an image are equally large; what
    has to shrink is averaged.
    """
    rows, columns = images.shape[1:]
    room, longer = max(1, room), max(rows, columns)
    if longer > room:
        shrunk = QSize(columns, rows).scaled(room, room, Qt.AspectRatioMode.KeepAspectRatio)
        mode = Qt.TransformationMode.SmoothTransformation
        whole = Qt.AspectRatioMode.IgnoreAspectRatio
        return [pixels.grey_image(image).scaled(shrunk, whole, mode) for image in images]
    if smoothing == "nearest":
        factor = room // longer
        large = np.repeat(np.repeat(images, factor, axis=1), factor, axis=2)
    else:
        large = smoothed(images, round(rows * room / longer), round(columns * room / longer))
    return [pixels.grey_image(image) for image in large]
