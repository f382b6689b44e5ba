"""Gives the selected images one label, and takes it back in one step."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fmnist_gui import __version__
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.batch import BatchWish
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats import percent
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.toast import Toast
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.batch import BatchGround
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.ui.explore.batch_dialog import BatchChosen, BatchDialog

NAME = "batch labels"
UNDO, NOTHING = "Undo", "There are no labels to take back."


class BatchDesk(QObject):
    """Opens the dialog over `page`, stores what was chosen, and offers to undo it.

    `flush` hands on whose labels could be read so far, so that a label that was seen is known.
    """

    def __init__(
        self,
        workspace: Workspace,
        exhibit: Exhibit,
        toast: Toast,
        *,
        flush: Callable[[], object],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._workspace, self._exhibit, self._toast = workspace, exhibit, toast
        self._flush, self._page = flush, page
        self._done: list[tuple[History, ...]] = []
        self.dialog: BatchDialog | None = None

    def ask(self) -> None:
        """Ask which class the selected images are to get."""
        dataset, numbers = self._workspace.dataset, self._exhibit.selection.numbers.tolist()
        if dataset is None or not numbers or self.dialog is not None:
            return
        self._flush()
        name = self._workspace.annotator_name

        def verb(store: "LabelStore") -> "BatchGround":
            from fmnist_gui.store.batch import batch_ground

            return batch_ground(store, dataset, name)

        self._workspace.ask(verb, partial(self._open, dataset, numbers, name))

    def undo(self) -> None:
        """Take the newest batch back that was not taken back yet."""
        if not self._done:
            self._toast.say(NOTHING)
            return
        made = self._done.pop()

        def verb(store: "LabelStore") -> int:
            from fmnist_gui.store.batch import take_batch_back

            return take_batch_back(store, made, at=datetime.now(UTC))

        def failed(error: Exception) -> None:
            # It stands as before, and may be taken back once more.
            self._done.append(made)
            self._workspace.report(error)

        self._workspace.ask(verb, self._on_undone, failed=failed)

    def stop(self) -> None:
        """Let go of everything: other images are shown from now on."""
        self._done.clear()
        if self.dialog is not None:
            self.dialog.reject()

    def _open(
        self, dataset: Dataset, numbers: Sequence[int], name: str, ground: "BatchGround"
    ) -> None:
        from fmnist_gui.ui.explore.batch_dialog import BatchDialog

        gallery = self._exhibit.gallery
        if gallery is None or dataset is not self._workspace.dataset or self.dialog is not None:
            return
        dialog = BatchDialog(gallery, numbers, name=name, ground=ground, parent=self._page)
        self.dialog = dialog
        dialog.applied.connect(lambda chosen: self._apply(dataset, name, dialog.left, chosen))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _apply(
        self, dataset: Dataset, name: str, left: dict[str, tuple[int, ...]], chosen: "BatchChosen"
    ) -> None:
        wishes = [
            BatchWish(dataset, dataset.splits[split], indices, chosen.number, chosen.study)
            for split, indices in left.items()
        ]

        def verb(store: "LabelStore") -> tuple[History, ...]:
            from fmnist_gui.store.batch import keep_batch

            person = store.annotator(name)
            now = datetime.now(UTC)
            return keep_batch(store, wishes, person, at=now, app_version=__version__)

        self._workspace.ask(verb, partial(self._on_kept, dataset.class_names[chosen.number]))

    def _on_kept(self, word: str, made: tuple[History, ...]) -> None:
        self._done.append(made)
        count = sum(len(history.record.deck.indices) for history in made)
        self._workspace.labels_changed.emit(LabelsChanged(NAME))
        self._toast.say(f"{percent.images(count)} labelled {word}.", act=UNDO, do=self.undo)

    def _on_undone(self, count: int) -> None:
        self._workspace.labels_changed.emit(LabelsChanged(NAME))
        self._toast.say(f"Taken back: the labels of {percent.images(count)}.")
