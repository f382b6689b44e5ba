"""Which images a person has chosen; it stays when they are sorted, filtered or laid out anew."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.table.column import Mask


@dataclass(frozen=True, eq=False)
class Selection:
    """A set of images of one gallery, and the one from which a range is drawn out.

    ``mask`` is (n,) and read-only.
    """

    mask: Mask
    anchor: int | None = None

    @cached_property
    def count(self) -> int:
        """How many images are chosen."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def numbers(self) -> Numbers:
        """The images chosen, as in the gallery."""
        return np.flatnonzero(self.mask)

    def only(self, number: int) -> "Selection":
        """Return the selection of one image."""
        return replace(nothing(len(self.mask)).with_numbers(np.array([number])), anchor=number)

    def toggled(self, number: int) -> "Selection":
        """Return the selection with one image more, or less."""
        mask = self.mask.copy()
        mask[number] = not mask[number]
        return Selection(_fixed(mask), number)

    def with_numbers(self, numbers: Numbers) -> "Selection":
        """Return the selection with these images too."""
        mask = self.mask.copy()
        mask[numbers] = True
        return replace(self, mask=_fixed(mask))

    def without_numbers(self, numbers: Numbers) -> "Selection":
        """Return the selection without these images."""
        mask = self.mask.copy()
        mask[numbers] = False
        return replace(self, mask=_fixed(mask))

    def up_to(self, number: int, layout: Layout) -> "Selection":
        """Return the selection with all images from the anchor to `number`, along `layout`.

        Without an anchor in sight only `number` is added.
        """
        last = layout.place_of(number)
        first = None if self.anchor is None else layout.place_of(self.anchor)
        if last is None or first is None:
            return replace(self.with_numbers(np.array([number])), anchor=number)
        between = layout.order[min(first, last) : max(first, last) + 1]
        return self.with_numbers(between)

    def inverted(self, layout: Layout) -> "Selection":
        """Return what is shown and not chosen; what is chosen and not shown stays chosen."""
        mask = self.mask.copy()
        mask[layout.order] ^= True
        return replace(self, mask=_fixed(mask))


def nothing(count: int) -> Selection:
    """Return the selection of none of `count` images."""
    return Selection(_fixed(np.zeros(count, dtype=np.bool_)))


def in_lasso(layout: Layout, corners: NDArray[np.float64]) -> Numbers:
    """Return the images whose middle lies in the polygon `corners` (n, 2), x and y in cells.

    Even-odd rule: what a line encloses twice is outside again.
    """
    if len(corners) < 3:
        return np.empty(0, dtype=np.intp)
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    region = layout.region(left, top, right=right, bottom=bottom)
    cells = layout.within(region)
    if cells.size == 0:
        return np.empty(0, dtype=np.intp)
    is_inside = np.zeros(cells.shape, dtype=np.bool_)
    x = region.column + np.arange(region.columns) + 0.5
    y = region.row + np.arange(region.rows) + 0.5
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y1 == y2:
            continue
        rows = np.flatnonzero((y >= min(y1, y2)) & (y < max(y1, y2)))
        crossing = x1 + (y[rows] - y1) * (x2 - x1) / (y2 - y1)
        is_inside[rows] ^= x[None, :] > crossing[:, None]
    found: Numbers = cells[is_inside & (cells != EMPTY)]
    return found


def _fixed(mask: Mask) -> Mask:
    mask.flags.writeable = False
    return mask
