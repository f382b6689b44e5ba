"""What somebody wants to see on the Results page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.summary import SessionSummary


@dataclass(frozen=True)
class SessionsChosen:
    """These sessions, the newest first: one, several of one person, or of several people."""

    session_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class PeopleChosen:
    """All sessions of these annotators."""

    annotator_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class PanelChosen:
    """Everybody who answers the deck with this hash."""

    deck_sha256: str


def is_there(choice: "Choice", sessions: Sequence[SessionSummary], panels: Sequence[Panel]) -> bool:
    """Whether all of it is still in the database."""
    match choice:
        case SessionsChosen():
            return set(choice.session_ids) <= {session.id for session in sessions}
        case PeopleChosen():
            return set(choice.annotator_ids) <= {session.annotator.id for session in sessions}
        case PanelChosen():
            decks = {panel.deck.sha256 for panel in panels} | {s.panel for s in sessions}
            return choice.deck_sha256 in decks


Choice = SessionsChosen | PeopleChosen | PanelChosen
