"""What models and people say about the images of a gallery, one image at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui.image import top_three
from fmnist_gui.ui.image.top_three import Ranking

if TYPE_CHECKING:
    from fmnist_gui.store.score_shelf import Kept

Scores = NDArray[np.floating] | NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Opinion:
    """Somebody's scores of the images from number `first` on.

    ``scores`` is (n, classes): probabilities of the model called ``model``, or numbers of
    people's answers when it is None. A model may have given nothing but its labels, (n,).
    """

    first: int
    scores: Scores | Labels
    model: str | None = None

    def ranking(self, number: int) -> Ranking | None:
        """Return what is said about image `number`, None for nothing."""
        row = number - self.first
        if not 0 <= row < len(self.scores):
            return None
        if self.model is None:
            return top_three.of_people(self.scores[row])
        if self.scores.ndim == 1:
            return top_three.of_label(int(self.scores[row]), model=self.model)
        return top_three.of_model(self.scores[row], model=self.model)


def opinions_of(
    gallery: Gallery, kept: "Kept", *, has_every_model: bool = False
) -> tuple[Opinion, ...]:
    """Return those of the newest model for each split, and then of the newest crowd.

    With `has_every_model` those of all models, the newest first.
    """
    models: list[Opinion] = []
    crowds: list[Opinion] = []
    for split in gallery.splits:
        first = gallery.numbers_of(split.name).start
        own = [m for m in kept.predictions if m.about.fingerprint == split.fingerprint]
        for model in own if has_every_model else own[:1]:
            told = model.predictions
            scores = told.labels if told.probs is None else told.probs
            models.append(Opinion(first, scores, model.about.name))
        crowd = kept.crowd_of(split.fingerprint)
        if crowd is not None:
            crowds.append(Opinion(first, crowd.counts))
    return (*models, *crowds)


def rankings_of(opinions: Sequence[Opinion], number: int) -> list[Ranking]:
    """Return all that is said about image `number`."""
    told = [opinion.ranking(number) for opinion in opinions]
    return [ranking for ranking in told if ranking is not None]
