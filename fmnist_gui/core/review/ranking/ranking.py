"""What a ranking is: a score of each image, and what it takes to have one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.quality import Scores
from fmnist_gui.core.review.queue import NO_CLASS

Suggested = NDArray[np.int16]
"""A class for each image, shape (n,); ``NO_CLASS`` where nothing is suggested."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """The score of each image of a gallery, (n,), NaN for those that are not ranked.

    ``why`` returns a short clause about one of those that are.
    """

    scores: Scores
    suggested: Suggested
    why: Callable[[int], str]


@dataclass(frozen=True)
class Need:
    """What a ranking cannot do without, and how to get it in the window and in a terminal."""

    what: str
    in_window: str
    in_terminal: str


@dataclass(frozen=True)
class Ranking:
    """A way to put images in order.

    ``ranks_by`` is a sentence. ``is_rising`` says that low scores are the doubtful ones. Of a
    ranking that ``is_list`` images without a score are known not to belong there; of others nothing
    is known about them.
    """

    key: str
    title: str
    ranks_by: str
    need: Need
    has: Callable[[Evidence], bool]
    find: Callable[[Evidence], Ranked]
    is_rising: bool = False
    is_list: bool = False

    def doubt(self, ranked: Ranked) -> Scores:
        """Return the scores so that the greatest is the most doubtful, (n,)."""
        return -ranked.scores if self.is_rising else ranked.scores


def unless_label(classes: NDArray[np.integer], labels: NDArray[np.uint8]) -> Suggested:
    """Return `classes` (n,) as suggestions: none where it is the label itself."""
    return np.where(classes == labels, NO_CLASS, classes).astype(np.int16)
