"""Computes scores for some data once, and keeps them beside those that came from others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.predictions import Probs, predictions_of
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.difficulty import THOROUGH, Difficulty, rankings
from fmnist_gui.store.score_entry import check_room
from fmnist_gui.store.score_shelf import Kept, Part, ScoreShelf

NAME = "Scored here"

_VALUE_BYTES = 4


@dataclass(frozen=True, eq=False)
class Scored:
    """Out-of-fold probabilities (n, classes) by split; ``is_new`` if they were computed now."""

    method: str
    probs: Mapping[str, Probs]
    is_new: bool


def kept_scores(dataset: Dataset, shelf: ScoreShelf) -> Scored | None:
    """Return the scores computed before for this very data, None if a split has none."""
    splits = tuple(dataset.splits.values())
    return scores_among(shelf.kept("+".join(split.fingerprint for split in splits)), splits)


def scores_among(kept: Kept, splits: Sequence[Split]) -> Scored | None:
    """Return those of what is kept that were computed for just these splits together."""
    source = _source(splits)
    found: dict[str, Probs] = {}
    for split in splits:
        for each in kept.predictions:
            is_own = (each.about.fingerprint, each.about.source) == (split.fingerprint, source)
            if is_own and each.predictions.probs is not None:
                found.setdefault(split.name, each.predictions.probs)
    if found.keys() != {split.name for split in splits}:
        return None
    return Scored(THOROUGH.name, found, is_new=False)


def score(
    dataset: Dataset,
    shelf: ScoreShelf,
    *,
    now: datetime,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
    on_first: Callable[[Difficulty], object] = lambda _: None,
) -> Scored:
    """Return scores of every image of the data, computed in a process of its own, and keep them.

    All splits are kept or none; see
    :func:`fmnist_gui.core.review.difficulty.rankings`. Raises Cancelled, RequestError for too few
    images, and StoreError when the disk refuses.
    """
    splits, classes = tuple(dataset.splits.values()), len(dataset.class_names)
    # Half a minute later is too late to say so.
    check_room(shelf.folder, sum(len(split) for split in splits) * classes * _VALUE_BYTES)
    found = run_in_child(
        rankings,
        {split.name: (split.images, split.labels) for split in splits},
        classes,
        what="Scoring the images",
        report=report,
        is_cancelled=is_cancelled,
        on_first=on_first,
    )
    parts = [
        Part(split.fingerprint, split.name, predictions_of(np.array(found.probs[split.name])))
        for split in splits
    ]
    shelf.keep_together(parts, name=NAME, source=_source(splits), classes=classes, now=now)
    return Scored(found.method, found.probs, is_new=True)


def _source(splits: Sequence[Split]) -> str:
    """Name the method and all the data: the scores of a split depend on those it lies beside."""
    parts = "+".join(split.fingerprint[:12] for split in splits)
    return f"{THOROUGH.name} on {parts}"
