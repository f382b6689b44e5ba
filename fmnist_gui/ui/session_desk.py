"""Takes in sessions that were exported, and whole databases of other machines."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.ui.workspace import DEFAULT_ANNOTATOR, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.store.intake import Gift, Intake
    from fmnist_gui.store.label_store import LabelStore

CHOOSE = "Add sessions or databases"
FILTER = (
    "Sessions and databases (*.fmsession *.db);;Sessions (*.fmsession);;"
    "Databases (*.db *.sqlite *.sqlite3);;All files (*)"
)
NAME = "sessions"
CANCELLED = "Merging was cancelled; nothing was added."


class ShowWork(Protocol):
    """Shows how far longer work is."""

    def __call__(self, what: str, done: int, total: int, *, cancel: Callable[[], object]) -> object:
        """Show it, with a way to cancel it."""


class SessionDesk(QObject):
    """What the File menu and a drop on the window do with session files and databases.

    `show` is handed the record of the session that is to be seen, `tell` the sentence about what
    was added, and `show_work` how far the merging of databases is.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        show: Callable[[SessionRecord], object],
        tell: Callable[[str], object],
        show_work: ShowWork,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._show = show
        self._tell = tell
        self._show_work = show_work
        self._window = parent
        self._stop: Event | None = None
        self._waiting: list[Sequence[Path]] = []

    def choose(self) -> None:
        """Ask for files and take them in."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileNames(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.take([Path(name) for name in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Take all of these sessions and databases in, or none and say why.

        While others are being added, they wait until that is done.
        """
        if self._stop is not None:
            self._waiting.append(paths)
            return
        self._stop = Event()
        dataset = self._workspace.dataset
        splits = tuple(dataset.splits.values()) if dataset is not None else ()

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> "Gift":
            from fmnist_gui.core.exchange import label_check, session_file
            from fmnist_gui.core.exchange.database_mark import is_database
            from fmnist_gui.store.intake import Gift

            databases = tuple(path for path in paths if is_database(path))
            sessions = [path for path in paths if path not in databases]
            histories = [session_file.read(path) for path in sessions]
            for path, history in zip(sessions, histories, strict=True):
                label_check.check_labels(history, splits, str(path))
            return Gift(databases, tuple(histories))

        self._workspace.tasks.run(work, self._on_read, failed=self._on_failed)

    def _on_read(self, gift: "Gift") -> None:
        here = self._workspace.annotator_name
        dataset, stop = self._workspace.dataset, self._stop or Event()
        splits = tuple(dataset.splits.values()) if dataset is not None else ()

        def verb(
            store: "LabelStore", report: "Report", is_closed: "CancelCheck"
        ) -> "Intake | None":
            from fmnist_gui.store import intake

            try:
                return intake.take_in(
                    store,
                    gift,
                    now=datetime.now(UTC),
                    # Somebody else without a name must not come to be the one who sits here.
                    here=(here, DEFAULT_ANNOTATOR),
                    splits=splits,
                    report=report,
                    is_cancelled=lambda: stop.is_set() or is_closed(),
                )
            except Cancelled:
                return None

        if gift.databases:
            self._on_progress(gift, 0, 0)
        self._workspace.ask_long(
            verb,
            partial(self._on_merged, gift),
            failed=self._on_failed,
            on_progress=partial(self._on_progress, gift),
        )

    def _on_progress(self, gift: "Gift", done: int, total: int) -> None:
        if gift.databases and self._stop is not None:
            names = [path.name for path in gift.databases]
            what = names[0] if len(names) == 1 else f"{len(names)} databases"
            self._show_work(f"Merging {what} …", done, total, cancel=self._stop.set)

    def _on_failed(self, error: Exception) -> None:
        self._take_next()
        self._workspace.report(error)

    def _take_next(self) -> None:
        self._stop = None
        if self._waiting:
            self.take(self._waiting.pop(0))

    def _on_merged(self, gift: "Gift", found: "Intake | None") -> None:
        from fmnist_gui.store.intake_sentence import intake_sentence
        from fmnist_gui.store.merge_sentence import elsewhere_sentence

        self._take_next()
        if found is None:
            self._tell(CANCELLED)
            return
        if found.added or found.notices:
            self._workspace.labels_changed.emit(LabelsChanged(NAME))
        taken = [h for h in gift.histories if h.record.id not in found.sessions.refused]
        if taken:
            newest = max(taken, key=lambda history: history.record.started_at)
            self._show(newest.record)
        dataset = self._workspace.dataset
        splits = tuple(dataset.splits.values()) if dataset is not None else ()
        sentences = (intake_sentence(found, gift), elsewhere_sentence(taken, splits))
        self._tell(" ".join(filter(None, sentences)))
