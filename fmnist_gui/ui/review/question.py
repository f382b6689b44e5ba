"""What is asked about an image: "Coat? perhaps Dress", why, and what was decided so far."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import mark, wrapped, write
from fmnist_gui.ui.image.painted import Painted, row_px
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.outcome_line import outcome

PERHAPS = "perhaps"
WHY_LINES = 2

_HEAD_PX, _SECOND_PX = 32, 26
_LABEL_MARK_PX, _OTHER_MARK_PX, _GAP_PX = 20, 14, 8
NARROW_PX = 300
"""Below this width (at 100 % font size) letters are smaller, and the place stands at the foot."""

_LONGEST_PLACE = "train 88888"


@dataclass(frozen=True)
class Asked:
    """The words of it; ``names`` are those of all classes."""

    label: int
    suggested: int | None
    names: tuple[str, ...]
    place: str
    why: str
    outcome: str

    @property
    def label_name(self) -> str:
        """The class that is doubted."""
        return name_of_class(self.label, self.names)

    @property
    def suggested_name(self) -> str:
        """The class that is suggested, "" for none."""
        return "" if self.suggested is None else name_of_class(self.suggested, self.names)


def asked_of(case: Case) -> Asked:
    """Return what is asked in a case."""
    names = case.subject.gallery.class_names
    done = outcome(case.conclusion, names=names, reader=case.reader, is_blind=case.is_blind)
    place = f"{case.subject.place.split} {case.subject.place.index}"
    return Asked(case.subject.label, case.suggested, names, place, case.why, done)


class Question(Painted[Asked]):
    """The label large, the suggestion beside or below it, and smaller what speaks for it."""

    def wanted_px(self, width: int) -> int:
        """Return how high it has to be when it is `width` wide."""
        if self.content is None:
            return 0
        is_short = _is_short(self.content.names, width, theme.font_scale())
        head = _HEAD_PX + (0 if is_short else _SECOND_PX)
        lines = _why_lines(self.content.why, width, theme.font_scale())
        return theme.scaled_px(head) + (max(1, len(lines)) + 1) * row_px()

    def words_of(self, content: Asked) -> str:
        """Return the question, the place, the reason and what was decided."""
        perhaps = f" {PERHAPS} {content.suggested_name}" if content.suggested_name else ""
        asked = f"{content.label_name}?{perhaps}{'.' if perhaps else ''}"
        rest = ". ".join(filter(None, (content.place, content.why, content.outcome)))
        return f"{asked} {rest}"

    def paint(self, painter: QPainter, content: Asked, look: theme.Theme) -> None:
        """Paint the lines."""
        wide, head = self.width(), theme.scaled_px(_HEAD_PX)
        is_short = _is_short(content.names, wide, theme.font_scale())
        used = _paint_label(painter, content, QRect(0, 0, wide, head), look)
        second = QRect(0, head, wide, theme.scaled_px(_SECOND_PX))
        if is_short:
            # On one line both stand on one ground, which is not where their middles are.
            second = QRect(used, theme.scaled_px(2), max(0, wide - used), head)
        if content.suggested is not None:
            _paint_suggestion(painter, content.suggested, content.suggested_name, second)
        painter.setFont(theme.font(theme.NORMAL))
        line = QRect(0, head if is_short else second.bottom() + 1, wide, row_px())
        for words in _why_lines(content.why, wide, theme.font_scale()):
            write(painter, line, words, colour=look.text)
            line.translate(0, row_px())
        foot = f"{content.place}. {content.outcome}" if _is_narrow(wide) else content.outcome
        write(painter, line, foot, colour=look.hint)


def _paint_label(painter: QPainter, content: Asked, box: QRect, look: theme.Theme) -> int:
    """Paint the first line and return where the label ends."""
    gap, beside, is_narrow = theme.scaled_px(_GAP_PX), 0, _is_narrow(box.width())
    if not is_narrow:
        painter.setFont(theme.font(theme.SMALL))
        beside = write(painter, box, content.place, colour=look.hint, is_right=True) + gap
    left = gap + mark(painter, 0, box, theme.scaled_px(_LABEL_MARK_PX), number=content.label)
    painter.setFont(_label_font(is_narrow=is_narrow))
    room = box.adjusted(left, 0, -beside, 0)
    return left + gap + write(painter, room, f"{content.label_name}?", colour=look.text)


def _paint_suggestion(painter: QPainter, number: int, name: str, box: QRect) -> None:
    look, gap, side = theme.current(), theme.scaled_px(_GAP_PX), theme.scaled_px(_OTHER_MARK_PX)
    painter.setFont(theme.font(theme.MEDIUM if _is_narrow(box.width()) else theme.LARGE))
    left = box.left() + gap + write(painter, box, PERHAPS, colour=look.hint)
    left = gap + mark(painter, left, box, side, number=number)
    write(painter, box.adjusted(left - box.left(), 0, 0, 0), name, colour=look.text)


@lru_cache(maxsize=32)
def _is_short(names: tuple[str, ...], width: int, _scale: float) -> bool:
    """Whether the two longest names of the data fit into one line, so that it never moves."""
    label, other = QFontMetrics(_label_font(is_narrow=False)), QFontMetrics(theme.font(theme.LARGE))
    first = max((label.horizontalAdvance(f"{name}?") for name in names), default=0)
    second = max((other.horizontalAdvance(name) for name in names), default=0)
    place = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(_LONGEST_PLACE)
    marks = theme.scaled_px(_LABEL_MARK_PX + _OTHER_MARK_PX + 5 * _GAP_PX)
    if _is_narrow(width):
        return False
    return first + second + other.horizontalAdvance(PERHAPS) + place + marks <= width


@lru_cache(maxsize=32)
def _why_lines(why: str, width: int, _scale: float) -> list[str]:
    return wrapped(why, width, font=theme.font(theme.NORMAL), most=WHY_LINES)


def _label_font(*, is_narrow: bool) -> QFont:
    return theme.font(theme.LARGE if is_narrow else theme.HEADLINE, weight=QFont.Weight.DemiBold)


def _is_narrow(width: int) -> bool:
    return width < theme.scaled_px(NARROW_PX)
