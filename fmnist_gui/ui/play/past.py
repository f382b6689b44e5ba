"""What the store knows of one person that the setup shows, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.panel import PanelProgress, progress_of
from fmnist_gui.core.session.summary import SessionSummary

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

DAILY = "daily"


@dataclass(frozen=True)
class Past:
    """What `annotator` has done before; ``annotator_id`` is None for somebody new.

    ``names`` are of everybody who has played here. ``unfinished`` are sessions of this person
    that can be gone on with, newest first, and ``sittings`` those of studies; ``played`` are the
    presets of the finished ones.
    ``panels`` are those that are not complete. ``today`` is today's daily session over the open
    data. ``met`` holds by split the images that no scored deck shows this person again.
    """

    annotator: str
    annotator_id: UUID | None = None
    names: tuple[str, ...] = ()
    unfinished: tuple[SessionSummary, ...] = ()
    sittings: tuple[SessionSummary, ...] = ()
    panels: tuple[PanelProgress, ...] = ()
    played: frozenset[str] = frozenset()
    today: SessionSummary | None = None
    met: dict[str, frozenset[int]] = field(default_factory=dict)


def read_past(store: "LabelStore", dataset: Dataset | None, *, annotator: str, day: date) -> Past:
    """Return what `annotator` has done until `day`, as far as it concerns `dataset`."""
    people = store.annotators()
    sessions = store.sessions()
    own = tuple(s for s in sessions if s.annotator.name == annotator and not s.is_simulated)
    known_panels = (progress_of(panel, sessions) for panel in store.panels())
    panels = tuple(progress for progress in known_panels if not progress.is_complete)
    seated = {seat.session.id for progress in panels for seat in progress.seats if seat.session}
    person = next((known for known in people if known.name == annotator), None)
    met = {
        name: store.met(person, split.fingerprint) | store.waiting(person, split.fingerprint)
        for name, split in (dataset.splits.items() if dataset else ())
        if person is not None
    }
    unfinished = [s for s in own if not s.is_finished and s.id not in seated]
    return Past(
        annotator=annotator,
        annotator_id=person.id if person else None,
        names=tuple(known.name for known in people),
        unfinished=tuple(s for s in unfinished if not _is_collecting(s)),
        sittings=tuple(s for s in unfinished if _is_collecting(s)),
        panels=panels,
        played=frozenset(s.preset for s in own if s.answered and s.state == "complete"),
        today=_daily(own, dataset, day),
        met=met,
    )


def _is_collecting(session: SessionSummary) -> bool:
    return session.rules is not None and session.rules.is_collecting


def _daily(
    sessions: Sequence[SessionSummary], dataset: Dataset | None, day: date
) -> SessionSummary | None:
    fingerprints = {split.fingerprint for split in dataset.splits.values()} if dataset else set()
    return next(
        (
            session
            for session in sessions
            if session.preset == DAILY
            and session.fingerprint in fingerprints
            and session.started_at.astimezone().date() == day
            and (session.answered or not session.is_finished)
        ),
        None,
    )
