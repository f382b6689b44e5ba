"""Remembers which labels came into sight on Results, and hands them to the ledger."""

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.ui.results.album import LabelsTold
from fmnist_gui.ui.workspace import Workspace

SOURCE = "results"
WAIT_MS = 500


class ExposureNote(QObject):
    """Collects for a moment, as while somebody scrolls, and tells the workspace in one go."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: dict[str, tuple[Split, set[int]]] = {}
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def take(self, told: LabelsTold) -> None:
        """Note that these labels can be read now."""
        self._waiting.setdefault(told.split.fingerprint, (told.split, set()))[1].update(
            told.indices
        )
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Hand on what is waiting."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for split, indices in waiting.values():
            self._workspace.expose(split, sorted(indices), source=SOURCE)
