"""Who sits in a panel, set up or not."""

from collections.abc import Iterable

from fmnist_gui.core.session.panel import Panel, Seat, seats
from fmnist_gui.core.session.summary import SessionSummary


def seats_of(
    deck_sha256: str, panel: Panel | None, sessions: Iterable[SessionSummary]
) -> tuple[Seat, ...]:
    """Return the seats of a panel, or of all who answer that deck where none was set up."""
    if panel is not None:
        return seats(panel, sessions)
    return gathered(session for session in sessions if session.panel == deck_sha256)


def gathered(sessions: Iterable[SessionSummary]) -> tuple[Seat, ...]:
    """Return a seat for everybody among sessions over one deck, who began first before.

    Of several sessions of one person the first one begun counts; who began at the same moment
    comes by name. People and simulated annotators
    say nothing together, so that these have seats only among themselves.
    """
    own = sorted(sessions, key=lambda session: (session.started_at, session.annotator.name))
    people = [session for session in own if not session.is_simulated] or own
    first = {session.annotator.id: session for session in reversed(people)}
    return tuple(Seat(s.annotator.name, s) for s in people if first[s.annotator.id] is s)
