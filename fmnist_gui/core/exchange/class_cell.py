"""A class in a table: its number, or its name in any case."""

from collections.abc import Sequence
from functools import lru_cache

from fmnist_gui.core.exchange.flat_row import RowError, whole


def class_of(cell: str, class_names: Sequence[str]) -> int:
    """Return the number of the class that `cell` names. Raises RowError for none."""
    return _number(cell, tuple(class_names))


@lru_cache(maxsize=1024)
def _number(cell: str, class_names: tuple[str, ...]) -> int:
    word = cell.strip().casefold()
    for number, name in enumerate(class_names):
        if name.casefold() == word:
            return number
    try:
        # Where some cells are empty, pandas writes whole numbers with a fraction of nothing.
        number = whole(word.removesuffix(".0"))
    except ValueError:
        number = -1
    if not 0 <= number < len(class_names):
        raise RowError(f"unknown class {cell.strip()[:40]!r}")
    return number
