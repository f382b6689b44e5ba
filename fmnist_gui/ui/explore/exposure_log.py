"""Remembers whose labels were legible, and hands them to the store in batches."""

from collections import defaultdict
from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.ui.workspace import Workspace

WAIT_MS = 1000
SOURCE = "explore"


class ExposureLog(QObject):
    """Tells the workspace each image once for each annotator and run of the program."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._waiting: dict[str, tuple[Split, set[int]]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def note(self, split: Split, indices: Collection[int]) -> None:
        """Say that the labels of these images of `split` are legible now."""
        told = self._told[self._workspace.annotator_name, split.fingerprint]
        fresh = set(indices) - told
        if not fresh:
            return
        told |= fresh
        self._waiting.setdefault(split.fingerprint, (split, set()))[1].update(fresh)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Hand on what is waiting."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for split, indices in waiting.values():
            self._workspace.expose(split, sorted(indices), source=SOURCE)
