"""Which cells of a page are marked, and where the keyboard stands among them."""

from collections.abc import Iterable


class Marking:
    """Marks positions 0 to ``count`` - 1, one, a range or a band at a time.

    Those in ``locked`` are decided already and cannot be marked. What stands beyond a ``count``
    that has become smaller stays marked, to be seen again when there is more room.
    """

    def __init__(
        self, count: int = 0, marked: Iterable[int] = (), *, locked: Iterable[int] = ()
    ) -> None:
        self.count = count
        self.locked = frozenset(locked)
        self.current = min((n for n in range(count) if n not in self.locked), default=0)
        self._marked = self._markable(marked)
        self._begin_range(self.current, does_mark=True)

    @property
    def marked(self) -> frozenset[int]:
        """The positions that are marked."""
        return self._marked

    def toggle(self, position: int) -> None:
        """Mark a cell, or take its mark away; ranges begin here from now on."""
        if not 0 <= position < self.count:
            return
        self._marked ^= self._markable((position,))
        self.current = position
        self._begin_range(position, does_mark=position in self._marked)

    def walk(self, position: int) -> None:
        """Go to a cell; ranges begin there from now on."""
        if 0 <= position < self.count:
            self.current = position
            self._begin_range(position, does_mark=True)

    def extend(self, position: int) -> None:
        """Do to all cells from where ranges begin up to `position` what was done there.

        A range that is drawn shorter again gives back what it covered.
        """
        if 0 <= position < self.count:
            first, last = sorted((self._anchor, position))
            self._apply(range(first, last + 1))
            self.current = position

    def begin_band(self, *, does_mark: bool = True) -> None:
        """Keep what is marked now for the rubber band that is drawn next."""
        self._begin_range(self.current, does_mark=does_mark)

    def band(self, positions: Iterable[int]) -> None:
        """Mark the cells under a rubber band, or take their marks away, and none that it left."""
        self._apply(positions)

    def cancel_band(self) -> None:
        """Have again what was marked before the rubber band."""
        self._marked = self._before

    def mark_all(self) -> None:
        """Mark everything that is open, or nothing if all of that was marked."""
        every = self._markable(range(self.count))
        self._marked = frozenset() if every <= self._marked else every
        self._begin_range(self.current, does_mark=True)

    def restore(self, positions: Iterable[int]) -> None:
        """Mark these and no others, as it was before."""
        self._marked = frozenset(positions) - self.locked
        self._begin_range(self.current, does_mark=True)

    def clear(self) -> None:
        """Mark nothing."""
        self._marked = frozenset()
        self._begin_range(self.current, does_mark=True)

    def _begin_range(self, position: int, *, does_mark: bool) -> None:
        self._anchor, self._does_mark, self._before = position, does_mark, self._marked

    def _apply(self, positions: Iterable[int]) -> None:
        covered = self._markable(positions)
        self._marked = self._before | covered if self._does_mark else self._before - covered

    def _markable(self, positions: Iterable[int]) -> frozenset[int]:
        return frozenset(n for n in positions if 0 <= n < self.count) - self.locked
