"""Studies and their sittings as people would leave them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.record import Annotator, Answer, Device, Entry, History, SessionRecord
from fmnist_gui.core.study.event import (
    Departure,
    EventKind,
    Participation,
    StudyEvent,
    StudyStart,
)
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from tests.core.study.any_study import study as any_study
from tests.store.sample import ANNA, FINGERPRINT, NOW, answer, event, record

BEN = Annotator(uuid4(), "Ben")
STUDY = any_study(indices=tuple(range(10)), wanted=Wanted(2, None, 2), fingerprint=FINGERPRINT)


def started(study: Study = STUDY, *, annotator: Annotator = ANNA, after_s: float = 0) -> StudyStart:
    return StudyStart(uuid4(), study, annotator, NOW + timedelta(seconds=after_s))


def happened(kind: EventKind, *, study: Study = STUDY, after_s: float = 1) -> StudyEvent:
    return StudyEvent(uuid4(), ANNA, study.sha256, kind, NOW + timedelta(seconds=after_s))


def joined(annotator: Annotator = BEN, *, study: Study = STUDY) -> Participation:
    return Participation(uuid4(), annotator, study.sha256, True, ("33", ""), NOW)


def departed(
    annotator: Annotator = BEN,
    *,
    study: Study = STUDY,
    is_back: bool = False,
    after_s: float = 5,
) -> Departure:
    at = NOW + timedelta(seconds=after_s)
    return Departure(uuid4(), annotator, study.sha256, is_back, 2, at)


def sitting(
    annotator: Annotator,
    indices: Sequence[int],
    *,
    study: Study = STUDY,
    phases: tuple[Phase, ...] = (),
    is_simulated: bool = False,
    fingerprint: str = FINGERPRINT,
) -> SessionRecord:
    """Return the header of a sitting over these images."""
    count = len(indices) if not phases else phases.count("main")
    rules = study.rules(count=count)
    drawn = Deck(
        "study", "test", fingerprint, 1, tuple(indices), "2.1.0", phases=phases, rules=rules,
        source=f"study {study.code}",
    )  # fmt: skip
    return replace(record(annotator, drawn, protocol="study"), is_simulated=is_simulated)


def said(
    header: SessionRecord, chosen: Sequence[int], *, device: Device = "key", label: int = 1
) -> tuple[Answer, ...]:
    """Return an answer to each of the first trials."""
    return tuple(
        replace(
            answer(header, position, number, label=label),
            device=device,
            phase=header.deck.phase(position),
        )
        for position, number in enumerate(chosen)
    )


def label(
    store: LabelStore, annotator: Annotator, indices: Sequence[int], chosen: Sequence[int]
) -> History:
    """Store a finished sitting and return it."""
    header = sitting(annotator, indices)
    entries: tuple[Entry, ...] = (*said(header, chosen), event(header, "finished", len(chosen)))
    store.begin(header)
    store.append(*entries)
    return History(header, entries)
