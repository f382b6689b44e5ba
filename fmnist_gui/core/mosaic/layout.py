"""Which image stands in which cell of the canvas."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels

Cells = NDArray[np.intp]
"""Image indices, shape (rows, columns); EMPTY where nothing stands."""

EMPTY = -1


@dataclass(frozen=True)
class Cell:
    """A place in the layout, counted from the top left."""

    row: int
    column: int


@dataclass(frozen=True)
class Region:
    """A rectangle of cells: the first row and column, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int

    def holds(self, other: "Region") -> bool:
        """Whether all cells of `other` are among these."""
        return (
            self.row <= other.row
            and self.column <= other.column
            and self.row + self.rows >= other.row + other.rows
            and self.column + self.columns >= other.column + other.columns
        )

    def common(self, other: "Region") -> "Region":
        """Return the cells that both have; none of them when they do not meet."""
        row, column = max(self.row, other.row), max(self.column, other.column)
        bottom = min(self.row + self.rows, other.row + other.rows)
        right = min(self.column + self.columns, other.column + other.columns)
        if bottom <= row or right <= column:
            return Region(self.row, self.column, rows=0, columns=0)
        return Region(row, column, rows=bottom - row, columns=right - column)


@dataclass(frozen=True, eq=False)
class Layout:
    """An arrangement of images: any order of any of them, each in a cell of its own.

    ``cells`` is read-only. ``row_classes`` holds the class of each row where a row is a class,
    and is empty otherwise.
    """

    cells: Cells
    row_classes: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows of cells there are."""
        return int(self.cells.shape[0])

    @property
    def columns(self) -> int:
        """How many columns of cells there are."""
        return int(self.cells.shape[1])

    @property
    def count(self) -> int:
        """How many images stand in it."""
        return int(np.count_nonzero(self.cells != EMPTY))

    @property
    def _order(self) -> NDArray[np.intp]:
        order: NDArray[np.intp] = self.cells[self.cells != EMPTY]
        return order

    @property
    def is_by_class(self) -> bool:
        """Whether the place of an image tells its label."""
        return bool(self.row_classes)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a point measured in cells from the top left, None outside."""
        row, column = math.floor(y), math.floor(x)
        is_inside = 0 <= row < self.rows and 0 <= column < self.columns
        return Cell(row, column) if is_inside else None

    def index_at(self, cell: Cell) -> int | None:
        """Return the index of the image in `cell`, None when there is none or no such cell."""
        if not (0 <= cell.row < self.rows and 0 <= cell.column < self.columns):
            return None
        index = int(self.cells[cell.row, cell.column])
        return None if index == EMPTY else index

    def cell_of(self, index: int) -> Cell | None:
        """Return the cell in which image `index` stands, None when it is not shown."""
        if index < 0:
            return None
        places = np.flatnonzero(self.cells == index)
        if len(places) == 0:
            return None
        row, column = divmod(int(places[0]), self.columns)
        return Cell(row, column)

    def place_of(self, index: int) -> int | None:
        """Return how many images stand before image `index`, row by row; None if it is absent."""
        places = np.flatnonzero(self._order == index)
        return int(places[0]) if index != EMPTY and len(places) else None

    def neighbour(self, index: int, step: int) -> int | None:
        """Return the image `step` places after image `index`, None past either end."""
        order, place = self._order, self.place_of(index)
        if place is None or not 0 <= place + step < len(order):
            return None
        return int(order[place + step])

    def region(self, left: float, top: float, *, right: float, bottom: float) -> Region:
        """Return the cells that a rectangle, measured in cells, touches; it may be empty."""
        first_row, first_column = max(0, math.floor(top)), max(0, math.floor(left))
        rows = min(self.rows, math.ceil(bottom)) - first_row
        columns = min(self.columns, math.ceil(right)) - first_column
        return Region(first_row, first_column, rows=max(0, rows), columns=max(0, columns))

    def within(self, region: Region) -> Cells:
        """Return the indices in `region`, shape (region.rows, region.columns)."""
        down = slice(region.row, region.row + region.rows)
        across = slice(region.column, region.column + region.columns)
        return self.cells[down, across]

    def indices_within(self, region: Region) -> list[int]:
        """Return the images in `region`, row by row."""
        inside = self.within(region)
        return [int(index) for index in inside[inside != EMPTY]]


def class_rows(
    labels: Labels, per_class: int = 10, *, class_count: int, seed: int | None = None
) -> Layout:
    """Return one row for each class with `per_class` of its images.

    Without a seed these are the first of the class in the file, with one they are drawn at
    random and stand in the order of the draw. A class with fewer leaves cells empty.
    """
    cells = np.full((class_count, per_class), EMPTY, dtype=np.intp)
    generator = None if seed is None else np.random.default_rng(seed)
    for number in range(class_count):
        members = np.flatnonzero(labels == number)
        if generator is not None:
            members = generator.permutation(members)
        chosen = members[:per_class]
        cells[number, : len(chosen)] = chosen
    return _fixed(cells, tuple(range(class_count)))


def random(image_count: int, columns: int, *, rows: int, seed: int) -> Layout:
    """Return `columns` x `rows` images drawn without replacement by numpy's PCG64."""
    drawn = np.random.default_rng(seed).permutation(image_count)
    return _filled(drawn[: columns * rows], columns, rows)


def file_order(image_count: int, *, aspect: float = 1.6) -> Layout:
    """Return all images as they stand in the file, in a rectangle of about `aspect`.

    `aspect` is columns by rows.
    """
    return of_indices(np.arange(image_count), aspect=aspect)


def of_indices(indices: Iterable[int] | NDArray[np.intp], *, aspect: float = 1.6) -> Layout:
    """Return exactly these images, in this order, in a rectangle of about `aspect`."""
    order = np.fromiter(indices, dtype=np.intp)
    columns = max(1, round(math.sqrt(len(order) * aspect)))
    columns = min(columns, max(1, len(order)))
    return _filled(order, columns, math.ceil(len(order) / columns))


def _filled(order: NDArray[np.intp], columns: int, rows: int) -> Layout:
    cells = np.full(rows * columns, EMPTY, dtype=np.intp)
    cells[: len(order)] = order
    return _fixed(cells.reshape(rows, columns))


def _fixed(cells: Cells, row_classes: tuple[int, ...] = ()) -> Layout:
    cells.flags.writeable = False
    return Layout(cells, row_classes)
