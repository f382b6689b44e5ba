"""What is known about the images of a gallery that can make a label doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.core.review.quality import Counts
from fmnist_gui.core.review.suspect import Suspect
from fmnist_gui.core.table.column import Mask
from fmnist_gui.core.table.given_answers import GivenAnswers


@dataclass(frozen=True, eq=False)
class ModelOpinion:
    """What a model said about one split: probabilities (images of the split, classes)."""

    name: str
    split: str
    probs: Probs


@dataclass(frozen=True, eq=False)
class Sent:
    """Images that were sent to review, by gallery number, the one that waits longest first."""

    numbers: Numbers
    at: Sequence[datetime]


NOTHING_SENT = Sent(np.empty(0, dtype=np.intp), ())


@dataclass(frozen=True, eq=False)
class Evidence:
    """All of it; each part may be missing, and nothing then ranks by it.

    ``models`` stand with the newest first; see :attr:`asked_models` for where one is enough.
    ``counts`` (n, classes) say how many people chose each class, a row of zeros where nobody was
    asked. ``answers`` are those of each split that may be told, ``person`` who looks at the queue.
    ``near`` are the neighbours of all images.
    """

    gallery: Gallery
    models: tuple[ModelOpinion, ...] = ()
    counts: Counts | None = None
    answers: Mapping[str, GivenAnswers] = field(default_factory=dict)
    person: UUID | None = None
    near: NearTable | None = None
    suspects: tuple[Suspect, ...] = ()
    sent: Sent = NOTHING_SENT

    def models_of(self, split: str) -> tuple[Probs, ...]:
        """Return what each model said about that split, the newest first."""
        return tuple(model.probs for model in self.models if model.split == split)

    @cached_property
    def asked_models(self) -> Mapping[str, ModelOpinion]:
        """The model that is asked about each split where one is enough, by split.

        It is the newest that knows all splits, since the scores of two models are no one scale;
        where there is none, the newest of each split.
        """
        splits = {split.name for split in self.gallery.splits if len(split)}
        by_name: dict[str, dict[str, ModelOpinion]] = {}
        newest: dict[str, ModelOpinion] = {}
        for model in self.models:
            by_name.setdefault(model.name, {}).setdefault(model.split, model)
            newest.setdefault(model.split, model)
        return next((own for own in by_name.values() if splits <= own.keys()), newest)

    @cached_property
    def probs(self) -> Probs:
        """What the model that is asked says, (n, classes); NaN where there is none."""
        found = np.full(self._shape, np.nan, dtype=np.float32)
        for start, split in zip(self.gallery.starts, self.gallery.splits, strict=True):
            model = self.asked_models.get(split.name)
            if model is not None:
                found[start : start + len(split)] = model.probs
        return found

    @cached_property
    def votes(self) -> Counts:
        """How many people chose each class, (n, classes), all of it 0 if nobody was asked."""
        return np.zeros(self._shape, dtype=np.int64) if self.counts is None else self.counts

    @cached_property
    def is_asked(self) -> Mask:
        """Which images a model has seen, (n,)."""
        seen: Mask = ~np.isnan(self.probs[:, 0])
        return seen

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.gallery), len(self.gallery.class_names)
