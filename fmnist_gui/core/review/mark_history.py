"""What was marked on a page before, so that marks can be taken back one act at a time."""

from collections.abc import Iterable


class MarkHistory:
    """Numbers of the images that are marked, after each click, band or key since a page appeared.

    What is marked after something was taken back makes an end of what could be done again.
    """

    def __init__(self, marks: Iterable[int] = ()) -> None:
        self._states: list[frozenset[int]] = [frozenset(marks)]
        self._at = 0

    @property
    def marks(self) -> frozenset[int]:
        """What is marked now."""
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether something was marked, or a mark taken away, since the page appeared."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back, and nothing marked since."""
        return self._at + 1 < len(self._states)

    def note(self, marks: Iterable[int]) -> bool:
        """Add that these are marked now; False where nothing has changed."""
        wanted = frozenset(marks)
        if wanted == self.marks:
            return False
        self._states[self._at + 1 :] = [wanted]
        self._at += 1
        return True

    def undo(self) -> bool:
        """Go back by one act; False where there is none."""
        if not self.can_undo:
            return False
        self._at -= 1
        return True

    def redo(self) -> bool:
        """Go on by one act; False where there is none."""
        if not self.can_redo:
            return False
        self._at += 1
        return True
