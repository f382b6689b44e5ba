"""What a study can be made of, as other pages know it."""

from collections.abc import Callable
from dataclasses import dataclass

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.table.table import Table

Known = tuple[Gallery, Table]
"""The images of the open data and what is known about each."""


@dataclass(frozen=True)
class Explored:
    """Images of the open gallery, by number, that stand on the Explore page; which, in words."""

    numbers: tuple[int, ...]
    words: str


@dataclass(frozen=True)
class Material:
    """Asked when it is wanted: `table` for what filters are about, `explored` for the other page.

    Both return None before they are there.
    """

    table: Callable[[], Known | None]
    explored: Callable[[], Explored | None]
