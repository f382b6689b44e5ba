"""Which image stands in which cell of the canvas."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.region import Cell, Region

Cells = NDArray[np.intp]
"""Numbers of images, shape (rows, columns); EMPTY where nothing stands."""

EMPTY = -1


@dataclass(frozen=True)
class Heading:
    """Words over a group of images, or at its left.

    ``place`` is the cells kept free for the words, ``group`` the cells they speak of. ``choice``
    is the class whose mark stands before the words, None for none; ``has_count`` lets the number
    of images stand behind them. ``key`` is the column of which ``title`` is a choice, "" when it is
    none.
    """

    title: str
    count: int
    place: Region
    group: Region
    side: Literal["above", "left"] = "above"
    choice: int | None = None
    has_count: bool = True
    key: str = ""


@dataclass(frozen=True, eq=False)
class Layout:
    """An arrangement of images: any order of any of them, each in a cell of its own.

    ``cells`` is read-only. ``row_classes`` holds the class of each row where a row is a class,
    and is empty otherwise. ``tells_labels`` says that the place of an image, or that it is here
    at all, gives its label away.
    """

    cells: Cells
    row_classes: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    tells_labels: bool = False

    @property
    def rows(self) -> int:
        """How many rows of cells there are."""
        return int(self.cells.shape[0])

    @property
    def columns(self) -> int:
        """How many columns of cells there are."""
        return int(self.cells.shape[1])

    @property
    def whole(self) -> Region:
        """All cells."""
        return Region(0, 0, rows=self.rows, columns=self.columns)

    @property
    def count(self) -> int:
        """How many images stand in it."""
        return len(self.order)

    @cached_property
    def order(self) -> Numbers:
        """The images row by row, from left to right."""
        order: Numbers = self.cells[self.cells != EMPTY]
        return order

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a point measured in cells from the top left, None outside."""
        row, column = math.floor(y), math.floor(x)
        is_inside = 0 <= row < self.rows and 0 <= column < self.columns
        return Cell(row, column) if is_inside else None

    def number_at(self, cell: Cell) -> int | None:
        """Return the image in `cell`, None when there is none or no such cell."""
        if not (0 <= cell.row < self.rows and 0 <= cell.column < self.columns):
            return None
        number = int(self.cells[cell.row, cell.column])
        return None if number == EMPTY else number

    def cell_of(self, number: int) -> Cell | None:
        """Return the cell in which image `number` stands, None when it is not shown."""
        if number < 0:
            return None
        places = np.flatnonzero(self.cells == number)
        if len(places) == 0:
            return None
        row, column = divmod(int(places[0]), self.columns)
        return Cell(row, column)

    def place_of(self, number: int) -> int | None:
        """Return how many images stand before image `number`, row by row; None if it is absent."""
        places = np.flatnonzero(self.order == number)
        return int(places[0]) if number != EMPTY and len(places) else None

    def neighbour(self, number: int, step: int) -> int | None:
        """Return the image `step` places after image `number`, None past either end."""
        place = self.place_of(number)
        if place is None or not 0 <= place + step < len(self.order):
            return None
        return int(self.order[place + step])

    def region(self, left: float, top: float, *, right: float, bottom: float) -> Region:
        """Return the cells that a rectangle, measured in cells, touches; it may be empty."""
        first_row, first_column = max(0, math.floor(top)), max(0, math.floor(left))
        rows = min(self.rows, math.ceil(bottom)) - first_row
        columns = min(self.columns, math.ceil(right)) - first_column
        return Region(first_row, first_column, rows=max(0, rows), columns=max(0, columns))

    def within(self, region: Region) -> Cells:
        """Return the numbers in `region`, shape (region.rows, region.columns)."""
        return self.cells[region.down, region.across]

    def numbers_within(self, region: Region) -> Numbers:
        """Return the images in `region`, row by row."""
        inside = self.within(region)
        numbers: Numbers = inside[inside != EMPTY]
        return numbers


def fixed(cells: Cells) -> Cells:
    """Return `cells`, read-only from now on."""
    cells.flags.writeable = False
    return cells
