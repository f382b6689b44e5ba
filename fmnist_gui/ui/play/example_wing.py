"""Examples of some classes beside the image, so that practice teaches what to look for."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.pixels import screen_image
from fmnist_gui.ui.play.answer_button import Verdict

LEAST_SIDE_PX, LARGEST_SIDE_PX = 28, 84
GAP_PX = 2
PADDING_PX = 6
ROW_GAP_PX = 4


class ExampleWing(QWidget):
    """One row for each class in `numbers`: its name, and under it its examples.

    `examples` are the images of each class, by number. The ground is that of the image's
    surround. A row bears a mark when its class was the right answer or the one given.
    """

    def __init__(
        self,
        names: Sequence[str],
        examples: Sequence[Images],
        *,
        numbers: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._numbers = tuple(numbers)
        self._images = {n: [screen_image(image) for image in examples[n]] for n in numbers}
        self._marks: dict[int, Verdict] = {}
        self._wanted_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Examples of " + ", ".join(names[n] for n in numbers))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The classes of which there are examples here."""
        return self._numbers

    @property
    def marks(self) -> dict[int, Verdict]:
        """The mark of each class that has one."""
        return dict(self._marks)

    def mark(self, label: int, chosen: int) -> None:
        """Mark the class that the file names, and the one that was answered if it is another."""
        marks: dict[int, Verdict] = {chosen: "wrong"}
        marks[label] = "right"
        self._marks = {n: mark for n, mark in marks.items() if n in self._images}
        self.update()

    def clear(self) -> None:
        """Take every mark away."""
        if self._marks:
            self._marks = {}
            self.update()

    def fit(self, width: int, height: int) -> bool:
        """Take the best size within this room; False when it is too small to see anything."""
        side = self._side(width, height)
        self._wanted_px = self._width(max(side, LEAST_SIDE_PX))
        self.updateGeometry()
        return side >= LEAST_SIDE_PX

    def sizeHint(self) -> QSize:
        """Return the width taken last; the height is what there is."""
        return QSize(self._wanted_px, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows, in the middle of the height."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(theme.STIMULUS_SURROUND))
        side = self._side(self.width(), self.height())
        high = self._row_height(side)
        whole = len(self._numbers) * (high + ROW_GAP_PX) - ROW_GAP_PX
        top = max(0, (self.height() - whole) // 2)
        for place, number in enumerate(self._numbers):
            row = QRectF(0, top + place * (high + ROW_GAP_PX), self.width(), high)
            self._paint_row(painter, row, number, side=side)
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRectF, number: int, *, side: int) -> None:
        look, mark = theme.current(), self._marks.get(number, "")
        ink = theme.STIMULUS_INK
        if mark:
            ink = look.text
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(look.right if mark == "right" else look.wrong))
            painter.setBrush(QColor(look.card))
            painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.restore()
        inside = row.adjusted(PADDING_PX, PADDING_PX / 2, -PADDING_PX, -PADDING_PX / 2)
        words = QRectF(inside.topLeft(), QSize(int(inside.width()), _line_px()).toSizeF())
        if mark:
            box = QRectF(0, 0, _line_px() * 0.6, _line_px() * 0.6)
            box.moveCenter(QPointF(words.right() - box.width() / 2, words.center().y()))
            shape = verdict_mark.TICK if mark == "right" else verdict_mark.CROSS
            colour = look.right if mark == "right" else look.wrong
            verdict_mark.paint(painter, box, mark=shape, colour=colour)
            words.setRight(box.left() - GAP_PX)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(
            self._names[number], Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(flags), name)
        for place, image in enumerate(self._images[number]):
            left = inside.left() + place * (side + GAP_PX)
            painter.drawImage(QRectF(left, inside.top() + _line_px(), side, side), image)

    def _side(self, width: int, height: int) -> int:
        """Return the side of an example that fits into this room, in whole multiples if large."""
        most = max((len(images) for images in self._images.values()), default=1) or 1
        across = (width - 2 * PADDING_PX + GAP_PX) // most - GAP_PX
        rows = max(1, len(self._numbers))
        down = (height + ROW_GAP_PX) // rows - ROW_GAP_PX - _line_px() - PADDING_PX
        fits = min(across, down, LARGEST_SIDE_PX)
        return fits // LEAST_SIDE_PX * LEAST_SIDE_PX if fits >= 2 * LEAST_SIDE_PX else fits

    def _width(self, side: int) -> int:
        most = max((len(images) for images in self._images.values()), default=1) or 1
        return most * (side + GAP_PX) - GAP_PX + 2 * PADDING_PX

    def _row_height(self, side: int) -> int:
        return side + _line_px() + PADDING_PX


def _line_px() -> int:
    return theme.scaled_px(18)
