"""One thing that is known about each image of a gallery."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]
"""One value for each image of a gallery, shape (n,); NaN where nothing is known."""

Mask = NDArray[np.bool_]
"""Yes or no for each image of a gallery, shape (n,)."""

Kind = Literal["number", "flag", "choice"]


@dataclass(frozen=True, eq=False)
class Column:
    """A value for each image.

    ``key`` is the word for it in queries and files, ``title`` what a person reads. A "number" is
    any number, a "flag" is 0 or 1, a "choice" counts from 0 through ``choices``. ``tells_label``
    says that the value gives the label in the file away, so that it is hidden while blind;
    ``is_of_classes`` that the choices are the classes of the data set.
    """

    key: str
    title: str
    values: Values
    kind: Kind = "number"
    choices: tuple[str, ...] = ()
    tells_label: bool = False
    is_of_classes: bool = False

    @cached_property
    def is_known(self) -> Mask:
        """Where there is a value."""
        return ~np.isnan(self.values)

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """The images from the least value to the greatest; equal ones as in the gallery.

        Images without a value come last.
        """
        return np.argsort(self.values, kind="stable")

    @cached_property
    def falling_order(self) -> NDArray[np.intp]:
        """The images from the greatest value to the least; the rest as in :attr:`order`."""
        return np.argsort(-self.values, kind="stable")

    @cached_property
    def limits(self) -> tuple[float, float] | None:
        """The least and the greatest value, None when nothing is known."""
        known = self.values[self.is_known]
        return (float(known.min()), float(known.max())) if len(known) else None

    def joined(self, other: "Column") -> "Column":
        """Return this column with the values of `other` where it has none."""
        values = np.where(self.is_known, self.values, other.values)
        return replace(self, values=values)


def number_column(
    key: str,
    title: str,
    values: NDArray[np.floating] | NDArray[np.integer],
    *,
    tells_label: bool = False,
) -> Column:
    """Return a column of numbers, given as any array of shape (n,)."""
    return Column(key, title, values.astype(np.float32), tells_label=tells_label)
