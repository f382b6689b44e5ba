"""One line per session, as lists of sessions show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator

SessionState = Literal["complete", "incomplete"]


def session_state(*, is_finished: bool, standing: int, planned: int | None) -> SessionState:
    """Return "complete" for a session that was finished with every planned trial answered.

    `standing` counts the trials with an answer that was not taken back; `planned` is None for a
    session without an end, which is complete once it was finished.
    """
    has_all = planned is None or standing >= planned
    return "complete" if is_finished and has_all else "incomplete"


@dataclass(frozen=True)
class SessionSummary:
    """A session's header with what came of it, derived from its entries.

    ``preset`` is the key of the protocol and ``rules`` what it says, None if this program does not
    know it. ``condition`` is that of rules and presentation. ``panel`` is the SHA-256 of the deck
    that all people of a panel share, the session's own if there is no panel. ``count`` is the
    number of trials planned, ``answered`` that of the trials answered. ``n`` counts those that
    enter an accuracy, so none of practice, no attention check, no repeat and none whose image had
    been seen before, and ``correct`` those among them whose first answer
    agrees with the label in the file: an answer given after taking the first one back changes
    neither. For ``state`` see :func:`session_state`; one that ``is_finished`` cannot be gone on
    with, complete or not. ``size_px`` is the side of the images as they were shown.
    """

    id: UUID
    annotator: Annotator
    preset: str
    state: SessionState
    n: int
    correct: int
    count: int
    answered: int
    started_at: datetime
    fingerprint: str
    data_identity: str | None
    is_simulated: bool
    deck_code: str
    split: str = "test"
    rules: Protocol | None = None
    condition: str = ""
    panel: str = ""
    is_finished: bool = False
    size_px: int = 0

    @property
    def is_collecting(self) -> bool:
        """Whether its answers are labels for others, and no measure of the person."""
        return self.rules is not None and self.rules.is_collecting

    @property
    def is_of_study(self) -> bool:
        """Whether its answers are for a study, which says itself when they are told."""
        return self.rules is not None and bool(self.rules.study)

    @property
    def is_sealed(self) -> bool:
        """Whether nothing of right and wrong may be told yet: a person can still go on with it."""
        is_scored = self.rules is not None and self.rules.enters_accuracy
        return is_scored and not self.is_finished and not self.is_simulated


@dataclass(frozen=True)
class Counts:
    """How much a database holds; ``answers`` includes those taken back."""

    sessions: int
    answers: int
