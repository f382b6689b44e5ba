"""Watches the files that the open data set was read from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from fmnist_gui.core.dataset.file_stamp import FileStamp, stamps_now
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.ui.tasks import Tasks

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset

QUIET_MS = 500
"""Files that are being written are looked at once nothing has happened for this long."""

LANE = "data watch"
Stamps = tuple[FileStamp, ...]


@dataclass(frozen=True)
class DataChanged:
    """Files that were read are not as they were, or `gone` ones are no longer there."""

    folder: Path
    gone: tuple[str, ...]
    read_at: datetime

    @property
    def sentence(self) -> str:
        """What is said about it."""
        if self.gone:
            return (
                f"{_listed(self.gone)} no longer in {self.folder}; what was read at "
                f"{self._time} stays until other data is opened"
            )
        return (
            f"The files in {self.folder} changed after they were read at {self._time}, which is "
            "what is shown; open the folder again to see the new ones"
        )

    @property
    def _time(self) -> str:
        is_today = self.read_at.date() == datetime.now(UTC).astimezone().date()
        return f"{self.read_at:%H:%M}" if is_today else f"{self.read_at:%H:%M on %Y-%m-%d}"


class DataWatch(QObject):
    """Notices changes where the system tells them, and whenever somebody comes to the window.

    Signals:
        changed(DataChanged): files are not as they were read; once for each change.
    """

    changed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read: Stamps = ()
        self._known: Stamps = ()
        self._read_at = datetime.now(UTC)
        self._watcher: QFileSystemWatcher | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.check)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # Changes on other machines are not told by the system.
            application.applicationStateChanged.connect(self._on_state_changed)

    def follow(self, dataset: "Dataset | None") -> None:
        """Watch the files of `dataset`, which has just been read, and no others."""
        self._read = self._known = () if dataset is None else dataset.files
        self._read_at = datetime.now(UTC).astimezone()
        self._quiet.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._read:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._on_event)
            self._watcher.directoryChanged.connect(self._on_event)
            self._watch()
            # They may have changed while they were read.
            self.check()

    def check(self) -> None:
        """Look at the files, away from the window's thread: a lost server can take long."""
        read = self._read

        def work(_report: Report, _is_cancelled: CancelCheck) -> Stamps:
            return stamps_now(read)

        def then(now: Stamps) -> None:
            if read is self._read:
                self._compare(now)

        if read:
            self._tasks.run(work, then, lane=LANE)

    def _compare(self, now: Stamps) -> None:
        is_news, self._known = now != self._known, now
        self._watch()
        # What came back as it was is what is shown.
        if is_news and now != self._read:
            gone = tuple(stamp.path.name for stamp in now if not stamp.is_there)
            self.changed.emit(DataChanged(now[0].path.parent, gone, self._read_at))

    def _watch(self) -> None:
        """Watch files and folder, also those that are there again; a new file is not the old."""
        if self._watcher is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {str(place) for stamp in self._read for place in (stamp.path, stamp.path.parent)}
        missing = sorted(wanted - watched)
        if missing:
            self._watcher.addPaths(missing)

    def _on_event(self, _path: str) -> None:
        self._quiet.start()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.check()


def _listed(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{len(names)} files are" if len(names) > 2 else f"{names[0]} and {names[1]} are"
