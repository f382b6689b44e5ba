"""Looks up where a person stands in a study."""

from uuid import uuid4

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.name import checked_name, folded_name
from fmnist_gui.core.study.progress import progress
from fmnist_gui.core.study.turn import Turn
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_sitting import next_images, study_split, unfinished


def read_turn(store: LabelStore, dataset: Dataset, sha256: str, annotator_name: str) -> Turn:
    """Return where the person of that name stands in the study with this hash.

    Raises RequestError for a study that is not here and a name that nobody can have, DeckError
    for data that is not the study's.
    """
    record, name = store.studies.find(sha256), checked_name(annotator_name)
    study, split = record.study, study_split(dataset, record.study)
    labels = store.studies.labels(study.sha256)
    own, person = folded_name(name), store.person(name)
    joined = [p for p in record.participations if folded_name(p.annotator.name) == own]
    images = next_images(store, split, study, labels, name=name, person=person or uuid4())
    return Turn(
        record,
        name,
        has_joined=any(p.has_consented or not study.consent for p in joined),
        progress=progress(study, labels),
        left=len(images),
        unfinished=unfinished(store, study.sha256, name),
    )
