"""A layout in which each image stands as near as it can to a place of its own."""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.layout import EMPTY, Layout, fixed
from fmnist_gui.core.projection.snap import snapped


def scattered(order: Numbers, places: NDArray[np.float32], *, aspect: float) -> Layout:
    """Return the images of `order` near their `places`, which are those of the whole gallery.

    `places` is (n, 2), x to the right and y down, in any unit; `aspect` is columns by rows.
    """
    # Of images that are not on the map nothing can be laid out.
    order = order[np.isfinite(places[order]).all(axis=1)]
    if len(order) == 0:
        return Layout(fixed(np.full((1, 1), EMPTY, dtype=np.intp)))
    cells = snapped(places[order], aspect=aspect)
    # Those are places in `order`; what stands there is wanted, and EMPTY as it is.
    return Layout(fixed(np.where(cells == EMPTY, EMPTY, order[cells])))
