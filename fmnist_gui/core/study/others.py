"""What all others say about the image of each vote: a consensus that never contains the vote."""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.study.labels import Flags, Numbers, StudyLabels


@dataclass(frozen=True, eq=False)
class Others:
    """The plurality of the others, for each answer of a study; arrays of shape (n,).

    ``winner`` is its class where ``is_told``: the answer is a vote and the others' votes have one
    winner. Where two classes or more have the most of them, ``is_tied``. Votes given to many
    images at once and imported ones are among the others' like any.
    """

    winner: Numbers
    is_told: Flags
    is_tied: Flags


def others(labels: StudyLabels, *, class_count: int) -> Others:
    """Return what the others say about the image of each answer."""
    rows = np.flatnonzero(labels.named(class_count))
    image, counts = labels.counts(class_count)
    # Each person has one vote about an image, so that to leave it out is to leave the person out.
    left = counts.astype(np.int32)[np.searchsorted(image, labels.image[rows])]
    left[np.arange(len(rows)), labels.chosen[rows]] -= 1
    most = left.max(axis=1, initial=0)
    leaders = (left == most[:, np.newaxis]).sum(axis=1)
    found = Others(
        np.zeros(len(labels), dtype=np.int64),
        np.zeros(len(labels), dtype=np.bool_),
        np.zeros(len(labels), dtype=np.bool_),
    )
    found.winner[rows] = left.argmax(axis=1)
    found.is_told[rows] = (most > 0) & (leaders == 1)
    found.is_tied[rows] = (most > 0) & (leaders > 1)
    return found
