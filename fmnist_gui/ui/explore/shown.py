"""What stands on the canvas."""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.tint import Tint


@dataclass(frozen=True, eq=False)
class Shown:
    """Images in their places, and how they look.

    ``is_blind`` hides everything that tells a label; ``is_told`` says that something elsewhere,
    such as a title, a filter or a legend, tells the labels of all these images.
    """

    layout: Layout
    gallery: Gallery
    pyramid: Pyramid
    is_blind: bool = False
    is_told: bool = False
    tint: Tint | None = None

    @property
    def tells_all(self) -> bool:
        """Whether the label of every image can be told from place, colour or words elsewhere."""
        is_tinted = self.tint is not None and self.tint.column.tells_label
        return not self.is_blind and (self.layout.tells_labels or self.is_told or is_tinted)

    def has_same_images(self, other: "Shown | None") -> bool:
        """Whether the same images stand in the same places."""
        return (
            other is not None
            and self.gallery.images is other.gallery.images
            and np.array_equal(self.layout.cells, other.layout.cells)
        )
