"""What people said about an image: a bar for every class that anybody chose."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review.case import Vote
from fmnist_gui.ui.review.ink import write
from fmnist_gui.ui.review.painted import Painted, row_px, title_px

NOBODY = "People: nobody answered"
USUAL_ROWS = 6
"""So many rows are kept free where people answered: seldom more classes are chosen."""

_GAP_PX, _MARK_PX, _BAR_PX = 8, 12, 8
_NAME_SHARE = 0.4


class VoteList(Painted):
    """Mark, name, bar, count and share of each class; the label's own class stands out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._votes: tuple[Vote, ...] = ()
        self._label = 0
        self._names: tuple[str, ...] = ()

    @property
    def votes(self) -> tuple[Vote, ...]:
        """What it shows."""
        return self._votes

    def show_votes(self, votes: Sequence[Vote], *, label: int, names: tuple[str, ...]) -> None:
        """Show other votes; a label that nobody chose is added, since that says something."""
        chosen = {vote.class_number for vote in votes}
        missing = (Vote(label, 0, 0.0),) if votes and label not in chosen else ()
        self._votes, self._label, self._names = (*votes, *missing), label, names
        told = "; ".join(self._words_of(vote) for vote in self._votes)
        self.say(f"{self._title}: {told}" if told else NOBODY)

    @property
    def wanted_px(self) -> int:
        """How high it has to be."""
        rows = max(USUAL_ROWS, len(self._votes)) if self._votes else 0
        return title_px() + rows * row_px()

    def paint(self, painter: QPainter, look: theme.Theme) -> None:
        """Paint the heading and the rows."""
        painter.setFont(theme.font(theme.SMALL))
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, self._title if self._votes else NOBODY, colour=look.hint)
        usual, bold = (
            theme.font(theme.NORMAL),
            theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold),
        )
        columns = _Columns(self.width(), self._names, QFontMetrics(usual))
        for row, vote in enumerate(self._votes):
            top = title_px() + row * row_px()
            painter.setFont(bold if vote.class_number == self._label else usual)
            self._paint_row(painter, columns, vote, top, look)

    def _paint_row(
        self, painter: QPainter, columns: "_Columns", vote: Vote, top: int, look: theme.Theme
    ) -> None:
        high, side = row_px(), theme.scaled_px(_MARK_PX)
        mark = QRectF(0, top + (high - side) / 2, side, side)
        class_mark.paint(painter, mark, vote.class_number, colours=look)
        name = name_of_class(vote.class_number, self._names)
        write(painter, columns.name.translated(0, top), name, colour=look.text)
        thick = theme.scaled_px(_BAR_PX)
        bar = QRectF(columns.bar.translated(0, top + (high - thick) // 2))
        bar.setHeight(thick)
        painter.fillRect(bar, QColor(look.line))
        # Whoever was chosen at all is seen.
        bar.setWidth(max(1.0, vote.share * bar.width()) if vote.count else 0.0)
        painter.fillRect(bar, QColor(look.class_colour(vote.class_number)))
        count, share = f"{vote.count:,}", percent(vote.share, decimals=0)
        write(painter, columns.count.translated(0, top), count, colour=look.text, is_right=True)
        write(painter, columns.share.translated(0, top), share, colour=look.hint, is_right=True)

    @property
    def _title(self) -> str:
        total = sum(vote.count for vote in self._votes)
        return f"People: {total:,} {'answer' if total == 1 else 'answers'}"

    def _words_of(self, vote: Vote) -> str:
        name = name_of_class(vote.class_number, self._names)
        return f"{name} {vote.count:,}, {percent(vote.share, decimals=0)}"


class _Columns:
    """Where name, bar, count and share stand in a row, the same for all images of some data."""

    def __init__(self, width: int, names: tuple[str, ...], metrics: QFontMetrics) -> None:
        gap, high = theme.scaled_px(_GAP_PX), row_px()
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        left = theme.scaled_px(_MARK_PX) + gap
        # Names in bold are a little wider.
        named = min(int(width * _NAME_SHARE), int(widest * 1.1) + 2)
        self.name = QRect(left, 0, named, high)
        share = metrics.horizontalAdvance("100 %") + 2
        count = metrics.horizontalAdvance("8,888") + 2
        self.share = QRect(width - share, 0, share, high)
        self.count = QRect(self.share.left() - gap - count, 0, count, high)
        start = left + named + gap
        self.bar = QRect(start, 0, max(0, self.count.left() - start), high)
