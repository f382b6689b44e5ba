"""What people said about one image and concluded, the newest first."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.image.section import Section
from fmnist_gui.ui.image.subject import Subject, name_of_class
from fmnist_gui.ui.plain_text import PlainLabel, literal

MOST = 6
LONGEST_NAME = 28
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAGGING = ("tagged", "untagged")
_LONG_WORD_PART = re.compile(r"\S{10}(?=\S)")


def sentence(remark: Remark, names: tuple[str, ...], *, longest: int | None = None) -> str:
    """Return who said what, as "Ann said Coat" or "Ann decided: relabel to Coat".

    `longest` is the number of characters above which names are shortened.
    """
    number = remark.class_number
    name = "" if number is None else _shortened(name_of_class(number, names), longest)
    who = _shortened(remark.who, longest)
    if remark.kind == "answer":
        return f"{who} could not tell" if number is None else f"{who} said {name}"
    if remark.kind in _TAGGING:
        return f"{who} {remark.kind} {remark.text}"
    several = ", ".join(_shortened(name_of_class(c, names), longest) for c in remark.classes)
    said = f"{remark.kind}{f' to {name}' if name else ''}{f': {several}' if several else ''}"
    return f"{who} {'took back' if remark.was_taken_back else 'decided'}: {said}"


def details(remark: Remark, *, today: date) -> str:
    """Return what else is known, as "24 Nov, 1.20 s, not scored".

    The day comes first, so that a long note does not push it out of sight.
    """
    text = "" if remark.kind in _TAGGING else " ".join(remark.text.split())
    return ", ".join(filter(None, (_day(remark.at, today=today), text)))


def are_told(remarks: Sequence[Remark], *, is_blind: bool, reader: str) -> list[Remark]:
    """Return the remarks that may be read by `reader`, the annotator who is here.

    Blind, these are tags and the reader's own answers: what others answered and what was decided
    gives the label in the file away.
    """
    return [r for r in remarks if not is_blind or r.kind in _TAGGING or _is_own(r, reader)]


def _is_own(remark: Remark, reader: str) -> bool:
    return remark.kind == "answer" and remark.who == reader


def _day(at: datetime, *, today: date) -> str:
    local = at.astimezone()
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == today.year else f"{day} {local.year}"


def _shortened(name: str, longest: int | None) -> str:
    is_long = longest is not None and len(name) > longest
    return f"{name[:longest].rstrip()}…" if is_long else name


def _breakable(text: str) -> str:
    """Return `text` with places inside of very long words where a line may end."""
    return _LONG_WORD_PART.sub("\\g<0>\u200b", text)


class RemarkList(Section):
    """A short list; answers are marked right or wrong unless labels are hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Answers and decisions", parent)
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._more = ElidedLabel()
        self._more.setProperty("role", "small")
        self.column.addLayout(self._list)
        self.column.addWidget(self._more)

    def show_remarks(
        self, remarks: Sequence[Remark], subject: Subject, *, is_blind: bool, reader: str
    ) -> None:
        """Show `reader` other remarks, given newest first; none shows nothing at all."""
        told = are_told(remarks, is_blind=is_blind, reader=reader)
        self.setVisible(bool(told))
        while len(self._rows) < min(MOST, len(told)):
            self._rows.append(_Row())
            self._list.addWidget(self._rows[-1])
        today = datetime.now().astimezone().date()
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(told))
            if number < len(told):
                row.show_remark(told[number], subject, today=today, is_blind=is_blind)
        self._more.setVisible(len(told) > MOST)
        self._more.say(f"and {len(told) - MOST:,} more")


class _Row(QWidget):
    """One remark: what was said, and below, smaller, the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._said, self._rest, self._verdict = PlainLabel(), ElidedLabel(), Verdict()
        self._said.setWordWrap(True)
        self._rest.setProperty("role", "small")
        self._rest.setFont(theme.font(theme.SMALL))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self._verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._rest)

    def show_remark(self, remark: Remark, subject: Subject, *, today: date, is_blind: bool) -> None:
        """Show another remark about `subject`."""
        names = subject.gallery.class_names
        words = sentence(remark, names)
        shown = sentence(remark, names, longest=LONGEST_NAME)
        rest = details(remark, today=today)
        self._said.setText(_breakable(shown))
        self._said.setToolTip(literal(words) if shown != words else "")
        self._rest.say(rest)
        is_answer = remark.kind == "answer" and remark.class_number is not None
        is_judged = is_answer and not is_blind
        self._verdict.show_verdict(remark.class_number == subject.label if is_judged else None)
        self.setAccessibleName(f"{words}, {rest}")


class Verdict(QWidget):
    """A check or a cross: whether an answer agrees with the label in the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_right = False

    @property
    def is_right(self) -> bool:
        """Whether it shows a check."""
        return self._is_right

    def show_verdict(self, is_right: bool | None) -> None:
        """Show a check or a cross; None shows nothing."""
        self.setVisible(is_right is not None)
        self._is_right = bool(is_right)
        words = "Agrees with the label" if is_right else "Differs from the label"
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square a little lower than text."""
        return QSize(theme.scaled_px(10), theme.scaled_px(10))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a mark is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark in thin lines."""
        colours, side = theme.current(), self.sizeHint().width()
        top = (self.height() - side) / 2
        mark = verdict_mark.TICK if self._is_right else verdict_mark.CROSS
        colour = colours.right if self._is_right else colours.wrong
        painter = QPainter(self)
        verdict_mark.paint(painter, QRectF(0, top, side, side), mark=mark, colour=colour)
        painter.end()
