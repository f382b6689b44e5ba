"""Gathers all that can make a label of some data doubtful, from wherever it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.evidence import NOTHING_SENT, Evidence, ModelOpinion, Sent
from fmnist_gui.core.review.quality import Counts
from fmnist_gui.core.review.suspect import Suspect
from fmnist_gui.core.review.tag import REVIEW
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.gallery_table import Told, read_told, score_columns
from fmnist_gui.store.neighbour_table import kept_neighbours
from fmnist_gui.store.score_shelf import Kept, ScoreShelf

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


@dataclass(frozen=True, eq=False)
class PeopleSaid:
    """What the database knows about the images of a gallery; nothing by default."""

    told: Told = field(default_factory=Told)
    sent: Sent = NOTHING_SENT

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand, split by split."""
        said = self.told.said.values()
        return tuple(decision for known in said for decision in known.decisions)


def read_people(store: "LabelStore", gallery: Gallery, *, name: str) -> PeopleSaid:
    """Return what the store may tell of `gallery` to the annotator called `name`."""
    moments = {
        gallery.number(split.name, index): at
        for split in gallery.splits
        for index, at in store.tagged(split.fingerprint, REVIEW)
    }
    # An image that the split does not have has no number.
    waiting = sorted((at, number) for number, at in moments.items() if number is not None)
    numbers = np.array([number for _, number in waiting], dtype=np.intp)
    sent = Sent(numbers, tuple(at for at, _ in waiting))
    return PeopleSaid(read_told(store, gallery, name=name), sent)


@dataclass(frozen=True, eq=False)
class Gathered:
    """Everything about a gallery: to rank it by, and as a ``table`` to ask of in a query.

    ``table`` lacks brightness and contrast, which have to be measured. ``decisions`` stand.
    ``damaged`` has a sentence for each file that could not be read.
    """

    evidence: Evidence
    table: Table
    decisions: tuple[Decision, ...] = ()
    damaged: tuple[FmnistError, ...] = ()


def gather(
    dataset: Dataset,
    gallery: Gallery,
    shelf: ScoreShelf,
    people: PeopleSaid,
    *,
    suspects: Sequence[Suspect] = (),
    with_neighbours: bool = True,
) -> Gathered:
    """Return what people said together with all that the shelf keeps of these images.

    Neighbours are left on the shelf unless ``with_neighbours``. Raises StoreError when the folder
    of the scores cannot be read.
    """
    kept = shelf.kept(gallery.fingerprint)
    evidence = Evidence(
        gallery,
        models=_models(gallery, kept),
        counts=_counts(gallery, kept),
        answers={split: known.answers for split, known in people.told.said.items()},
        person=people.told.person,
        near=kept_neighbours(dataset, shelf) if with_neighbours else None,
        suspects=tuple(suspects),
        sent=people.sent,
    )
    table = (
        Table(len(gallery))
        .with_columns(*image_columns(gallery), *score_columns(gallery, kept))
        .with_columns(*people.told.columns(gallery))
        .with_tags(people.told.tag_masks(gallery))
    )
    return Gathered(evidence, table, people.decisions, kept.damaged)


def _models(gallery: Gallery, kept: Kept) -> tuple[ModelOpinion, ...]:
    """Return the probabilities that fit, the newest first; labels alone rank nothing."""
    splits = {split.fingerprint: split for split in gallery.splits}
    found = []
    for each in kept.predictions:
        split, probs = splits.get(each.about.fingerprint), each.predictions.probs
        if split is not None and probs is not None and _fits(gallery, split, probs):
            found.append(ModelOpinion(each.about.name, split.name, probs))
    return tuple(found)


def _counts(gallery: Gallery, kept: Kept) -> Counts | None:
    """Return the newest counts of each split side by side, None if there are none."""
    found = np.zeros((len(gallery), len(gallery.class_names)), dtype=np.int64)
    has_some = False
    for start, split in zip(gallery.starts, gallery.splits, strict=True):
        crowd = kept.crowd_of(split.fingerprint)
        if crowd is not None and _fits(gallery, split, crowd.counts):
            found[start : start + len(split)] = crowd.counts
            has_some = True
    return found if has_some else None


def _fits(gallery: Gallery, split: Split, array: NDArray[np.generic]) -> bool:
    """Whether there is a row for each image and a column for each class, now as when it was kept.

    The names of the classes may have been given otherwise then.
    """
    return array.shape == (len(split), len(gallery.class_names))
