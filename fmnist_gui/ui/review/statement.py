"""What people and all models that are kept say about the images of a gallery."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.review.evidence import ModelOpinion
from fmnist_gui.ui.image.opinion import Opinion, opinions_of
from fmnist_gui.ui.image.top_three import Ranking
from fmnist_gui.ui.image.vote import Vote, votes_of

if TYPE_CHECKING:
    from fmnist_gui.store.score_shelf import Kept


@dataclass(frozen=True)
class Statements:
    """Opinions of models and of people; ``computed`` are the scores of this program, if any.

    ``computed`` is (n, classes) for the n images of the gallery. ``first`` are quick scores.
    """

    models: tuple[Opinion, ...] = ()
    people: tuple[Opinion, ...] = ()
    computed: Probs | None = None
    first: tuple[Opinion, ...] = ()

    def with_first(self, gallery: Gallery, first: Sequence[ModelOpinion]) -> "Statements":
        """Return them with these quick scores before what is kept, in place of any before."""
        starts = {split.name: gallery.numbers_of(split.name).start for split in gallery.splits}
        quick = tuple(Opinion(starts[each.split], each.probs, each.name) for each in first)
        return replace(self, first=quick)

    def votes(self, number: int) -> tuple[Vote, ...]:
        """Return what people said about image `number`, the most chosen class first."""
        for opinion in self.people:
            row = number - opinion.first
            if 0 <= row < len(opinion.scores):
                return votes_of(opinion.scores[row])
        return ()

    def rankings(self, number: int) -> tuple[Ranking, ...]:
        """Return what each model says about image `number`, under the name of the model."""
        told = ((opinion.model, opinion.ranking(number)) for opinion in (*self.first, *self.models))
        return tuple(replace(r, title=name) for name, r in told if r is not None and name)

    def other_class(self, number: int, label: int) -> int | None:
        """Return the class other than `label` that most people name, or else the first model."""
        voted = [vote.class_number for vote in self.votes(number)]
        said = [share.class_number for r in self.rankings(number) for share in r.shares]
        return next((c for c in (*voted, *said) if c != label), None)


def statements_of(gallery: Gallery, kept: "Kept") -> Statements:
    """Return all that is kept; of scores computed here only those of these very splits."""
    from fmnist_gui.store.scoring import NAME, scores_among

    scored = scores_among(kept, gallery.splits)
    own = [] if scored is None else [scored.probs[split.name] for split in gallery.splits]
    is_own = {id(probs) for probs in own}
    models = tuple(
        each
        for each in kept.predictions
        if each.about.name != NAME or not own or id(each.predictions.probs) in is_own
    )
    opinions = opinions_of(gallery, replace(kept, predictions=models), has_every_model=True)
    return Statements(
        models=tuple(opinion for opinion in opinions if opinion.model is not None),
        people=tuple(opinion for opinion in opinions if opinion.model is None),
        computed=np.concatenate(own) if own else None,
    )
