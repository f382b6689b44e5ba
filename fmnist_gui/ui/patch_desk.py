"""Takes in label patches that others exported."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.core.review.patch import Patch
    from fmnist_gui.store.decision_import import TakenIn
    from fmnist_gui.store.label_store import LabelStore

CHOOSE = "Take in a label patch"
FILTER = "Label patches (*.csv);;All files (*)"
NAME = "label patch"


class PatchDesk(QObject):
    """What the File menu and a drop on the window do with a label patch.

    `tell` is handed the sentence about what was taken in.
    """

    def __init__(
        self, workspace: Workspace, *, tell: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tell = tell
        self._window = parent

    def choose(self) -> None:
        """Ask for a file and take it in."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Keep the decisions in `path` that are not here yet, all or none, or say why not."""
        dataset = self._workspace.dataset
        if dataset is None:
            self._workspace.report(RequestError("no data set is open yet; wait until it is read"))
            return

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> "Patch":
            from fmnist_gui.core.exchange import label_patch

            return label_patch.read(path, classes=len(dataset.class_names))

        then = partial(self._on_read, path.name, dataset)
        self._workspace.tasks.run(work, then, failed=self._workspace.report)

    def _on_read(self, name: str, dataset: "Dataset", patch: "Patch") -> None:
        def verb(store: "LabelStore") -> "TakenIn":
            from fmnist_gui.store.decision_import import take_in_patch

            return take_in_patch(store, patch, dataset.splits.values(), now=datetime.now(UTC))

        self._workspace.ask(verb, partial(self._on_taken, name))

    def _on_taken(self, name: str, taken: "TakenIn") -> None:
        if taken.kept:
            self._workspace.labels_changed.emit(LabelsChanged(NAME))
        self._tell(f"{name}: {taken.sentence}")
