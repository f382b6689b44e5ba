"""One line per session, as lists of sessions show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from fmnist_gui.core.session.record import Annotator

SessionState = Literal["complete", "incomplete"]


@dataclass(frozen=True)
class SessionSummary:
    """A session's header with what came of it, derived from its entries.

    ``preset`` is the key of the protocol, ``count`` the number of trials planned. ``n`` counts
    the trials answered and ``correct`` those whose first answer agrees with the label in the
    file: an answer given after taking the first one back changes neither. A session is complete
    once it was finished with every trial answered; one without a planned end, once it was
    finished.
    """

    id: UUID
    annotator: Annotator
    preset: str
    state: SessionState
    n: int
    correct: int
    count: int
    started_at: datetime
    fingerprint: str
    data_identity: str | None
    is_simulated: bool
    deck_code: str


@dataclass(frozen=True)
class Counts:
    """How much a database holds; ``answers`` includes those taken back."""

    sessions: int
    answers: int
