"""Finds typical images of each class to stand with the instructions, in the background."""

from collections.abc import Collection, Iterable

import numpy as np
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.gallery import Numbers, gallery_of
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.example import likeness_of_points, typical
from fmnist_gui.ui.collect.example_shelf import Candidates, ExampleShelf
from fmnist_gui.ui.workspace import Workspace

LANE = "study examples"
COMPONENTS = 32
"""In so many directions images are compared."""

CHOICE = 24
"""So many of each class can be looked through."""

LOOKING = "Looking for typical images of each class …"
HOW = "Click one to change it. An example is never asked about."
NOT_FOUND = "No examples: the memory is not enough to look for typical images."
NONE_LEFT = "Every image is asked about, so that none is left to be an example."


class ExampleMaker(QObject):
    """Offers typical images of another split than is asked about, or of what is left of it.

    Signals:
        told(str): one sentence about what is offered.
    """

    told = Signal(str)

    def __init__(self, shelf: ExampleShelf, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._workspace = workspace
        self._dataset: Dataset | None = None
        self._split: Split | None = None
        self._asked: frozenset[int] = frozenset()
        self._found: tuple[Numbers, ...] | None = None
        self._is_looking = False
        shelf.changed.connect(self._tell_exposed)

    @property
    def is_ready(self) -> bool:
        """Whether what is offered has been found, or it was said why it cannot be."""
        return not self._is_looking

    def fit(self, dataset: Dataset, split: Split, asked: Collection[int]) -> None:
        """Offer examples for a study of the images `asked` of `split`.

        What was chosen stays as long as it may.
        """
        source = _source(dataset, split)
        is_same_split = source.name == split.name
        without = frozenset(asked) if is_same_split else frozenset()
        if dataset is self._dataset and source is self._split:
            if without != self._asked:
                self._asked = without
                self._offer(keep=True)
            return
        self._dataset, self._split, self._asked = dataset, source, without
        self._found, self._is_looking = None, True
        self._shelf.offer(None)
        self.told.emit(LOOKING)
        classes = len(dataset.class_names)

        def work(report: Report, is_cancelled: CancelCheck) -> tuple[Numbers, ...]:
            return _typical(source, classes, report=report, is_cancelled=is_cancelled)

        def then(found: tuple[Numbers, ...]) -> None:
            self._found, self._is_looking = found, False
            self._offer(keep=False)

        def failed(error: Exception) -> None:
            self._is_looking = False
            self.told.emit(NOT_FOUND)
            self._shelf.changed.emit()
            if not isinstance(error, MemoryError):
                self._workspace.report(error)

        self._workspace.tasks.run(work, then, failed=failed, lane=LANE)

    def begin_anew(self) -> None:
        """Offer the most typical ones again."""
        if self._found is not None:
            self._offer(keep=False)

    def _offer(self, *, keep: bool) -> None:
        if self._found is None or self._dataset is None or self._split is None:
            return
        free = tuple(_first(own, self._asked) for own in self._found)
        candidates = Candidates(gallery_of(self._dataset), self._split.name, free)
        before = self._shelf.examples if keep else ()
        kept = [[image for image in own if image not in self._asked] for own in before]
        self._shelf.offer(candidates, kept)
        self.told.emit(HOW if any(free) else NONE_LEFT)
        self._shelf.changed.emit()

    def _tell_exposed(self) -> None:
        """Write down that whoever sits here was shown the labels of these images."""
        if self._split is not None and self._shelf.isVisible():
            shown = {image for images in self._shelf.examples for image in images}
            self._workspace.expose(self._split, shown, source="examples")


def _source(dataset: Dataset, split: Split) -> Split:
    """Return the split that examples come from: another one, if there is any."""
    others = (part for part in dataset.splits.values() if part.name != split.name and len(part))
    return next(others, split)


def _typical(
    split: Split, classes: int, *, report: Report, is_cancelled: CancelCheck
) -> tuple[Numbers, ...]:
    from fmnist_gui.core.projection.pca import principal

    made = principal(split.images, COMPONENTS, report=report, is_cancelled=is_cancelled)
    likeness = likeness_of_points(made.scores, split.labels, classes)
    counts = np.bincount(split.labels, minlength=classes)
    return tuple(
        typical(likeness, split.labels, number, count=int(counts[number]))
        for number in range(classes)
    )


def _first(images: Iterable[int], without: frozenset[int]) -> tuple[int, ...]:
    found: list[int] = []
    for image in images:
        if int(image) not in without:
            found.append(int(image))
            if len(found) == CHOICE:
                break
    return tuple(found)
