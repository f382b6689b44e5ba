"""From typical images of one class over the border to typical images of another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.subject import Subject, name_of_class
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.review.case import Examples
from fmnist_gui.ui.review.ink import write
from fmnist_gui.ui.review.painted import title_px

MOST = 4
"""Images of a kind; fewer where there is less room."""

GROUPS = 4
GAP_PX, GROUP_GAP_PX = 4, 16
_LINE_GAP_PX = 12


@dataclass(frozen=True)
class Group:
    """Images of one kind under one heading; ``note`` says the same of each of them."""

    title: str
    note: str
    numbers: tuple[int, ...]


class ExampleRow(QWidget):
    """Four groups of up to four images; the second class is mirrored, so that borders meet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shelves = [[Thumb(self, has_tip=False) for _ in range(MOST)] for _ in range(GROUPS)]
        self._groups: tuple[Group, ...] = ()
        self._gallery: Gallery | None = None
        self._side_px, self._per_line, self._count = 0, GROUPS, MOST

    @property
    def thumbs(self) -> list[Thumb]:
        """All pictures, also those that show nothing."""
        return [thumb for shelf in self._shelves for thumb in shelf]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What it shows."""
        return self._groups

    def show_examples(self, examples: Sequence[Examples], gallery: Gallery) -> None:
        """Show examples of other classes; what stays the same is left as it is."""
        groups = groups_of(examples, gallery.class_names)
        if groups == self._groups and gallery is self._gallery:
            return
        self._groups, self._gallery = groups, gallery
        self.setAccessibleName("; ".join(group.title for group in groups))
        self._fill()
        self.update()

    def arrange(self, side_px: int, *, per_line: int, count: int) -> None:
        """Make the images `side_px` large, `count` in a group and so many groups in a line."""
        self._side_px, self._per_line, self._count = side_px, per_line, count
        self._fill()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the headings."""
        painter, look = QPainter(self), theme.current()
        painter.setFont(theme.font(theme.SMALL))
        for position, group in enumerate(self._groups):
            box = self._box(position)
            head = QRect(box.left(), box.top(), box.width(), theme.scaled_px(16))
            write(painter, head, group.title, colour=look.hint)
        painter.end()

    def _fill(self) -> None:
        for position, shelf in enumerate(self._shelves):
            shown: tuple[int, ...] = ()
            if position < len(self._groups) and self._gallery is not None:
                shown = self._groups[position].numbers[: self._count]
            box = self._box(position)
            for place, thumb in enumerate(shelf):
                thumb.setVisible(place < len(shown))
                if place >= len(shown) or self._gallery is None:
                    thumb.clear()
                    continue
                subject = Subject(self._gallery, shown[place])
                thumb.show_image(subject, note=self._groups[position].note, is_blind=False)
                size = thumb.size_within(self._side_px)
                left = box.left() + place * (self._side_px + GAP_PX)
                thumb.setGeometry(left, box.top() + title_px(), size.width(), size.height())

    def _box(self, position: int) -> QRect:
        line, column = divmod(position, self._per_line)
        gap = theme.scaled_px(GROUP_GAP_PX)
        wide = group_px(self.width(), self._per_line)
        high = title_px() + self._side_px
        top = line * (high + theme.scaled_px(_LINE_GAP_PX))
        return QRect(column * (wide + gap), top, wide, high)


def group_px(width: int, per_line: int) -> int:
    """Return how wide a group is, of so many in a line."""
    return (width - (per_line - 1) * theme.scaled_px(GROUP_GAP_PX)) // per_line


def fitting_count(width: int, per_line: int, side_px: int) -> int:
    """Return how many images of `side_px` fit into a group: two, three or four."""
    return max(2, min(MOST, (group_px(width, per_line) + GAP_PX) // (side_px + GAP_PX)))


def wanted_px(side_px: int, per_line: int) -> int:
    """Return how high it has to be."""
    lines = -(-GROUPS // per_line)
    gap = theme.scaled_px(_LINE_GAP_PX)
    return lines * (title_px() + side_px + gap) - gap


def groups_of(examples: Sequence[Examples], names: tuple[str, ...]) -> tuple[Group, ...]:
    """Return the groups of up to two classes, from typical over both borders to typical."""
    groups: list[Group] = []
    for place, own in enumerate(examples[:2]):
        name = name_of_class(own.class_number, names)
        pair = [Group(f"Typical {name}", "typical", own.typical)]
        if own.towards is not None:
            towards = name_of_class(own.towards, names)
            pair.append(Group(f"{name} near {towards}", f"near {towards}", own.border))
        groups += reversed(pair) if place else pair
    return tuple(groups)
