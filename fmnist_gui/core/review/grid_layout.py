"""How large the cells of a page are, and where each of them stands, so that nothing scrolls."""

from dataclasses import dataclass

ROUND_SHARE = 0.06
"""So much of its size a cell gives up for rows that are all full."""


@dataclass(frozen=True)
class Box:
    """A rectangle in logical pixels; right and bottom edge are just outside."""

    x: int
    y: int
    width: int
    height: int

    def meets(self, other: "Box") -> bool:
        """Whether the two have a pixel in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class GridLayout:
    """Square cells of `side` pixels in rows, the first at (left, top), `gap` between two.

    ``count`` is how many there is room for, of those that were wished.
    """

    columns: int
    rows: int
    side: int
    gap: int
    left: int
    top: int
    count: int

    def place(self, position: int) -> Box:
        """Return where the cell at `position` stands."""
        row, column = divmod(position, self.columns)
        pitch = self.side + self.gap
        return Box(self.left + column * pitch, self.top + row * pitch, self.side, self.side)

    def at(self, x: float, y: float) -> int | None:
        """Return the position of the cell under a point, None between them."""
        pitch = self.side + self.gap
        column, across = divmod(x - self.left, pitch)
        row, down = divmod(y - self.top, pitch)
        if across >= self.side or down >= self.side or not 0 <= column < self.columns or row < 0:
            return None
        position = int(row) * self.columns + int(column)
        return position if position < self.count else None

    def within(self, band: Box) -> tuple[int, ...]:
        """Return the cells that a rubber band meets."""
        return tuple(n for n in range(self.count) if self.place(n).meets(band))

    def moved(self, position: int, *, right: int = 0, down: int = 0) -> int:
        """Return the position so many cells further; the same at an edge.

        To the right of a row's last cell comes the next row's first.
        """
        wanted = position + right + down * self.columns
        return wanted if 0 <= wanted < self.count else position


def fitted_layout(
    width: int, height: int, *, count: int, gap: int, least: int, most: int, edge: int = 0
) -> GridLayout:
    """Return the layout in which up to `count` cells are largest within `width` x `height`.

    A cell is `least` to `most` pixels wide. Where so many of the least size do not fit, there are
    fewer. Sizes are logical pixels; what is left over is air on both sides, and around all of it
    are `edge` more.
    """
    sides = {
        columns: _side(width, height, columns=columns, rows=-(-count // columns), gap=gap)
        for columns in range(1, max(1, count) + 1)
    }
    largest = max(sides.values())
    # Rows are not made full at the price of cells that are too small for a whole page.
    enough = max(largest * (1 - ROUND_SHARE), min(least, largest))
    near = [c for c, side in sides.items() if side >= enough]
    full = [c for c in near if count % c == 0]
    columns = max(full or near, key=lambda columns: sides[columns])
    rows, side = -(-count // columns), min(most, sides[columns])
    if side < least:
        columns = max(1, (width + gap) // (least + gap))
        rows = max(1, (height + gap) // (least + gap))
        side = max(1, _side(width, height, columns=columns, rows=rows, gap=gap))
    return GridLayout(
        columns,
        rows,
        side,
        gap,
        left=edge + max(0, (width - columns * (side + gap) + gap) // 2),
        top=edge + max(0, (height - rows * (side + gap) + gap) // 2),
        count=min(count, columns * rows),
    )


def _side(width: int, height: int, *, columns: int, rows: int, gap: int) -> int:
    if columns < 1 or rows < 1:
        return 0
    return max(0, min((width + gap) // columns, (height + gap) // rows) - gap)
