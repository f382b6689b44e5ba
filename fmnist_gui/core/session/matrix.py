"""Many images at once in rows and columns, among which those to be answered are marked."""

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.sampling import Indices

Grid = tuple[int, int]
"""Rows and columns."""


def check_room(grid: Grid, split: Split, count: int) -> None:
    """Raise DeckError when a matrix is larger than the split, or smaller than the deck."""
    rows, columns = grid
    cells = rows * columns
    if cells > len(split):
        raise DeckError(
            f"a matrix of {rows} x {columns}",
            expected=f"at least {cells} {split.name} images",
            found=f"{len(split)}",
            remedy="choose other data",
        )
    if count > cells:
        raise DeckError(
            f"a deck of {count} images in a matrix of {rows} x {columns}",
            expected=f"a number from 1 to {cells}",
            found="more than it has cells",
            remedy="choose another number",
        )


def matrix_around(
    main: Indices, split: Split, grid: Grid, *, rng: "np.random.Generator"
) -> tuple[int, ...]:
    """Return the images of the whole matrix, row by row, with the `main` ones at random places."""
    others = np.setdiff1d(np.arange(len(split)), main)
    rest = rng.choice(others, grid[0] * grid[1] - len(main), replace=False)
    return tuple(rng.permutation(np.concatenate([main, rest])).tolist())


def walked(main: Indices, matrix: tuple[int, ...]) -> Indices:
    """Return the `main` images in the order in which a marker comes to them, row by row.

    Where they stand is chance already; a marker that jumps would have to be looked for each time.
    """
    asked = set(main.tolist())
    return np.array([index for index in matrix if index in asked], dtype=main.dtype)
