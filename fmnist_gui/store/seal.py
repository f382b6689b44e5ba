"""Which answers may be told: none of a session or study that can still be gone on with."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from fmnist_gui.core.session.preset import PRESETS
from fmnist_gui.store.schema import (
    ANNOTATOR,
    DECK,
    DEPARTURE,
    SESSION,
    SESSION_EVENT,
    STUDY,
    STUDY_EVENT,
)

# Under rules that this program does not know a session may be a scored one.
_NEVER_SCORED = [protocol.key for protocol in PRESETS if not protocol.enters_accuracy]
_own_rules = func.json_extract(DECK.c.more, "$.rules")
_FINISHED = select(SESSION_EVENT.c.session_seq).where(SESSION_EVENT.c.kind == "finished")

_later_event = STUDY_EVENT.alias()
_is_last_event = (
    ~select(_later_event.c.seq)
    .where(
        _later_event.c.study_sha256 == STUDY_EVENT.c.study_sha256,
        or_(
            _later_event.c.at > STUDY_EVENT.c.at,
            and_(_later_event.c.at == STUDY_EVENT.c.at, _later_event.c.id > STUDY_EVENT.c.id),
        ),
    )
    .exists()
)
_CLOSED = select(STUDY_EVENT.c.study_sha256).where(STUDY_EVENT.c.kind == "closed", _is_last_event)
# What is not closed runs or is paused; a study that is not here is nobody's to keep closed.
_OPEN = select(STUDY.c.sha256).where(STUDY.c.sha256.not_in(_CLOSED))

_place = func.row_number().over(
    partition_by=(DEPARTURE.c.study_sha256, func.folded_name(ANNOTATOR.c.name)),
    order_by=(DEPARTURE.c.at.desc(), DEPARTURE.c.id.desc()),
)
_last_departure = (
    select(
        DEPARTURE.c.study_sha256,
        func.folded_name(ANNOTATOR.c.name).label("name"),
        DEPARTURE.c.is_back,
        _place.label("place"),
    )
    .join(ANNOTATOR, ANNOTATOR.c.seq == DEPARTURE.c.annotator_seq)
    .subquery()
)
_sitting, _sitter = SESSION.alias(), ANNOTATOR.alias()
# Asked once for all sessions: for each of them anew would cost as much as there are answers.
_WITHDRAWN = (
    select(_sitting.c.seq)
    .join(_sitter, _sitter.c.seq == _sitting.c.annotator_seq)
    .join(
        _last_departure,
        and_(
            _last_departure.c.study_sha256 == _sitting.c.study_sha256,
            _last_departure.c.name == func.folded_name(_sitter.c.name),
        ),
    )
    .where(_last_departure.c.place == 1, _last_departure.c.is_back.is_(False))
)


def is_told() -> ColumnElement[bool]:
    """Return the condition on a session, joined to its deck, whose answers may be told.

    Of a session alone it is the contrary of :func:`fmnist_gui.core.session.scope.is_sealed`, and
    stricter where a protocol is not known here. Answers to a study are told once that is closed,
    and never those of people who were withdrawn from it: see
    :class:`fmnist_gui.core.study.event.StudyRecord`, whose state and withdrawn people these are.
    """
    is_by_itself = or_(
        SESSION.c.is_simulated,
        # A deck's own rules go before those that its name would mean.
        and_(SESSION.c.protocol.in_(_NEVER_SCORED), _own_rules.is_(None)),
        func.json_extract(DECK.c.more, "$.rules.is_scored") == 0,
        func.json_extract(DECK.c.more, "$.rules.feedback") == "each",
        SESSION.c.seq.in_(_FINISHED),
    )
    return and_(
        is_by_itself,
        or_(
            SESSION.c.study_sha256 == "",
            and_(SESSION.c.study_sha256.not_in(_OPEN), SESSION.c.seq.not_in(_WITHDRAWN)),
        ),
    )
