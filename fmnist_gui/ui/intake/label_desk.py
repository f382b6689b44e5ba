"""Takes in labels that people gave elsewhere: shows what a file holds, and adds it when agreed."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from fmnist_gui import __version__
from fmnist_gui.core.errors import ChoiceError, FmnistError, RequestError
from fmnist_gui.core.intake.recognition import recognised
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.ui.workspace import DEFAULT_ANNOTATOR, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.intake.label_file import LabelFile
    from fmnist_gui.core.intake.label_kind import LabelFormat
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.core.study.study import Study
    from fmnist_gui.store.label_import import Stored
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.ui.intake.label_dialog import LabelDialog, Wish
    from fmnist_gui.ui.tasks import Job

CHOOSE = "Add labels"
FILTER = "Labels (*.csv *.jsonl *.parquet *.json *.txt);;All files (*)"
NAME = "labels"
CANCELLED = "Cancelled; nothing was added."
BUSY = "another file of labels is being taken in; wait for it or cancel it"
SAVE = "Save what was refused"
TABLE = {".csv": "Table (*.csv)"}


class LabelDesk(QObject):
    """What the File menu and a drop on the window do with a file of labels.

    `tell` is handed the sentence about what was added. ``dialog`` is that of the file under way,
    None while there is none.
    """

    def __init__(
        self, workspace: Workspace, *, tell: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tell = tell
        self._window = parent
        self.dialog: LabelDialog | None = None
        self._job: Job | None = None
        self._stop: Event | None = None
        self._waiting: tuple[Path, ...] = ()
        self._file: LabelFile | None = None

    def choose(self) -> None:
        """Ask for a file and show what it holds."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path, *others: Path) -> None:
        """Show what the file at `path` holds, or say that it holds no labels of people.

        `others` wait until it was added or put away.
        """
        dataset = self._workspace.dataset
        format = recognised(path)
        if dataset is None:
            self._workspace.report(RequestError("no data set is open yet; wait until it is read"))
        elif self.dialog is not None or self._stop is not None:
            self._workspace.report(RequestError(BUSY))
        elif format is None:
            self._workspace.report(
                RequestError(
                    f"{path.name}: expected labels of people as this program, crowd-kit, cleanlab, "
                    "CIFAR-10H or Label Studio have them, found none of their columns; predictions "
                    "and counts are added by an entry of their own in the File menu"
                )
            )
            self._waiting = others
            self._take_next()
        else:
            self._waiting = others
            self._open(path, format, dataset)

    def _take_next(self) -> None:
        """Go on with the files that wait, once nothing is under way."""
        if self._waiting and self.dialog is None and self._stop is None:
            paths, self._waiting = self._waiting, ()
            self.take(*paths)

    def _open(self, path: Path, format: "LabelFormat", dataset: "Dataset") -> None:
        from fmnist_gui.ui.intake.label_dialog import LabelDialog

        dialog = self.dialog = LabelDialog(path, format, parent=self._window)
        read = partial(self._read, path, format, dataset)
        dialog.wished.connect(read)
        dialog.agreed.connect(self._on_agreed)
        dialog.saving.connect(partial(self._on_saving, path))
        dialog.finished.connect(self._on_finished)
        self._workspace.ask(_studies(dataset), self._on_studies)
        read(dialog.wish)
        dialog.open()

    def _on_studies(self, studies: "tuple[Study, ...]") -> None:
        if self.dialog is not None:
            self.dialog.offer_studies(studies)

    def _read(self, path: Path, format: "LabelFormat", dataset: "Dataset", wish: "Wish") -> None:
        from fmnist_gui.ui.intake.label_dialog import READING

        def work(report: "Report", is_cancelled: "CancelCheck") -> "LabelFile":
            from fmnist_gui.core.intake import label_file

            return label_file.read(
                path,
                format,
                dataset,
                app_version=__version__,
                split=wish.split,
                study=wish.study,
                report=report,
                is_cancelled=is_cancelled,
            )

        self._file = None
        self._on_progress(READING, 0, 0)
        self._job = self._workspace.tasks.run(
            work,
            self._on_read,
            failed=self._on_unread,
            on_progress=partial(self._on_progress, READING),
            lane="labels",
        )

    def _on_progress(self, words: str, done: int, total: int) -> None:
        if self.dialog is not None:
            self.dialog.show_work(words, done, total)

    def _on_read(self, file: "LabelFile") -> None:
        self._file = file
        if self.dialog is not None:
            self.dialog.show_file(file)

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, FmnistError):
            self._workspace.report(error)
        elif self.dialog is not None and isinstance(error, ChoiceError):
            self.dialog.ask_for_split(error.choices)
        elif self.dialog is not None:
            self.dialog.show_error(error)

    def _on_agreed(self) -> None:
        from fmnist_gui.ui.intake.label_dialog import STORING

        file = self._file
        if file is None or self._stop is not None:
            return
        stop = self._stop = Event()
        here = (self._workspace.annotator_name, DEFAULT_ANNOTATOR)

        def verb(
            store: "LabelStore", report: "Report", is_closed: "CancelCheck"
        ) -> "Stored | None":
            from fmnist_gui.store.label_import import keep_labels

            try:
                return keep_labels(
                    store,
                    file.histories(),
                    now=datetime.now(UTC),
                    here=here,
                    total=file.kept,
                    report=report,
                    is_cancelled=lambda: stop.is_set() or is_closed(),
                )
            except Cancelled:
                return None

        self._on_progress(STORING, 0, 0)
        self._workspace.ask_long(
            verb,
            partial(self._on_stored, file),
            failed=self._on_unstored,
            on_progress=partial(self._on_progress, STORING),
        )

    def _on_stored(self, file: "LabelFile", stored: "Stored | None") -> None:
        from fmnist_gui.core.intake.intake_sentence import intake_sentence

        self._stop = None
        if self.dialog is not None:
            self.dialog.accept()
        if stored is None:
            self._tell(CANCELLED)
            self._take_next()
            return
        if stored.kept:
            self._workspace.labels_changed.emit(LabelsChanged(NAME))
        told = intake_sentence(
            file,
            kept=stored.kept,
            already_there=stored.already_there,
            namesakes=stored.namesakes,
            more=[notice.sentence for notice in stored.uncounted],
        )
        # What was refused was shown line by line.
        self._tell(f"{told.removesuffix(':')}{'.' if told.endswith(':') else ''}")
        self._take_next()

    def _on_unstored(self, error: Exception) -> None:
        self._stop = None
        if self.dialog is not None:
            self.dialog.reject()
        self._workspace.report(error)
        self._take_next()

    def _on_finished(self, result: int) -> None:
        """Stop what is under way, and let go of the file."""
        if self._job is not None:
            self._job.cancel()
        if self._stop is not None:
            self._stop.set()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._file, self._job = None, None, None
        if result == QDialog.DialogCode.Rejected:
            # What was added is told before the next is shown.
            self._take_next()

    def _on_saving(self, path: Path) -> None:
        from fmnist_gui.core.intake import refusal
        from fmnist_gui.ui import save_dialog

        file = self._file
        if file is None or self.dialog is None:
            return
        suggested = path.with_name(f"{path.stem}-refused.csv")
        chosen = save_dialog.ask_path(self.dialog, suggested, title=SAVE, kinds=TABLE)
        if chosen is None:
            return
        self._workspace.tasks.run(
            lambda _report, _is_cancelled: refusal.write(chosen, file.refusals),
            lambda _: self._tell(f"Saved as {chosen}."),
            failed=self._workspace.report,
        )


def _studies(dataset: "Dataset") -> "Callable[[LabelStore], tuple[Study, ...]]":
    """Return what asks for the studies about the images of `dataset`."""
    prints = {split.fingerprint for split in dataset.splits.values()}

    def verb(store: "LabelStore") -> "tuple[Study, ...]":
        found = (record.study for record in store.studies.records())
        return tuple(study for study in found if study.fingerprint in prints)

    return verb
