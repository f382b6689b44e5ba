"""What a sitting leaves behind: the session's header and its events, each written once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from fmnist_gui.core.session.deck import BY_CHANCE, Deck, Phase
from fmnist_gui.core.session.preset import rules
from fmnist_gui.core.session.protocol import STANDARD, Protocol

if TYPE_CHECKING:
    from fmnist_gui.core.study.event import Departure, StudyEvent, StudyStart

CANNOT_TELL = -1
"""In place of a class where a person cannot tell; only where labels are collected."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of an answer whose file tells none."""

Device = Literal["key", "mouse", "simulated", "batch", "imported"]
EventKind = Literal[
    "paused", "resumed", "left", "reopened", "finished", "timed_out", "screen_changed"
]


def age_order(answered_at: datetime) -> tuple[bool, datetime]:
    """Return by what answers are sorted, the oldest first: one of no known moment comes last.

    So it never takes the place of one that is known to have been given.
    """
    return answered_at == EPOCH, answered_at


@dataclass(frozen=True)
class Annotator:
    """A person who answers."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Latency:
    """What the program itself adds to a response time on this machine, in milliseconds.

    ``key_ms`` lies between a key event and its being noted, ``paint_ms`` between asking for a
    picture and its having been painted; both are the median and the 99th percentile of ``n``
    measurements before the first trial.
    """

    n: int
    key_ms: tuple[float, float]
    paint_ms: tuple[float, float]


@dataclass(frozen=True)
class Equipment:
    """What a person answers with.

    ``keys`` is the key of each class, by number; ``button_order`` are the classes in the order
    of their buttons, empty for the order of the numbers.
    """

    keys: tuple[str, ...] = ()
    button_order: tuple[int, ...] = ()
    latency: Latency | None = None


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

    @property
    def condition(self) -> str:
        """What must be the same for accuracies to be pooled."""
        inverted = ", inverted" if self.polarity == "inverted" else ""
        return f"{self.size_px} px, {self.smoothing}{inverted}"


def condition_of(protocol: str, rules: Protocol | None, *, shown: Presentation, source: str) -> str:
    """Return in words what must be the same for accuracies to be pooled.

    `protocol` is the key of the `rules`, which are None if nobody here knows them; `source` is
    the deck's.
    """
    parts = [rules.condition if rules else protocol, shown.condition]
    # Images that somebody chose are easier or harder than all of them.
    parts += [] if source in BY_CHANCE else [source]
    return ", ".join(parts)


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
    equipment: Equipment = field(default_factory=Equipment)

    @property
    def rules(self) -> Protocol | None:
        """The rules of the session, None when this program does not know them."""
        return self.deck.rules or rules(self.protocol)

    @property
    def condition(self) -> str:
        """Rules, presentation and choice of images in words; never pooled with another one."""
        return condition_of(
            self.protocol, self.rules, shown=self.presentation, source=self.deck.source
        )

    @property
    def own_rules(self) -> str:
        """The condition but for the presentation; of a panel these must be the same."""
        parts = [self.rules.condition if self.rules else self.protocol]
        parts += [] if self.deck.is_by_chance else [self.deck.source]
        return ", ".join(parts)

    @property
    def study(self) -> str:
        """The SHA-256 of the study that the answers are for, empty for none."""
        return self.deck.rules.study if self.deck.rules else ""

    @property
    def is_standard(self) -> bool:
        """Whether a score may stand beside published ones: by its rules, over images by chance."""
        known = self.rules
        is_by_rules = known is not None and known.condition == STANDARD
        return is_by_rules and self.deck.is_by_chance


@dataclass(frozen=True)
class Answer:
    """One answer to one trial; a trial taken back and answered again has several.

    ``label`` is what the file says, ``chosen`` what the person said (class numbers).
    ``onset_ns`` and ``response_ns`` are on the monotonic clock of the sitting: painted, and
    key or button. ``shown_at`` and ``answered_at`` are UTC, for the record. ``was_seen`` tells
    that the person had been shown the image's label, or had answered it in another session,
    before: such an answer never enters an accuracy.

    ``phase`` is what the trial is for. ``split`` is that of an attention check from another split
    than the deck's, else empty. ``block`` counts breaks. ``image_sha256`` is that of the image's
    pixels. ``confidence`` is a level from 0 (guess) to 3 (sure), ``second_choice`` another class;
    both None where they were not asked for or not given. ``late_frames`` counts the frames of a
    timed presentation that came late, and ``clock_jumped`` tells that the two clocks disagree
    about the trial's length, as after a suspend.

    Where labels are collected, ``chosen`` may be :data:`CANNOT_TELL`, of which ``reason`` says
    why, and ``note`` holds the person's own words. A device "batch" gave one label to many images
    at once; "imported" came from a file, whose response times are unknown unless they are more
    than 0.
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
    phase: Phase = "main"
    split: str = ""
    block: int = 0
    image_sha256: str = ""
    confidence: int | None = None
    second_choice: int | None = None
    late_frames: int = 0
    clock_jumped: bool = False
    reason: str = ""
    note: str = ""

    @property
    def response_s(self) -> float:
        """Seconds from the painted image to the answer, as measured."""
        return (self.response_ns - self.onset_ns) / 1e9

    @property
    def is_timed(self) -> bool:
        """Whether it was measured how long this answer took."""
        return is_timed_by(self.device, self.response_ns - self.onset_ns)

    @property
    def is_right(self) -> bool:
        """Whether the answer agrees with the label in the file."""
        return self.chosen == self.label


def is_timed_by(device: str, took_ns: int) -> bool:
    """Whether it was measured how long an answer took that was given so; see :class:`Answer`."""
    return device != "batch" and (device != "imported" or took_ns > 0)


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
    """A session as stored: header and entries.

    ``start`` is that of the study that the answers are for, where it is known, and ``notes`` are
    its pauses and ends, and the departures of who answers. They belong to the study, so that
    sessions are the same with and without them.
    """

    record: SessionRecord
    entries: tuple[Entry, ...]
    start: "StudyStart | None" = field(default=None, compare=False)
    notes: "tuple[StudyEvent | Departure, ...]" = field(default=(), compare=False)
