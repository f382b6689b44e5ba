"""From typical images of one class over the border to typical images of another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import write
from fmnist_gui.ui.image.painted import Painted, title_px
from fmnist_gui.ui.image.subject import Subject, name_of_class
from fmnist_gui.ui.review.case import Examples
from fmnist_gui.ui.review.spot import Spot, draw_image, size_of

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


@dataclass(frozen=True)
class Row:
    """Up to four groups of images of a gallery."""

    gallery: Gallery
    groups: tuple[Group, ...]


class ExampleRow(Painted[Row]):
    """Four groups of up to four images; the second class is mirrored, so that borders meet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, has_spots=True)
        self._arranged: tuple[int, ...] = ()
        self._shelves = [[Spot(self) for _ in range(MOST)] for _ in range(GROUPS)]
        self._side_px, self._per_line, self._count = 0, GROUPS, MOST

    @property
    def spots(self) -> list[Spot]:
        """All places for images, also those that show nothing."""
        return [spot for shelf in self._shelves for spot in shelf]

    def show_content(self, content: Row) -> bool:
        """Show examples of other classes."""
        if not super().show_content(content):
            return False
        self._fill(content)
        return True

    def arrange(self, side_px: int, *, per_line: int, count: int) -> None:
        """Make the images `side_px` large, `count` in a group and so many groups in a line."""
        wanted = side_px, per_line, count, self.width()
        if wanted == self._arranged:
            return
        self._arranged = wanted
        self._side_px, self._per_line, self._count = side_px, per_line, count
        self.forget_faces()
        if self.content is not None:
            self._fill(self.content)

    def words_of(self, content: Row) -> str:
        """Return the headings."""
        return "; ".join(group.title for group in content.groups)

    def paint(self, painter: QPainter, content: Row, look: theme.Theme) -> None:
        """Paint headings and images."""
        painter.setFont(theme.font(theme.SMALL))
        for position, group in enumerate(content.groups):
            box = self._box(position)
            head = QRect(box.left(), box.top(), box.width(), theme.scaled_px(16))
            write(painter, head, group.title, colour=look.hint)
            for place, number in enumerate(group.numbers[: self._count]):
                subject = Subject(content.gallery, number)
                stands = self._place(position, place, subject)
                draw_image(painter, subject, stands, self._side_px)

    def _fill(self, content: Row) -> None:
        for position, shelf in enumerate(self._shelves):
            is_used = position < len(content.groups)
            numbers = content.groups[position].numbers[: self._count] if is_used else ()
            note = content.groups[position].note if is_used else ""
            for place, spot in enumerate(shelf):
                is_shown = place < len(numbers)
                spot.show_subject(
                    Subject(content.gallery, numbers[place]) if is_shown else None, note
                )
                spot.stand(self._arranged, partial(self._place, position, place))

    def _place(self, position: int, place: int, subject: Subject) -> QRect:
        box, size = self._box(position), size_of(subject, self._side_px)
        left = box.left() + place * (self._side_px + GAP_PX)
        return QRect(left, box.top() + title_px(), size.width(), size.height())

    def _box(self, position: int) -> QRect:
        line, column = divmod(position, self._per_line)
        wide = group_px(self.width(), self._per_line)
        high = title_px() + self._side_px
        top = line * (high + theme.scaled_px(_LINE_GAP_PX))
        return QRect(column * (wide + theme.scaled_px(GROUP_GAP_PX)), top, wide, high)


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
