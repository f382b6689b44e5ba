"""Which answers may be told: none of a scored session that can still be gone on with."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from fmnist_gui.core.session.preset import PRESETS
from fmnist_gui.store.schema import DECK, SESSION, SESSION_EVENT

# Under rules that this program does not know a session may be a scored one.
_NEVER_SCORED = [protocol.key for protocol in PRESETS if not protocol.enters_accuracy]
_own_rules = func.json_extract(DECK.c.more, "$.rules")
_FINISHED = select(SESSION_EVENT.c.session_seq).where(SESSION_EVENT.c.kind == "finished")


def is_told() -> ColumnElement[bool]:
    """Return the condition on a session, joined to its deck, whose answers may be told.

    It is the contrary of :func:`fmnist_gui.core.session.scope.is_sealed`, and stricter where a
    protocol is not known here.
    """
    return or_(
        SESSION.c.is_simulated,
        # A deck's own rules go before those that its name would mean.
        and_(SESSION.c.protocol.in_(_NEVER_SCORED), _own_rules.is_(None)),
        func.json_extract(DECK.c.more, "$.rules.is_scored") == 0,
        func.json_extract(DECK.c.more, "$.rules.feedback") == "each",
        SESSION.c.seq.in_(_FINISHED),
    )
