"""Finds out what is known about the image under review, and about those that come next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.score_shelf import Kept


@dataclass(frozen=True, eq=False)
class CaseKnown:
    """What is known now about the image that was asked for last."""

    case: Case


class Witness(QObject):
    """Gathers cases; the store and the search for neighbours are asked off the window's thread.

    Signals:
        known(CaseKnown): what is at hand about the image asked for, at once; and once more
            whenever something came in about it.
    """

    known = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def open(self, gallery: Gallery) -> None:
        """Begin with other data, about which nothing is known yet."""
        raise NotImplementedError

    def offer_kept(self, gallery: Gallery, kept: "Kept") -> None:
        """Take what is kept of models and people about `gallery`."""
        raise NotImplementedError

    def offer_near(self, gallery: Gallery, near: NearTable) -> None:
        """Take the neighbours of all images of `gallery`; until then they are searched for."""
        raise NotImplementedError

    def ask(
        self,
        candidate: Candidate,
        *,
        upcoming: Sequence[Candidate] = (),
        conclusion: Conclusion | None = None,
        is_blind: bool = False,
    ) -> Case:
        """Return what is at hand about `candidate`, tell the rest as it comes in.

        Those `upcoming` are prepared. What comes in late about an image asked for before is kept
        for the next time, and not told.
        """
        raise NotImplementedError

    def forget_history(self, number: int) -> None:
        """Ask the store again about image `number`: something was decided about it."""
        raise NotImplementedError
