"""Which answers may be told: none of a session or study that can still be gone on with."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from fmnist_gui.core.session.preset import PRESETS
from fmnist_gui.store.schema import DECK, DEPARTURE, SESSION, SESSION_EVENT, STUDY, STUDY_EVENT

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

_later = DEPARTURE.alias()
_is_last_departure = (
    ~select(_later.c.seq)
    .where(
        _later.c.study_sha256 == DEPARTURE.c.study_sha256,
        _later.c.annotator_seq == DEPARTURE.c.annotator_seq,
        or_(
            _later.c.at > DEPARTURE.c.at,
            and_(_later.c.at == DEPARTURE.c.at, _later.c.id > DEPARTURE.c.id),
        ),
    )
    .exists()
)
_is_withdrawn = (
    select(DEPARTURE.c.seq)
    .where(
        DEPARTURE.c.study_sha256 == SESSION.c.study_sha256,
        DEPARTURE.c.annotator_seq == SESSION.c.annotator_seq,
        DEPARTURE.c.is_back.is_(False),
        _is_last_departure,
    )
    .exists()
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
            and_(SESSION.c.study_sha256.not_in(_OPEN), ~_is_withdrawn),
        ),
    )
