"""What happens to a study, each written once: pauses, people who take part, people who leave."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.study import Study

EventKind = Literal["paused", "resumed", "closed", "reopened"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)

State = Literal["running", "paused", "closed"]

AFTER: dict[EventKind, State] = {
    "paused": "paused",
    "resumed": "running",
    "closed": "closed",
    "reopened": "running",
}
"""The state in which each event leaves a study."""


@dataclass(frozen=True)
class StudyStart:
    """That ``annotator`` started ``study``."""

    id: UUID
    study: Study
    annotator: Annotator
    at: datetime


@dataclass(frozen=True)
class StudyEvent:
    """That ``annotator`` paused, resumed, closed or reopened the study with this hash.

    In a paused or closed study nobody is handed images. The answers of one that is not closed
    stay out of every page and export but its own, so that nobody who labels sees others' answers.
    """

    id: UUID
    annotator: Annotator
    study_sha256: str
    kind: EventKind
    at: datetime


@dataclass(frozen=True)
class Participation:
    """That ``annotator`` takes part: agreed to the consent text, and answered the questions.

    ``replies`` holds the answer to each question of the study, "" for none given.
    """

    id: UUID
    annotator: Annotator
    study_sha256: str
    has_consented: bool
    replies: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Departure:
    """That the answers of ``annotator``, so many, leave the study, or with ``is_back`` return.

    It holds for the name: also for answers that come later, of whoever is called so elsewhere.
    """

    id: UUID
    annotator: Annotator
    study_sha256: str
    is_back: bool
    answers: int
    at: datetime


@dataclass(frozen=True)
class StudyRecord:
    """A study with all that happened to it but answers, each in the order in which it was written.

    ``withdrawn`` are the folded names of the people whose answers are out of it: those whose last
    departure, of one moment the same one on every machine, is not back.
    """

    start: StudyStart
    events: tuple[StudyEvent, ...] = ()
    participations: tuple[Participation, ...] = ()
    departures: tuple[Departure, ...] = ()
    withdrawn: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found = frozenset(name for name, last in self.last_departures.items() if not last.is_back)
        object.__setattr__(self, "withdrawn", found)

    @property
    def last_departures(self) -> dict[str, Departure]:
        """What was said last about each person's answers, by the folded name."""
        in_order = sorted(self.departures, key=lambda d: (d.at, d.id))
        return {folded_name(departure.annotator.name): departure for departure in in_order}

    def is_withdrawn(self, name: str) -> bool:
        """Whether the answers of the person called `name` are out of it."""
        return folded_name(name) in self.withdrawn

    @property
    def study(self) -> Study:
        """The study itself."""
        return self.start.study

    @property
    def state(self) -> State:
        """Where it stands after the last event; of one moment the same one on every machine."""
        last = max(self.events, key=lambda event: (event.at, event.id), default=None)
        return "running" if last is None else AFTER[last.kind]
