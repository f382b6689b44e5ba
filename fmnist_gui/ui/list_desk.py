"""Opens lists of images that were exported, to be looked at again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.gallery import Gallery, Numbers
    from fmnist_gui.core.progress import CancelCheck, Report

CHOOSE = "Open a list of images"
FILTER = "Lists of images (*.csv);;All files (*)"
LANE = "list of images"


class ListDesk(QObject):
    """What the File menu and a drop on the window do with a list; `show` is handed what it says.

    `gallery` gives the images that are open.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        gallery: "Callable[[], Gallery | None]",
        show: Callable[[ImageList], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._gallery = gallery
        self._show = show
        self._window = parent

    def choose(self) -> None:
        """Ask for a file and open it."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Read the list at `path` and show its images, or say why that cannot be."""
        gallery = self._gallery()
        if gallery is None:
            self._workspace.report(RequestError("no data set is open yet; wait until it is read"))
            return

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> "Numbers":
            from fmnist_gui.core.exchange import index_csv

            return index_csv.read(path, gallery)

        self._workspace.tasks.run(
            work,
            partial(self._on_read, gallery, path.stem),
            failed=self._workspace.report,
            lane=LANE,
        )

    def _on_read(self, gallery: "Gallery", title: str, numbers: "Numbers") -> None:
        if gallery is self._gallery():
            shown = tuple(numbers.tolist())
            splits = gallery.by_split(shown)
            self._show(ImageList(shown, title, next(iter(splits)) if len(splits) == 1 else ""))
