"""What somebody wants to see on the Results page."""

from dataclasses import dataclass
from uuid import UUID


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


Choice = SessionsChosen | PeopleChosen | PanelChosen
