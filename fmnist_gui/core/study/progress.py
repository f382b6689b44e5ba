"""How far a study has come."""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.assignment import standing
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study


@dataclass(frozen=True)
class Progress:
    """The labels and the images of a study.

    ``given`` of the ``wanted`` labels are there. With a certainty nobody knows how many it will
    take: ``wanted`` is then the least, one more for each image that is not done although it has
    its labels. ``surplus`` are labels of images that had enough. Of the images some are ``done``,
    some ``started``, some ``untouched``. Of all labels ``cannot_tell`` name no class, ``batch``
    were given to many images at once, ``imported`` came from a file, and ``simulated`` from nobody.
    """

    given: int
    wanted: int
    surplus: int
    done: int
    started: int
    untouched: int
    cannot_tell: int
    batch: int
    imported: int
    simulated: int
    people: int
    is_least: bool

    @property
    def images(self) -> int:
        """How many images the study has."""
        return self.done + self.started + self.untouched

    @property
    def is_complete(self) -> bool:
        """Whether no image needs another label."""
        return self.done == self.images


def progress(study: Study, labels: StudyLabels) -> Progress:
    """Return how far `study` is with these answers."""
    found = standing(study, labels)
    given, is_done = found.given, found.is_done
    if study.wanted.certainty is None:
        need = np.full(len(given), study.wanted.labels)
    else:
        need = np.where(is_done, given, np.maximum(study.wanted.labels, given + 1))
    asked = labels.asked
    return Progress(
        given=int(np.minimum(given, need).sum()),
        wanted=int(need.sum()),
        surplus=int(np.maximum(given - need, 0).sum()),
        done=int(is_done.sum()),
        started=int((~is_done & (given > 0)).sum()),
        untouched=int((~is_done & (given == 0)).sum()),
        cannot_tell=int((asked & (labels.chosen == CANNOT_TELL)).sum()),
        batch=int((asked & labels.is_batch).sum()),
        imported=int((asked & labels.is_imported).sum()),
        simulated=int((asked & labels.is_simulated).sum()),
        people=len(np.unique(labels.annotator[asked])),
        is_least=study.wanted.certainty is not None and not bool(is_done.all()),
    )
