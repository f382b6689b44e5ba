"""The studies that somebody who comes to play can label for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.progress import Progress, progress
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.asked import CollectAsked
from fmnist_gui.ui.play.kept_view import labels_of
from fmnist_gui.ui.play.resume_list import Unfinished

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


@dataclass(frozen=True)
class OpenStudy:
    """A study that runs, over images that are open, and how far it is."""

    record: StudyRecord
    progress: Progress


def read_open_studies(store: "LabelStore", dataset: Dataset | None) -> tuple[OpenStudy, ...]:
    """Return the studies over `dataset` that run and still need labels, the newest first."""
    fingerprints = {split.fingerprint for split in dataset.splits.values()} if dataset else set()
    found = (
        OpenStudy(record, progress(record.study, store.studies.labels(record.study.sha256)))
        for record in store.studies.records()
        if record.state == "running" and record.study.fingerprint in fingerprints
    )
    return tuple(study for study in found if not study.progress.is_complete)


def study_lines(
    studies: Sequence[OpenStudy], sittings: Sequence[SessionSummary], person: str
) -> tuple[Unfinished, ...]:
    """Return a line for each study that `person`, by name, has not been withdrawn from.

    `sittings` are those that this person can go on with.
    """
    return tuple(
        _line(study, sittings) for study in studies if not study.record.is_withdrawn(person)
    )


def _line(study: OpenStudy, sittings: Sequence[SessionSummary]) -> Unfinished:
    sha256 = study.record.study.sha256
    own = next((s for s in sittings if s.rules is not None and s.rules.study == sha256), None)
    sitting = f"; {own.answered:,} of {own.count:,} answered in your sitting" if own else ""
    return Unfinished(
        title=f"Label for “{isolated(study.record.study.name)}”",
        detail=f"{labels_of(study.progress)}{sitting}",
        button="Go on" if own else "Label",
        asked=CollectAsked(sha256),
    )
