"""Whether a study has enough labels: what one more of each image would change, in words."""

import numpy as np

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.stats.one_more import OneMore, lacking, one_more
from fmnist_gui.core.stats.percent import images, percent, percent_range, points
from fmnist_gui.core.study.consensus import study_votes
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study

SEED = 0
"""The same labels always give the same figures."""


def enough(
    study: Study,
    labels: StudyLabels,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> OneMore:
    """Return what one more label on each image that has any would change.

    Raises RequestError, in one sentence, where too little is known, and Cancelled.
    """
    votes = study_votes(labels, class_count=len(study.class_names))
    if told := lacking(votes.counts):
        raise RequestError(f"{study.title}: {told[0].lower()}{told[1:].removesuffix('.')}")
    return one_more(
        votes.counts,
        votes.truth,
        rng=np.random.default_rng(SEED),
        report=report,
        is_cancelled=is_cancelled,
    )


def sentences(found: OneMore) -> tuple[str, ...]:
    """Return what was found, and by which assumptions."""
    low, high = found.change_interval
    return (
        f"One more label on each of {images(found.images)} is expected to change how often the "
        f"consensus agrees with the file by {points(found.change)} points, 95 % interval "
        f"{points(low)} to {points(high)}.",
        f"Now it agrees on {percent(found.now)}, 95 % interval {percent_range(found.interval)}; "
        f"then on {percent(found.after)}, {percent_range(found.interval_after)}.",
        f"{percent(found.moved)} of the images are expected to get another consensus; tied are "
        f"{percent(found.tied)} now and {percent(found.tied_after)} then.",
    )


ASSUMED = (
    "The consensus is the plurality, ties split. Assumed is that the next labels come from people "
    "like those so far, each vote by itself, and that images of one class are as clear or as hard "
    "to tell as the votes so far show: a Dirichlet-multinomial law for each class. The interval "
    "comes from drawing the images anew, and knows nothing of people who would be different. The "
    "label in the file may be wrong itself."
)
