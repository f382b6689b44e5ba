"""Opens data, brings the official files, and says in the data bar what is there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.dataset.files import is_named_as_data
from fmnist_gui.core.errors import DataError
from fmnist_gui.ui.data_bar import DataBar
from fmnist_gui.ui.data_watch import DataChanged, DataWatch
from fmnist_gui.ui.workspace import DatasetOpened, Failure, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.ui.download import Download, DownloadFailure, DownloadProgress, DownloadResult

MB = 1_000_000
KINDS = (
    "images and labels (IDX, or a table .csv), predictions or human counts (.npy, .npz, .csv), "
    "people's labels (.csv, .jsonl, .json, .parquet), a session, a database, a study, a deck, "
    "a list of images or a patch"
)
"""What can be opened, whichever way it comes."""

MEND = "choose one of these, or give IDX files names with images or labels in them"


class DataDesk(QObject):
    """What the File menu, the data bar and a drop on the window do."""

    def __init__(
        self, workspace: Workspace, bar: DataBar, *, practice: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bar = bar
        self._practice = practice
        self._window = parent
        self._first: Path | None = None
        self._download: Download | None = None
        self._warning = ""
        self._watch = DataWatch(workspace.tasks, self)
        self._watch.changed.connect(self._on_data_changed)
        workspace.dataset_opened.connect(self._on_dataset_opened)
        bar.cancel_button.clicked.connect(self.cancel)

    def open_at_start(self, path: Path | None) -> None:
        """Open what was found; practice images when nothing was, or when it cannot be read."""
        self._first = path
        if path is None:
            self.open_practice()
            return
        self._workspace.open_data(
            path, remember=False, failed=lambda error: self._fall_back(str(error))
        )

    def open(self, path: Path) -> None:
        """Open a folder or file; what is open stays until it has been read whole."""
        if path.is_file() and not is_named_as_data(path):
            self._workspace.report(
                DataError(path, expected=KINDS, found="another file", remedy=MEND)
            )
            return
        self._bar.show_work(f"Reading {path.name} …", 0, 0)
        self._workspace.open_data(
            path, on_progress=self._progress_of(path.name), failed=self._on_unreadable
        )

    def open_practice(self) -> None:
        """Open the images that come with the program."""
        self._workspace.open_data(self._practice, remember=False)

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        start = self._workspace.settings.choices.last_folder
        chosen = QFileDialog.getExistingDirectory(self._window, "Open a folder", start)
        if chosen:
            self.open(Path(chosen))

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Open a file", start, "Data (*ubyte *.gz *.csv);;All files (*)"
        )
        if chosen:
            self.open(Path(chosen))

    def fetch(self) -> None:
        """Download the official files into the home folder, and open them."""
        if self._download is not None:
            return
        from fmnist_gui.ui.download import Download

        entry = self._workspace.catalog.entry(OFFICIAL)
        self._download = Download(entry.files, self._workspace.home.data / OFFICIAL, parent=self)
        self._download.progressed.connect(self._on_progressed)
        self._download.finished.connect(self._on_fetched)
        self._download.failed.connect(self._on_fetch_failed)
        self._download.cancelled.connect(lambda _: self._end_download())
        self._bar.show_work("Getting Fashion-MNIST …", 0, 0)
        self._download.start()

    def cancel(self) -> None:
        """Stop the download, or the reading."""
        if self._download is not None:
            self._download.cancel()
        else:
            self._workspace.cancel_opening()
            self._go_back()

    def put_away(self) -> None:
        """Stop what is under way; called before the window closes."""
        self._watch.follow(None)
        if self._download is not None:
            self._download.cancel()

    def take_back(self) -> str:
        """Return what was said of changed files and is true no longer; empty if nothing was."""
        warning, self._warning = self._warning, ""
        return warning

    def _progress_of(self, name: str) -> Callable[[int, int], None]:
        def show(done: int, total: int) -> None:
            if self._download is None:
                self._bar.show_work(f"Reading {name} …", done, total)

        return show

    def _on_progressed(self, progress: "DownloadProgress") -> None:
        done, total = progress.bytes_done, progress.bytes_total
        words = f"Getting Fashion-MNIST: {done / MB:.1f} of {total / MB:.1f} MB"
        self._bar.show_work(words, done, total)

    def _on_fetched(self, result: "DownloadResult") -> None:
        self._end_download()
        self.open(result.folder)

    def _on_fetch_failed(self, failure: "DownloadFailure") -> None:
        self._end_download()
        self._workspace.failed.emit(Failure(str(failure.error)))

    def _end_download(self) -> None:
        if self._download is not None:
            self._download.deleteLater()
            self._download = None
        self._say_what_is_open()

    def _on_unreadable(self, error: Exception) -> None:
        self._workspace.failed.emit(Failure(str(error)))
        self._go_back()

    def _go_back(self) -> None:
        """Say what is open; before anything was, open what the start had found after all."""
        if self._workspace.dataset is None:
            self.open_at_start(self._first)
        else:
            self._say_what_is_open()

    def _fall_back(self, sentence: str) -> None:
        self._workspace.failed.emit(Failure(sentence))
        self.open_practice()

    def _on_dataset_opened(self, opened: DatasetOpened) -> None:
        self._describe(opened.dataset)
        # Nobody changes the files of the program itself but its next version.
        is_own = opened.dataset.source == self._practice
        self._watch.follow(None if is_own else opened.dataset)

    def _on_data_changed(self, changed: DataChanged) -> None:
        self._warning = changed.sentence
        self._workspace.failed.emit(Failure(changed.sentence))

    def _say_what_is_open(self) -> None:
        if self._workspace.dataset is not None:
            self._describe(self._workspace.dataset)

    def _describe(self, dataset: "Dataset") -> None:
        if dataset.is_practice:
            detail = "drawn by this program, to try it out"
        elif dataset.has_references:
            detail = "the original files, known by their checksum"
        else:
            detail = f"{_sizes(dataset)}, not known to this program"
        self._bar.show_data(dataset.title, detail, is_practice=dataset.is_practice)


def _sizes(dataset: "Dataset") -> str:
    return " and ".join(f"{len(split):,} {name}" for name, split in dataset.splits.items())
