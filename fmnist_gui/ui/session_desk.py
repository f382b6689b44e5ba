"""Takes in sessions that were exported here or on other machines."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.ui.workspace import DEFAULT_ANNOTATOR, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.core.session.record import History
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.merge import Merged

CHOOSE = "Add sessions"
FILTER = "Sessions (*.fmsession);;All files (*)"
NAME = "sessions"


class SessionDesk(QObject):
    """What the File menu and a drop on the window do with session files.

    `show` is handed the session that is to be seen, `tell` the sentence about what was added.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        show: Callable[[UUID], object],
        tell: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._show = show
        self._tell = tell
        self._window = parent

    def choose(self) -> None:
        """Ask for files and take them in."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileNames(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.take([Path(name) for name in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Take all of these sessions into the database, or none and say why."""
        dataset = self._workspace.dataset
        splits = tuple(dataset.splits.values()) if dataset is not None else ()

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> "list[History]":
            from fmnist_gui.core.exchange import label_check, session_file

            histories = [session_file.read(path) for path in paths]
            for path, history in zip(paths, histories, strict=True):
                label_check.check_labels(history, splits, str(path))
            return histories

        self._workspace.tasks.run(work, self._on_read, failed=self._workspace.report)

    def _on_read(self, histories: "list[History]") -> None:
        here = self._workspace.annotator_name

        def verb(store: "LabelStore") -> "Merged":
            if any(history.record.annotator.name == DEFAULT_ANNOTATOR for history in histories):
                # Somebody else without a name must not come to be the one who sits here.
                store.annotator(DEFAULT_ANNOTATOR)
            return store.take_in(histories, now=datetime.now(UTC), here=here)

        self._workspace.ask(verb, partial(self._on_merged, histories))

    def _on_merged(self, histories: "list[History]", merged: "Merged") -> None:
        from fmnist_gui.store.merge_sentence import elsewhere_sentence, merge_sentence

        taken = [h for h in histories if h.record.id not in merged.refused]
        if merged.sessions or merged.grown:
            self._workspace.labels_changed.emit(LabelsChanged(NAME))
        if taken:
            newest = max(taken, key=lambda history: history.record.started_at)
            self._show(newest.record.id)
        dataset = self._workspace.dataset
        splits = tuple(dataset.splits.values()) if dataset is not None else ()
        sentences = (merge_sentence(merged, histories), elsewhere_sentence(taken, splits))
        self._tell(" ".join(filter(None, sentences)))
