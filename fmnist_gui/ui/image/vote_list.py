"""What people said about an image: a bar for every class that anybody chose."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import mark, write
from fmnist_gui.ui.image.painted import Painted, row_px, title_px
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.image.vote import Vote

NOBODY = "People: nobody answered"
KEPT_BACK = "People: kept back until you decide"
USUAL_ROWS = 6
"""So many rows are kept free where people answered: seldom more classes are chosen."""

_GAP_PX, _MARK_PX, _BAR_PX = 8, 12, 8
_NAME_SHARE = 0.4


@dataclass(frozen=True)
class Poll:
    """Votes about an image labelled ``label``, in a data set whose classes have these names."""

    votes: tuple[Vote, ...]
    label: int
    names: tuple[str, ...]
    is_kept_back: bool = False

    @property
    def most(self) -> int:
        """How many people chose the class that was chosen most."""
        return max((vote.count for vote in self.votes), default=0)

    @property
    def title(self) -> str:
        """How many people answered."""
        if self.is_kept_back:
            return KEPT_BACK
        total = sum(vote.count for vote in self.votes)
        return f"People: {total:,} {'answer' if total == 1 else 'answers'}" if total else NOBODY


def poll_of(
    votes: tuple[Vote, ...], *, label: int, names: tuple[str, ...], is_kept_back: bool = False
) -> Poll:
    """Return the poll; a label that nobody chose is added, since that says something."""
    is_missing = bool(votes) and label not in {vote.class_number for vote in votes}
    shown = (*votes, Vote(label, 0, 0.0)) if is_missing else votes
    return Poll(shown, label, names, is_kept_back)


class VoteList(Painted[Poll]):
    """Mark, name, bar, count and share of each class; the label's own class stands out."""

    @property
    def wanted_px(self) -> int:
        """How high it has to be."""
        votes = () if self.content is None else self.content.votes
        rows = max(USUAL_ROWS, len(votes)) if votes else 0
        return title_px() + rows * row_px()

    def words_of(self, content: Poll) -> str:
        """Return the heading and every row."""
        told = "; ".join(_words(vote, content.names) for vote in content.votes)
        return f"{content.title}: {told}" if told else content.title

    def paint(self, painter: QPainter, content: Poll, look: theme.Theme) -> None:
        """Paint the heading and the rows."""
        painter.setFont(theme.font(theme.SMALL))
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, content.title, colour=look.hint)
        usual = theme.font(theme.NORMAL)
        bold = theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold)
        columns = _Columns(self.width(), content, QFontMetrics(usual))
        painter.translate(0, title_px())
        for vote in content.votes:
            painter.setFont(bold if vote.class_number == content.label else usual)
            name = name_of_class(vote.class_number, content.names)
            _paint_row(painter, columns, vote, name, look)
            painter.translate(0, row_px())


def _paint_row(
    painter: QPainter, columns: "_Columns", vote: Vote, name: str, look: theme.Theme
) -> None:
    mark(painter, 0, columns.name, theme.scaled_px(_MARK_PX), number=vote.class_number)
    write(painter, columns.name, name, colour=look.text)
    painter.fillRect(columns.bar, QColor(look.line))
    bar = QRectF(columns.bar)
    # Whoever was chosen at all is seen.
    bar.setWidth(max(1.0, vote.share * bar.width()) if vote.count else 0.0)
    painter.fillRect(bar, QColor(look.class_colour(vote.class_number)))
    count, share = f"{vote.count:,}", percent(vote.share, decimals=0)
    write(painter, columns.count, count, colour=look.text, is_right=True)
    write(painter, columns.share, share, colour=look.hint, is_right=True)


def _words(vote: Vote, names: tuple[str, ...]) -> str:
    name = name_of_class(vote.class_number, names)
    return f"{name} {vote.count:,}, {percent(vote.share, decimals=0)}"


class _Columns:
    """Where name, bar, count and share stand in a row, the same for all images of some data."""

    def __init__(self, width: int, poll: Poll, metrics: QFontMetrics) -> None:
        gap, high = theme.scaled_px(_GAP_PX), row_px()
        widest = max((metrics.horizontalAdvance(name) for name in poll.names), default=0)
        left = theme.scaled_px(_MARK_PX) + gap
        # Names in bold are a little wider.
        named = min(int(width * _NAME_SHARE), int(widest * 1.1) + 2)
        self.name = QRect(left, 0, named, high)
        share = metrics.horizontalAdvance("100 %") + 2
        count = metrics.horizontalAdvance(f"{max(888, poll.most):,}") + 2
        self.share = QRect(width - share, 0, share, high)
        self.count = QRect(self.share.left() - gap - count, 0, count, high)
        start, thick = left + named + gap, theme.scaled_px(_BAR_PX)
        wide = max(0, self.count.left() - start)
        self.bar = QRect(start, (high - thick) // 2, wide, thick)
