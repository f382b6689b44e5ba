"""What may be taken elsewhere of all that people answered, and what models say of the images."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.exchange.label_studio import Opinion, opinion_of_counts
from fmnist_gui.core.exchange.told_labels import ToldLabels
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never, watched
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.store.kept_back import kept_back
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf


def told_labels(
    store: LabelStore,
    *,
    session_id: UUID | None = None,
    study: str | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> ToldLabels:
    """Return what may be told: everything, or only one session, or one study by its hash.

    Of a study it is all that people answered in it, whatever its state. `report` gets sessions,
    each as it is read and as it is looked through. Raises RequestError for a session that may not
    be told, and when there is nothing; and Cancelled.
    """

    def read(done: int, total: int) -> None:
        report(done, 2 * total)

    def looked_through(done: int, total: int) -> None:
        report(total + done, 2 * total)

    def collected_from(histories: Sequence[History]) -> Collected:
        return collected_of(watched(histories, looked_through, is_cancelled))

    if study is not None:
        found = store.studies.histories(study, report=read, is_cancelled=is_cancelled)
        collected = collected_from(found)
        withdrawn = store.studies.withdrawn_answers(study)
        told = ToldLabels(collected, KeptBack(withdrawn=withdrawn), study)
    else:
        found = store.told_histories(session_id, report=read, is_cancelled=is_cancelled)
        collected = collected_from(found)
        told = ToldLabels(collected, KeptBack() if session_id else kept_back(store))
    if not told.collected.answers:
        why = " ".join(("there are no answers to export;", *told.sentences)).rstrip(".;")
        raise RequestError(why if told.kept_back.answers else f"{why}; finish a session first")
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
