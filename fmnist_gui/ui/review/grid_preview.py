"""The image under the pointer, larger, with its label, what is suggested, why, and the votes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.session.stimulus import Smoothing
from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.ink import wrapped, write
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.grid_picture import magnified

SIDE_PX, LEAST_SIDE_PX, ROW_PX = 112, 56, 18
MARK_PX, GAP_PX = 12, 8
USUAL_LINES, LEAST_LINES, WHY_LINES, TOLD_LINES = 9, 3, 3, 2
"""Lines that there is room for: label, suggestion, why, people, a model, and which image it is.

What does not fit is left out from the end, and told by the tip.
"""

VOTES_MOST = 3
NOBODY = "People: nobody answered"


class GridPreview(QWidget):
    """Keeps its height whatever it shows, so that nothing moves while the pointer wanders.

    The keyboard reaches it by Tab, so that it is read aloud there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.case: Case | None = None
        self._smoothing: Smoothing = "bicubic"
        self._most_px = self._height_px = theme.scaled_px(SIDE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_case(self, case: Case | None) -> None:
        """Show another image; None shows nothing."""
        self.case = case
        words = "" if case is None else ". ".join(self._lines(case))
        self.setAccessibleName(words)
        self.setToolTip(literal(words))
        self.update()

    def show_smoothing(self, smoothing: Smoothing) -> None:
        """Show the pixels softened, or as squares."""
        self._smoothing = smoothing
        self.update()

    def fit_into(self, height: int) -> None:
        """Stay within `height`: first the image becomes smaller, then lines are left out."""
        words = theme.scaled_px(GAP_PX) + USUAL_LINES * _row_px()
        self._most_px = max(LEAST_SIDE_PX, min(theme.scaled_px(SIDE_PX), height - words))
        self._height_px = max(self.least_px, min(height, self._most_px + words))
        self.setFixedHeight(self._height_px)

    def sizeHint(self) -> QSize:
        """Return room for the image and the lines."""
        return QSize(theme.scaled_px(SIDE_PX), self._height_px)

    @property
    def least_px(self) -> int:
        """How high it is at least."""
        return LEAST_SIDE_PX + theme.scaled_px(GAP_PX) + LEAST_LINES * _row_px()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the image at the left edge, and the lines below it."""
        painter, look = QPainter(self), theme.current()
        side = min(self._most_px, self.width())
        painter.fillRect(QRect(0, 0, side, side), QColor(theme.CANVAS))
        if self.case is not None:
            self._paint_image(painter, self.case, side)
            self._write_words(painter, self.case, look, side)
        if self.hasFocus():
            painter.setPen(QColor(look.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_image(self, painter: QPainter, case: Case, side: int) -> None:
        ratio = self.devicePixelRatioF()
        (image,) = magnified(case.subject.image[None], int(side * ratio), self._smoothing)
        image.setDevicePixelRatio(ratio)
        size = image.deviceIndependentSize()
        painter.drawImage(QPointF(side - size.width(), side - size.height()) / 2, image)

    def _write_words(self, painter: QPainter, case: Case, look: theme.Theme, side: int) -> None:
        """Write below the image; where that is small, label and suggestion stand beside it."""
        gap, row = theme.scaled_px(GAP_PX), _row_px()
        is_beside = self._most_px == LEAST_SIDE_PX
        line = QRect(0, side + gap, self.width(), row)
        if is_beside:
            line = QRect(side + gap, 0, self.width() - side - gap, row)
        painter.setFont(theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold))
        self._write_class(painter, line, case.subject.label, case.subject.class_name, look)
        line.translate(0, row)
        if case.suggested is not None:
            painter.setFont(theme.font(theme.NORMAL))
            name = name_of_class(case.suggested, case.subject.gallery.class_names)
            words = f"{name}?" if is_beside else f"perhaps {name}"
            self._write_class(painter, line, case.suggested, words, look)
            line.translate(0, row)
        top = max(side, 2 * row) + gap // 2 if is_beside else line.top()
        self._write_lines(painter, case, look, QRect(0, top, self.width(), row))

    def _write_lines(self, painter: QPainter, case: Case, look: theme.Theme, line: QRect) -> None:
        """Write why, and what people and models say, as far as there is room from `line` on."""
        font = theme.font(theme.SMALL)
        painter.setFont(font)
        room = (self.height() - line.top()) // line.height()
        # One line at least is left for what people say.
        texts = [(case.why, look.text, max(1, min(WHY_LINES, room - 1)))]
        texts += [(words, look.hint, TOLD_LINES) for words in (*_told(case), _place(case))]
        for words, colour, most in texts:
            fitting = min(most, room)
            for part in wrapped(words, self.width(), font=font, most=fitting) if fitting else ():
                write(painter, line, part, colour=colour)
                line.translate(0, line.height())
                room -= 1

    def _write_class(
        self, painter: QPainter, line: QRect, number: int, words: str, look: theme.Theme
    ) -> None:
        side = theme.scaled_px(MARK_PX)
        mark = QRectF(line.x(), line.y() + (line.height() - side) / 2, side, side)
        class_mark.paint(painter, mark, number, colours=look)
        beside = line.adjusted(side + theme.scaled_px(GAP_PX) - 2, 0, 0, 0)
        write(painter, beside, words, colour=look.text)

    def _lines(self, case: Case) -> Sequence[str]:
        names = case.subject.gallery.class_names
        perhaps = "" if case.suggested is None else f"perhaps {names[case.suggested]}"
        told = (_place(case), case.subject.class_name, perhaps, case.why, *_told(case))
        return [line for line in told if line]


def _row_px() -> int:
    return theme.scaled_px(ROW_PX)


def _place(case: Case) -> str:
    return f"{case.subject.place.split} {case.subject.place.index}"


def _told(case: Case) -> list[str]:
    """Return a line about people, and one about each model."""
    names = case.subject.gallery.class_names
    votes = [
        f"{name_of_class(vote.class_number, names)} {percent(vote.share, decimals=0)}"
        for vote in case.votes[:VOTES_MOST]
    ]
    lines = [f"People: {', '.join(votes)}" if votes else NOBODY]
    for ranking in case.rankings:
        first = ranking.shares[0]
        share = "" if first.share is None else f" {percent(first.share, decimals=0)}"
        lines.append(f"{ranking.title}: {name_of_class(first.class_number, names)}{share}")
    return lines
