"""What the lists say of a person, and of several people who answer the same images."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.panel import Panel, Seat, seats
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.card.label import isolated
from fmnist_gui.ui.line_list.line import Line, short_name
from fmnist_gui.ui.results.seating import gathered

EVERYBODY = "everybody"
"""The key of the line that means all people."""

FEWEST = 2
"""People who make a panel by having answered the same deck, though none was set up."""

KeyedLine = tuple[UUID | str, Line]


def people_lines(sessions: Iterable[SessionSummary]) -> list[KeyedLine]:
    """Return a line for everybody and one for each person, by name."""
    own: dict[UUID, list[SessionSummary]] = {}
    for session in sessions:
        own.setdefault(session.annotator.id, []).append(session)
    now = datetime.now(UTC).astimezone()
    people = sorted(own.items(), key=lambda item: item[1][0].annotator.name.casefold())
    lines: list[KeyedLine] = [(annotator, _person(theirs, now)) for annotator, theirs in people]
    if len(lines) > 1:
        everybody = Line("Everybody", f"{len(lines):,} people", "Who stands where", "")
        lines.insert(0, (EVERYBODY, everybody))
    return lines


def panel_lines(panels: Iterable[Panel], sessions: Sequence[SessionSummary]) -> list[KeyedLine]:
    """Return a line for each deck that a panel or several people answer, the newest panel first."""
    lines: dict[str, Line] = {}
    for panel in panels:
        row = _row(seats(panel, sessions), len(panel.deck.main_indices))
        lines.setdefault(panel.deck.sha256, row)
    by_deck: dict[str, list[SessionSummary]] = {}
    for session in sessions:
        by_deck.setdefault(session.panel, []).append(session)
    for deck, theirs in by_deck.items():
        together = gathered(theirs)
        if deck not in lines and len(together) >= FEWEST:
            lines[deck] = _row(together, max(session.count for session in theirs))
    return list(lines.items())


def _person(sessions: Sequence[SessionSummary], now: datetime) -> Line:
    newest = max(session.started_at for session in sessions).astimezone()
    year = "" if newest.year == now.year else f" {newest.year}"
    count = len(sessions)
    return Line(
        name=short_name(sessions[0].annotator.name),
        score="1 session" if count == 1 else f"{count:,} sessions",
        detail="Simulated" if all(session.is_simulated for session in sessions) else "",
        interval=f"{newest.day} {newest:%b}{year}",
    )


def _row(seated: Sequence[Seat], planned: int) -> Line:
    answered, wanted = sum(seat.answered for seat in seated), planned * len(seated)
    return Line(
        name=listed([isolated(short_name(seat.name)) for seat in seated]),
        score="",
        detail=f"{answered:,} of {wanted:,} labels",
        interval="complete" if answered >= wanted else "",
    )
