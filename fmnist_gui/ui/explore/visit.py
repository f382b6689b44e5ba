"""Where a person has been, so that they can go back and forth."""

from dataclasses import dataclass, replace

from fmnist_gui.core.mosaic.arrangement import Arrangement
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.view import View

MOST = 100


@dataclass(frozen=True)
class Wish:
    """What a person asked to see: a layout, or a list in its place, and the key of a tint."""

    arrangement: Arrangement
    images: ImageList | None = None
    tint: str = ""

    def is_typed_after(self, other: "Wish") -> bool:
        """Whether it differs from `other` by the query alone."""
        arrangement = replace(self.arrangement, query=other.arrangement.query)
        return replace(self, arrangement=arrangement) == other


@dataclass(frozen=True)
class Visit:
    """What was shown, and from where it was seen; ``view`` None means fitted in."""

    wish: Wish
    view: View | None


class History:
    """The visits before and after the one that is open."""

    def __init__(self) -> None:
        self._before: list[Visit] = []
        self._after: list[Visit] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there was a visit before."""
        return bool(self._before)

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody came back from a later visit."""
        return bool(self._after)

    def leave(self, visit: Visit) -> None:
        """Remember `visit`, which is left for a new one; what came after it is forgotten."""
        self._before = [*self._before, visit][-MOST:]
        self._after = []

    def back(self, now: Visit) -> Visit | None:
        """Return the visit before `now`, None when there is none."""
        if not self._before:
            return None
        self._after.append(now)
        return self._before.pop()

    def forward(self, now: Visit) -> Visit | None:
        """Return the visit after `now`, None when there is none."""
        if not self._after:
            return None
        self._before.append(now)
        return self._after.pop()

    def clear(self) -> None:
        """Forget all visits."""
        self._before, self._after = [], []
