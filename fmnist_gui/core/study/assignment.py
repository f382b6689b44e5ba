"""Who labels what next: the images with the fewest labels first, then the most uncertain."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.stats.agreement import CountTable
from fmnist_gui.core.study.certainty import Floats, pooled_accuracy, posteriors
from fmnist_gui.core.study.labels import Flags, Numbers, StudyLabels
from fmnist_gui.core.study.study import Study


@dataclass(frozen=True, eq=False)
class Standing:
    """How far each image of a study is; the arrays have one entry for each of its ``indices``.

    ``given`` counts its labels, "cannot tell" among them, and ``posterior`` is the probability of
    its most probable class, see :mod:`fmnist_gui.core.study.certainty`. ``counts``, (n, C), are
    the votes for each class.
    """

    given: Numbers
    posterior: Floats
    is_done: Flags
    counts: CountTable


def standing(study: Study, labels: StudyLabels) -> Standing:
    """Return how far each image of `study` is."""
    index = np.array(study.indices, dtype=np.int64)
    classes = len(study.class_names)
    # Answers to images that are not of the study, as of a damaged file, count for nothing.
    asked = labels.asked & np.isin(labels.image, index)
    place = np.searchsorted(index, labels.image[asked])
    chosen = labels.chosen[asked]
    given = np.bincount(place, minlength=len(index)).astype(np.int64)
    told = (chosen != CANNOT_TELL) & (chosen < classes)
    flat = np.bincount(place[told] * classes + chosen[told], minlength=len(index) * classes)
    counts: CountTable = flat.reshape(len(index), classes).astype(np.int64)
    posterior = posteriors(counts, pooled_accuracy(counts))
    return Standing(given, posterior, is_done(study, given, posterior), counts)


def is_done(study: Study, given: Numbers, posterior: Floats) -> Flags:
    """Return which images need no more labels; `given` and `posterior` have shape (n,)."""
    wanted = study.wanted
    has_labels = given >= wanted.labels
    if wanted.certainty is None:
        return has_labels
    found: Flags = (has_labels & (posterior >= wanted.certainty)) | (given >= wanted.most)
    return found


def assigned(
    study: Study,
    labels: StudyLabels,
    *,
    person: UUID,
    name: str,
    count: int,
    avoid: Collection[int] = (),
    waiting: Collection[int] = (),
) -> tuple[int, ...]:
    """Return at most `count` images of `study` that this person labels next, the neediest first.

    Never one that needs no more labels, that somebody called `name` has answered in the study, or
    that is in `avoid`. First come those with the fewest labels, counting those
    that are `waiting` in other people's sittings, an image as often as it waits; then the most
    uncertain; then by chance, by the study's seed and the person.
    """
    index = np.array(study.indices, dtype=np.int64)
    found = standing(study, labels)
    own = np.isin(labels.annotator, _numbers(labels, name)) & ~labels.is_check
    barred = np.concatenate([labels.image[own], np.fromiter(avoid, dtype=np.int64)])
    open_ = np.flatnonzero(~found.is_done & ~np.isin(index, barred))
    expected = found.given.copy()
    pending = np.fromiter(waiting, dtype=np.int64)
    pending = pending[np.isin(pending, index)]
    np.add.at(expected, np.searchsorted(index, pending), 1)
    rng = np.random.default_rng([study.seed, person.int])
    chance = rng.permutation(len(index))
    order = np.lexsort((chance[open_], found.posterior[open_], expected[open_]))
    return tuple(index[open_[order[:count]]].tolist())


def _numbers(labels: StudyLabels, name: str) -> NDArray[np.int64]:
    """Return the numbers of everybody in `labels` who is called `name`."""
    same = folded_name(name)
    found = [n for n, known in enumerate(labels.names) if folded_name(known) == same]
    return np.array(found, dtype=np.int64)
