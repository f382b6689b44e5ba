"""What models find likely for an image: a line for each, its three likeliest classes in it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import mark, write
from fmnist_gui.ui.image.painted import Painted, row_px, title_px
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.image.top_three import MOST, Ranking, Share

NOTHING = "Models: none has scored it"
KEPT_BACK = "Models: kept back until you decide"
WIDE_PX = 360
"""From this width on (at 100 % font size) the name stands in the same line as the classes."""

COLUMNS_PX = 460
"""From this width on classes stand in columns; before, close together, the likeliest uncut."""

NARROW_PX = 300
"""Below this width every class has a line of its own, since its name would be cut away."""

_GAP_PX, _MARK_PX = 8, 10
_LEAST_PX = 72
"""Mark and figure of a class, and a sign or two of its name."""

_NAME_SHARE = 0.22
_COLUMN_PX = 146
"""So wide is a class at most: no usual name is cut there."""


@dataclass(frozen=True)
class Said:
    """What models say, in a data set whose classes have these names."""

    rankings: tuple[Ranking, ...]
    names: tuple[str, ...]
    is_kept_back: bool = False

    @property
    def title(self) -> str:
        """What stands above the lines."""
        if self.is_kept_back:
            return KEPT_BACK
        return "Models" if self.rankings else NOTHING


class ModelList(Painted[Said]):
    """A small table: models below each other, their first, second and third classes in columns."""

    def wanted_px(self, width: int) -> int:
        """Return how high it has to be when it is `width` wide."""
        count = 0 if self.content is None else len(self.content.rankings)
        lines = 1 if _is_wide(width) else 1 + MOST if _is_narrow(width) else 2
        return title_px() + count * lines * row_px()

    def words_of(self, content: Said) -> str:
        """Return what each of the models says."""
        told = "; ".join(_words(ranking, content.names) for ranking in content.rankings)
        return f"{content.title}: {told}" if told else content.title

    def paint(self, painter: QPainter, content: Said, look: theme.Theme) -> None:
        """Paint the heading and the lines."""
        small = theme.font(theme.SMALL)
        bold = theme.font(theme.SMALL, weight=QFont.Weight.DemiBold)
        painter.setFont(small)
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, content.title, colour=look.hint)
        top, high, wide = title_px(), row_px(), self.width()
        is_wide, is_narrow = _is_wide(wide), _is_narrow(wide)
        named = _named_px(content.rankings, wide, QFontMetrics(small)) if is_wide else wide
        first = named if is_wide else 0
        has_columns = wide >= theme.scaled_px(COLUMNS_PX)
        step = (wide - first) // MOST
        for ranking in content.rankings:
            painter.setFont(small)
            name = QRect(0, top, named - theme.scaled_px(_GAP_PX), high)
            # Names of files often differ at their ends alone.
            middle = Qt.TextElideMode.ElideMiddle
            title = painter.fontMetrics().elidedText(ranking.title, middle, name.width())
            write(painter, name, title, colour=look.hint)
            top += 0 if is_wide else high
            line = QRect(first, top, wide - first, high)
            for place, share in enumerate(ranking.shares[:MOST]):
                painter.setFont(small if place else bold)
                if is_narrow:
                    box = line.translated(0, place * high)
                elif has_columns:
                    box = QRect(first + place * step, top, step, high)
                else:
                    rest = (MOST - 1 - place) * theme.scaled_px(_LEAST_PX)
                    box = line.adjusted(0, 0, -rest, 0)
                end = _paint_share(painter, share, box, names=content.names)
                line.setLeft(end if not is_narrow else 0)
            top += MOST * high if is_narrow else high


def _paint_share(painter: QPainter, share: Share, box: QRect, *, names: tuple[str, ...]) -> int:
    """Paint a class into `box` and return where the next one may begin."""
    look, gap = theme.current(), theme.scaled_px(4)
    figure = _figure(share)
    wide = painter.fontMetrics().horizontalAdvance(figure)
    left = mark(painter, box.left(), box, theme.scaled_px(_MARK_PX), number=share.class_number)
    room = QRect(left + gap, box.top(), max(0, box.right() - left - wide - 3 * gap), box.height())
    used = write(painter, room, name_of_class(share.class_number, names), colour=look.text)
    beside = QRect(room.left() + used + gap, box.top(), wide + 1, box.height())
    write(painter, beside, figure, colour=look.hint)
    return beside.right() + 2 * gap


def _named_px(rankings: tuple[Ranking, ...], wide: int, metrics: QFontMetrics) -> int:
    """Return how wide the names are: as the longest, if the classes have room enough beside it."""
    longest = max((metrics.horizontalAdvance(each.title) for each in rankings), default=0)
    spare = wide - MOST * theme.scaled_px(_COLUMN_PX)
    return max(int(wide * _NAME_SHARE), min(longest + theme.scaled_px(_GAP_PX) + 1, spare))


def _figure(share: Share) -> str:
    return "" if share.share is None else percent(share.share, decimals=0)


def _words(ranking: Ranking, names: tuple[str, ...]) -> str:
    said = (
        f"{name_of_class(share.class_number, names)} {_figure(share)}".rstrip()
        for share in ranking.shares
    )
    return f"{ranking.title} says {', '.join(said)}"


def _is_wide(width: int) -> bool:
    return width >= theme.scaled_px(WIDE_PX)


def _is_narrow(width: int) -> bool:
    return width < theme.scaled_px(NARROW_PX)
