"""What is kept about the images of a gallery, as columns and tags of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.table import answer_column, score_column
from fmnist_gui.core.table.answer_column import SplitAnswers
from fmnist_gui.core.table.column import Column, Mask
from fmnist_gui.store.score_shelf import Kept

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


@dataclass(frozen=True, eq=False)
class Told:
    """What people said about the splits of a gallery and did with them, by the split's name.

    ``person`` is the id of the annotator who asks, None for one whom the store does not know.
    """

    person: UUID | None = None
    said: Mapping[str, SplitAnswers] = field(default_factory=dict)
    tags: Mapping[str, Mapping[str, NDArray[np.intp]]] = field(default_factory=dict)

    def columns(self, gallery: Gallery) -> tuple[Column, ...]:
        """Return the columns of answers and decisions, those of ``person`` among them."""
        return answer_column.answer_columns(gallery, self.said, annotator=self.person)

    def tag_masks(self, gallery: Gallery) -> dict[str, Mask]:
        """Return which images bear each tag."""
        return answer_column.tag_masks(gallery, self.tags)


def read_told(store: "LabelStore", gallery: Gallery, *, name: str) -> Told:
    """Return what may be told of the images of `gallery` to the annotator called `name`."""
    said, tags = {}, {}
    for split in gallery.splits:
        fingerprint = split.fingerprint
        said[split.name] = SplitAnswers(
            store.given_answers(fingerprint),
            store.review.decisions(fingerprint),
            store.times_seen(name, fingerprint),
        )
        tags[split.name] = store.tags(fingerprint)
    return Told(store.person(name), said, tags)


def score_columns(gallery: Gallery, kept: Kept) -> tuple[Column, ...]:
    """Return the columns of the newest model and the newest crowd of each split, joined."""
    joined: dict[str, Column] = {}
    for split in gallery.splits:
        model, crowd = kept.model_of(split.fingerprint), kept.crowd_of(split.fingerprint)
        columns: list[Column] = []
        if model is not None:
            columns += score_column.prediction_columns(gallery, split.name, model.predictions)
        if crowd is not None:
            columns += score_column.human_columns(gallery, split.name, crowd.counts)
        for column in columns:
            known = joined.get(column.key)
            joined[column.key] = column if known is None else known.joined(column)
    return tuple(joined.values())
