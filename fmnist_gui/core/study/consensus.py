"""One label per image from the answers of a study, by the methods that take all collected ones."""

import numpy as np

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study
from fmnist_gui.core.table.consensus_table import Consented, Method, consensus_table
from fmnist_gui.core.table.vote_table import Said, VoteTable


def study_votes(labels: StudyLabels, *, class_count: int) -> VoteTable:
    """Return the votes of a study as all votes of the program are given, its split being 0.

    ``left_out`` is 0: a study has one condition of its own.
    """
    rows = np.flatnonzero(labels.named(class_count))
    index, counts = labels.counts(class_count)
    row = np.searchsorted(index, labels.image[rows])
    truth = np.zeros(len(index), dtype=np.int64)
    truth[row] = labels.label[rows]
    person, annotator = np.unique(labels.annotator[rows], return_inverse=True)
    return VoteTable(
        counts=counts,
        truth=truth,
        split=np.zeros(len(index), dtype=np.int64),
        index=index,
        said=Said(
            row=row.astype(np.int64, copy=False),
            annotator=annotator.astype(np.int64, copy=False),
            chosen=labels.chosen[rows],
            people=tuple(labels.people[n] for n in person.tolist()),
            names=tuple(labels.names[n] for n in person.tolist()),
        ),
        left_out=0,
        are_simulated=bool(len(rows)) and bool(labels.is_simulated[rows].all()),
    )


def study_consensus(
    study: Study,
    labels: StudyLabels,
    method: Method,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Consented:
    """Return the consensus of the votes of `study`, one row for each image with a vote.

    What an adjudicator concluded is not in it, see :mod:`fmnist_gui.core.study.adjudication`.
    Raises RequestError where there are no votes or too few, Cancelled.
    """
    votes = study_votes(labels, class_count=len(study.class_names))
    if not votes.images:
        raise RequestError(
            f"nobody has named a class in {study.title} yet; a consensus needs labels first"
        )
    return consensus_table(
        votes,
        method,
        fingerprints={study.split: study.fingerprint},
        class_names=study.class_names,
        report=report,
        is_cancelled=is_cancelled,
    )
