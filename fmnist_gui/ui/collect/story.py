"""Everything that is told about one study, made in a worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from fmnist_gui.core.progress import CancelCheck, Cancelled
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.study.adjudication import adjudications
from fmnist_gui.core.study.agreement import StudyAgreement, study_agreement
from fmnist_gui.core.study.dispute import Dispute, disputes
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.person import PersonFigures, people_figures
from fmnist_gui.core.study.progress import Progress, progress


@dataclass(frozen=True, eq=False)
class StudyRead:
    """A study as the store gave it; ``withdrawn`` counts answers by the person's name.

    ``decisions`` are all that stand about images of its split.
    """

    record: StudyRecord
    labels: StudyLabels
    withdrawn: Mapping[str, int]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, eq=False)
class StudyStory:
    """What cards show of a study.

    ``settled`` is what was concluded about images that had been disputed, by index.
    """

    read: StudyRead
    progress: Progress
    people: tuple[PersonFigures, ...]
    agreement: StudyAgreement
    disputes: tuple[Dispute, ...]
    settled: Mapping[int, Decision]

    @property
    def record(self) -> StudyRecord:
        """The study with what happened to it."""
        return self.read.record

    @property
    def sha256(self) -> str:
        """The hash of the study."""
        return self.record.study.sha256


def story_of(read: StudyRead, *, is_cancelled: CancelCheck) -> StudyStory:
    """Return what is told about a study. Raises Cancelled."""
    study, labels = read.record.study, read.labels
    classes = len(study.class_names)
    found = progress(study, labels)
    if is_cancelled():
        raise Cancelled
    people = people_figures(labels, class_count=classes)
    if is_cancelled():
        raise Cancelled
    settled = adjudications(study, read.decisions)
    open_ = disputes(study, labels, state=read.record.state, settled=settled.keys())
    agreement = study_agreement(labels, class_count=classes)
    return StudyStory(read, found, people, agreement, open_, settled)
