"""Batches of labels, stored and taken back in one step: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session.batch import BatchWish, batch, for_study, taken_back
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.entry_bulk import keep_new_entries
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.open_sitting import read_open_sittings
from fmnist_gui.store.schema import ANNOTATOR, ANSWER, DECK, RETRACTION, SESSION
from fmnist_gui.store.session_row import keep_session
from fmnist_gui.store.study_sitting import check_may_label, namesakes

_LABELLED = (
    select(DECK.c.fingerprint, SESSION.c.study_sha256, ANSWER.c.image_index)
    .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(
        ANSWER.c.split == "",
        ANSWER.c.seq.not_in(select(RETRACTION.c.answer_seq)),
    )
    .distinct()
)


@dataclass(frozen=True)
class BatchGround:
    """What a person who labels images at once has to know before.

    ``labelled`` are the images that have a label of theirs that stands, by the fingerprint of the
    split, and ``in_study`` those in one study, by its hash, with those that a sitting of theirs is
    still to ask about: nobody is to label an image twice. ``studies`` are those that run over
    the open data and that the person may label for.
    """

    labelled: Mapping[str, frozenset[int]] = field(default_factory=dict)
    in_study: Mapping[str, frozenset[int]] = field(default_factory=dict)
    studies: tuple[Study, ...] = ()


def batch_ground(store: LabelStore, dataset: Dataset, name: str) -> BatchGround:
    """Return what there is to know about labels of the person called `name`."""
    people = namesakes(store, name)
    fingerprints = {split.fingerprint for split in dataset.splits.values()}
    labelled: dict[str, set[int]] = {}
    in_study: dict[str, set[int]] = {}
    with store.database.reading() as connection:
        mine = _LABELLED.where(ANNOTATOR.c.id.in_([person.id for person in people]))
        for fingerprint, sha256, index in connection.execute(mine):
            labelled.setdefault(fingerprint, set()).add(index)
            if sha256:
                in_study.setdefault(sha256, set()).add(index)
    studies: list[Study] = []
    for record in store.studies.records():
        try:
            check_may_label(record, name)
        except FmnistError:
            # Not offered; who asks for it on its page is told why.
            continue
        if record.study.fingerprint in fingerprints:
            studies.append(record.study)
    own = {person.id for person in people}
    with store.database.reading() as connection:
        for study in studies:
            for sitting in read_open_sittings(connection, study.sha256):
                if sitting.person in own:
                    in_study.setdefault(study.sha256, set()).update(sitting.images)
    return BatchGround(
        {key: frozenset(images) for key, images in labelled.items()},
        {key: frozenset(images) for key, images in in_study.items()},
        tuple(studies),
    )


def keep_batch(
    store: LabelStore,
    wishes: Sequence[BatchWish],
    annotator: Annotator,
    *,
    at: datetime,
    app_version: str,
) -> tuple[History, ...]:
    """Store a batch, one session for each wish, and return the sessions.

    Of a study the person labels each image once: where some have a label of theirs by now, they
    are left out. Raises RequestError when the person may not label for the study, or nothing is
    left.
    """
    ground = batch_ground(store, wishes[0].dataset, annotator.name)
    made = []
    for wish in wishes:
        indices, study = wish.indices, wish.study
        if study is not None:
            record = store.studies.find(study.sha256)
            check_may_label(record, annotator.name)
            known = ground.in_study.get(study.sha256, frozenset())
            is_asked = study.fingerprint == wish.split.fingerprint
            indices = for_study(indices, study, known) if is_asked else ()
        if indices:
            seen = store.met(annotator, wish.split.fingerprint)
            chosen = BatchWish(wish.dataset, wish.split, indices, wish.chosen, study)
            made.append(batch(chosen, annotator, seen=seen, at=at, app_version=app_version))
    if not made:
        raise RequestError(
            "no image is left to be labelled: the study does not ask about these images, or "
            "you have labelled them or are to in a sitting; choose others"
        )
    with store.database.writing() as connection:
        for history in made:
            keep_session(connection, history.record)
            seq = _session_seq(connection, history.record.id)
            keep_new_entries(connection, seq, history.entries)
    store.database.tidy()
    return tuple(made)


def take_batch_back(store: LabelStore, histories: Sequence[History], *, at: datetime) -> int:
    """Take all answers of a batch back; return how many there were.

    Twice is as once.
    """
    count = 0
    with store.database.writing() as connection:
        for history in histories:
            seq = _session_seq(connection, history.record.id)
            known = dict(
                connection.execute(
                    select(ANSWER.c.id, ANSWER.c.seq).where(ANSWER.c.session_seq == seq)
                ).all()
            )
            query = select(RETRACTION.c.answer_seq).where(RETRACTION.c.session_seq == seq)
            gone = set(connection.execute(query).scalars())
            back = [r for r in taken_back(history, at) if known[r.answer_id] not in gone]
            keep_new_entries(connection, seq, back, known=known)
            count += len(back)
    store.database.tidy()
    return count


def _session_seq(connection: Connection, session_id: UUID) -> int:
    query = select(SESSION.c.seq).where(SESSION.c.id == session_id)
    return int(connection.execute(query).scalar_one())
