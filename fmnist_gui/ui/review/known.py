"""Reads what the home folder keeps about the open images, for whoever gathers evidence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.ui.review.witness import Witness
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.review.near_table import NearTable
    from fmnist_gui.store.score_shelf import Kept

LANE = "scores for review"


class Known(QObject):
    """Hands scores and neighbours to `witness`, and reads them again when there are others."""

    def __init__(self, workspace: Workspace, witness: Witness, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._witness = witness
        self._gallery: Gallery | None = None
        self._is_stale = False
        self._is_read = False
        workspace.scores_changed.connect(self._on_scores_changed)

    @property
    def is_read(self) -> bool:
        """Whether all that is kept about the open images has been handed on."""
        return self._is_read and not self._is_stale

    def open(self, gallery: Gallery | None) -> None:
        """Read what is kept about `gallery`."""
        self._gallery = gallery
        self._is_stale = True
        self.refresh()

    def refresh(self) -> None:
        """Read again if something was added since."""
        gallery, dataset = self._gallery, self._workspace.dataset
        if gallery is None or dataset is None or not self._is_stale:
            return
        self._is_stale = self._is_read = False
        folder = self._workspace.home.scores

        def work(_report: Report, _cancelled: CancelCheck) -> "tuple[Kept, NearTable | None]":
            from fmnist_gui.store.neighbour_table import kept_neighbours
            from fmnist_gui.store.score_shelf import ScoreShelf

            shelf = ScoreShelf(folder)
            return shelf.kept(gallery.fingerprint), kept_neighbours(dataset, shelf)

        def then(found: "tuple[Kept, NearTable | None]") -> None:
            kept, near = found
            if gallery is self._gallery:
                self._is_read = True
                self._witness.offer_kept(gallery, kept)
                if near is not None:
                    self._witness.offer_near(gallery, near)

        self._workspace.tasks.run(work, then, failed=self._workspace.report, lane=LANE)

    def _on_scores_changed(self, _changed: object) -> None:
        self._is_stale = True
        self.refresh()
