"""What may be taken elsewhere of all that people answered, and what models say of the images."""

from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.collected import collected_of
from fmnist_gui.core.exchange.label_studio import Opinion, opinion_of_counts
from fmnist_gui.core.exchange.told_labels import ToldLabels
from fmnist_gui.core.progress import CancelCheck, never
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.store.kept_back import kept_back
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf


def told_labels(
    store: LabelStore,
    *,
    session_id: UUID | None = None,
    study: str | None = None,
    is_cancelled: CancelCheck = never,
) -> ToldLabels:
    """Return what may be told: everything, or only one session, or one study by its hash.

    Of a study it is all that people answered in it, whatever its state. Raises RequestError for a
    session that may not be told, and when there is nothing; of a study also Cancelled.
    """
    if study is not None:
        collected = collected_of(store.studies.histories(study, is_cancelled=is_cancelled))
        withdrawn = store.studies.withdrawn_answers(study)
        told = ToldLabels(collected, KeptBack(withdrawn=withdrawn), study)
    else:
        collected = collected_of(store.told_histories(session_id))
        told = ToldLabels(collected, KeptBack() if session_id else kept_back(store))
    if not told.collected.answers:
        why = " ".join(("there are no answers to export;", *told.sentences)).rstrip(".;")
        raise RequestError(f"{why}; finish a session first")
    return told


def opinions_of(shelf: ScoreShelf, dataset: Dataset) -> tuple[Opinion, ...]:
    """Return what kept models and human counts say of the images of `dataset`, newest first."""
    found = []
    for split in dataset.splits.values():
        kept = shelf.kept(split.fingerprint)
        for model in kept.predictions:
            probs = model.predictions.probs
            sure = None if probs is None else probs.max(axis=1).astype(np.float64)
            everywhere = np.ones(len(split), dtype=np.bool_)
            labels = model.predictions.labels
            found.append(Opinion(model.about.name, split.name, labels, everywhere, sure))
        found += [opinion_of_counts(k.about.name, split.name, k.counts) for k in kept.counts]
    return tuple(found)
