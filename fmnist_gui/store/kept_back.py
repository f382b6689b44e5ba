"""Counts what may not be told: unfinished scored sessions, open studies, withdrawn answers."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.store.schema import ANNOTATOR, ANSWER, DECK, RETRACTION, SESSION
from fmnist_gui.store.seal import is_told
from fmnist_gui.store.study_row import read_records

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

_TOLD = select(SESSION.c.seq).join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256).where(is_told())
_CLOSED = (
    select(func.count())
    .select_from(SESSION)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(SESSION.c.study_sha256 == "", SESSION.c.seq.not_in(_TOLD))
)
# Of a trial that was gone on with at two places one answer counts, as in the study's figures.
_TRIALS = (
    select(ANSWER.c.session_seq, ANSWER.c.position)
    .distinct()
    .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
    .where(SESSION.c.study_sha256 != "", ANSWER.c.seq.not_in(select(RETRACTION.c.answer_seq)))
    .subquery()
)
_GIVEN = (
    select(
        SESSION.c.study_sha256,
        ANNOTATOR.c.name,
        func.count().label("answers"),
        func.count(distinct(SESSION.c.seq)).label("sittings"),
    )
    .select_from(_TRIALS)
    .join(SESSION, SESSION.c.seq == _TRIALS.c.session_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .group_by(SESSION.c.study_sha256, ANNOTATOR.c.seq)
    .order_by(ANNOTATOR.c.seq)
)


def kept_back(store: "LabelStore", *, fingerprints: Collection[str] | None = None) -> KeptBack:
    """Return what may not be told, of all or of data with these `fingerprints`.

    The answers of a study that is not here are told, and so are in none of these numbers.
    """
    closed, given = _CLOSED, _GIVEN
    if fingerprints is not None:
        closed = closed.where(DECK.c.fingerprint.in_(fingerprints))
        given = given.where(DECK.c.fingerprint.in_(fingerprints))
    with store.database.reading() as connection:
        studies = {record.study.sha256: record for record in read_records(connection)}
        sessions = int(connection.execute(closed).scalar_one())
        rows = connection.execute(given).all() if studies else []
    answers = sittings = 0
    withdrawn: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in rows:
        study = studies.get(row.study_sha256)
        if study is None:
            continue
        if study.is_withdrawn(row.name):
            withdrawn[names.setdefault(folded_name(row.name), row.name)] += row.answers
        elif study.state != "closed":
            answers += row.answers
            sittings += row.sittings
    return KeptBack(sessions, answers, sittings, dict(withdrawn))
