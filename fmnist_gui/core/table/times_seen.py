"""How often a person met images of one split."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class TimesSeen(NamedTuple):
    """Images that were met, by ascending index, and how often each; both of shape (n,)."""

    indices: NDArray[np.intp]
    counts: NDArray[np.intp]


NEVER_SEEN = TimesSeen(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp))
