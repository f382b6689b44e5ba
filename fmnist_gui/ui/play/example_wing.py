"""Examples of some classes beside the image, so that practice teaches what to look for."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.answer_button import Verdict
from fmnist_gui.ui.pixels import screen_image

LEAST_SIDE_PX, LARGEST_SIDE_PX = 28, 84
GAP_PX = 2
PADDING_PX = 6
ROW_GAP_PX = 4
LINE_PX, CHIP_PX = 20, 18
"""Height of the words above the examples, and of the key among them, at 100 % font."""

FADED = 0.35
"""How much is left of the other classes while one is marked as the right one."""


class ExampleWing(QWidget):
    """One row for each class in `numbers`: its key and name, and under them its examples.

    `examples` are the images and `keys` the keys of each class, by number. The ground is that of
    the image's surround. A row bears a mark when its class was the right answer or the one given;
    the others fade meanwhile.
    """

    def __init__(
        self,
        names: Sequence[str],
        examples: Sequence[Images],
        *,
        keys: Sequence[str],
        numbers: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._keys = names, keys
        self._numbers = tuple(numbers)
        self._images = {n: [screen_image(image) for image in examples[n]] for n in numbers}
        self._marks: dict[int, Verdict] = {}
        self._is_answered = False
        self._wanted_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        said = (f"{names[n]}, key {keys[n]}" if keys[n] else names[n] for n in numbers)
        self.setAccessibleName("Examples of " + "; ".join(said))

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
        self._is_answered = True
        self.update()

    def clear(self) -> None:
        """Take every mark away."""
        if self._is_answered:
            self._marks, self._is_answered = {}, False
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
        mark = self._marks.get(number, "")
        painter.setOpacity(FADED if self._is_answered and not mark else 1.0)
        if mark:
            _paint_ground(painter, row, mark)
        inside = row.adjusted(PADDING_PX, PADDING_PX / 2, -PADDING_PX, -PADDING_PX / 2)
        self._paint_words(painter, inside, number, mark=mark)
        for place, image in enumerate(self._images[number]):
            left = inside.left() + place * (side + GAP_PX)
            painter.drawImage(QRectF(left, inside.top() + _line_px(), side, side), image)

    def _paint_words(
        self, painter: QPainter, inside: QRectF, number: int, *, mark: Verdict
    ) -> None:
        """Paint key and name above the examples, and at the end of the line the mark."""
        words = QRectF(inside.topLeft(), QSizeF(inside.width(), _line_px()))
        if mark:
            box = QRectF(0, 0, _line_px() * 0.6, _line_px() * 0.6)
            box.moveCenter(QPointF(words.right() - box.width() / 2, words.center().y()))
            shape = verdict_mark.TICK if mark == "right" else verdict_mark.CROSS
            verdict_mark.paint(painter, box, mark=shape, colour=_colour(mark))
            words.setRight(box.left() - GAP_PX)
        ink = QColor(theme.current().text if mark else theme.STIMULUS_INK)
        painter.setPen(ink)
        if key := self._keys[number]:
            top = words.center().y() - _chip_px() / 2
            chip = QRectF(words.left(), top, _chip_px(), _chip_px())
            _paint_chip(painter, chip, key, ink)
            words.setLeft(chip.right() + PADDING_PX)
        painter.setFont(theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(
            self._names[number], Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(flags), name)

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
    return theme.scaled_px(LINE_PX)


def _chip_px() -> int:
    return theme.scaled_px(CHIP_PX)


def _colour(mark: Verdict) -> str:
    return theme.current().right if mark == "right" else theme.current().wrong


def _paint_ground(painter: QPainter, row: QRectF, mark: Verdict) -> None:
    """Paint a card under a marked row, with a heavier edge for the right one."""
    width = 3 if mark == "right" else 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(_colour(mark)), width))
    painter.setBrush(QColor(theme.current().card))
    inset = width / 2
    painter.drawRoundedRect(row.adjusted(inset, inset, -inset, -inset), 6, 6)
    painter.restore()


def _paint_chip(painter: QPainter, chip: QRectF, key: str, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font(theme.SMALL, weight=QFont.Weight.DemiBold))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()
