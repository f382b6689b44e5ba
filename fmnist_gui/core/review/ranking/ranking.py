"""What a ranking is: a score of each image, and what it takes to have one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.quality import Scores
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.table.column import Mask

Suggested = NDArray[np.int16]
"""A class for each image, shape (n,); ``NO_CLASS`` where nothing is suggested."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """The score of each image of a gallery, (n,), NaN for those that are not ranked.

    ``why`` returns a short clause about one of those that are, or several with :data:`JOINT`
    between them. ``is_known`` (n,) are the images that would be ranked if they were to: in a list
    those that were looked at; None if these are all, or elsewhere those that have a score.
    """

    scores: Scores
    suggested: Suggested
    why: Callable[[int], str]
    is_known: Mask | None = None


JOINT = "; "

Source = Literal["models", "people", "neighbours", "sessions", "public", "sent"]
"""Where evidence comes from: models and counts of people, computed here or added; the nearest
images, found here; sessions played here; what is named in public; what was sent from Explore."""


@dataclass(frozen=True)
class Need:
    """What a ranking cannot do without, and how to get it in the window and in a terminal."""

    sources: tuple[Source, ...]
    what: str
    in_window: str
    in_terminal: str


@dataclass(frozen=True)
class Ranking:
    """A way to put images in order.

    ``ranks_by`` is a sentence. ``is_rising`` says that low scores are the doubtful ones. Of a
    ranking that ``is_list`` images without a score do not belong there, if they are known; of
    others nothing is known about them. One that ``is_about_class`` speaks for a class; others rank
    by something else and suggest nothing themselves: what is suggested comes from elsewhere.
    """

    key: str
    title: str
    ranks_by: str
    need: Need
    has: Callable[[Evidence], bool]
    find: Callable[[Evidence], Ranked]
    is_rising: bool = False
    is_list: bool = False
    is_about_class: bool = True

    def doubt(self, ranked: Ranked) -> Scores:
        """Return the scores so that the greatest is the most doubtful, (n,)."""
        return -ranked.scores if self.is_rising else ranked.scores

    def known(self, ranked: Ranked) -> Mask:
        """Return the images about which it can tell whether they are doubtful, (n,)."""
        if ranked.is_known is not None:
            return ranked.is_known
        has_score: Mask = ~np.isnan(ranked.scores)
        return np.ones_like(has_score) if self.is_list else has_score


def unless_label(classes: NDArray[np.integer], labels: NDArray[np.uint8]) -> Suggested:
    """Return `classes` (n,) as suggestions: none where it is the label itself."""
    return np.where(classes == labels, NO_CLASS, classes).astype(np.int16)
