"""Places on the canvas: cells and rectangles of them."""

from dataclasses import dataclass


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

    @property
    def down(self) -> slice:
        """Its rows in an array of cells."""
        return slice(self.row, self.row + self.rows)

    @property
    def across(self) -> slice:
        """Its columns in an array of cells."""
        return slice(self.column, self.column + self.columns)

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
