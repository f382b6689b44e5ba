"""What models find likely for an image: a line for each, its three likeliest classes in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.image.top_three import MOST, Ranking, Share
from fmnist_gui.ui.review.ink import write
from fmnist_gui.ui.review.painted import Painted, row_px, title_px

NOTHING = "Models: none has scored it"
WIDE_PX = 380
"""From this width on (at 100 % font size) the name stands in the same line as the classes."""

_GAP_PX, _MARK_PX = 8, 10
_NAME_SHARE = 0.22


class ModelList(Painted):
    """A small table: models below each other, their first, second and third classes in columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rankings: tuple[Ranking, ...] = ()
        self._names: tuple[str, ...] = ()

    @property
    def rankings(self) -> tuple[Ranking, ...]:
        """What it shows."""
        return self._rankings

    def show_rankings(self, rankings: Sequence[Ranking], *, names: tuple[str, ...]) -> None:
        """Show what other models say."""
        self._rankings, self._names = tuple(rankings), names
        told = "; ".join(self._words_of(ranking) for ranking in rankings)
        self.say(f"Models: {told}" if told else NOTHING)

    def wanted_px(self, width: int) -> int:
        """Return how high it has to be when it is `width` wide."""
        rows = len(self._rankings) * (1 if _is_wide(width) else 2)
        return title_px() + rows * row_px()

    def paint(self, painter: QPainter, look: theme.Theme) -> None:
        """Paint the heading and the lines."""
        painter.setFont(theme.font(theme.SMALL))
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, "Models" if self._rankings else NOTHING, colour=look.hint)
        top, is_wide = title_px(), _is_wide(self.width())
        named = int(self.width() * _NAME_SHARE) if is_wide else self.width()
        for ranking in self._rankings:
            painter.setFont(theme.font(theme.SMALL))
            name = QRect(0, top, named - theme.scaled_px(_GAP_PX), row_px())
            write(painter, name, ranking.title, colour=look.hint)
            top += 0 if is_wide else row_px()
            self._paint_shares(painter, ranking, QRect(named if is_wide else 0, top, 0, 0), look)
            top += row_px()

    def _paint_shares(
        self, painter: QPainter, ranking: Ranking, corner: QRect, look: theme.Theme
    ) -> None:
        step = (self.width() - corner.left()) // MOST
        for place, share in enumerate(ranking.shares[:MOST]):
            weight = QFont.Weight.Normal if place else QFont.Weight.DemiBold
            painter.setFont(theme.font(theme.SMALL, weight=weight))
            box = QRect(corner.left() + place * step, corner.top(), step, row_px())
            self._paint_share(painter, share, box, look)

    def _paint_share(self, painter: QPainter, share: Share, box: QRect, look: theme.Theme) -> None:
        side, gap = theme.scaled_px(_MARK_PX), theme.scaled_px(4)
        mark = QRectF(box.left(), box.top() + (box.height() - side) / 2, side, side)
        class_mark.paint(painter, mark, share.class_number, colours=look)
        figure = "" if share.share is None else percent(share.share, decimals=0)
        wide = painter.fontMetrics().horizontalAdvance(figure)
        left = side + gap
        room = max(0, box.width() - left - wide - 3 * gap)
        name = name_of_class(share.class_number, self._names)
        used = write(
            painter, QRect(box.left() + left, box.top(), room, box.height()), name, colour=look.text
        )
        beside = box.left() + left + used + gap
        write(painter, QRect(beside, box.top(), wide + 1, box.height()), figure, colour=look.hint)

    def _words_of(self, ranking: Ranking) -> str:
        return f"{ranking.title} says " + ", ".join(
            " ".join(
                filter(
                    None,
                    (
                        name_of_class(share.class_number, self._names),
                        "" if share.share is None else percent(share.share, decimals=0),
                    ),
                )
            )
            for share in ranking.shares
        )


def _is_wide(width: int) -> bool:
    return width >= theme.scaled_px(WIDE_PX)
