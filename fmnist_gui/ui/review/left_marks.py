"""Marks of pages that were left undecided: they are there again when somebody comes back."""

from collections.abc import Collection

from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.core.session.record import Annotator


class LeftMarks:
    """Numbers of marked images, of one reviewer in one queue; for another it begins empty."""

    def __init__(self) -> None:
        self._marks: set[int] = set()
        self._queue: ReviewQueue | None = None
        self._reviewer: Annotator | None = None

    def belong_to(self, reviewer: Annotator | None, queue: ReviewQueue | None) -> bool:
        """Forget what somebody else marked, or in another queue; False where that was so."""
        is_same = queue is self._queue and reviewer == self._reviewer
        if not is_same:
            self._marks.clear()
        self._queue, self._reviewer = queue, reviewer
        return is_same

    def keep(self, shown: Collection[int], marks: Collection[int]) -> None:
        """Keep that of the images ``shown`` just these are marked."""
        self._marks.difference_update(shown)
        self._marks.update(marks)

    def among(self, numbers: Collection[int]) -> frozenset[int]:
        """Return which of these images were marked."""
        return frozenset(self._marks.intersection(numbers))
