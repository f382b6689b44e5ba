"""What is asked about an image: "Coat? perhaps Dress", why, and what was decided so far."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.ink import wrapped, write
from fmnist_gui.ui.review.outcome_line import outcome
from fmnist_gui.ui.review.painted import Painted, row_px

PERHAPS = "perhaps"
WHY_LINES = 2

_HEAD_PX, _SECOND_PX = 32, 26
_LABEL_MARK_PX, _OTHER_MARK_PX, _GAP_PX = 20, 14, 8


class Question(Painted):
    """The label large, the suggestion beside or below it, and smaller what speaks for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._outcome = ""

    def show_case(self, case: Case) -> None:
        """Ask about another image."""
        self._case = case
        names = case.subject.gallery.class_names
        self._outcome = outcome(
            case.conclusion, names=names, reader=case.reader, is_blind=case.is_blind
        )
        parts = (self._asked(case), _place(case), case.why, self._outcome)
        self.say(". ".join(filter(None, parts)))

    def wanted_px(self, width: int) -> int:
        """Return how high it has to be when it is `width` wide."""
        if self._case is None:
            return 0
        head = _HEAD_PX + (0 if self._is_short(width) else _SECOND_PX)
        lines = wrapped(self._case.why, width, font=theme.font(theme.NORMAL), most=WHY_LINES)
        return theme.scaled_px(head) + (max(1, len(lines)) + 1) * row_px()

    def paint(self, painter: QPainter, look: theme.Theme) -> None:
        """Paint the lines."""
        case = self._case
        if case is None:
            return
        is_short = self._is_short(self.width())
        used = self._paint_label(painter, case, look, has_place=True)
        top = theme.scaled_px(_HEAD_PX)
        if case.suggested is not None:
            # On one line both stand on one ground, which is not where their middles are.
            down, left = (theme.scaled_px(2), used) if is_short else (top, 0)
            self._paint_suggestion(painter, case.suggested, QRect(left, down, 0, 0), look)
        top += 0 if is_short else theme.scaled_px(_SECOND_PX)
        font = theme.font(theme.NORMAL)
        painter.setFont(font)
        for line in wrapped(case.why, self.width(), font=font, most=WHY_LINES):
            write(painter, QRect(0, top, self.width(), row_px()), line, colour=look.text)
            top += row_px()
        write(painter, QRect(0, top, self.width(), row_px()), self._outcome, colour=look.hint)

    def _paint_label(
        self, painter: QPainter, case: Case, look: theme.Theme, *, has_place: bool
    ) -> int:
        """Paint the first line and return where its first words end."""
        high, side = theme.scaled_px(_HEAD_PX), theme.scaled_px(_LABEL_MARK_PX)
        painter.setFont(theme.font(theme.SMALL))
        place = _place(case)
        beside = painter.fontMetrics().horizontalAdvance(place) + theme.scaled_px(_GAP_PX)
        box = QRect(0, 0, self.width(), high)
        if has_place:
            write(painter, box, place, colour=look.hint, is_right=True)
        class_mark.paint(
            painter, QRectF(0, (high - side) / 2, side, side), case.subject.label, colours=look
        )
        left = side + theme.scaled_px(_GAP_PX)
        painter.setFont(_label_font())
        room = max(0, self.width() - left - beside)
        used = write(
            painter, QRect(left, 0, room, high), f"{case.subject.class_name}?", colour=look.text
        )
        return left + used + theme.scaled_px(_GAP_PX)

    def _paint_suggestion(
        self, painter: QPainter, number: int, corner: QRect, look: theme.Theme
    ) -> None:
        high, side, gap = (theme.scaled_px(px) for px in (_SECOND_PX, _OTHER_MARK_PX, _GAP_PX))
        high = theme.scaled_px(_HEAD_PX) if corner.left() else high
        left, top = corner.left(), corner.top()
        painter.setFont(theme.font(theme.LARGE))
        room = QRect(left, top, max(0, self.width() - left), high)
        left += write(painter, room, PERHAPS, colour=look.hint) + gap
        mark = QRectF(left, top + (high - side) / 2 + 1, side, side)
        class_mark.paint(painter, mark, number, colours=look)
        left += side + gap
        room.setLeft(left)
        case = self._case
        names = case.subject.gallery.class_names if case is not None else ()
        write(painter, room, name_of_class(number, names), colour=look.text)

    def _is_short(self, width: int) -> bool:
        """Whether the two longest names of the data fit into one line, so that it never moves."""
        case = self._case
        if case is None:
            return True
        names = case.subject.gallery.class_names
        label, other = QFontMetrics(_label_font()), QFontMetrics(theme.font(theme.LARGE))
        first = max((label.horizontalAdvance(f"{name}?") for name in names), default=0)
        second = max((other.horizontalAdvance(name) for name in names), default=0)
        place = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(f"{_place(case)}000")
        marks = theme.scaled_px(_LABEL_MARK_PX + _OTHER_MARK_PX + 5 * _GAP_PX)
        return first + second + other.horizontalAdvance(PERHAPS) + place + marks <= width

    def _asked(self, case: Case) -> str:
        if case.suggested is None:
            return f"{case.subject.class_name}?"
        names = case.subject.gallery.class_names
        other = name_of_class(case.suggested, names)
        return f"{case.subject.class_name}? {PERHAPS} {other}"


def _label_font() -> QFont:
    return theme.font(theme.HEADLINE, weight=QFont.Weight.DemiBold)


def _place(case: Case) -> str:
    return f"{case.subject.place.split} {case.subject.title}"
