"""The first thing that is painted: images of each class, where the canvas will show them.

Imports neither numpy nor pyqtgraph: that would take longer than all the rest of the start.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.preview import Preview
from fmnist_gui.core.mosaic.pitch import GAP, GROUND, content_size
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import blit, frame
from fmnist_gui.ui.explore.frame import Frame
from fmnist_gui.ui.explore.view import Room, fitted


class Poster(QWidget):
    """Looks like the Explore page with class rows fitted in, until that page is there.

    Without a preview the canvas is bare: nothing was found, or labels are hidden. The headings
    of the rows come with the page, because their marks take long to import.
    """

    def __init__(self, preview: Preview | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._image = None if preview is None else _spaced(preview)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and the images."""
        parts = frame.divided(self.size())
        painter = QPainter(self)
        blit.fill(painter, parts.canvas, theme.CANVAS)
        if self._preview is not None and self._image is not None:
            painter.save()
            painter.translate(parts.canvas.topLeft())
            self._paint_images(painter, self._preview, image=self._image, parts=parts)
            painter.restore()
        _paint_bars(painter, parts)
        painter.end()

    def _paint_images(
        self, painter: QPainter, preview: Preview, *, image: QImage, parts: Frame
    ) -> None:
        ratio = self.devicePixelRatioF()
        rows = len(preview.indices) // preview.per_class
        size = content_size(rows, preview.per_class, image=(preview.rows, preview.columns))
        canvas = QRectF(0, 0, parts.canvas.width(), parts.canvas.height())
        room = Room(
            canvas.width(),
            canvas.height(),
            *size,
            heading_px=frame.heading_px(),
            device_pixel_ratio=ratio,
        )
        view = fitted(room)
        corner = QPointF(*view.on_screen(0, 0))
        target = QRectF(corner, image.size().toSizeF() * view.scale)
        painter.setClipRect(canvas)
        large = blit.magnified(image, blit.doubling(view.scale * ratio))
        blit.draw(painter, large, target=target, ratio=ratio)


def _paint_bars(painter: QPainter, parts: Frame) -> None:
    look = theme.current()
    blit.fill(painter, parts.bar, look.card)
    blit.fill(painter, parts.side, look.card)
    blit.fill(painter, parts.foot, look.ground)
    blit.fill(painter, parts.bar.adjusted(0, parts.bar.height() - 1, 0, 0), look.line)
    blit.fill(painter, parts.side.adjusted(0, 0, 1 - parts.side.width(), 0), look.line)
    blit.fill(painter, parts.foot.adjusted(0, 0, 0, 1 - parts.foot.height()), look.line)


def _spaced(preview: Preview) -> QImage:
    """Return the picture of `preview` with the gaps that the canvas has."""
    gap = bytes((GROUND,)) * GAP
    width = preview.per_class * (preview.columns + GAP)
    bare = bytes((GROUND,)) * (width * GAP)
    lines = []
    for row in range(preview.height):
        start = row * preview.width
        cuts = range(start, start + preview.width, preview.columns)
        pieces = [preview.pixels[cut : cut + preview.columns] + gap for cut in cuts]
        lines.append(b"".join(pieces))
        if (row + 1) % preview.rows == 0:
            lines.append(bare)
    joined = b"".join(lines)
    grey = QImage(joined, width, len(joined) // width, width, QImage.Format.Format_Grayscale8)
    return grey.convertToFormat(QImage.Format.Format_RGB32)
