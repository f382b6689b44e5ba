"""Takes answers of a study away: asks where to, writes beside the window, says what it wrote."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.offer import Offer, may_replace, where
from fmnist_gui.ui.undertaking import Progress, Undertaking, Words
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.exchange.label_out import LabelsOut, Plan
    from fmnist_gui.store.label_store import LabelStore

TITLE = "Export"
FOLDER = "Folder in which the folder of sessions is to be"
WORDS = Words(
    busy="Something is still being written; wait for it or cancel it.",
    cancelled="Cancelled; nothing was written.",
    no_memory="There is not enough memory for this; export one format of votes instead.",
)
OTHER_DATA = (
    "votes and tasks are about images, and those of this study are not open; open the data set "
    "that it was made of, or export all answers"
)
TABLE, ARRAY = "Table (*.csv)", "NumPy array"

OFFERS: dict[str, Offer] = {
    "csv": Offer(
        "All answers as &CSV …",
        "answers",
        {".csv": TABLE},
        "Every answer with every field, and a second table of sittings",
    ),
    "jsonl": Offer(
        "All answers as &JSON Lines …",
        "answers",
        {".jsonl": "JSON Lines (*.jsonl)"},
        "The same, one object a line",
    ),
    "parquet": Offer(
        "All answers as &Parquet …",
        "answers",
        {".parquet": "Parquet (*.parquet)"},
        "The same with typed columns; needs the extra parquet",
    ),
    "crowd": Offer(
        "Votes as &task, worker, label (crowd-kit) …",
        "votes",
        {".csv": TABLE},
        "One label a person and image",
    ),
    "cleanlab": Offer(
        "Votes as a &matrix (cleanlab) …",
        "matrix",
        {".csv": TABLE},
        "A row an image, a column a person, empty where nobody answered",
    ),
    "fmh": Offer(
        "Counts of each &image (Fashion-MNIST-H) …",
        "counts",
        {".csv": TABLE},
        "How many people chose each class, and their shares, as two tables",
    ),
    "cifar10h": Offer(
        "Counts as &arrays (CIFAR-10H) …",
        "labels",
        {".npy": f"{ARRAY} (*.npy)"},
        "The same as arrays, and a raw table of trials with times",
    ),
    "cifar10n": Offer(
        "Three labels of &each image (CIFAR-10N) …",
        "three-labels",
        {".npz": f"{ARRAY}s (*.npz)"},
        "Three people drawn by chance, their majority, and the worst label",
    ),
    "model-vs-human": Offer(
        "A folder of &sessions (model-vs-human) …",
        "sessions",
        tip="One table a sitting, with response times in seconds",
    ),
    "label-studio": Offer(
        "Tasks for &Label Studio …",
        "tasks",
        {".json": "Tasks (*.json)"},
        "Pictures, labels and what models say, with a labelling page",
    ),
}
"""What a menu offers, in its order."""


class ExportDesk(QObject):
    """What the menu "Export" does; `parent` is the page, `study` the one that is shown.

    Signals:
        told(str): a sentence about what was written, or that nothing was.
        began(None): something is being written.
        progressed(Progress): how far it is.
        ended(None): it is over.
    """

    told = Signal(str)
    began = Signal()
    progressed = Signal(object)
    ended = Signal()

    def __init__(
        self, workspace: Workspace, parent: QWidget, *, study: Callable[[], Study | None]
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent
        self._study = study
        self._folder: Path | None = None
        self._is_reading = False
        self._is_unwanted = False
        self._work = Undertaking(
            workspace.tasks,
            say=self.told.emit,
            failed=workspace.report,
            words=WORDS,
            parent=self,
        )
        self._work.progressed.connect(self.progressed)
        self._work.ended.connect(self.ended)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._is_reading or self._work.is_busy

    def cancel(self) -> None:
        """Stop what is being written; nothing half done is left."""
        self._is_unwanted = self._is_reading
        self._work.cancel()

    def ask(self, format: str) -> None:
        """Ask where to, and write the study that is shown in this format."""
        study, offer = self._study(), OFFERS[format]
        if study is None:
            return
        start = self._folder or Path(self._workspace.settings.choices.last_folder)
        if not offer.kinds:
            chosen = QFileDialog.getExistingDirectory(self._page, FOLDER, str(start))
            path = Path(chosen) / f"{_word(study.name)}-{study.code}" if chosen else None
        else:
            name = f"{_word(study.name)}-{offer.stem}{next(iter(offer.kinds))}"
            path = save_dialog.ask_path(self._page, start / name, title=TITLE, kinds=offer.kinds)
        if path is not None:
            self._folder = path.parent
            self.write(study, format, path)

    def write(self, study: Study, format: str, path: Path) -> None:
        """Write the answers to `study` in this format to `path`, and say what was written."""
        if self.is_busy:
            self.told.emit(WORDS.busy)
            return
        dataset, home = self._workspace.dataset, self._workspace.home
        self._is_reading, self._is_unwanted = True, False
        self.began.emit()

        def verb(store: "LabelStore", report: Report, is_closed: CancelCheck) -> "Plan | None":
            from fmnist_gui.core.exchange.label_out import ANSWER_FORMATS, answers_plan, votes_plan
            from fmnist_gui.store.score_shelf import ScoreShelf
            from fmnist_gui.store.take_out import opinions_of, told_labels

            try:
                told = told_labels(
                    store,
                    study=study.sha256,
                    report=report,
                    is_cancelled=lambda: self._is_unwanted or is_closed(),
                )
            except Cancelled:
                return None
            if format in ANSWER_FORMATS:
                return answers_plan(format, path, told)
            opened = _fitting(dataset, study)
            opinions = opinions_of(ScoreShelf(home.scores), opened)
            return votes_plan(format, path, told, opened, split=study.split, opinions=opinions)

        self._workspace.ask_long(
            verb,
            partial(self._write, path),
            failed=self._on_unread,
            on_progress=self._on_progress,
        )

    def _write(self, path: Path, plan: "Plan | None") -> None:
        self._is_reading = False
        if plan is None or self._is_unwanted or not self._may_replace(path, plan):
            self.told.emit(WORDS.cancelled)
            self.ended.emit()
            return

        def work(*, report: Report, is_cancelled: CancelCheck) -> "LabelsOut":
            return plan.write(report, is_cancelled)

        self._work.start(work, deliver=lambda done: f"{done.sentence} {where(done.files)}")

    def _may_replace(self, path: Path, plan: "Plan") -> bool:
        # The dialog has asked about the file itself, and never about what goes beside it.
        # A name that no disk takes is not there either; who writes says so.
        beside = [t for t, _, _ in plan.targets if t != path and os.path.lexists(t)]
        return may_replace(beside, self._page, TITLE)

    def _on_progress(self, done: int, total: int) -> None:
        if self._is_reading:
            self.progressed.emit(Progress(done, total))

    def _on_unread(self, error: Exception) -> None:
        self._is_reading = False
        self.ended.emit()
        self._workspace.report(error)


def _fitting(dataset: "Dataset | None", study: Study) -> "Dataset":
    """Return the data set that is open. Raises RequestError unless the study is about it."""
    split = None if dataset is None else dataset.splits.get(study.split)
    if dataset is None or split is None or split.fingerprint != study.fingerprint:
        raise RequestError(OTHER_DATA)
    return dataset


def _word(name: str) -> str:
    """Return a name for files, of letters that every system takes."""
    return "-".join("".join(s if s.isalnum() else " " for s in name).split()) or "study"
