"""Examples of each class for the instructions, each of which can be changed by a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.section_grid import SectionGrid

USUAL = 3
"""Typical images of each class that are shown unless somebody changes them."""

SIDE_PX, GAP_PX, COLUMN_GAP_PX = 56, 4, 16
CELL_PX = USUAL * (SIDE_PX + GAP_PX) - GAP_PX

ANOTHER, REMOVE, ADD = "Another one", "Remove", "Add one"


@dataclass(frozen=True, eq=False)
class Candidates:
    """Typical images of each class by its number, the most typical first, of one split."""

    gallery: Gallery
    split: str
    of_class: tuple[tuple[int, ...], ...]


class ExampleShelf(QWidget):
    """Shows which images stand with the instructions.

    Signals:
        changed(None): other images are chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates: Candidates | None = None
        self._shown: list[list[int]] = []
        self.cells: tuple[ClassCell, ...] = ()
        self._grid: SectionGrid | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def split(self) -> str:
        """The split that they are of, "" while there are none."""
        return self._candidates.split if self._candidates else ""

    @property
    def examples(self) -> tuple[tuple[int, ...], ...]:
        """The images of each class by its number."""
        return tuple(tuple(images) for images in self._shown)

    def offer(self, candidates: Candidates | None, shown: Sequence[Sequence[int]] = ()) -> None:
        """Choose from other candidates, with `shown` to begin with, or the first of each class."""
        self._candidates = candidates
        of_class = candidates.of_class if candidates else ()
        usual = [list(images[:USUAL]) for images in of_class]
        self._shown = [list(images) for images in shown] if len(shown) == len(usual) else usual
        names = candidates.gallery.class_names if candidates else ()
        self.cells = tuple(ClassCell(name) for name in names[: len(usual)])
        for number, cell in enumerate(self.cells):
            cell.swapped.connect(lambda place, n=number: self._swap(n, place))
            cell.removed.connect(lambda place, n=number: self._remove(n, place))
            cell.added.connect(lambda n=number: self._add(n))
            self._fill(number)
        self._show_cells()

    def empty(self) -> None:
        """Take all examples away."""
        self._shown = [[] for _ in self._shown]
        for number in range(len(self.cells)):
            self._fill(number)
        self.changed.emit()

    def _show_cells(self) -> None:
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = SectionGrid(self.cells, least_px=CELL_PX, gap_px=COLUMN_GAP_PX)
        self._column.addWidget(self._grid)

    def _swap(self, number: int, place: int) -> None:
        """Show the next candidate that is not there already, from the first again at the end."""
        if (found := self._next(number, self._shown[number][place])) is not None:
            self._shown[number][place] = found
            self._tell(number)

    def _add(self, number: int) -> None:
        shown = self._shown[number]
        if (found := self._next(number, shown[-1] if shown else None)) is not None:
            shown.append(found)
            self._tell(number)

    def _remove(self, number: int, place: int) -> None:
        del self._shown[number][place]
        self._tell(number)

    def _next(self, number: int, after: int | None) -> int | None:
        assert self._candidates is not None
        own = self._candidates.of_class[number]
        start = own.index(after) + 1 if after in own else 0
        turned = (*own[start:], *own[:start])
        return next((image for image in turned if image not in self._shown[number]), None)

    def _tell(self, number: int) -> None:
        self._fill(number)
        self.changed.emit()

    def _fill(self, number: int) -> None:
        if self._candidates is None:
            return
        gallery, split = self._candidates.gallery, self._candidates.split
        numbers = gallery.numbers_at(split, self._shown[number])
        has_more = self._next(number, None) is not None
        self.cells[number].show_images(
            [Subject(gallery, image) for image in numbers], has_more=has_more
        )


class ClassCell(QWidget):
    """The examples of one class.

    Signals:
        swapped(int): another image is wanted at this place.
        removed(int): the image at this place is not wanted.
        added(None): one more is wanted.
    """

    swapped = Signal(int)
    removed = Signal(int)
    added = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbs: list[Thumb] = []
        self._has_more = False
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP_PX)
        self.add_button = QPushButton("+")
        self.add_button.setToolTip(ADD)
        self.add_button.setAccessibleName(f"{ADD} of {name}")
        self.add_button.setProperty("role", "quiet")
        side = theme.scaled_px(SIDE_PX)
        self.add_button.setFixedSize(side, side)
        self.add_button.clicked.connect(self.added)
        self._row.addWidget(self.add_button)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(ElidedLabel(name))
        column.addLayout(self._row)

    def show_images(self, subjects: Sequence[Subject], *, has_more: bool) -> None:
        """Show other images; with `has_more` there are others of the class."""
        self._has_more = has_more
        for thumb in self.thumbs:
            thumb.hide()
            thumb.deleteLater()
        self.thumbs = []
        for place, subject in enumerate(subjects):
            thumb = Thumb(self)
            thumb.show_image(subject, note="click to change it", is_blind=False)
            thumb.setFixedSize(thumb.size_within(theme.scaled_px(SIDE_PX)))
            thumb.clicked.connect(lambda _=False, at=place: self._ask(at))
            self._row.insertWidget(place, thumb, 0, Qt.AlignmentFlag.AlignTop)
            self.thumbs.append(thumb)
        self.add_button.setVisible(has_more and len(subjects) < USUAL)

    def menu(self, place: int) -> QMenu:
        """Return what can be done with the image at a place."""
        menu = QMenu(self)
        another = menu.addAction(ANOTHER)
        another.setEnabled(self._has_more)
        another.triggered.connect(lambda: self.swapped.emit(place))
        menu.addAction(REMOVE).triggered.connect(lambda: self.removed.emit(place))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _ask(self, place: int) -> None:
        thumb = self.thumbs[place]
        self.menu(place).popup(thumb.mapToGlobal(thumb.rect().bottomLeft()))
