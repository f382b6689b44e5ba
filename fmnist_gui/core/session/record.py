"""What a sitting leaves behind: the session's header and its events, each written once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from fmnist_gui.core.session.deck import Deck

Device = Literal["key", "mouse", "simulated"]
EventKind = Literal["paused", "resumed", "left", "reopened", "finished"]


@dataclass(frozen=True)
class Annotator:
    """A person who answers."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Presentation:
    """How the stimulus is shown; part of the condition, so never pooled across.

    ``size_px`` is the side of the stimulus in physical pixels, ``refresh_hz`` and
    ``pixel_ratio`` are the screen's, 0 where there is none.
    """

    size_px: int = 280
    smoothing: Literal["bicubic", "nearest"] = "bicubic"
    polarity: Literal["stored", "inverted"] = "stored"
    refresh_hz: float = 0.0
    pixel_ratio: float = 1.0


@dataclass(frozen=True)
class SessionRecord:
    """The header of a session, stored with its deck before the first trial.

    ``class_names`` are the words on the buttons. ``data_identity`` is that of the data set
    (see Dataset.identity). ``is_simulated`` marks answers that no person gave.
    """

    id: UUID
    annotator: Annotator
    deck: Deck
    protocol: str
    class_names: tuple[str, ...]
    data_identity: str | None
    started_at: datetime
    app_version: str
    presentation: Presentation = field(default_factory=Presentation)
    is_simulated: bool = False


@dataclass(frozen=True)
class Answer:
    """One answer to one trial; a trial taken back and answered again has several.

    ``label`` is what the file says, ``chosen`` what the person said (class numbers).
    ``onset_ns`` and ``response_ns`` are on the monotonic clock of the sitting: painted, and
    key or button. ``shown_at`` and ``answered_at`` are UTC, for the record. ``was_seen`` tells
    that the person had been shown the image's label, or had answered it in another session,
    before: such an answer never enters an accuracy.
    """

    id: UUID
    session_id: UUID
    position: int
    image_index: int
    label: int
    chosen: int
    onset_ns: int
    response_ns: int
    shown_at: datetime
    answered_at: datetime
    device: Device
    key: str
    was_paused: bool = False
    lost_focus: bool = False
    was_seen: bool = False

    @property
    def response_s(self) -> float:
        """Seconds from the painted image to the answer, as measured."""
        return (self.response_ns - self.onset_ns) / 1e9

    @property
    def is_right(self) -> bool:
        """Whether the answer agrees with the label in the file."""
        return self.chosen == self.label


@dataclass(frozen=True)
class Retraction:
    """An answer taken back; the answer itself stays."""

    id: UUID
    session_id: UUID
    answer_id: UUID
    retracted_at: datetime


@dataclass(frozen=True)
class SessionEvent:
    """Anything else that happened in a sitting, before the trial at ``position``."""

    id: UUID
    session_id: UUID
    kind: EventKind
    position: int
    at: datetime


Entry = Answer | Retraction | SessionEvent
"""What a session's history is made of, in the order in which it was written."""


@dataclass(frozen=True)
class History:
    """A session as stored: header and entries."""

    record: SessionRecord
    entries: tuple[Entry, ...]
