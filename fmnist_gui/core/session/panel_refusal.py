"""Which sessions make a panel, and why others do not."""

from collections.abc import Sequence
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.session.outcome import Outcome
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.session.scope import check_measures


def check_sessions(records: Sequence[SessionRecord], outcomes: Sequence[Outcome]) -> None:
    """Raise RequestError unless these are scored sessions of several people over one deck.

    Decks that hold the same images are one, whatever drew them. The rules must be the same; the
    size of the images follows each person's window, so that it may differ. People and simulated
    annotators make no panel together.
    """
    if len(records) < 2:
        raise RequestError("a panel needs the sessions of at least 2 people; name more of them")
    for record in records:
        check_measures(record)
    for record in records[1:]:
        _check_same(records[0], record)
    _check_kind(records)
    people = [record.annotator.id for record in records]
    for record in records:
        if people.count(record.annotator.id) > 1:
            raise RequestError(
                f"{record.annotator.name[:NAME_MOST]!r} is in this panel twice; choose one session "
                "of each person"
            )
    for record, came in zip(records, outcomes, strict=True):
        if not came.is_scored:
            raise RequestError(
                f"the session {_short(record.id)} is not scored; choose scored sessions"
            )


def _check_kind(records: Sequence[SessionRecord]) -> None:
    simulated = [record for record in records if record.is_simulated]
    if simulated and len(simulated) < len(records):
        raise RequestError(
            f"the session {_short(simulated[0].id)} is of a simulated annotator and others are of "
            "people; choose sessions of people alone or of simulated annotators alone"
        )


def _check_same(first: SessionRecord, record: SessionRecord) -> None:
    which = f"the sessions {_short(first.id)} and {_short(record.id)}"
    are_same = record.deck.fingerprint == first.deck.fingerprint and (
        record.deck.panel == first.deck.panel
        or sorted(record.deck.main_indices) == sorted(first.deck.main_indices)
    )
    if not are_same:
        raise RequestError(
            f"{which} are over different images, of the decks {first.deck.panel[:8]} and "
            f"{record.deck.panel[:8]}; choose sessions over one deck"
        )
    if record.own_rules != first.own_rules:
        raise RequestError(
            f"{which} were played under different rules, {first.own_rules!r} and "
            f"{record.own_rules!r}; choose sessions of the same rules"
        )


def _short(session_id: UUID) -> str:
    return str(session_id)[:8]
