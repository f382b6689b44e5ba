"""Remembers whose labels were legible, and hands them to the store in batches."""

import numpy as np
from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.table.column import Mask
from fmnist_gui.ui.workspace import Workspace

WAIT_MS = 1000


class ExposureLog(QObject):
    """Tells the workspace each image once for each annotator and run of the program.

    `source` is where they are shown, as "explore".
    """

    def __init__(self, workspace: Workspace, source: str, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source = source
        self._told: dict[tuple[str, str], Mask] = {}
        self._waiting: dict[str, tuple[Gallery, list[Numbers]]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def note(self, gallery: Gallery, numbers: Numbers) -> None:
        """Say that the labels of these images of `gallery` are legible now."""
        if len(numbers) == 0:
            return
        key = (self._workspace.annotator_name, gallery.fingerprint)
        told = self._told.setdefault(key, np.zeros(len(gallery), dtype=np.bool_))
        fresh = np.unique(numbers[~told[numbers]])
        if len(fresh) == 0:
            return
        told[fresh] = True
        self._waiting.setdefault(gallery.fingerprint, (gallery, []))[1].append(fresh)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Hand on what is waiting."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for gallery, parts in waiting.values():
            found = gallery.by_split(np.concatenate(parts).tolist())
            for split in gallery.splits:
                indices = sorted(found.get(split.name, ()))
                self._workspace.expose(split, indices, source=self._source)
