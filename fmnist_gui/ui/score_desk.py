"""Takes in predictions of models and counts of people's labels."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import ChoiceError, DataError, RequestError
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.workspace import ScoresChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.store.score_import import Imported

SUFFIXES = (".npy", ".npz")
TABLES = (".csv", ".csv.gz")
"""A data set may have such a name too; the first bytes tell."""

CHOOSE = "Add predictions or counts"
FILTER = "Predictions and counts (*.npy *.npz *.csv *.csv.gz);;All files (*)"
DATA_HEADER = b"label"
"""The first word of a data set as a table; tables of scores have none like it."""

MARKS = b'\xef\xbb\xbf"'
NAMES = {"probs": "predictions", "fmh": "human counts", "cifar10h": "human counts"}


class ScoreDesk(QObject):
    """What the File menu and a drop on the window do with scores; tells the workspace."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    def choose(self) -> None:
        """Ask for a file and take it in."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, CHOOSE, start, FILTER)
        if chosen:
            self.take(Path(chosen))

    def is_for(self, path: Path) -> bool:
        """Whether a file that was dropped is to be taken as scores, not as a data set."""
        name = path.name.lower()
        try:
            if path.exists() and not path.is_file():
                return False
            if name.endswith(SUFFIXES):
                return True
            if not name.endswith(TABLES):
                return False
            with Stream(path) as stream:
                return not stream.read_up_to(64).lstrip(MARKS).startswith(DATA_HEADER)
        except (OSError, DataError):
            # Who opens it as data says what is wrong with it.
            return False

    def take(self, path: Path, split: str | None = None) -> None:
        """Read a file and keep it for the data that is open, or for this split of it.

        Where several splits have as many images as the file has rows, it asks which is meant.
        """
        dataset, shelf_folder = self._workspace.dataset, self._workspace.home.scores
        if dataset is None:
            self._workspace.report(RequestError("no data set is open yet; wait until it is read"))
            return
        splits, classes = list(dataset.splits.values()), len(dataset.class_names)

        def work(_report: "Report", _is_cancelled: "CancelCheck") -> "Imported":
            from fmnist_gui.store.score_import import import_scores
            from fmnist_gui.store.score_shelf import ScoreShelf

            return import_scores(
                path,
                splits,
                shelf=ScoreShelf(shelf_folder),
                classes=classes,
                now=datetime.now(UTC),
                split=split,
            )

        def then(taken: "Imported") -> None:
            what = NAMES[taken.format]
            done = "were there already" if taken.is_already_there else "added"
            sentence = f"{taken.rows:,} {what} of {taken.split} images {done}: {taken.name}."
            if taken.without_votes:
                sentence += f" Without votes: {taken.without_votes:,} of these images."
            self._workspace.scores_changed.emit(ScoresChanged(sentence))

        def failed(error: Exception) -> None:
            if isinstance(error, ChoiceError):
                self._ask_for_split(path, error.choices)
            else:
                self._workspace.report(error)

        self._workspace.tasks.run(work, then, failed=failed)

    def _ask_for_split(self, path: Path, names: Sequence[str]) -> None:
        question = f"{path.name} has as many rows as several splits have images. Which is meant?"
        question = literal(question)
        chosen, is_sure = QInputDialog.getItem(self._window, CHOOSE, question, names, 0, False)
        if is_sure:
            self.take(path, chosen)
