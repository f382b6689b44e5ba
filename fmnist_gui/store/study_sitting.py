"""Begins the sittings of a study: which images a person labels next, as a session."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import select

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.name import checked_name, folded_name
from fmnist_gui.core.session.record import Annotator, Equipment, Presentation, SessionRecord
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.study.assignment import assigned, standing
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.sitting_deck import sitting_deck
from fmnist_gui.core.study.study import KEY, Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.open_sitting import OpenSitting, read_open_sittings
from fmnist_gui.store.schema import ANNOTATOR, SESSION


class NothingLeftError(RequestError):
    """A study has no image more for a person."""


def begin_sitting(
    store: LabelStore,
    dataset: Dataset,
    sha256: str,
    annotator_name: str,
    *,
    now: datetime,
    app_version: str,
    presentation: Presentation | None = None,
    equipment: Equipment | None = None,
    is_simulated: bool = False,
    among: Collection[int] | None = None,
    most: int | None = None,
) -> Session:
    """Hand a person images of the study with this hash, and return the session that was stored.

    `among` are the only images that may be handed out, as those that a server has set aside for
    this person; None for all. There are as many as the study says, or at `most` so many. Raises
    RequestError, with nothing stored, for a study that is not here or does not run, and for a
    person who was withdrawn from it or has not agreed to what it asks consent to; NothingLeftError
    when nothing is left for this person; DeckError for data that is not the study's.
    """
    record = store.studies.find(sha256)
    study, name = record.study, checked_name(annotator_name)
    split = study_split(dataset, study)
    people = namesakes(store, name)
    check_may_label(record, name, is_simulated=is_simulated)
    labels = store.studies.labels(study.sha256)
    person = store.person(name) or uuid4()
    images = next_images(store, split, study, labels, name=name, person=person, among=among)
    images = images[:most]
    if not images:
        raise _nothing_left(study, labels, name)
    annotator = store.annotator(name, new_id=person)
    deck = sitting_deck(
        study,
        split,
        images,
        person=annotator.id,
        number=_sittings(store, study, annotator),
        checks=next((s for s in dataset.splits.values() if s.name != split.name), None),
    )
    header = SessionRecord(
        id=uuid4(),
        annotator=annotator,
        deck=deck,
        protocol=KEY,
        class_names=study.class_names,
        data_identity=dataset.identity,
        started_at=now,
        app_version=app_version,
        presentation=presentation or Presentation(),
        is_simulated=is_simulated,
        equipment=equipment or Equipment(),
    )
    store.begin(header)
    checks = dataset.splits.get(deck.attention_split)
    seen = _seen(store, people, split)
    return Session(header, split.labels, seen=seen, images=split.images, checks=checks)


def namesakes(store: LabelStore, name: str) -> list[Annotator]:
    """Return everybody of that name, however it is spelt."""
    wanted = folded_name(name)
    return [a for a in store.annotators() if folded_name(a.name) == wanted]


def next_images(
    store: LabelStore,
    split: Split,
    study: Study,
    labels: StudyLabels,
    *,
    name: str,
    person: UUID,
    among: Collection[int] | None = None,
) -> tuple[int, ...]:
    """Return what a sitting of `person`, called `name`, would ask about; empty if nothing is left.

    `labels` are those of the `study`, which is about `split`; of `among` see
    :func:`begin_sitting`.
    """
    people = namesakes(store, name)
    with store.database.reading() as connection:
        open_sittings = read_open_sittings(connection, study.sha256)
    own = {known.id for known in people}
    begun = {i for sitting in open_sittings if sitting.person in own for i in sitting.images}
    barred = set() if among is None else set(study.indices).difference(among)
    return assigned(
        study,
        labels,
        person=person,
        name=name,
        count=study.sitting,
        avoid=_seen(store, people, split) | begun | barred,
        waiting=_waiting(open_sittings, labels, own),
    )


def unfinished(store: LabelStore, sha256: str, annotator_name: str) -> UUID | None:
    """Return the newest sitting of a study that this person can go on with, None if there is none.

    A simulated one nobody goes on with.
    """
    wanted = folded_name(checked_name(annotator_name))
    with store.database.reading() as connection:
        found = read_open_sittings(connection, sha256)
    own = (s.id for s in reversed(found) if folded_name(s.name) == wanted and not s.is_simulated)
    return next(own, None)


def study_split(dataset: Dataset, study: Study) -> Split:
    """Return the split that `study` is about. Raises DeckError when it is not there."""
    split = dataset.splits.get(study.split)
    if split is None or split.fingerprint != study.fingerprint:
        raise DeckError(
            f"the study {study.title} is about other images",
            expected=f"{study.split} images with fingerprint {study.fingerprint[:16]}",
            found=f"{dataset.title} with {split.fingerprint[:16] if split else 'no such split'}",
            remedy="open the data set that the study was made for",
        )
    if len(dataset.class_names) != len(study.class_names) or study.indices[-1] >= len(split):
        raise DeckError(
            f"the study {study.title} does not fit its images",
            expected=f"{len(study.class_names)} classes and image {study.indices[-1]}",
            found=f"{len(dataset.class_names)} classes and {len(split):,} images",
            remedy="ask for another study, or for the list of classes that it was made with",
        )
    return split


def check_may_label(record: StudyRecord, name: str, *, is_simulated: bool = False) -> None:
    """Raise RequestError, in one sentence, unless the person called `name` may label now."""
    check_is_open(record, name)
    study = record.study
    agreed = {folded_name(p.annotator.name) for p in record.participations if p.has_consented}
    if study.consent and not is_simulated and folded_name(name) not in agreed:
        raise RequestError(
            f"{name} has not agreed to what the study {study.title} asks consent to; join it first"
        )


def check_is_open(record: StudyRecord, name: str) -> None:
    """Raise RequestError, in one sentence, unless the person called `name` may join or label."""
    study = record.study
    if record.state != "running":
        remedy = "resume it" if record.state == "paused" else "open it again"
        raise RequestError(
            f"the study {study.title} is {record.state}; {remedy} to go on labelling"
        )
    if record.is_withdrawn(name):
        raise RequestError(
            f"{name} was withdrawn from the study {study.title}; reinstate {name} to go on"
        )


def check_may_go_on(store: LabelStore, header: SessionRecord) -> None:
    """Raise RequestError, in one sentence, unless a sitting of a study may be gone on with."""
    records = store.studies.records()
    known = next((r for r in records if r.study.sha256 == header.study), None)
    if known is None:
        raise RequestError(
            "the study that this sitting is for is not here; take it in from its file to go on"
        )
    check_may_label(known, header.annotator.name, is_simulated=header.is_simulated)


def _seen(store: LabelStore, people: Iterable[Annotator], split: Split) -> frozenset[int]:
    """Return the images whose label these people were shown."""
    return frozenset().union(*(store.exposed(person, split.fingerprint) for person in people))


def _waiting(
    sittings: Iterable[OpenSitting], labels: StudyLabels, own: Collection[UUID]
) -> list[int]:
    """Return the images that wait in sittings of others, each as often as it waits."""
    found: list[int] = []
    known = [folded_name(name) for name in labels.names]
    for sitting in sittings:
        if sitting.person in own or sitting.is_simulated:
            continue
        numbers = [n for n, name in enumerate(known) if name == folded_name(sitting.name)]
        done = labels.image[np.isin(labels.annotator, numbers) & ~labels.is_check]
        found += sorted(set(sitting.images).difference(done.tolist()))
    return found


def _sittings(store: LabelStore, study: Study, annotator: Annotator) -> int:
    query = (
        select(SESSION.c.seq)
        .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
        .where(SESSION.c.study_sha256 == study.sha256, ANNOTATOR.c.id == annotator.id)
    )
    with store.database.reading() as connection:
        return len(connection.execute(query).all())


def _nothing_left(study: Study, labels: StudyLabels, name: str) -> NothingLeftError:
    left = int((~standing(study, labels).is_done).sum())
    if not left:
        return NothingLeftError(
            f"every image of the study {study.title} has the labels that it needs; it can be closed"
        )
    images = "one image" if left == 1 else f"{left:,} images"
    needs = "needs" if left == 1 else "need"
    return NothingLeftError(
        f"nothing is left for {name}: {images} of the study {study.title} still {needs} labels, "
        "but this person has answered or begun them, or has seen what their labels are; let "
        "somebody else go on"
    )
